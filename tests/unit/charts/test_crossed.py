"""Two breakdowns at once: panels, a table, a finding; and parts that add up."""

from firstyear.charts import svg
from firstyear.charts.crossed import crossed_title
from firstyear.charts.indicator_set import indicator_charts
from firstyear.figures import Store
from firstyear.picture.indicator import indicator_picture
from tests.unit.picture.hand_made import none, number

CROSSED = "ethnic-group-mother|imd2025-quintile-england"


def groups_of(store: Store, dimension: str):
    picture = indicator_picture(store, "infant-mortality", dimension=dimension)
    charts = {one.id: one for one in indicator_charts(picture, str)}
    return picture, charts["groups"]


def test_crossed_groups_are_drawn_in_panels(made_up: Store) -> None:
    picture, chart = groups_of(made_up, CROSSED)
    assert [column.title for column in chart.table.columns[:2]] == [
        "Ethnic group of the mother",
        "Deprivation fifth of the mother's address (2025 index)",
    ]
    *cells, whole = chart.table.rows
    assert len(cells) == len(picture.groups)
    assert whole[0].text == picture.here.name
    told = {(row[0].text, row[1].text): row[2].value for row in cells}
    count = dict(picture.groups)["Black: African|1"].count
    assert told["Black: African", "Most deprived fifth"] == count
    drawn = svg(chart)
    for panel in ("Most deprived fifth", "Middle fifth", "Least deprived fifth"):
        assert panel in drawn
    assert "Black: African, Most deprived fifth" in drawn
    assert chart.narrow is not None
    assert chart.spec["height"] < chart.narrow["height"]


def test_the_title_counts_groups_that_are_clear_of_the_whole() -> None:
    whole = number(400, 100_000)
    groups = {
        ("a", "1"): number(300, 10_000),
        ("a", "2"): number(1, 10_000),
        ("b", "1"): number(40, 10_000),
        ("b", "2"): none("suppressed"),
    }
    said = crossed_title(groups, whole, "Exampleland")
    assert (
        said == "One of three groups is higher than Exampleland as a whole, one lower"
    )
    nothing = crossed_title({("b", "2"): none()}, whole, "Exampleland")
    assert nothing == "Exampleland: no group has a rate with a likely range"


def test_people_of_no_known_group_are_drawn_and_not_counted(made_up: Store) -> None:
    picture, chart = groups_of(made_up, CROSSED)
    known = [n for name, n in picture.groups if "Unknown" not in name.split("|")]
    assert len(known) < len(picture.groups)
    assert f" of {len([n for n in known if n.known]):,} groups " in chart.title


def test_causes_are_parts_of_the_whole(made_up: Store) -> None:
    picture, chart = groups_of(made_up, "cause")
    assert "they add up to it" in chart.sentence
    *parts, whole = [row[1].value for row in chart.table.rows]
    assert len(parts) == len(picture.groups)
    assert sum(parts) == whole
