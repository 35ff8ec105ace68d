"""What both engines and the plain count are asked, and how answers are compared."""

from typing import Any

import pyarrow as pa

from tests.engines import plain

SETS = [
    ("area,year", ["area", "year"]),
    ("year,ethnic-group", ["year", "ethnic-group"]),
    ("year,imd-quintile", ["year", "imd-quintile"]),
    ("imd-decile", ["imd-decile"]),
    ("year,mothers-age", ["year", "mothers-age"]),
    ("year,gestation", ["year", "gestation"]),
    ("birthweight", ["birthweight"]),
    ("area,sex", ["area", "sex"]),
    ("plurality", ["plurality"]),
    ("year,cause", ["year", "cause"]),
    ("ethnic-group+imd-quintile", ["ethnic-group", "imd-quintile"]),
]
BY = [by for by, _ in SETS]


def told(table: pa.Table) -> dict[tuple[str, ...], tuple[float, float]]:
    """Count and denominator of every figure by its key; rows of zeros left out."""
    found = {}
    for row in table.to_pylist():
        year = row["date_from"].year
        whole = row["date_to"].year != year
        key = (
            row["indicator"],
            row["area"],
            "all" if whole else str(year),
            row["dimension"],
            row["category"],
        )
        assert key not in found, key
        found[key] = (row["count"], row["denominator"])
    return {key: value for key, value in found.items() if value != (0, 0)}


def expected(
    births: list[dict[str, Any]],
    deaths: list[dict[str, Any]],
    outcomes: list[str],
    basis: str = "birth",
) -> dict[tuple[str, ...], tuple[float, float]]:
    """The same from plain loops."""
    found: dict[tuple[str, ...], tuple[float, float]] = {}
    for _, names in SETS:
        keys = [name for name in names if name not in ("area", "year")]
        numbers = plain.count(births, deaths, keys, basis)
        wanted = {
            cell: each
            for cell, each in numbers.items()
            if (cell[0] == "all-areas") == ("area" not in names)
            and (cell[1] == "all") == ("year" not in names)
        }
        for outcome in outcomes:
            found |= _figures(outcome, wanted, keys)
    return found


def _figures(
    outcome: str, numbers: dict[tuple[Any, ...], dict[str, int]], keys: list[str]
) -> dict[tuple[str, ...], tuple[float, float]]:
    parts = plain.PARTS[outcome]
    dimension = "|".join(keys)
    over = ("live", "still") if "still" in parts else ("live",)
    births: dict[tuple[str, ...], int] = {}
    for cell, each in numbers.items():
        # Every cause is over all births of its place and year.
        place = cell[:2] if keys == ["cause"] else cell
        births[place] = births.get(place, 0) + sum(each.get(name, 0) for name in over)
    found = {}
    groups = {""} if not keys else {cell[2:] for cell in numbers}
    if keys == ["cause"]:
        groups = {(name,) for name in (*plain.GROUPS, "Unknown")}
        cells = {(*cell[:2], *group) for cell in numbers for group in groups}
    else:
        cells = set(numbers)
    for cell in cells:
        each = numbers.get(cell, {})
        count = sum(each.get(part, 0) for part in parts)
        whole = births[cell[:2] if keys == ["cause"] else cell]
        if (count, whole) != (0, 0):
            key = (outcome, cell[0], cell[1], dimension, "|".join(cell[2:]))
            found[key] = (count, whole)
    return found
