"""Writes docs/examples/midshire.csv from the made-up country: make docs

Fourteen areas that do not exist and their country, in periods of three years, as a
publisher would give them.
"""

import csv
import io
from pathlib import Path

import firstyear as fy

FILE = Path(__file__).resolve().parents[1] / "docs" / "examples" / "midshire.csv"
COLUMNS = (
    *("indicator", "area", "name", "level", "period", "count", "denominator"),
    *("source", "origin"),
)
COUNTRY = "X92000001"
YEARS = 3


def example() -> str:
    """The file's text: a row for each area and period."""
    made = fy.synthetic.make_region()
    areas = made.areas.to_pylist()
    inside = {
        row["area"] for row in areas if row["parent"] == fy.synthetic.MIDSHIRE_CODE
    }
    rows = []
    for row in made.figures.to_pylist():
        first, last = row["date_from"], row["date_to"]
        if row["indicator"] != "infant-mortality" or row["dimension"]:
            continue
        if last.year - first.year + 1 != YEARS or first.month != 1:
            continue
        here = row["area"] in inside and row["level"] == "county-unitary"
        if here or row["area"] == COUNTRY:
            period = f"{first.year} to {last.year}"
            counts = (_whole(row["count"]), _whole(row["denominator"]))
            key = (row["indicator"], row["area"], row["name"], row["level"], period)
            rows.append((*key, *counts, row["source"], row["origin"]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows))
    return out.getvalue()


def _whole(number: float | None) -> str:
    return "" if number is None else f"{number:.0f}"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(example(), encoding="utf-8")
    print(f"{FILE} is written")
