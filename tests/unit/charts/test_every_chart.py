"""What holds of every chart: sentence, table, two widths, words, a whole picture."""

import csv
import io
import json
import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest

import firstyear as fy
from firstyear.charts import Chart, png, svg
from firstyear.charts.draw import digest
from firstyear.charts.table_file import table_csv
from firstyear.charts.theme import NARROW
from firstyear.measures import METHODS

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
# A kind of chart is drawn once for each of its looks: drawing takes 50 ms.
KINDS = (
    "map", "persistence", "stabilised", "funnel", "trend-1", "trend-3", "profile",
    "years-to-tell", "gap-1", "neighbours", "areas", "over-time", "groups",
)  # fmt: skip


def rows_of(spec: Any) -> list[dict[str, Any]]:
    """Every row of data that a specification draws."""
    if isinstance(spec, dict):
        own = spec.get("data", {}).get("values", []) if "data" in spec else []
        return [*own, *(row for each in spec.values() for row in rows_of(each))]
    if isinstance(spec, list):
        return [row for each in spec for row in rows_of(each)]
    return []


def test_every_kind_is_among_them(charts: list[Chart]) -> None:
    assert set(KINDS) <= {chart.id for chart in charts}


def test_titles_and_sentences_are_there_and_may_be_shown(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.title
        assert not chart.title.endswith(".")
        assert chart.sentence.endswith((".", "?"))
        for text in (chart.title, chart.sentence, chart.note, chart.caption):
            found = fy.packs.words_to_avoid(text, where=("public",))
            assert not found, (text, [each.word for each in found])
            assert "nan" not in text.lower().split()
            assert "  " not in text


def test_words_in_tables_keys_and_marks_may_be_shown(charts: list[Chart]) -> None:
    said: set[str] = set()
    for chart in charts:
        said |= {column.title for column in chart.table.columns}
        said |= {item.text for item in chart.key}
        said |= {cell.text for row in chart.table.rows for cell in row[1:]}
        said |= {str(row["words"]) for row in rows_of(chart.spec) if "words" in row}
    for text in said:
        found = fy.packs.words_to_avoid(text, where=("public",))
        assert not found, (text, [each.word for each in found])
        assert not re.search(r"\bnan\b|\bNone\b|suppressed|not-applicable", text), text


def test_specifications_hold_finite_numbers_only(charts: list[Chart]) -> None:
    for chart in charts:
        for spec in (chart.spec, chart.narrow):
            assert spec is not None
            for row in rows_of(spec):
                for name, value in row.items():
                    if isinstance(value, float):
                        assert math.isfinite(value), (chart.id, chart.title, name)


def test_no_specification_names_an_outside_address(charts: list[Chart]) -> None:
    for chart in charts:
        for spec in (chart.spec, chart.narrow):
            text = json.dumps(spec, default=float).replace(
                "https://vega.github.io/schema/vega-lite/", ""
            )
            assert "http" not in text


def test_there_is_a_narrow_picture_for_small_screens(charts: list[Chart]) -> None:
    for chart in charts:
        narrow = chart.narrow
        assert narrow is not None
        views = narrow.get("vconcat", [narrow])
        for view in views:
            sides = narrow.get("padding", {})
            around = sides.get("left", 0) + sides.get("right", 0)
            assert view["width"] + around <= NARROW + 2


def test_tables_have_a_row_for_what_is_drawn(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.table.rows
        first = [row[0].text for row in chart.table.rows]
        assert all(first)
        names = [column.name for column in chart.table.columns]
        assert len(names) == len(set(names)), chart.id
        for row in chart.table.rows:
            for cell, column in zip(row, chart.table.columns, strict=True):
                if column.number and cell.text and isinstance(cell.value, float):
                    assert math.isfinite(cell.value) or not cell.text[0].isdigit()


def test_pictures_and_tables_hold_the_same_figures(charts: list[Chart]) -> None:
    """Every rate in a table is drawn, and nothing else is."""
    places = {
        "funnel": ("rate", "y"),
        "trend-1": ("rate", "y"),
        "trend-3": ("rate", "y"),
        "over-time": ("rate", "y"),
        "stabilised": ("stabilised", "stable"),
        "neighbours": ("stabilised", "stable"),
        "areas": ("value", "v"),
        "gap-1": ("rate", "value"),
        "groups": ("rate", "value"),
        "years-to-tell": ("years_each_side", "years"),
    }
    for chart in charts:
        if chart.id not in places:
            continue
        column, field = places[chart.id]
        at = [each.name for each in chart.table.columns].index(column)
        told = {
            round(row[at].value, 9)
            for row in chart.table.rows
            if isinstance(row[at].value, float) and math.isfinite(row[at].value)
        }
        for spec in (chart.spec, chart.narrow):
            rows = rows_of(spec)
            drawn = {
                round(float(row[name]), 9)
                for row in rows
                for name in (field, "at")
                if name in row
            }
            assert told <= drawn, (chart.id, chart.title)


def test_methods_and_questions_lead_somewhere(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.methods
        assert set(chart.methods) <= set(METHODS)
        assert chart.query


def test_downloads_say_what_the_table_says(charts: list[Chart]) -> None:
    for chart in charts[::7]:
        rows = list(csv.reader(io.StringIO(table_csv(chart))))
        assert rows[0] == [column.name for column in chart.table.columns]
        assert len(rows) == len(chart.table.rows) + 1
        assert not re.search(r"\bnan\b", table_csv(chart))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_pictures_are_whole_and_named(
    charts: list[Chart], kind: str, narrow: bool
) -> None:
    chart = next(one for one in charts if one.id == kind)
    drawn = svg(chart, narrow=narrow)
    root = ElementTree.fromstring(drawn)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (chart.title, chart.sentence)
    labelled = root.attrib["aria-labelledby"].split()
    assert labelled == [title.attrib["id"], description.attrib["id"]]
    assert root.attrib["role"] == ("group" if chart.has_links else "img")
    identifiers = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(identifiers) == len(set(identifiers))
    assert "NaN" not in drawn
    assert "<script" not in drawn
    outside = re.sub(r'xmlns(:xlink)?="[^"]*"', "", drawn)
    assert "http" not in outside
    for element in root.iter():
        if LINK in element.attrib:
            assert element.attrib[LINK].startswith("/place/")
        assert "aria-roledescription" not in element.attrib


def test_png_is_png(charts: list[Chart]) -> None:
    chart = next(one for one in charts if one.id == "years-to-tell")
    assert png(chart).startswith(b"\x89PNG")


def test_equal_pictures_are_drawn_once(charts: list[Chart]) -> None:
    chart = charts[0]
    assert digest(chart.spec) == digest(json.loads(json.dumps(chart.spec)))
    assert svg(chart) == svg(chart)
