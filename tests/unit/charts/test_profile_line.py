"""The profile: better is to the right, whichever way the indicator runs."""

from dataclasses import replace

import pytest

from firstyear.charts.profile_line import drawable, profile_lines, scaled
from firstyear.picture.results import SpineRow, Spread
from tests.unit.picture.hand_made import NAN, none, number, span


def row(**changed) -> SpineRow:
    made = SpineRow(
        indicator="infant-mortality",
        title="Infant deaths",
        domain="deaths",
        polarity="lower-is-better",
        span=span(2020),
        number=number(60, 10_000),
        benchmark=number(40, 10_000),
        region=None,
        spread=Spread(2.0, 3.0, 5.0, 8.0, 1.0),
        stabilised=5.0,
        verdict="worse",
        clear=True,
        trend="",
        worth="",
    )
    return replace(made, **changed)


@pytest.mark.parametrize(
    ("polarity", "worst", "best"),
    [
        ("lower-is-better", 8.0, 0.0),
        ("higher-is-better", 0.0, 8.0),
        ("neutral", 0.0, 8.0),
    ],
)
def test_better_to_the_right(polarity: str, worst: float, best: float) -> None:
    one = row(polarity=polarity)
    assert scaled(one, worst) == pytest.approx(0.0)
    assert scaled(one, best) == pytest.approx(1.0)
    assert scaled(one, 4.0) == pytest.approx(0.5)
    middle, towards = scaled(one, (best + 4) / 2), 0.5
    assert middle > towards


def test_nothing_leaves_the_line() -> None:
    for value in (-100.0, 100.0):
        assert 0 <= scaled(row(), value) <= 1


def test_all_areas_alike_stand_in_the_middle() -> None:
    assert scaled(row(spread=Spread(4, 4, 4, 4, 1.0)), 4.0) == 0.5


def test_a_line_needs_both_figures_and_enough_areas() -> None:
    assert drawable(row())
    assert not drawable(row(number=none("suppressed")))
    assert not drawable(row(benchmark=none()))
    assert not drawable(row(spread=Spread(2, 3, 5, 8, 0.2)))
    assert [line["y"] for line in profile_lines([row(number=none()), row()])] == [1]


def test_what_a_line_holds() -> None:
    (line,) = profile_lines([row(region=number(50, 10_000))])
    assert line["mark"] == "higher"
    assert line["v"] < 0.5 < line["least"]
    assert line["upper"] < line["lower"]
    assert {"region", "stable"} <= set(line)
    bare = row(number=number(60, 10_000, lower=NAN, upper=NAN), stabilised=NAN)
    (line,) = profile_lines([bare])
    assert not {"region", "stable", "lower"} & set(line)
