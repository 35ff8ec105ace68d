"""What share of the deaths has a birth: by year and area, and in a form to show."""

from typing import Any

import ibis
import pyarrow as pa

from firstyear.figures.arrow import array
from firstyear.records.engines import Engine

Expr = Any

BY = ("year", "area")
ENOUGH, FEWEST = 100, 8  # as for the quality of records


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

    Blank where fewer than 100 deaths are behind it, or 1 to 7 are in or out.
    """
    percent = []
    for row in table.to_pylist():
        out = row["deaths"] - row["linked"]
        small = any(0 < number < FEWEST for number in (row["linked"], out))
        good = row["deaths"] >= ENOUGH and not small
        percent.append(round(row["percent"]) if good else None)
    return table.select(BY).append_column("percent", array(percent, pa.int64()))


def share_in_words(table: pa.Table) -> str:
    """One sentence of what share of all deaths is linked, in whole percentages.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.pair(births=2_000, deaths=200, seed=1)
        >>> told = fy.records.link(made.births, made.deaths, probabilistic=False)
        >>> fy.records.share_in_words(told.share).split(": ")[0]
        'Deaths linked to their births'
    """
    everything = shown(table.slice(0, 1))["percent"].to_pylist()
    if not everything or everything[0] is None:
        said = "a share of so few deaths is not shown"
    else:
        said = f"{everything[0]}%"
    return f"Deaths linked to their births: {said}."
