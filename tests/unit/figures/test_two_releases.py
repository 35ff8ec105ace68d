"""A second release of the same records: certified, and safe beside the first.

What a reader may think is found here a plain way: every table of whole counts that fits
what both releases print, one after another.
"""

import itertools
import math
from typing import Any

import numpy as np
import pytest

import firstyear as fy
from firstyear.figures.disclosure import Around, Gated, gate
from firstyear.figures.rules import NOUGHTS
from firstyear.figures.schema import AREAS
from firstyear.figures.table_sets.known import Past
from tests.unit.figures.local import row, table

NOWHERE = AREAS.empty_table()
PLACES = ("A", "B", "C", "D")
LARGEST = 40


def printed(done: Gated) -> dict[tuple[str, int], dict[str, Any]]:
    """What each row says, by area and year, and what a mark stands for at the least."""
    least = 0 if NOUGHTS in done.rule else 1
    return {
        (each["area"], each["date_from"].year): each | {"least": least}
        for each in done.figures.to_pylist()
    }


def fits(count: int, said: dict[str, Any], step: int) -> bool:
    """Whether a count may stand behind what a row says."""
    if said["status"] == "suppressed":
        return count >= said["least"]
    if "rounded" in said["note"]:
        return math.floor(count / step + 0.5) * step == said["count"]
    return count == said["count"]


def ways(
    areas: dict[tuple[str, int], dict[str, Any]], whole: dict[str, Any], step: int
) -> list[tuple[int, ...]]:
    """Every count of the four areas that fits both releases of a year."""
    choices = [
        [one for one in range(LARGEST) if fits(one, areas[place, 2020], step)]
        for place in PLACES
    ]
    return [
        found for found in itertools.product(*choices) if fits(sum(found), whole, step)
    ]


@pytest.mark.parametrize("drawn_from", ["registration", "nhs"])
@pytest.mark.parametrize("seed", range(12))
def test_what_two_releases_tell_together_is_no_small_count(
    drawn_from: str, seed: int
) -> None:
    counts = np.random.default_rng(seed).integers(0, 16, size=len(PLACES)).tolist()
    rows = [row(area, count) for area, count in zip(PLACES, counts, strict=True)]
    whole = row("all-areas", sum(counts), level="", denominator=20_000.0)
    around = Around(NOWHERE, drawn_from)
    for first, second in ((rows, [whole]), ([whole], rows)):
        one = gate(table(*first), around)
        past = (Past("one", one.figures, noughts=NOUGHTS in one.rule),)
        try:
            two = gate(table(*second), Around(NOWHERE, drawn_from, None, past))
        except fy.errors.NotCertified:
            # Nothing goes out: what the first one printed is all that is known.
            assert first == [whole]
            continue
        told = printed(one) | printed(two)
        step = 5 if drawn_from == "nhs" else 1
        possible = ways(told, told["all-areas", 2020], step)
        assert tuple(counts) in possible
        top = 7 if drawn_from == "nhs" else 2
        for at, area in enumerate(PLACES):
            if told[area, 2020]["status"] != "suppressed":
                continue
            thought = {one[at] for one in possible}
            assert len(thought) > 1, (counts, area)
            if 1 <= counts[at] <= top:
                assert max(thought) > top, (counts, area)


@pytest.mark.parametrize("drawn_from", ["registration", ""])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["year"], ["area,year"]),
        (["area,year"], ["year"]),
        (["area,year"], ["year,sex"]),
        (["area,year"], ["area,year,sex"]),
    ],
)
def test_usual_tables_go_out_one_after_another(
    tmp_path: Any, drawn_from: str, first: list[str], second: list[str]
) -> None:
    """Country totals after areas, areas after totals: neither stops the other."""
    made = fy.synthetic.pair(births=60_000, deaths=400, identified=1, seed=3)
    for keys in (first, second):
        told = fy.records.tally(made.births, made.deaths, keys)
        done = fy.records.release(told, tmp_path, drawn_from=drawn_from)
        assert done.release is not None


SEXES = ("Female", "Male")


@pytest.mark.parametrize("drawn_from", ["registration", "nhs"])
@pytest.mark.parametrize("seed", range(8))
def test_girls_and_boys_after_totals_tell_no_small_count(
    drawn_from: str, seed: int
) -> None:
    """Totals that were hidden with little room leave none for girls and boys apart,
    unless noughts may stand behind a mark."""
    places = PLACES[:3]
    counts = np.random.default_rng(seed).integers(0, 9, size=(len(places), 2))
    totals = [row(area, int(n)) for area, n in zip(places, counts.sum(1), strict=True)]
    whole = row("all-areas", int(counts.sum()), level="", denominator=20_000.0)
    sexes = [
        row(area, int(count), dimension="sex", category=sex)
        for area, pair in zip(places, counts, strict=True)
        for sex, count in zip(SEXES, pair, strict=True)
    ]
    one = gate(table(*totals, whole), Around(NOWHERE, drawn_from))
    past = (Past("one", one.figures, noughts=NOUGHTS in one.rule),)
    try:
        two = gate(table(*sexes), Around(NOWHERE, drawn_from, None, past))
    except fy.errors.NotCertified:
        # Totals with room for 3 or 4 only, and breakdowns that hide up to 4.
        assert drawn_from == "registration"
        return
    told = printed(one)
    least = 0 if NOUGHTS in two.rule else 1
    apart = {
        (each["area"], each["category"]): each | {"least": least}
        for each in two.figures.to_pylist()
    }
    step = 5 if drawn_from == "nhs" else 1
    pairs = {
        area: [
            pair
            for pair in itertools.product(range(LARGEST), repeat=2)
            if fits(sum(pair), told[area, 2020], step)
            and all(
                fits(count, apart[area, sex], step)
                for sex, count in zip(SEXES, pair, strict=True)
            )
        ]
        for area in places
    }
    tops = {"nhs": (7, 7), "registration": (2, 4)}[drawn_from]
    for at, area in enumerate(places):
        others = {0}
        for other in places:
            if other != area:
                others = {
                    so_far + one for so_far in others for one in map(sum, pairs[other])
                }
        possible = [
            pair
            for pair in pairs[area]
            if any(fits(sum(pair) + n, told["all-areas", 2020], step) for n in others)
        ]
        assert tuple(counts[at]) in possible
        seen = [(told[area, 2020], {sum(pair) for pair in possible}, tops[0])]
        seen += [
            (apart[area, sex], {pair[place] for pair in possible}, tops[1])
            for place, sex in enumerate(SEXES)
        ]
        true = (int(counts[at].sum()), *map(int, counts[at]))
        for (said, thought, top), count in zip(seen, true, strict=True):
            if said["status"] == "suppressed":
                assert len(thought) > 1, (counts, area)
                if 1 <= count <= top:
                    assert max(thought) > top, (counts, area)


def test_a_rounded_count_of_an_earlier_release_is_not_taken_for_the_count() -> None:
    rows = [row(area, count) for area, count in zip("AB", (13, 22), strict=True)]
    one = gate(table(*rows), Around(NOWHERE))
    assert [each["count"] for each in one.figures.to_pylist()] == [15, 20]
    past = (Past("one", one.figures),)
    # 13 and 22 come to 35, as 15 and 20 do, and to 34 in a later count of the whole
    # only if nobody takes the rounded counts for true ones.
    for total in (33, 34, 35, 37):
        whole = row("all-areas", total, level="", denominator=10_000.0)
        two = gate(table(whole), Around(NOWHERE, "", None, past))
        assert two.figures.num_rows == 1


def test_a_count_that_went_out_rounded_stays_rounded() -> None:
    rows = [row(area, count) for area, count in zip("AB", (13, 22), strict=True)]
    one = gate(table(*rows), Around(NOWHERE))
    more = row("C", 31)
    two = gate(
        table(*rows, more), Around(NOWHERE, "", None, (Past("one", one.figures),))
    )
    assert [each["count"] for each in two.figures.to_pylist()] == [15, 20, 30]
    assert {each["note"] for each in two.figures.to_pylist()} == {
        "rounded to the nearest 5"
    }
