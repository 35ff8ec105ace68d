"""Labels, scales, cells, names that could be code, and areas off the map."""

import math
from xml.etree import ElementTree

import pytest

from firstyear.charts import cells, svg
from firstyear.charts.bars import areas_chart
from firstyear.charts.caterpillar import caterpillar
from firstyear.charts.detect import detect_chart
from firstyear.charts.funnel import funnel
from firstyear.charts.gap import gap_chart
from firstyear.charts.labels import place_labels
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.squares import independent_from_latest
from firstyear.charts.strips import strips
from firstyear.charts.table_file import table_csv
from firstyear.charts.tile_map import tile_map
from tests.unit.picture.hand_made import NAN, none, number, span, standing

SCRIPT = "<script>alert('x')</script> & \"Co\""
COMMON = {"identifier": "x", "title": SCRIPT, "sentence": SCRIPT, "country": SCRIPT}
WORDS = {**COMMON, "outcome": SCRIPT}


def boxes(points, width: float, height: float, size: float):
    for label in place_labels(points, width=width, height=height, size=size):
        wide, tall = len(label.text) * size * 0.54, size * 1.25
        yield label.x, label.y - tall / 2, label.x + wide, label.y + tall / 2


def covered(one, other) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)


def test_labels_do_not_cover_one_another() -> None:
    points = [(100 + 140 * (i % 6), 60 + 70 * (i // 6), f"Area {i}") for i in range(24)]
    placed = list(boxes(points, 960, 440, 15))
    for i, one in enumerate(placed):
        assert all(not covered(one, other) for other in placed[i + 1 :])
        assert one[0] >= 0
        assert one[2] <= 960


def test_labels_of_a_crowd_stay_apart_too() -> None:
    points = [(400 + 30 * (i % 3), 200 + 22 * (i // 3), f"Place {i}") for i in range(9)]
    placed = list(boxes(points, 960, 440, 15))
    area = sum(
        covered(one, other) for i, one in enumerate(placed) for other in placed[i + 1 :]
    )
    assert area == 0


def test_labels_keep_the_order_of_their_points() -> None:
    names = ["Ash", "Birch", "Cedar"]
    found = place_labels(
        [(10, 10, "Ash"), (10, 11, "Birch"), (300, 90, "Cedar")],
        width=400, height=100, size=12,
    )  # fmt: skip
    assert [one.text for one in found] == names


@pytest.mark.parametrize("value", [0.3, 0.99, 1, 1.01, 7.4, 12, 61, 99.9, 1001])
def test_nice_ceiling_is_at_or_above_and_not_far(value: float) -> None:
    top = nice_ceiling([value, math.nan])
    assert value <= top <= 2.5 * value


def test_nice_ceiling_of_nothing() -> None:
    assert nice_ceiling([]) == 1.0
    assert nice_ceiling([0.0], least=10) == 10
    assert nice_ceiling([math.nan]) == 1.0


def test_folded_keeps_every_word() -> None:
    title = "Babies who died before their first birthday, per 1,000 live births"
    lines = folded(title, 24)
    assert " ".join(lines) == title
    assert all(len(line) <= 24 for line in lines)
    assert folded("Antidisestablishmentarianism", 5) == ["Antidisestablishmentarianism"]


def test_cells_of_nothing_are_blank() -> None:
    assert [
        cells.figure(NAN).text, cells.whole(NAN).text, cells.share(NAN).text,
        cells.signed(NAN).text, cells.period(None).text,
    ] == [""] * 5  # fmt: skip
    assert cells.rate(none("suppressed")).text == "hidden to protect families"
    assert cells.share(0.973).text == "97%"
    assert cells.nowhere("A1") == ""


def test_periods_that_share_no_years_are_counted_back_from_the_latest() -> None:
    rolling = [span(year, year + 2) for year in range(2010, 2018)]
    assert independent_from_latest(rolling) == [1, 4, 7]


def every_chart_of(name: str):
    """Each chart with an area of this name."""
    area = standing(name)
    other = standing("Other", "....")
    layout = {area.place.code: (0, 0), other.place.code: (1, 0)}
    both, figure = (area, other), area.number
    yield tile_map([area], both, layout, region_name=name, **WORDS)
    made = strips(
        both, identifier="x", title=SCRIPT, country=SCRIPT, outcome=SCRIPT, note=SCRIPT
    )
    yield made
    yield caterpillar(both, benchmark=4.0, **WORDS)
    yield funnel([area], [other], benchmark=4.0, per=1000, **WORDS)
    yield areas_chart(both, figure, unit=SCRIPT, caption=SCRIPT, **COMMON)
    yield gap_chart(
        [(name, figure)], figure, whole_name=name, identifier="x", title=SCRIPT,
        sentence=SCRIPT, outcome=SCRIPT,
    )  # fmt: skip


@pytest.mark.parametrize("position", range(6))
@pytest.mark.parametrize("narrow", [False, True])
def test_names_are_text_and_never_code(position: int, narrow: bool) -> None:
    chart = list(every_chart_of(SCRIPT))[position]
    drawn = svg(chart, narrow=narrow)
    root = ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert not [one for one in root.iter() if one.tag.endswith("script")]


def test_a_download_is_no_formula() -> None:
    chart = next(iter(every_chart_of("=1+1")))
    assert "'=1+1" in table_csv(chart)


def test_areas_off_the_map_are_named() -> None:
    here, off = standing("Ash"), standing("Cedar")
    made = tile_map(
        [here, off], [here, off], {here.place.code: (0, 0)}, region_name="R", **WORDS
    )
    assert made.note == "Not on the map, but in the table: Cedar."
    assert len(made.table.rows) == 2


def test_a_rate_that_came_without_counts_is_drawn_where_it_can_be() -> None:
    bare = standing("Bare", figure=number(NAN, NAN, value=3.1, lower=NAN, upper=NAN))
    known = standing("Known")
    chart = funnel([bare, known], [bare], benchmark=4.0, per=1000, **WORDS)
    assert [row[0].text for row in chart.table.rows] == ["Known"]
    assert svg(chart)
    chart = areas_chart([bare, known], number(), unit="u", caption="c", **COMMON)
    assert [row[3].text for row in chart.table.rows] == ["3.1", "6.0"]
    assert svg(chart)


def test_hidden_figures_are_said_and_not_drawn() -> None:
    hidden = standing("Hidden", "?", figure=none("suppressed"))
    chart = areas_chart([hidden], none(), unit="u", caption="c", **COMMON)
    assert chart.table.rows[0][-1].text == "hidden to protect families"
    assert "hidden to protect families" in svg(chart)
    groups = [("One", number()), ("Two", none("suppressed"))]
    made = gap_chart(
        groups, number(), whole_name="Ash", identifier="x", title="t", sentence="s",
        outcome="o",
    )  # fmt: skip
    assert "hidden to protect families" in svg(made)


def test_falls_that_cannot_be_seen() -> None:
    chart = detect_chart(
        [(0.5, 1.0), (0.2, 14.0), (0.1, None)], identifier="x", title="t",
        sentence="s", per_year=27, note="",
    )  # fmt: skip
    assert [row[2].text for row in chart.table.rows] == ["1", "14", "over 60"]
    drawn = svg(chart)
    assert "1 year<" in drawn
    assert "14 years<" in drawn
    assert "over 60 years" in drawn
