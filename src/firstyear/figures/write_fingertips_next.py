"""Figures out in the upload layout of FingertipsNext."""

import csv
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.readers.fingertips_upload import COLUMNS
from firstyear.figures.schema import FIGURES, conform
from firstyear.figures.writing import replace_file

# Crossed with sex, deprivation is the one breakdown that the layout has room for.
_DEPRIVATION: Final = ("deprivation", "imd")


def write_fingertips_next(
    table: pa.Table, path: Path | str, *, age_from: int = 0, age_to: int = 120
) -> None:
    """Write one indicator's figures as an upload file.

    Hidden and missing numbers are blank. `age_from` and `age_to` are the ages the
    indicator covers, in years, both included.

    Raises
    ------
    InputError
        for several indicators, or a breakdown that the layout has no column for.
    """
    figures = conform(
        table.select([n for n in table.column_names if n in FIGURES.names])
    )
    rows = figures.to_pylist()
    indicators = sorted({row["indicator"] for row in rows})
    if len(indicators) > 1:
        raise InputError(
            "The upload layout holds one indicator a file",
            [
                Fault("an indicator", "write it to a file of its own", value=each)
                for each in indicators
            ],
        )
    faults = [
        Fault(
            "a breakdown that the upload layout has no column for",
            "choose rows by sex, by deprivation, or without a breakdown",
            row=place,
            column="dimension",
            value=row["dimension"],
        )
        for place, row in enumerate(rows)
        if _parts(row) is None
    ]
    if faults:
        raise InputError("These figures do not fit the upload layout", faults)
    target = Path(path)
    with (
        replace_file(target) as building,
        building.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for row in rows:
            writer.writerow(_line(row, age_from, age_to))


def _line(row: dict[str, Any], age_from: int, age_to: int) -> dict[str, object]:
    parts = _parts(row) or {}
    shown = row["status"] in {"value", "not-calculated"}
    return {
        "area_code": row["area"],
        "date_from": row["date_from"].isoformat(),
        "date_to": row["date_to"].isoformat(),
        "period_type": _period_type(row),
        "sex": parts.get("sex", "Persons"),
        "age_from_years_inclusive": age_from,
        "age_to_years_inclusive": age_to,
        "deprivation_decile": parts.get("decile", ""),
        "deprivation_category": parts.get("kind", ""),
        **{
            theirs: _number(row[ours]) if shown else ""
            for ours, theirs in (
                ("count", "count"),
                ("value", "value"),
                ("denominator", "denominator"),
                ("lower", "lower_ci_95"),
                ("upper", "upper_ci_95"),
                ("lower_998", "lower_ci_99_8"),
                ("upper_998", "upper_ci_99_8"),
            )
        },
    }


def _parts(row: dict[str, Any]) -> dict[str, str] | None:
    """Sex and deprivation of a row; None where it has another breakdown."""
    found: dict[str, str] = {}
    if not row["dimension"]:
        return found
    dimensions, categories = row["dimension"].split("|"), row["category"].split("|")
    for dimension, category in zip(dimensions, categories, strict=False):
        if dimension == "sex":
            found["sex"] = category
        elif any(word in dimension.lower() for word in _DEPRIVATION):
            found["kind"], found["decile"] = dimension, category
        else:
            return None
    return found


def _period_type(row: dict[str, Any]) -> str:
    start, end = row["date_from"], row["date_to"]
    many = end.year - start.year
    if (start.month, start.day, end.month, end.day) == (4, 1, 3, 31):
        return "Financial" if many == 1 else "Financial multi-year"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return "Calendar" if many == 0 else "Calendar multi-year"
    return "Other"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
