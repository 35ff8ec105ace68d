"""What a reader finds: whole numbers, families, rates, and what is already out."""

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, NotCertified, UsageError

m = fy.measures
THREE = m.Policy("registrations-3", 2)
HIDEABLE = m.Policy("hideable", 2, zeros="hideable")


def odd_ring(total: int) -> fy.measures.TableSet:
    """Three counts that are equal, and a fourth: 2 x one of them + the fourth = total.

    Fractions would let the fourth be anything; whole numbers only every other one.
    """
    counts = {"a": 1, "b": 1, "c": 1, "d": total - 2}
    pairs = {"ab": "ab", "bc": "bc", "ac": "ac"}
    sums = [(name, [*letters, "d"]) for name, letters in pairs.items()]
    every = [*counts.values(), total, total, total]
    return m.TableSet(every, [*counts, *pairs], sums)


def test_the_reader_knows_that_deaths_are_whole() -> None:
    table = odd_ring(5)
    hidden = [True] * 4 + [False] * 3
    found = m.attack(table, HIDEABLE, hidden=hidden)
    # 2 a + d = 5: d is 1, 3 or 5, where fractions would allow 0
    assert (found.lower[3], found.upper[3]) == (1, 5)
    assert (found.lower[0], found.upper[0]) == (0, 2)


def test_a_proof_is_whole_where_the_linear_one_is_not() -> None:
    """b could go up by one and a half on paper; the witness must be a real table."""
    table = odd_ring(9)
    done = m.protect(table, HIDEABLE)
    for witness in done.certificate.witnesses:
        assert (witness.counts == np.round(witness.counts)).all()
    assert m.attack(table, HIDEABLE, hidden=done.hidden).safe


def test_blank_counts_of_a_published_file_are_attacked_alike() -> None:
    known = m.TableSet([9, 1, 1, 7], "abcd", [("a", ["b", "c", "d"])])
    blank = m.TableSet([9, np.nan, np.nan, 7], "abcd", [("a", ["b", "c", "d"])])
    hidden = [False, True, True, False]
    told, guessed = (m.attack(t, THREE, hidden=hidden) for t in (known, blank))
    assert told.exposed.tolist() == guessed.exposed.tolist() == hidden
    assert (told.upper[1], guessed.upper[1]) == (1, 1)


def test_a_blank_count_that_is_not_hidden_is_a_fault() -> None:
    table = m.TableSet([9, np.nan, 8], "abc", [("a", ["b", "c"])])
    with pytest.raises(InputError, match="cell b: the count is blank and not hidden"):
        m.attack(table, THREE, hidden=[False, False, False])


def test_nothing_ends_what_no_total_holds() -> None:
    table = m.TableSet([9, 1, 8], "abc", [("a", ["b", "c"])])
    found = m.attack(table, THREE, hidden=[True, True, True])
    assert found.upper.tolist() == [np.inf] * 3
    assert found.safe


def test_an_unpublished_part_nobody_knows_is_exposed_only_when_told_small() -> None:
    facts = [("whole", ["part", "rest"])]
    keys = ["whole", "part", "rest"]
    shown = [True, False, True]
    told = m.TableSet([5, np.nan, 3], keys, facts, published=shown)
    assert m.attack(told, THREE, hidden=[False] * 3).exposed_cells == ("part",)
    none = m.TableSet([5, np.nan, 5], keys, facts, published=shown)
    assert m.attack(none, THREE, hidden=[False] * 3).safe
    many = m.TableSet([9, np.nan, 5], keys, facts, published=shown)
    assert m.attack(many, THREE, hidden=[False] * 3).safe


def test_protecting_with_a_part_nobody_knows() -> None:
    table = m.TableSet(
        [5, np.nan, 3],
        ["whole", "part", "rest"],
        [("whole", ["part", "rest"])],
        published=[True, False, True],
    )
    done = m.protect(table, THREE)
    assert done.hidden.sum() == 1
    assert m.attack(table, THREE, hidden=done.hidden).safe


def test_a_family_knows_its_own_loss() -> None:
    table = m.TableSet(
        [2, 30, 3, 35], ["x", "y", "z", "all"], [("all", ["x", "y", "z"])]
    )
    found = m.attack(table, THREE, hidden=[True, False, False, True])
    # shown 3 less its own is 2; of the hidden one it cannot tell
    assert m.insiders(table, found) == ("z",)
    nothing = m.attack(table, THREE, hidden=[False] * 4)
    assert m.insiders(table, nothing) == ("x", "z")


@pytest.mark.parametrize(
    ("value", "births", "decimals", "expected"),
    [
        (3.2, 943, 1, (3, 3)),
        (3.18, 943, 2, (3, 3)),
        (0.0, 943, 1, (0, 0)),
        (10.0, 100, 1, (1, 1)),
        (np.nan, 100, 1, None),
        (5.5, 100, 2, None),
    ],
)
def test_counts_behind_a_rate(
    value: float, births: int, decimals: int, expected: tuple[int, int] | None
) -> None:
    least, most = m.counts_behind_rate(value, births, decimals=decimals)
    if expected is None:
        # 5.5 in a hundred births is no count at all
        assert np.isnan(least)
        assert np.isnan(most)
    else:
        assert (least, most) == expected


def test_every_count_that_rounds_to_a_rate_is_behind_it() -> None:
    births = 61_234
    for decimals in (0, 1, 2):
        counts = np.arange(400)
        rates = np.round(1000 * counts / births, decimals)
        least, most = m.counts_behind_rate(rates, births, decimals=decimals)
        assert ((least <= counts) & (counts <= most)).all()
    with pytest.raises(UsageError, match="0 or more"):
        m.counts_behind_rate(1, 100, decimals=-1)


def test_rounding_refuses_what_it_cannot_do() -> None:
    with pytest.raises(UsageError, match="base"):
        m.round_table(m.TableSet([1], "a"), base=4)
    with pytest.raises(InputError, match="give every count"):
        m.round_table(m.TableSet([np.nan], "a"))
    # x + y is 5 and 6 at once but for the third: no rounding holds all three sums
    odd = [("ab", ["a", "b"]), ("bc", ["b", "c"]), ("ac", ["a", "c"])]
    keys = ["a", "b", "c", "ab", "bc", "ac", "abc"]
    every = m.Equation.fact({"ab": 1, "bc": 1, "ac": 1, "abc": -2})
    table = m.TableSet([1, 1, 1, 2, 2, 2, 3], keys, [*odd, every])
    counts = m.round_table(table, base=3).counts
    assert counts[3] == counts[0] + counts[1]
    with pytest.raises(NotCertified, match="no rounding"):
        m.round_table(
            m.TableSet([5, 1, 1], "abc", [m.Equation.fact({"a": 1, "b": -5})]), base=3
        )


def test_rounding_is_even_handed() -> None:
    """Over many seeds a count of 1 to base 5 is a 5 once in five, and 0 else."""
    table = m.TableSet([1] * 40, list(range(40)))
    counts = [m.round_table(table, base=5, seed=seed).counts for seed in range(25)]
    assert np.mean(counts) == pytest.approx(1.0, abs=0.2)
