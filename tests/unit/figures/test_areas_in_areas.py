"""Areas that lie in others: known, half known, or said nowhere."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from firstyear.errors import InputError
from firstyear.figures.areas import area_table
from firstyear.figures.disclosure import Around, gate
from firstyear.figures.published import attack_file
from firstyear.figures.readers.reading import Reading
from firstyear.figures.rounded import round_figures
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import AREAS, LAYOUT, empty
from firstyear.figures.table_sets.cells import keys_of
from tests.unit.figures.local import causes, lookup, row, table

NOWHERE = AREAS.empty_table()
ONE, OTHER = {"A": 1, "B": 30, "C": 41}, {"D": 33, "E": 28}


def two_regions(upper: str = "region") -> pa.Table:
    """Two regions and their areas, of which one had one death."""
    return table(
        row("R", sum(ONE.values()), level=upper),
        row("S", sum(OTHER.values()), level=upper),
        *(row(area, count) for area, count in (ONE | OTHER).items()),
    )


def hidden_of(release: pa.Table, areas: pa.Table) -> set[str]:
    done = gate(release, Around(areas, "registration"))
    rows = zip(done.figures["area"].to_pylist(), done.hidden, strict=True)
    return {area for area, away in rows if away}


@pytest.mark.parametrize("upper", ["region", "board", "system"])
def test_regions_are_hidden_where_no_file_says_what_lies_in_them(upper: str) -> None:
    """72 less 30 less 41 is one, for whoever knows the map."""
    done = gate(two_regions(upper), Around(NOWHERE, "registration"))
    assert hidden_of(two_regions(upper), NOWHERE) == {"A", "R", "S"}
    assert "Counts of 2 areas are hidden too" in " ".join(done.warnings)
    why = {each.area: each.explanation for each in done.certificate.hidden}
    assert "which areas lie in it" in why["R"]
    # A region of noughts tells of noughts alone, and they are shown.
    release = table(*two_regions(upper).to_pylist(), row("T", 0, level=upper))
    assert hidden_of(release, NOWHERE) == {"A", "R", "S"}


def test_what_is_public_of_a_region_cannot_be_taken_back() -> None:
    release = two_regions()
    regions, areas = release.slice(0, 2), release.slice(2)
    with pytest.raises(InputError) as told:
        gate(areas, Around(NOWHERE, "registration", facts=regions))
    assert "which areas (county-unitary) make up R. Give an areas file" in str(
        told.value
    )
    assert "make up S" in str(told.value)


def test_a_file_that_places_all_of_them_is_enough() -> None:
    places = lookup(dict.fromkeys("ABC", "R") | dict.fromkeys("DE", "S"))
    assert len(hidden_of(two_regions(), places)) == 2
    # Nothing is left that could lie in S.
    alone = two_regions().filter([True] * 5 + [False] * 2)
    assert len(hidden_of(alone, lookup(dict.fromkeys("ABC", "R")))) == 2


def test_a_file_that_forgets_a_region_is_not() -> None:
    hidden = hidden_of(two_regions(), lookup(dict.fromkeys("ABC", "R")))
    assert hidden >= {"A", "S"}
    assert len(hidden) == 3  # and one that A cannot be worked out from


def test_breakdowns_are_looked_at_too() -> None:
    region = causes("R", (32, 40), level="region")
    parts = [*causes("A", (1, 20)), *causes("B", (31, 20))]
    done = gate(table(*region, *parts), Around(NOWHERE, "registration"))
    names = done.figures["area"].to_pylist()
    away = [name for name, hidden in zip(names, done.hidden, strict=True) if hidden]
    assert away.count("R") == 2
    assert away.count("A") >= 1


def test_where_nothing_is_hidden_nothing_can_be_worked_out() -> None:
    release = table(row("R", 71, level="region"), row("A", 30), row("B", 41))
    assert hidden_of(release, NOWHERE) == set()


def test_nobody_is_told_that_hidden_counts_are_safe_where_we_cannot_know() -> None:
    release = table(
        row("R", 72, level="region"),
        row("A", None, status="suppressed"),
        row("B", 30),
        row("C", 41),
    )
    rules = rules_for(list(keys_of(release)), "registration", "")
    with pytest.raises(InputError, match="make up R"):
        attack_file(release, areas=NOWHERE, rules=rules)
    told = attack_file(release, areas=lookup(dict.fromkeys("ABC", "R")), rules=rules)
    assert told.exposed.tolist() == [True]


def test_what_cannot_be_added_up_is_not_rounded_either(tmp_path: Path) -> None:
    release = two_regions()
    reading = Reading(release, NOWHERE, empty(LAYOUT), "tidy", "", 7, (), "")
    with pytest.raises(InputError, match="make up R"):
        round_figures(tmp_path, reading, drawn_from="registration")


def country(counts: Mapping[str, int], elsewhere: int) -> pa.Table:
    return table(
        row("K", sum(counts.values()) + elsewhere, level="country"),
        *(row(area, count) for area, count in counts.items()),
    )


def test_areas_of_regions_that_nobody_ties_to_the_country_lie_in_it() -> None:
    """72 less 30 less 41 again: regions without figures stand between."""
    places = lookup({"A": "R", "B": "R", "C": "S"})
    assert len(hidden_of(country(ONE, 0), places)) == 2


@pytest.mark.parametrize(("elsewhere", "hidden"), [(0, 2), (1, 2), (2, 1), (40, 1)])
def test_areas_have_no_more_than_their_country(elsewhere: int, hidden: int) -> None:
    """Of 73 deaths 71 were elsewhere: then no more than two were in A."""
    assert len(hidden_of(country(ONE, elsewhere), NOWHERE)) == hidden


def test_areas_that_are_not_all_of_a_region_have_no_more_than_it() -> None:
    places = area_table(
        [
            *(
                {"area": area, "level": "county-unitary", "parent": "R"}
                | {"complete": "no"}
                for area in "AB"
            ),
            {"area": "R", "level": "region"},
        ]
    )
    near = table(row("R", 32, level="region"), row("A", 1), row("B", 30))
    far = table(row("R", 72, level="region"), row("A", 1), row("B", 30))
    assert len(hidden_of(near, places)) == 2
    assert hidden_of(far, places) == {"A"}


def test_areas_of_another_country_are_not_taken_for_ours() -> None:
    release = table(
        row("K", 72, level="country"),
        row("W", 61, level="country"),
        *(row(area, count) for area, count in (ONE | OTHER).items()),
    )
    places = lookup(dict.fromkeys("ABC", "K") | dict.fromkeys("DE", "W"), "country")
    assert "A" in hidden_of(release, places)
    assert len(hidden_of(release, places)) == 2


@pytest.mark.parametrize("deaths", [(1, 1, 2), (2, 1, 1), (2, 2, 1), (1, 2, 4)])
def test_which_of_equal_rows_is_hidden_does_not_tell_what_they_count(
    deaths: tuple[int, int, int],
) -> None:
    """Two noughts would do as well: it is the same one whatever is small beside it."""

    def release(counts: tuple[int, int, int]) -> pa.Table:
        rows = [row("K", 987, level="country")]
        for area, count in zip("ABC", counts, strict=True):
            rows += [row(area, count), *causes(area, (count, 0, 0))]
        rows += [row("D", 22), *causes("D", (8, 3, 11))]
        return table(*rows)

    around = Around(NOWHERE, "registration")
    usual, other = (gate(release(each), around).hidden for each in ((1, 2, 3), deaths))
    assert usual.tolist() == other.tolist()
