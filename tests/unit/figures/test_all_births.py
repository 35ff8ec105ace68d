"""All births less live births are the stillborn babies: the gate keeps both apart."""

from pathlib import Path
from typing import Any

import pytest

import firstyear as fy
from firstyear.figures.all_births import _measures
from firstyear.figures.areas import area_table
from firstyear.figures.disclosure import Around, gate
from firstyear.figures.reading import read
from firstyear.figures.rounded import round_figures
from firstyear.figures.schema import AREAS
from firstyear.records.outcomes import OUTCOMES
from tests.unit.figures.local import causes, row, table

REGISTERED = Around(AREAS.empty_table(), "registration")


def babies(area: str, stillborn: int, first_week: int, live: float) -> list[Any]:
    """An area's live births and rates over them and over all births."""
    every = live + stillborn
    return [
        row(area, first_week, indicator="early-neonatal-mortality", denominator=live),
        row(area, stillborn, indicator="stillbirth", denominator=every),
        row(
            area,
            stillborn + first_week,
            indicator="perinatal-mortality",
            denominator=every,
        ),
    ]


def read_back(figures: Any) -> dict[str, set[float]]:
    """What a reader takes for the stillborn babies of each area, by subtraction."""
    live: dict[str, float] = {}
    found: dict[str, set[float]] = {}
    for each in figures.to_pylist():
        if each["indicator"] == "early-neonatal-mortality":
            live[each["area"]] = each["denominator"]
    for each in figures.to_pylist():
        whole = each["denominator"]
        if whole is None and each["value"] is not None and each["count"]:
            whole = round(each["count"] / each["value"] * each["per"])
        if each["indicator"] in _measures() and whole is not None:
            found.setdefault(each["area"], set()).add(whole - live[each["area"]])
    return found


def test_births_do_not_tell_how_many_were_stillborn() -> None:
    done = gate(
        table(*babies("A", 1, 9, 4000.0), *babies("B", 12, 9, 5000.0)), REGISTERED
    )
    shown = {
        each["area"]: each["count"]
        for each in done.figures.to_pylist()
        if each["indicator"] == "stillbirth"
    }
    assert shown["A"] is None
    told = read_back(done.figures)
    assert "A" not in told
    # Where the count is shown its births are too.
    assert shown["B"] is None or told["B"] == {12}


def test_births_of_rounded_counts_are_not_shown() -> None:
    done = gate(table(*babies("A", 11, 12, 4000.0)), Around(AREAS.empty_table()))
    assert done.disclosure.rules == ("nhs-8",)
    assert read_back(done.figures) == {}


def test_a_cause_is_over_the_births_of_all_causes() -> None:
    """The births behind a shown cause tell how many were stillborn of all causes."""
    common = {"indicator": "stillbirth", "denominator": 4009.0}
    rows = [
        row("A", 9, indicator="early-neonatal-mortality", denominator=4000.0),
        row("A", 9, **common),
        *causes("A", (9, 0), **common),
    ]
    done = gate(table(*rows), REGISTERED)
    everyone = [
        each["count"]
        for each in done.figures.to_pylist()
        if each["indicator"] == "stillbirth" and not each["dimension"]
    ]
    births = {
        each["denominator"]
        for each in done.figures.to_pylist()
        if each["indicator"] == "stillbirth" and each["dimension"]
    }
    assert births <= {None} or everyone == [9]


def test_live_births_stay() -> None:
    done = gate(table(*babies("A", 1, 1, 4000.0)), REGISTERED)
    assert done.figures["denominator"].to_pylist()[0] == 4000.0


def test_a_rounded_product_keeps_them_apart_too(tmp_path: Path) -> None:
    lines = [
        "indicator,area,period,count,denominator",
        "early-neonatal-mortality,X1,2020,9,4000",
        "stillbirth,X1,2020,8,4008",
        "perinatal-mortality,X1,2020,17,4008",
    ]
    given = tmp_path / "deaths.csv"
    given.write_text("\n".join(lines))
    done = round_figures(tmp_path / "home", read(given), areas=area_table([]))
    assert done.figures["denominator"].to_pylist() == [4000.0, None, None]


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_every_outcome_over_all_births_is_known_as_one(name: str) -> None:
    assert (name in _measures()) == OUTCOMES[name].over_all_births


def test_records_do_not_give_stillbirths_away(tmp_path: Path) -> None:
    made = fy.synthetic.pair(births=3_000, deaths=40, identified=1, seed=1)
    told = fy.records.tally(made.births, made.deaths, ["area,year", "area,year,sex"])
    done = fy.records.release(told, tmp_path)
    assert done.gated is not None
    figures = done.gated.figures.to_pylist()
    key = ("area", "date_from", "dimension", "category")
    live = {
        tuple(each[name] for name in key): each["denominator"]
        for each in figures
        if each["indicator"] == "infant-mortality"
    }
    hidden = {
        tuple(each[name] for name in key)
        for each in figures
        if each["indicator"] == "stillbirth" and each["status"] == "suppressed"
    }
    assert len(hidden) > 5
    for each in figures:
        place = tuple(each[name] for name in key)
        if each["indicator"] in _measures() and place in hidden:
            assert each["denominator"] is None or live.get(place) is None
            assert each["value"] is None
