"""All births less live births are the stillborn babies: the gate keeps both apart."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear import packs
from firstyear.figures.all_births import NOTE, tells_of_stillbirths
from firstyear.figures.areas import area_table
from firstyear.figures.disclosure import Around, Gated, gate
from firstyear.figures.measure_families import STILLBIRTH, over_all_births
from firstyear.figures.published import attack_file
from firstyear.figures.reading import read
from firstyear.figures.rounded import round_figures
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import AREAS
from firstyear.figures.table_sets.cells import keys_of
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
        if each["indicator"] in over_all_births() and whole is not None:
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
    assert (name in over_all_births()) == OUTCOMES[name].over_all_births


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
        if each["indicator"] in over_all_births() and place in hidden:
            assert each["denominator"] is None or live.get(place) is None
            assert each["value"] is None


NOWHERE = AREAS.empty_table()
LIVE = 5000
PERINATAL = "perinatal-mortality"


def place(area: str, stillborn: int, early: int) -> list[dict[str, object]]:
    """An area's stillbirths, deaths in the first week, and both, with their births."""
    every = float(LIVE + stillborn)
    return [
        row(area, stillborn, indicator=STILLBIRTH, denominator=every),
        row(area, early, indicator="early-neonatal-mortality", denominator=LIVE),
        row(area, stillborn + early, indicator=PERINATAL, denominator=every),
    ]


def by_name(gated: Gated, area: str) -> dict[str, dict[str, object]]:
    rows = gated.figures.to_pylist()
    return {each["indicator"]: each for each in rows if each["area"] == area}


def less_live_births(gated: Gated, area: str) -> set[float]:
    """What a reader gets who takes live births from every other denominator."""
    found = by_name(gated, area).values()
    return {
        each["denominator"] - LIVE
        for each in found
        if each["indicator"] in over_all_births() and each["denominator"] is not None
    }


def test_the_measures_over_all_births_are_those_the_pack_says() -> None:
    said = {
        name
        for name, each in packs.indicators().items()
        if each.denominator.startswith("All births")
    }
    assert over_all_births() == said


def test_a_shown_count_without_births_has_no_rate_and_says_why() -> None:
    rows = table(*place("A", 2, 2))
    rated = rows.set_column(
        rows.schema.get_field_index("value"), "value", pa.array([0.4, 0.4, 0.8])
    )
    done = gate(rated, Around(NOWHERE, "registration"))
    found = by_name(done, "A")
    assert found[STILLBIRTH]["count"] is None
    shown = found[PERINATAL]
    assert (shown["count"], shown["denominator"], shown["value"]) == (4, None, None)
    assert (shown["status"], shown["note"]) == ("not-calculated", NOTE)
    assert any("1 row has a count and neither births" in told for told in done.warnings)


def test_without_stillbirths_beside_them_births_follow_shown_counts_alone() -> None:
    _, early, perinatal = place("A", 12, 20)
    done = gate(table(early, perinatal), Around(NOWHERE, "registration"))
    # 32 less 20 are shown counts: whoever reads them has the 12 already.
    assert by_name(done, "A")[PERINATAL]["count"] == 32
    assert less_live_births(done, "A") == {12}
    done = gate(table(perinatal), Around(NOWHERE, "registration"))
    assert by_name(done, "A")[PERINATAL]["count"] == 32
    assert less_live_births(done, "A") == set()
    assert any("neither births nor rate" in warning for warning in done.warnings)


@pytest.mark.parametrize("beside", [0, 1])
def test_the_attacker_takes_live_births_away_too(beside: int) -> None:
    """Printed denominators expose a hidden count, and one that is not printed."""
    stillborn, early, perinatal = place("A", 2, 20)
    hidden = {**stillborn, "count": None, "status": "suppressed"}
    both = {**perinatal, "count": None, "status": "suppressed"}
    file = table(*([] if beside else [hidden]), early, both)
    rules = rules_for(list(keys_of(file)), "registration")
    found = attack_file(file, areas=NOWHERE, rules=rules)
    assert found.exposed.all()
    assert found.beside == beside
    blank = file.set_column(
        file.schema.get_field_index("denominator"),
        "denominator",
        pa.array(
            [
                number if number == LIVE else None
                for number in file["denominator"].to_pylist()
            ],
            pa.float64(),
        ),
    )
    safe = attack_file(blank, areas=NOWHERE, rules=rules)
    assert (int(safe.exposed.sum()), safe.beside) == (0, 0)


def test_a_cause_does_not_make_the_attacker_contradict_itself() -> None:
    """Births behind a cause are those of all causes: no count of that cause alone."""
    common = {"indicator": STILLBIRTH, "denominator": 4009.0}
    file = table(
        row("A", 9, indicator="early-neonatal-mortality", denominator=4000.0),
        row("A", 9, **common),
        *causes("A", (4, 5), **common),
        *causes("A", (5, 4), indicator="early-neonatal-mortality", denominator=4000.0),
    )
    rules = rules_for(list(keys_of(file)), "registration")
    found = attack_file(file, areas=NOWHERE, rules=rules)
    assert (int(found.exposed.sum()), found.beside) == (0, 0)


def test_an_older_release_that_tells_is_known_as_one() -> None:
    done = gate(table(*babies("A", 1, 9, 4000.0)), REGISTERED).figures
    assert not tells_of_stillbirths(done)
    telling = done.set_column(
        done.schema.get_field_index("denominator"),
        "denominator",
        pa.array([4000.0, 4001.0, 4001.0]),
    )
    assert tells_of_stillbirths(telling)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_release_that_the_gate_made_is_never_taken_for_an_older_one(
    tmp_path: Path, seed: int
) -> None:
    """Rows about few births are left out, and what is left may look alike."""
    made = fy.synthetic.pair(births=2_000, deaths=60, identified=1, seed=seed)
    told = fy.records.tally(
        made.births, made.deaths, ["area,year", "ethnic-group+imd-quintile"]
    )
    done = fy.records.release(told, tmp_path, released_by="A. Analyst")
    assert fy.figures.approve(tmp_path, done.release.id, by="S. Second")
