"""A later release by another rule tells nothing of what an earlier one hid."""

import itertools
from typing import Any

import pyarrow as pa
import pytest

from firstyear.figures.disclosure import Around, Gated, gate
from firstyear.figures.manifest import Release
from firstyear.figures.past import past_of
from firstyear.figures.table_sets.known import Past
from tests.unit.figures.local import causes, lookup, row, table

PLACES = {"A": "R", "B": "R", "C": "R", "D": "S"}
TREE = lookup(PLACES)


def before(gated: Gated) -> Past:
    """The release that these became, as a later load finds it."""
    return past_of(
        Release.model_construct(
            id="before", disclosure=gated.disclosure, disclosure_rule=gated.rule
        ),
        gated.figures,
    )


def regions(counts: dict[str, int]) -> list[dict[str, Any]]:
    totals = {"R": 0, "S": 0}
    for place, count in counts.items():
        totals[PLACES[place]] += count
    return [row(region, count, level="region") for region, count in totals.items()]


def told(figures: pa.Table) -> dict[str, float | None]:
    """What is printed of everyone in a place; None where it is hidden."""
    return {
        each["area"]: None if each["status"] == "suppressed" else each["count"]
        for each in figures.to_pylist()
        if not each["dimension"]
    }


def most(place: str, known: dict[str, float | None]) -> int:
    """The largest count of a place in R that fits, where marks stand for 1 or more."""
    inside = [each for each in "ABC" if each in known]
    choices = [
        range(1, 31) if known[each] is None else [int(known[each] or 0)]
        for each in inside
    ]
    whole = known.get("R")
    return max(
        counts[inside.index(place)]
        for counts in itertools.product(*choices)
        if whole is None or sum(counts) == whole
    )


@pytest.mark.parametrize("counts", [*itertools.product((1, 2), repeat=3)])
def test_marks_that_stood_for_one_or_more_go_on_to_do_so(
    counts: tuple[int, int, int],
) -> None:
    # All of D's deaths are of one cause, so that noughts may be hidden in the second
    # release. In the first none was, and its readers have not forgotten.
    held = dict(zip("ABC", counts, strict=True)) | {"D": 8}
    places = [row(place, count) for place, count in held.items()]
    one = gate(table(*places), Around(TREE, "registration"))
    assert "noughts may be hidden" not in one.rule
    second = table(*regions(held), *causes("D", (8, 0, 0)))
    two = gate(second, Around(TREE, "registration", None, [before(one)]))
    assert "noughts may be hidden" in two.rule
    known = told(one.figures) | told(two.figures)
    for place in "ABC":
        if known[place] is None:
            assert most(place, known) > 2, (place, counts)


def test_noughts_that_were_hidden_before_may_be_noughts_still() -> None:
    held = {"A": 0, "B": 1, "C": 9, "D": 8}
    places = [row(place, count) for place, count in held.items()]
    groups = [*causes("D", (8, 0, 0)), *causes("A", (0, 0, 0)), *causes("B", (1, 0, 0))]
    one = gate(table(*groups), Around(TREE, "registration"))
    assert "noughts may be hidden" in one.rule
    two = gate(table(*places), Around(TREE, "registration", None, [before(one)]))
    assert told(two.figures)["C"] == 9


@pytest.mark.parametrize("counts", [(3, 5, 8), (6, 1, 4), (7, 7, 2), (2, 9, 12)])
def test_a_rule_that_hid_more_holds_for_what_it_hid(
    counts: tuple[int, int, int],
) -> None:
    held = dict(zip("ABC", counts, strict=True)) | {"D": 8}
    places = [row(place, count) for place, count in held.items()]
    one = gate(table(*places), Around(TREE, "nhs"))
    around = Around(TREE, "registration", None, [before(one)])
    for second in (regions(held), places + regions(held)):
        two = gate(table(*second), around)
        # What was rounded first is taken for known: that tells the reader more.
        known = {
            place: held[place] if count is not None and place in held else count
            for place, count in (told(one.figures) | told(two.figures)).items()
        }
        for place in "ABC":
            if held[place] <= 7:
                assert known[place] is None, (place, counts)
                assert most(place, known) > 7, (place, counts)
