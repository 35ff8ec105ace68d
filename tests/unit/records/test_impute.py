"""Missing weeks and weights are filled in only when asked, and the share is told."""

from datetime import date
from typing import Any

import pytest

from firstyear.errors import UsageError
from tests.unit.records.rows import birth, counted, death, number

BORN = date(2020, 3, 1)


def rows() -> list[dict[str, Any]]:
    known = [
        birth(f"b{at}", BORN, gestation_weeks=26, birthweight_grams=900 + at)
        for at in range(8)
    ]
    few = [birth(f"f{at}", BORN, gestation_weeks=31) for at in range(4)]
    return [
        *known,
        *few,
        birth("no-weight", BORN, gestation_weeks=26, birthweight_grams=None),
        birth("no-weeks", BORN, gestation_weeks=None, birthweight_grams=905),
        birth("neither", BORN, gestation_weeks=None, birthweight_grams=None),
        birth("rare", BORN, gestation_weeks=31, birthweight_grams=None),
    ]


def cells(impute: str | None) -> tuple[dict[str, float], dict[str, float], str]:
    deaths = [death("d", "no-weeks", BORN, BORN)]
    made = counted(
        rows(), deaths, "gestation", "birthweight", outcomes="infant", impute=impute
    )
    found: dict[str, dict[str, float]] = {"gestation": {}, "birthweight": {}}
    for row in made.figures.to_pylist():
        if row["denominator"]:
            found[row["dimension"]][row["category"]] = row["denominator"]
    return found["gestation"], found["birthweight"], made.figures["note"][0].as_py()


def test_nothing_is_filled_in_unless_asked() -> None:
    weeks, grams, note = cells(None)
    assert weeks == {"24-27": 9, "28-31": 5, "Unknown": 2}
    assert grams == {"500-1499": 9, "2500-3999": 4, "Unknown": 3}
    assert note == ""


def test_weights_come_from_weeks_where_enough_babies_tell() -> None:
    weeks, grams, note = cells("birthweight")
    assert weeks == {"24-27": 9, "28-31": 5, "Unknown": 2}
    # A baby of 31 weeks has only four like it: nobody guesses.
    assert grams == {"500-1499": 10, "2500-3999": 4, "Unknown": 2}
    assert note == "Birth weight filled in from length of pregnancy for 6.2% of births."


def test_both_come_from_what_was_recorded_and_deaths_go_along() -> None:
    weeks, _, note = cells("gestation,birthweight")
    assert weeks == {"24-27": 10, "28-31": 5, "Unknown": 1}
    assert note.count("%") == 2
    made = counted(
        rows(), [death("d", "no-weeks", BORN, BORN)], "gestation",
        outcomes="infant", impute="gestation",
    )  # fmt: skip
    assert number(made, "infant-mortality", category="24-27") == (1, 10)


def test_another_field_is_refused() -> None:
    with pytest.raises(UsageError, match="gestation, birthweight or both"):
        counted(rows(), [], "gestation", impute="mothers-age")
