"""Whatever goes wrong on the way, nothing comes back that could be published."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import highspy
import numpy as np
import pytest
from scipy import optimize

import firstyear as fy
from firstyear.errors import InputError, NotCertified, UsageError
from firstyear.measures.protection.certificate import Witness
from firstyear.measures.protection.programme import Programme

m = fy.measures
THREE = m.Policy("registrations-3", 2)
STATUS = highspy.HighsModelStatus
NO_ANSWER = [
    STATUS.kTimeLimit,
    STATUS.kIterationLimit,
    STATUS.kUnknown,
    STATUS.kSolveError,
    STATUS.kModelError,
    STATUS.kUnboundedOrInfeasible,
    STATUS.kInterrupt,
    STATUS.kMemoryLimit,
    STATUS.kObjectiveBound,
    STATUS.kNotset,
]


def table(**options: Any) -> fy.measures.TableSet:
    """Two areas and two causes with their totals."""
    counts = {"1a": 1, "1b": 8, "2a": 9, "2b": 7, "1": 9, "2": 16, "a": 10, "b": 15}
    sums = [("1", ["1a", "1b"]), ("2", ["2a", "2b"])]
    sums += [("a", ["1a", "2a"]), ("b", ["1b", "2b"])]
    return m.TableSet(list(counts.values()), list(counts), sums, **options)


HIDDEN = [True, True, True, True, False, False, False, False]


def test_without_a_failure_both_come_through() -> None:
    assert m.attack(table(), THREE, hidden=HIDDEN).safe
    assert m.protect(table(), THREE).hidden.sum() == 3


def test_no_count_is_in_what_a_log_would_show_of_them() -> None:
    mine = table()
    done = m.protect(mine, THREE)
    found = m.attack(mine, THREE, hidden=done.hidden)
    assert repr(mine) == "TableSet(8 cells, 4 sums)"
    for thing in (mine, done, done.certificate, found, done.certificate.witnesses[0]):
        assert "[" not in repr(thing)
        assert "array" not in repr(thing)


@pytest.mark.parametrize("status", NO_ANSWER, ids=lambda status: status.name)
def test_a_solver_without_an_answer_certifies_nothing(
    status: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Programme, "_run", lambda _: status)
    with pytest.raises(NotCertified):
        m.attack(table(), THREE, hidden=HIDDEN)
    with pytest.raises(NotCertified):
        m.protect(table(), THREE)


def test_a_number_that_is_none_certifies_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = Programme._run

    def spoilt(self: Programme) -> Any:
        status = real(self)
        solver = self._solver
        size = len(solver.getSolution().col_value)
        blank = SimpleNamespace(col_value=[np.nan] * size)
        self._solver = SimpleNamespace(
            getSolution=lambda: blank,
            changeColsBounds=solver.changeColsBounds,
            changeColsCost=solver.changeColsCost,
        )
        return status

    monkeypatch.setattr(Programme, "_run", spoilt)
    with pytest.raises(NotCertified, match="no number"):
        m.attack(table(), THREE, hidden=HIDDEN)
    with pytest.raises(NotCertified, match="no number"):
        m.protect(table(), THREE)


def test_what_the_solver_refuses_certifies_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        highspy.Highs, "changeColsCost", lambda *_: highspy.HighsStatus.kError
    )
    with pytest.raises(NotCertified, match="refused"):
        m.attack(table(), THREE, hidden=HIDDEN)
    with pytest.raises(NotCertified, match="refused"):
        m.protect(table(), THREE)


@pytest.mark.parametrize("status", [1, 4])
def test_a_whole_programme_without_an_answer_certifies_nothing(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = SimpleNamespace(status=status, x=None, fun=None, mip_dual_bound=None)
    monkeypatch.setattr(optimize, "milp", lambda *_, **__: blank)
    # every linear answer is taken for a fraction, so that whole ones are asked for
    monkeypatch.setattr(fy.measures.protection.attacker, "whole", lambda _: False)
    with pytest.raises(NotCertified):
        m.attack(table(), THREE, hidden=HIDDEN)
    monkeypatch.setattr(fy.measures.protection.moves, "whole", lambda _: False)
    with pytest.raises(NotCertified):
        m.protect(table(), THREE)


def test_no_time_certifies_nothing() -> None:
    with pytest.raises(NotCertified, match="time ran out"):
        m.attack(table(), THREE, hidden=HIDDEN, seconds=1e-9)
    with pytest.raises(NotCertified, match="time ran out"):
        m.protect(table(), THREE, seconds=1e-9)
    with pytest.raises(UsageError, match="above zero"):
        m.protect(table(), THREE, seconds=0)


def test_a_move_that_does_not_add_up_certifies_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proof is added up again, whatever the search believed."""
    real = fy.measures.protection.protect._witness

    def wrong(*arguments: Any) -> Witness:
        found = real(*arguments)
        return Witness(found.cells, found.counts + np.arange(len(found.cells)))

    monkeypatch.setattr(fy.measures.protection.protect, "_witness", wrong)
    with pytest.raises(NotCertified, match="does not fit"):
        m.protect(table(), THREE)


def test_a_search_that_forgets_a_proof_certifies_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        fy.measures.protection.search.Search, "construct", lambda _: None
    )
    monkeypatch.setattr(fy.measures.protection.search.Search, "trim", lambda _: 0)
    with pytest.raises(NotCertified, match="could be worked out") as told:
        m.protect(table(), THREE)
    assert told.value.blocking == ("1a",)


def test_a_certificate_is_of_its_own_table_pattern_and_policy() -> None:
    mine = table()
    done = m.protect(mine, THREE)
    m.check_certificate(done.certificate, mine, hidden=done.hidden)
    other = table(weights=[2.0] * 8)
    with pytest.raises(NotCertified, match="other tables"):
        m.check_certificate(done.certificate, other, hidden=done.hidden)
    with pytest.raises(NotCertified):
        m.check_certificate(
            done.certificate, mine, hidden=done.hidden & ~done.secondary
        )
    stricter = replace(done.certificate, policy=m.Policy("ten", 9))
    with pytest.raises(NotCertified):
        m.check_certificate(stricter, mine, hidden=done.hidden)
    fewer = replace(done.certificate, witnesses=())
    with pytest.raises(NotCertified, match="could be worked out"):
        m.check_certificate(fewer, mine, hidden=done.hidden)


def test_a_nought_that_is_hidden_where_they_are_shown_is_no_table_at_all() -> None:
    made = m.TableSet([3, 0, 3], "abc", [("a", ["b", "c"])])
    with pytest.raises(NotCertified, match="a nought is hidden"):
        m.attack(made, THREE, hidden=[False, True, True])


def test_published_figures_that_contradict_each_other_are_told() -> None:
    made = m.TableSet(
        [3, np.nan, np.nan, 5],
        ["all", "one", "two", "one and two"],
        [("all", ["one", "two"]), ("one and two", ["one", "two"])],
    )
    with pytest.raises(NotCertified, match="contradicts itself"):
        m.attack(made, THREE, hidden=[False, True, True, False])


def test_every_fault_of_a_table_set_is_told_and_no_count() -> None:
    with pytest.raises(InputError) as told:
        m.TableSet(
            [97, 1.5, 96, np.nan, 3],
            ["all", "one", "two", "gone", "two"],
            [("all", ["one", "two"]), ("all", ["nobody"]), ("one", ["two", "two"])],
            forced=["", "shut", "", "open", ""],
            most=[50, np.inf, np.inf, np.inf, np.inf],
            weights=[1, np.nan, 1, 1, 1],
        )
    text = str(told.value)
    for part in [
        "cell two is there twice",
        "one: the count is not whole",
        "one: forced is none of hidden, open and blank",
        "gone: a count that is already public is blank",
        "all: the count is outside what everybody knows",
        "one: the weight is blank",
        "names nobody, which is no cell",
        "names a cell of one twice",
    ]:
        assert part in text
    assert "97" not in text
    assert "96" not in text


def test_parts_that_do_not_add_up_are_told_by_their_whole() -> None:
    with pytest.raises(InputError, match="the parts of all do not add up"):
        m.TableSet([9, 1, 9], ["all", "b", "c"], [("all", ["b", "c"])])


def test_lengths_that_differ_are_told() -> None:
    with pytest.raises(InputError, match=r"\(2,\) counts for 3 cells"):
        m.TableSet([1, 2], "abc")
    with pytest.raises(UsageError, match="one truth a cell"):
        m.attack(table(), THREE, hidden=[True])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"top": 0}, "under 1"),
        ({"top": 2, "zeros": "gone"}, "shown or hideable"),
        ({"top": 2, "round_to": 0}, "rounded to 1 or more"),
        ({"top": 2, "small_as": 5}, "no small count"),
    ],
)
def test_numbers_that_make_no_policy_are_refused(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        m.Policy("mine", **options)
