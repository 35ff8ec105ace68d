"""A second process draws what the first would; if it dies it is done without."""

import json
from collections.abc import Iterator

import pytest

from firstyear.charts import Chart, Table
from firstyear.charts import draw as drawing
from firstyear.charts.drawer import Helper, draw

SPECS = [
    json.dumps(
        {
            "data": {"values": [{"a": n, "b": "é < &"}]},
            "mark": "point",
            "encoding": {"x": {"field": "a", "type": "quantitative"}},
        },
        sort_keys=True,
    )
    for n in range(6)
]


@pytest.fixture
def helper() -> Iterator[Helper]:
    made = Helper()
    yield made
    made.close()


def test_the_pictures_are_the_same(helper: Helper) -> None:
    for spec in reversed(SPECS):
        helper.ask(spec)
    assert [helper.picture(spec) for spec in SPECS] == [draw(spec) for spec in SPECS]


def test_what_was_never_asked_for_is_drawn_here(helper: Helper) -> None:
    assert helper.picture(SPECS[0]) == draw(SPECS[0])


def test_a_helper_that_died_is_done_without(helper: Helper) -> None:
    helper._process.kill()
    helper._process.wait()
    for spec in SPECS:
        helper.ask(spec)
    assert helper.picture(SPECS[-1]) == draw(SPECS[-1])


def test_a_wrong_specification_is_told_as_without_a_helper(helper: Helper) -> None:
    wrong = json.dumps({"mark": "no such mark"})
    with pytest.raises(ValueError, match=r"\w"):
        draw(wrong)
    helper.ask(wrong)
    with pytest.raises(ValueError, match=r"\w"):
        helper.picture(wrong)
    helper.ask(SPECS[0])
    assert helper.picture(SPECS[0]) == draw(SPECS[0])


def test_charts_asked_for_ahead_are_the_charts(
    helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_helpers", [])
    chart = Chart("dot", "A dot", "It is.", json.loads(SPECS[3]), Table((), ()), "")
    plain = drawing.svg(chart)
    drawing._kept.clear()
    monkeypatch.setattr(drawing, "_helpers", [helper])
    drawing.ahead([chart])
    assert drawing.svg(chart) == plain
    drawing.ahead([chart])
    assert SPECS[3] not in helper._asked, "what is kept is not drawn again"
