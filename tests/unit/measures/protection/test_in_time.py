"""When the time or the effort is up, what is safe so far is the answer."""

import numpy as np
import pytest

import firstyear as fy
from benchmarks.simulated_tables import table_set
from firstyear.errors import NotCertified
from firstyear.measures.protection import improve, search
from firstyear.measures.protection.exact import Master

m = fy.measures
THREE = m.Policy("registrations-3", 2)


def test_no_effort_left_is_safe_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_set((5,), 2, 0, seed=6)
    usual = m.protect(table, THREE, exact=False)
    real = search.Search.__init__

    def tired(self: search.Search, *arguments: object, **options: object) -> None:
        real(self, *arguments, **options)  # type: ignore[arg-type]
        self.effort = 0

    monkeypatch.setattr(search.Search, "__init__", tired)
    done = m.protect(table, THREE)
    assert not done.complete
    assert done.cost >= usual.cost
    assert m.attack(table, THREE, hidden=done.hidden).safe


def test_time_that_ends_in_the_search_for_less_keeps_what_is_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: object, **__: object) -> None:
        raise NotCertified("late")

    monkeypatch.setattr(Master, "relax", late)
    table = table_set((5,), 1, 0, seed=6)
    done = m.protect(table, THREE)
    assert not done.complete
    assert done.bound == 0
    assert m.attack(table, THREE, hidden=done.hidden).safe


def test_time_that_ends_while_trimming_puts_back_what_was_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = table_set((5,), 2, 0, seed=7)
    real, calls = search.Search.attest, []

    def late(self: search.Search, targets: object, **options: object) -> object:
        calls.append(options)
        if options.get("near"):
            raise NotCertified("late")
        return real(self, targets, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(search.Search, "attest", late)
    done = m.protect(table, THREE, exact=False)
    assert any(options.get("near") for options in calls)
    assert not done.complete
    assert m.attack(table, THREE, hidden=done.hidden).safe


def test_a_repair_that_ends_early_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = table_set((15,), 1, 0, seed=8)
    real = search.Search.construct
    seen: list[search.Search] = []

    def late(self: search.Search) -> None:
        seen.append(self)
        if len(seen) > 1:
            raise NotCertified("late")
        real(self)

    monkeypatch.setattr(search.Search, "construct", late)
    monkeypatch.setattr(improve, "FRACTIONAL", 1)
    done = m.protect(table, THREE, exact=True)
    assert done.complete == (len(seen) == 1)
    assert m.attack(table, THREE, hidden=done.hidden).safe
    assert np.isfinite(done.cost)
