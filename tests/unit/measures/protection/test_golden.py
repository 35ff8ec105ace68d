"""Tables from textbooks and from the ways small counts were found out before."""

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import NotCertified

m = fy.measures
THREE = m.Policy("registrations-3", 2)
PLAIN = m.Policy("textbook", 1, zeros="hideable")
ROWS, COLUMNS = ("I", "II", "III"), ("A", "B", "C")


def textbook() -> fy.measures.TableSet:
    """Investment of enterprises by activity and region.

    M. Fischetti and J. J. Salazar, Management Science 47 (2001), figure 1. The count
    of activity II in region C is to be protected up to 27; what a cell weighs is what
    is in it.
    """
    inner = {
        "I": {"A": 20, "B": 50, "C": 10},
        "II": {"A": 8, "B": 19, "C": 22},
        "III": {"A": 17, "B": 32, "C": 12},
    }
    counts: dict[str, int] = {}
    sums = []
    for row in ROWS:
        for column in COLUMNS:
            counts[row + column] = inner[row][column]
        counts[row] = sum(inner[row].values())
        sums.append((row, [row + column for column in COLUMNS]))
    for column in COLUMNS:
        counts[column] = sum(inner[row][column] for row in ROWS)
        sums.append((column, [row + column for row in ROWS]))
    counts["all"] = sum(counts[row] for row in ROWS)
    sums += [("all", list(ROWS)), ("all", list(COLUMNS))]
    tops = [26 if key == "IIC" else np.nan for key in counts]
    return m.TableSet(
        list(counts.values()),
        list(counts),
        sums,
        weights=list(counts.values()),
        tops=tops,
    )


def test_the_textbook_table_hides_four_cells_and_59() -> None:
    table = textbook()
    done = m.protect(table, PLAIN)
    assert set(done.hidden_cells) == {"IIC", "IIA", "IIIA", "IIIC"}
    assert table.counts[done.hidden].sum() == 59
    assert done.bound == done.cost == 59 - 22
    found = m.attack(table, PLAIN, hidden=done.hidden)
    place = table.cells.index("IIC")
    assert (found.lower[place], found.upper[place]) == (5, 30)


def test_one_and_one_in_an_area_hide_its_total_or_a_third() -> None:
    table = m.TableSet([2, 1, 1], "abc", [("a", ["b", "c"])])
    told = m.attack(table, THREE, hidden=[False, True, True])
    assert told.pinned.tolist() == [False, True, True]
    assert m.protect(table, THREE).hidden.all()


def chain(years: list[int], anchor: int) -> fy.measures.TableSet:
    """Pools of three years that roll on; of single years only `anchor` is shown."""
    keys: list[object] = [("year", n) for n in range(len(years))]
    counts = list(years)
    sums = []
    for first in range(len(years) - 2):
        parts = keys[first : first + 3]
        keys.append(("pool", first))
        counts.append(sum(years[first : first + 3]))
        sums.append((("pool", first), parts))
    published = [key[0] == "pool" or key[1] == anchor for key in keys]  # type: ignore[index]
    return m.TableSet(counts, keys, sums, published=published)


def test_rolling_pools_and_one_year_give_every_third_year_away() -> None:
    table = chain([6, 4, 5, 1, 7, 6, 2, 5], anchor=0)
    found = m.attack(table, THREE, hidden=np.zeros(len(table), dtype=bool))
    assert {("year", 3), ("year", 6)} <= set(found.exposed_cells)
    done = m.protect(table, THREE)
    assert m.attack(table, THREE, hidden=done.hidden).safe
    assert done.secondary.any()


def test_rolling_pools_without_a_year_to_start_from_tell_less() -> None:
    table = chain([6, 4, 5, 4, 7, 6, 3, 5], anchor=-1)
    assert m.attack(table, THREE, hidden=np.zeros(len(table), dtype=bool)).safe


def test_a_revised_release_gives_the_late_registration_away() -> None:
    facts = [m.Equation.fact({"new": 1, "old": -1, "late": -1})]
    table = m.TableSet(
        [6, 5, 1],
        ["new", "old", "late"],
        facts,
        forced=["", "open", ""],
        published=[True, True, False],
    )
    found = m.attack(table, THREE, hidden=[False, False, False])
    assert found.exposed_cells == ("late",)
    done = m.protect(table, THREE)
    assert done.hidden_cells == ("new",)


def split_area() -> fy.measures.TableSet:
    """An area of two parts, one in each of two boards that hold another area too."""
    return m.TableSet(
        [6, 9, 8, 10, 13, 1, 5],
        ["split", "north", "south", "board n", "board s", "part n", "part s"],
        [
            ("split", ["part n", "part s"]),
            ("board n", ["north", "part n"]),
            ("board s", ["south", "part s"]),
        ],
        published=[True] * 5 + [False] * 2,
    )


def test_an_area_across_two_boards_is_not_given_away_by_difference() -> None:
    table = split_area()
    nothing = np.zeros(len(table), dtype=bool)
    assert m.attack(table, THREE, hidden=nothing).exposed_cells == ("part n",)
    done = m.protect(table, THREE)
    assert m.attack(table, THREE, hidden=done.hidden).safe
    assert not done.primary.any()


@pytest.mark.parametrize("decimals", [1, 2])
def test_a_rate_that_is_out_tells_the_count(decimals: int) -> None:
    births = 943
    value = round(1000 * 2 / births, decimals)
    least, most = m.counts_behind_rate([value], [births], decimals=decimals)
    table = m.TableSet(
        [9, 2, 7],
        ["all", "first", "second"],
        [("all", ["first", "second"])],
        least=[0, least[0], 0],
        most=[np.inf, most[0], np.inf],
    )
    assert m.attack(table, THREE, hidden=[True, True, True]).exposed[1]
    with pytest.raises(NotCertified) as told:
        m.protect(table, THREE)
    assert "first" in told.value.blocking


def test_a_rate_of_a_large_place_at_one_decimal_tells_little() -> None:
    least, most = m.counts_behind_rate([0.1], [60_000], decimals=1)
    assert (least[0], most[0]) == (3, 9)
    least, most = m.counts_behind_rate([0.12], [60_000], decimals=2)
    assert (least[0], most[0]) == (7, 7)


def test_all_deaths_in_one_category_tell_of_everybody() -> None:
    rule = m.Policy("breakdowns-5", 4, dominance=True)
    row = m.Equation.total("all", ["first", "second", "third"], breakdown=True)
    table = m.TableSet([9, 9, 0, 0], ["all", "first", "second", "third"], [row])
    nothing = [False] * 4
    assert m.attack(table, rule, hidden=nothing).exposed_cells == ("first",)
    done = m.protect(table, rule)
    assert done.hidden[1]
    assert done.hidden[2] or done.hidden[3]
    assert done.policy.zeros == "hideable"
    assert m.attack(table, rule, hidden=done.hidden).safe
    m.check_certificate(done.certificate, table, hidden=done.hidden)


def test_rounded_counts_leave_room_of_their_own() -> None:
    """With the others to the nearest 5 one hidden count needs no second."""
    rule = m.Policy("nhs-8", 7, round_to=5)
    table = m.TableSet([44, 7, 37], "abc", [("a", ["b", "c"])])
    found = m.attack(table, rule, hidden=[False, True, False])
    # 45 is 43 to 47 and 35 is 33 to 37
    assert (found.lower[1], found.upper[1]) == (6, 14)
    assert m.protect(table, rule).hidden_cells == ("b",)


def test_small_counts_shown_as_one_number_are_exposed_when_pinned() -> None:
    rule = m.Policy("nhs-equalities", 7, round_to=5, small_as=5)
    table = m.TableSet([2, 1, 1], "abc", [("a", ["b", "c"])])
    found = m.attack(table, rule, hidden=[True, True, True])
    assert (found.lower[0], found.upper[0]) == (2, 7)
    assert found.safe
