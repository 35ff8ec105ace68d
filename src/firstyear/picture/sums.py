"""A region as the sum of its areas, where no release holds its own row."""

import math

from firstyear import measures
from firstyear.picture.grid import Grid
from firstyear.picture.results import Number, Standing, Verdict


def summed(
    grid: Grid, column: int, areas: tuple[Standing, ...]
) -> tuple[Number, Verdict | None, bool]:
    """Counts and births of the areas together, as a number with its verdict.

    Not known unless every area with births has a count: a part is not the whole.
    """
    per = grid.indicator.per
    whole = all(s.number.known or s.number.status == "not-applicable" for s in areas)
    counted = [s for s in areas if s.number.known and s.number.count == s.number.count]
    if not whole or not counted or grid.indicator.kind not in ("rate", "proportion"):
        blank = Number(*([math.nan] * 5), status="missing", per=per)
        return blank, None, True
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
    compared = str(measures.classify(lower, upper, centre, centre))
    mark = (
        compared if compared != "similar" else "above" if value > centre else compared
    )
    verdict = Verdict(
        comparison=compared,
        mark=mark or "none",
        margin=max(lower - centre, centre - upper),
        deaths_to_change=math.nan,
        funnel="",
        agree=None,
        benchmark_value=centre,
        excess=(value - centre) * births / per,
        excess_lower=(lower - centre) * births / per,
        excess_upper=(upper - centre) * births / per,
    )
    return number, verdict, True
