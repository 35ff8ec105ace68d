"""Small figures made by hand, so that what a picture says can be told beforehand."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

import firstyear as fy
from firstyear.figures import Provenance, Reading, Store, conform
from firstyear.figures.schema import LAYOUT
from firstyear.picture.results import (
    Number,
    Persistence,
    Place,
    Span,
    Stabilised,
    Standing,
    Verdict,
)

NAN = float("nan")
INFANT = fy.packs.indicator("infant-mortality")


def span(first: int, last: int | None = None) -> Span:
    return Span(datetime.date(first, 1, 1), datetime.date(last or first, 12, 31))


def number(count: float = 30, births: float = 5000, **changed: Any) -> Number:
    """A rate per 1,000 with its limits as the library works them out."""
    made = fy.measures.rate(count, births)
    limits = (float(made.value), float(made.lower), float(made.upper))
    return replace(Number(count, births, *limits, "value", 1000.0), **changed)


def none(status: str = "missing", withheld_by: str = "") -> Number:
    return Number(NAN, NAN, NAN, NAN, NAN, status, per=1000.0, withheld_by=withheld_by)


def standing(
    name: str,
    strip: str = "####",
    *,
    excess: float = 10.0,
    belief: str = "cannot tell",
    change: str | None = None,
    to_change: float = 9.0,
    count: float = 30,
    figure: Number | None = None,
) -> Standing:
    """An area whose latest square is the last of its strip; periods of one year."""
    from firstyear.picture.standing import MARK_OF_SYMBOL, changed

    mark = MARK_OF_SYMBOL[strip[-1]]
    compared = "" if mark == "none" else mark if mark != "above" else "similar"
    spans = tuple(span(2010 + i) for i in range(len(strip)))
    high = [one for one, symbol in zip(spans, strip, strict=True) if symbol == "#"]
    return Standing(
        Place(name.upper(), name, "county-unitary"),
        figure or number(count),
        Verdict(
            compared, mark, 0.4, to_change, f"{compared}-95", True, 4.0, excess, 2, 18
        ),
        Stabilised(5.0, 4.0, 6.1, 0.97, 0.6, belief),
        Persistence(
            strip=strip,
            periods=spans,
            higher=strip.count("#"),
            lower=strip.count("-"),
            compared=len(strip.replace("?", "")),
            independent=len(strip.replace("?", "")),
            first_high=high[0] if high else None,
            last_high=high[-1] if high else None,
            smallest_margin=0.1,
            closest=spans[0],
            closest_deaths=-2.0,
            change=changed(strip) if change is None else change,
        ),
    )


PLACES = (
    ("X1", "Country", "country", ""),
    ("R1", "North", "region", "X1"),
    ("R2", "South", "region", "X1"),
    ("A1", "Ash", "county-unitary", "R1"),
    ("A2", "Birch", "county-unitary", "R1"),
    ("A3", "Cedar", "county-unitary", "R2"),
)
# Another country, for tests that want two.
ELSEWHERE = (
    ("X9", "Elsewhere", "country", ""),
    ("B1", "Beech", "county-unitary", "X9"),
)


def table(rows: list[dict[str, Any]]) -> pa.Table:
    """Rows of figures: area, year (or years) and numbers; the rest is filled in."""
    names = {code: (name, level) for code, name, level, _ in PLACES + ELSEWHERE}
    full = []
    for row in rows:
        first, last = row.get("years", (row.get("year", 2020),) * 2)
        full.append(
            {
                "indicator": "infant-mortality",
                "name": names[row["area"]][0],
                "level": names[row["area"]][1],
                "date_from": datetime.date(first, 1, 1),
                "date_to": datetime.date(last, 12, 31),
                "source": "A register",
                "basis": "registration",
                "place": "residence",
                **{k: v for k, v in row.items() if k not in ("year", "years")},
            }
        )
    columns = {name for row in full for name in row}
    return conform({name: [row.get(name) for row in full] for name in columns})


def areas_table(places: tuple[tuple[str, str, str, str], ...] = PLACES) -> pa.Table:
    return conform(
        {
            "area": [one[0] for one in places],
            "name": [one[1] for one in places],
            "level": [one[2] for one in places],
            "parent": [one[3] for one in places],
            "complete": ["yes" if one[3] else "" for one in places],
        },
        schema=fy.figures.AREAS,
    )


def store_of(
    home: Path, rows: list[dict[str, Any]], areas: pa.Table | None = None
) -> Store:
    """A store with these figures, and six areas in two regions."""
    reading = Reading(
        table=table(rows),
        areas=areas_table() if areas is None else areas,
        layout=LAYOUT.empty_table(),
        format="made",
        recognised="Made by hand",
        taken=len(rows),
        file="made",
    )
    fy.figures.publish(home, [reading], Provenance(origin="derived", title="By hand"))
    return fy.figures.open(home)
