"""Verdicts, strips, closest calls: each by a second, plainer computation."""

import math

import numpy as np
import pytest

import firstyear as fy
from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.grid import Grid, read_grid
from firstyear.picture.standing import chance_high, changed, standings, verdicts
from firstyear.picture.words import closest_call
from tests.unit.picture.hand_made import span, standing, store_of

MARKS = {"#": "higher", "+": "above", ".": "similar", "-": "lower", "?": "none"}


@pytest.fixture(scope="module")
def grid(made_up: Store) -> Grid:
    known = atlas(made_up)
    (country,) = known.of_level("country")
    return read_grid(
        made_up,
        "infant-mortality",
        level="county-unitary",
        areas=known.peers("county-unitary", country),
        country=country,
        years=3,
    )


def test_every_square_by_the_plain_rule(grid: Grid) -> None:
    benchmark = grid.country.value[0]
    for row, one in enumerate(standings(grid)):
        assert len(one.persistence.strip) == len(grid.periods)
        for column, symbol in enumerate(one.persistence.strip):
            figure = grid.number(row, column)
            if not figure.known:
                assert symbol == "?"
                continue
            found = fy.measures.rate(figure.count, figure.denominator)
            if found.lower > benchmark[column]:
                assert symbol == "#"
            elif found.upper < benchmark[column]:
                assert symbol == "-"
            else:
                above = float(found.value) > benchmark[column]
                assert symbol == ("+" if above else ".")


def test_the_verdict_is_the_last_square(grid: Grid) -> None:
    for one in standings(grid):
        assert one.verdict.mark == MARKS[one.persistence.strip[-1]]
        assert one.persistence.higher == one.persistence.strip.count("#")
        assert one.persistence.lower == one.persistence.strip.count("-")


def test_excess_and_margin_are_in_their_units(grid: Grid) -> None:
    column = grid.latest()
    for one in standings(grid):
        if not one.number.known:
            continue
        centre = grid.country.value[0, column]
        expected = centre * one.number.denominator / 1000
        assert one.verdict.excess == pytest.approx(one.number.count - expected)
        clear = max(one.number.lower - centre, centre - one.number.upper)
        assert one.verdict.margin == pytest.approx(clear)
        assert (one.verdict.margin > 0) == (one.verdict.mark in ("higher", "lower"))


def test_funnel_agrees_with_the_measure(grid: Grid) -> None:
    column = grid.latest()
    centre = float(grid.country.value[0, column])
    for one, verdict in zip(standings(grid), verdicts(grid, column), strict=True):
        assert verdict.funnel == one.verdict.funnel
        if one.number.known:
            limits = fy.measures.funnel_limits(centre, one.number.denominator)
            found = fy.measures.funnel_compare(one.number.value, limits)
            assert str(found) == verdict.funnel
            assert verdict.agree == (
                verdict.comparison == verdict.funnel.split("-", maxsplit=1)[0]
            )


def test_deaths_to_change_is_the_fewest_that_do(grid: Grid) -> None:
    """Adding or taking that many deaths changes the verdict, and one fewer does not."""
    column = grid.latest()
    centre = float(grid.country.value[0, column])

    def verdict(count: float, births: float) -> str:
        if count < 0:
            return "impossible"
        found = fy.measures.rate(count, births)
        return str(fy.measures.classify(found.lower, found.upper, centre, centre))

    tried = 0
    for one in standings(grid)[:60]:
        change = one.verdict.deaths_to_change
        if not math.isfinite(change):
            continue
        count, births = one.number.count, one.number.denominator
        now = one.verdict.comparison
        ways = {"higher": (-1,), "lower": (1,), "similar": (-1, 1)}[now]
        assert any(verdict(count + way * change, births) != now for way in ways)
        closer = [verdict(count + way * (change - 1), births) for way in ways]
        assert set(closer) <= {now, "impossible"}
        tried += 1
    assert tried > 30


def test_closest_calls_turn_the_square_they_name(grid: Grid) -> None:
    """What the words say would have changed the closest verdict would have done so."""
    for row, one in enumerate(standings(grid)[:60]):
        kept = one.persistence
        if kept.closest is None or not math.isfinite(kept.closest_deaths):
            continue
        column = grid.periods.index(kept.closest)
        figure, centre = grid.number(row, column), grid.country.value[0, column]
        margins = [
            max(n.lower - c, c - n.upper)
            for n, c in (
                (grid.number(row, i), grid.country.value[0, i])
                for i in range(len(grid.periods))
            )
            if n.known
        ]
        assert abs(kept.smallest_margin) == pytest.approx(min(map(abs, margins)))
        before = str(fy.measures.classify(figure.lower, figure.upper, centre, centre))
        after = fy.measures.rate(figure.count + kept.closest_deaths, figure.denominator)
        now = str(fy.measures.classify(after.lower, after.upper, centre, centre))
        assert now != before
        way = "fewer" if kept.closest_deaths < 0 else "more"
        assert f" {way} death" in closest_call(one)


@pytest.mark.parametrize(
    ("strip", "change"),
    [
        ("..#", "new"),
        ("#.#", "back"),
        ("##.", "left"),
        ("##+", "left"),
        ("###", ""),
        ("...", ""),
        ("#", ""),
        ("", ""),
        ("#?#", ""),
        ("##?", ""),
        ("?.#", "new"),
    ],
)
def test_new_back_and_left(strip: str, change: str) -> None:
    assert changed(strip) == change


def test_closest_call_in_words() -> None:
    one = standing("Ash")
    assert closest_call(one) == "2 fewer deaths, 2010"


def test_chance_is_one_in_forty() -> None:
    assert chance_high(40) == pytest.approx(1)


def test_areas_without_figures_stand_without_a_verdict(tmp_path) -> None:
    store = store_of(
        tmp_path,
        [
            {"area": "X1", "count": 400, "denominator": 100_000},
            {"area": "A1", "status": "suppressed", "withheld_by": "ONS"},
            {"area": "A2", "count": 0, "denominator": 0, "status": "not-applicable"},
            {"area": "A3", "count": 0, "denominator": 2_000},
        ],
    )
    known = atlas(store)
    country = known.place("X1")
    grid = read_grid(
        store,
        "infant-mortality",
        level="county-unitary",
        areas=known.peers("county-unitary", country),
        country=country,
        years=1,
    )
    hidden, none, zero = standings(grid)
    assert [one.verdict.mark for one in (hidden, none)] == ["none", "none"]
    assert hidden.verdict.agree is None
    assert hidden.persistence.strip == "?"
    assert (hidden.number.status, hidden.number.withheld_by) == ("suppressed", "ONS")
    assert none.number.status == "not-applicable"
    assert zero.number.value == 0
    assert zero.verdict.mark in ("similar", "lower")
    assert zero.verdict.excess == pytest.approx(-8)
    assert grid.latest() == 0
    assert grid.periods == (span(2020),)


def test_stabilised_rates_lie_between_their_own_and_the_pool(grid: Grid) -> None:
    column = grid.latest()
    counts = grid.cells.count[:, column]
    births = grid.cells.denominator[:, column]
    some = np.isfinite(counts) & np.isfinite(births)
    pool = 1000 * counts[some].sum() / births[some].sum()
    for one in standings(grid):
        if not one.number.known:
            continue
        low, high = sorted((one.number.value, pool))
        assert low - 1e-6 <= one.stabilised.value <= high + 1e-6
        assert 0 < one.stabilised.own_share < 1
        sure = one.stabilised.probability_higher
        belief = one.stabilised.belief
        assert (belief == "very likely higher") == (sure > 0.95)
        assert (belief == "cannot tell") == (0.2 < sure < 0.8)
