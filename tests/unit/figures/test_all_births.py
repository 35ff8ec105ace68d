"""Births live and still less live births: no count of stillbirths is found that way."""

import io
from pathlib import Path

import pyarrow as pa
import pytest

from firstyear import figures, packs
from firstyear.figures.all_births import NO_BIRTHS, STILLBIRTH, over_all_births
from firstyear.figures.disclosure import Around, Gated, gate
from firstyear.figures.published import attack_file
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import AREAS
from firstyear.figures.table_sets.cells import keys_of
from tests.unit.figures.local import row, table

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


def test_hidden_stillbirths_are_not_what_is_left_of_births() -> None:
    done = gate(
        table(*place("A", 2, 20), *place("B", 12, 30)), Around(NOWHERE, "registration")
    )
    assert by_name(done, "A")[STILLBIRTH]["status"] == "suppressed"
    assert less_live_births(done, "A") == set()
    assert less_live_births(done, "B") == {12}


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
    assert (shown["status"], shown["note"]) == ("not-calculated", NO_BIRTHS)
    assert any("1 row has a count and neither births" in told for told in done.warnings)


def test_births_are_no_finer_than_a_rounded_count() -> None:
    done = gate(table(*place("A", 13, 21)), Around(NOWHERE))
    found = by_name(done, "A")
    assert found[STILLBIRTH]["count"] == 15
    assert less_live_births(done, "A") == {15}
    assert found["early-neonatal-mortality"]["denominator"] == LIVE


def test_without_stillbirths_beside_them_births_are_not_shown() -> None:
    _, early, perinatal = place("A", 12, 20)
    done = gate(table(early, perinatal), Around(NOWHERE, "registration"))
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


def test_a_rounded_product_has_births_by_its_rounded_stillbirths(
    tmp_path: Path,
) -> None:
    lines = ["indicator,area,period,count,denominator"]
    lines += [
        f"{each['indicator']},X1,2020,{each['count']},{each['denominator']}"
        for each in place("X1", 13, 21)
    ]
    reading = figures.read(io.BytesIO("\n".join(lines).encode()))
    done = figures.round_figures(tmp_path, reading, base=5).figures.to_pylist()
    stillborn = {each["indicator"]: each for each in done}[STILLBIRTH]["count"]
    left = {
        each["denominator"] - LIVE
        for each in done
        if each["indicator"] in over_all_births()
    }
    assert left == {stillborn}
