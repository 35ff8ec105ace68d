"""What share of the deaths has a birth: by year and area, and in a form to show."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear import measures
from firstyear.errors import NotCertified
from firstyear.figures.arrow import array
from firstyear.records.engines import Engine

Expr = Any

BY = ("year", "area")
ENOUGH, FEWEST = 100, 8  # as for the quality of records
RULE: Final = measures.Policy("linked-share", FEWEST - 1)
# By whether it is of one year, and of one area: what is best kept.
WEIGHTS: Final = {
    (False, False): 100.0,
    (True, False): 10.0,
    (False, True): 5.0,
    (True, True): 1.0,
}


def shares(deaths: Expr, linked: Expr, engine: Engine) -> pa.Table:
    """A row of all deaths, and one for each year, each area and each of both.

    The year is that of the death (of the birth where it is unknown), the area the
    death's own. `linked` are identifiers of deaths with a birth.
    """
    year = ibis.coalesce(deaths.date_of_death, deaths.date_of_birth).year()
    named = deaths.filter(deaths.death_id.notnull()).select(
        death_id=deaths.death_id, year=year.cast("string"), area=deaths.area
    )
    # One of several records of one death.
    once = named.group_by("death_id").agg(
        year=named.year.min(), area=named.area.min()
    )  # fmt: skip
    told = once.left_join(
        linked.select("death_id").distinct().mutate(linked=True), "death_id"
    )
    cells = engine.rows(
        told.group_by("year", "area").agg(
            deaths=told.count().cast("int64"),
            linked=told.linked.fill_null(False).cast("int64").sum(),
        )
    ).to_pylist()
    sums: dict[tuple[str, str], list[int]] = {("", ""): [0, 0]}
    for cell in cells:
        year, area = (str(cell[key] or "Unknown") for key in BY)
        for key in (("", ""), (year, ""), ("", area), (year, area)):
            of = sums.setdefault(key, [0, 0])
            of[0] += cell["deaths"]
            of[1] += cell["linked"]
    return table_of([(*key, of[0], of[1]) for key, of in sorted(sums.items())])


def table_of(rows: list[tuple[str, str, int, int]]) -> pa.Table:
    """A table of year, area, deaths and linked, with the percentage."""
    percent = [100 * linked / deaths if deaths else None for *_, deaths, linked in rows]
    return pa.table(
        {
            "year": array([row[0] for row in rows], pa.string()),
            "area": array([row[1] for row in rows], pa.string()),
            "deaths": array([row[2] for row in rows], pa.int64()),
            "linked": array([row[3] for row in rows], pa.int64()),
            "percent": array(percent, pa.float64()),
        }
    )


def shown(table: pa.Table) -> pa.Table:
    """The shares as they may be shown: whole percentages and no numbers.

    Blank where fewer than 100 deaths are behind it, or 1 to 7 are in or out; and where
    one more has to be, so that nobody who knows the deaths works such a number out.
    """
    rows = table.to_pylist()
    away = _hidden(rows)
    percent = [
        None if blank or row["deaths"] < ENOUGH else round(row["percent"])
        for row, blank in zip(rows, away, strict=True)
    ]
    return table.select(BY).append_column("percent", array(percent, pa.int64()))


def _hidden(rows: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.bool_]:
    """Which shares tell of few deaths in or out; all, where that cannot be proven.

    Deaths are public, and so is what a percentage tells: the reader here is taken to
    know even the number behind each that is shown. Who knows the deaths out knows
    those in.
    """
    away = np.zeros(len(rows), dtype=bool)
    for inside in (False, True):
        counts = [
            row["linked"] if inside else row["deaths"] - row["linked"] for row in rows
        ]
        if any(0 < count < FEWEST for count in counts):
            try:
                found = measures.protect(_table_set(rows, counts, away), RULE)
            except NotCertified:
                return np.ones(len(rows), dtype=bool)
            away = away | found.hidden
    return away


def _table_set(
    rows: Sequence[Mapping[str, Any]],
    counts: Sequence[int],
    away: npt.NDArray[np.bool_],
) -> measures.TableSet:
    """Numbers of deaths in (or out) by year and area, with all of each, and of both."""
    cells = [(str(row["year"]), str(row["area"])) for row in rows]
    held = dict(zip(cells, counts, strict=True))
    parts: dict[tuple[tuple[str, str], str], list[tuple[str, str]]] = {}
    for year, area in cells:
        if area:
            parts.setdefault(((year, ""), "areas"), []).append((year, area))
        if year:
            parts.setdefault((("", area), "years"), []).append((year, area))
    return measures.TableSet(
        counts,
        cells,
        [
            (whole, each)
            for (whole, _), each in parts.items()
            if whole in held and held[whole] == sum(held[part] for part in each)
        ],
        weights=[WEIGHTS[bool(year), bool(area)] for year, area in cells],
        published=[
            row["deaths"] >= ENOUGH and not one
            for row, one in zip(rows, away, strict=True)
        ],
        # Of no more deaths than that, everybody knows that few are in and out.
        protected=[row["deaths"] >= FEWEST for row in rows],
        # A mark that is there already is of one death at least on the other side.
        most=[row["deaths"] - int(one) for row, one in zip(rows, away, strict=True)],
    )


def share_in_words(table: pa.Table) -> str:
    """One sentence of what share of all deaths is linked, in whole percentages.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.pair(births=2_000, deaths=200, seed=1)
        >>> told = fy.records.link(made.births, made.deaths, probabilistic=False)
        >>> fy.records.share_in_words(told.share).split(": ")[0]
        'Deaths linked to their births'
    """
    everything = shown(table)["percent"].to_pylist()
    if not everything or everything[0] is None:
        said = "a share of so few deaths is not shown"
    else:
        said = f"{everything[0]}%"
    return f"Deaths linked to their births: {said}."
