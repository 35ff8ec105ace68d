"""A region as the sum of its areas, where no release holds its own row."""

import math
from dataclasses import replace

import numpy as np

from firstyear import measures
from firstyear.picture.grid import Grid
from firstyear.picture.results import Number, Standing, Verdict


def no_number(per: float) -> Number:
    """What stands where there is no figure."""
    nan = math.nan
    return Number(nan, nan, nan, nan, nan, status="missing", per=per)


def summed(
    grid: Grid, column: int, areas: tuple[Standing, ...]
) -> tuple[Number, Verdict | None, str]:
    """Counts and births of the areas together, with its verdict; why not, where not.

    Not known unless every area with births has a count: a part is not the whole. An
    area without a figure is no hole where the others make up the country's count to
    the last one: the source counts it with a neighbour.
    """
    per = grid.indicator.per
    elsewhere = {"not-applicable", *(["missing"] if _complete(grid, column) else [])}
    whole = all(s.number.known or s.number.status in elsewhere for s in areas)
    counted = [s for s in areas if s.number.known and math.isfinite(s.number.count)]
    if grid.indicator.kind not in ("rate", "proportion"):
        return no_number(per), None, "this measure cannot be added up"
    if any(s.number.absence == "hidden" for s in areas if not s.number.known):
        return no_number(per), None, "counts in it are hidden to protect families"
    if not whole or not counted:
        return no_number(per), None, "not every area in it has a count"
    count = sum(s.number.count for s in counted)
    births = sum(s.number.denominator for s in counted)
    worked = (
        measures.proportion(count, births, per=per)
        if grid.indicator.kind == "proportion"
        else measures.rate(count, births, per=per)
    )
    value, lower, upper = (float(x) for x in (worked.value, worked.lower, worked.upper))
    number = Number(count, births, value, lower, upper, "value", per)
    centre = float(grid.country.value[0, column])
    verdict = Verdict(
        comparison="",
        mark="none",
        margin=max(lower - centre, centre - upper),
        deaths_to_change=math.nan,
        funnel="",
        agree=None,
        benchmark_value=centre,
        excess=(value - centre) * births / per,
        excess_lower=(lower - centre) * births / per,
        excess_upper=(upper - centre) * births / per,
    )
    return number, _by_interval(number, verdict), ""


def _complete(grid: Grid, column: int) -> bool:
    """Whether the areas that have counts add up to the country's."""
    counts = grid.cells.count[:, column]
    whole = grid.country.count[0, column]
    return bool(np.nansum(counts) == whole)


def _by_interval(number: Number, verdict: Verdict) -> Verdict:
    """The verdict of every other figure: a country's rate is a known constant."""
    centre = verdict.benchmark_value
    compared = str(measures.classify(number.lower, number.upper, centre, centre))
    mark = compared
    if compared == "similar":
        mark = "above" if number.value > centre else "similar"
    return replace(verdict, comparison=compared, mark=mark or "none")
