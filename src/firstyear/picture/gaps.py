"""The gap inside a place: between deprivation fifths, and between ethnic groups.

Difference and ratio with their intervals, or the reason why there is none.
"""

import math

from firstyear import measures, packs
from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.picture.cells import numbers_of
from firstyear.picture.indicators import known_indicator
from firstyear.picture.periods import spans_of
from firstyear.picture.results import Gap, Number, Place, Span

FEWEST = 10
SURE = 0.95
UNKNOWN = "Unknown"


def read_groups(
    store: Store, indicator: str, here: Place, dimension: str, span: Span | None = None
) -> tuple[Span | None, list[tuple[str, Number]]]:
    """The latest period with this breakdown; each group in the pack's order."""
    try:
        table = store.figures(indicator, areas=[here.code], dimension=dimension)
    except FirstyearError:
        return None, []
    if not table.num_rows:
        return None, []
    spans = spans_of(table)
    latest = span or max(spans, key=lambda one: (one.date_to, one.years))
    known = known_indicator(indicator, table)
    groups = [
        (str(category), number)
        for category, number, one in zip(
            table["category"].to_pylist(), numbers_of(table, known), spans, strict=True
        )
        if one == latest
    ]
    order = {name: i for i, name in enumerate(_order(dimension))}
    groups.sort(key=lambda pair: (pair[0] == UNKNOWN, order.get(pair[0], 999), pair[0]))
    return latest, groups


def _order(dimension: str) -> tuple[str, ...]:
    found = packs.dimensions().get(dimension)
    return tuple(found.categories) if found is not None else ()


def gap(store: Store, indicator: str, here: Place, dimension: str) -> Gap:
    """The gap along one dimension in its latest period, worst-off against best-off.

    Deprivation compares the most with the least deprived; other dimensions compare
    the group with the worst rate with the one with the best, among groups with a count
    of 10 or more. Those two are the widest of many pairs, so their limits are widened
    (Bonferroni): all pairs' ranges hold together 95 times in 100. A gap that cannot be
    worked out says why.
    """
    span, groups = read_groups(store, indicator, here, dimension)
    named = _ends(dimension, groups, known_indicator(indicator).polarity)
    if isinstance(named, str):
        return _without(dimension, named, groups, span)
    worst, best, pairs = named
    (worst_name, high), (best_name, low) = worst, best
    found = measures.gap(
        high.count,
        high.denominator,
        low.count,
        low.denominator,
        per=high.per,
        confidence=1 - (1 - SURE) / pairs,
    )
    whole = whole_of(store, indicator, here, span)
    return Gap(
        dimension=dimension,
        worst_off=worst_name,
        best_off=best_name,
        difference=float(found.difference.value),
        difference_lower=float(found.difference.lower),
        difference_upper=float(found.difference.upper),
        ratio=float(found.ratio.value),
        ratio_lower=float(found.ratio.lower),
        ratio_upper=float(found.ratio.upper),
        groups=tuple(groups),
        whole=whole,
        span=span,
        pairs=pairs,
    )


def whole_of(
    store: Store, indicator: str, here: Place, span: Span | None
) -> Number | None:
    """The place's own number in a period, all groups together."""
    table = store.figures(indicator, areas=[here.code])
    numbers = numbers_of(table, known_indicator(indicator, table))
    by_span = dict(zip(spans_of(table), numbers, strict=True))
    return by_span.get(span) if span is not None else None


def _ends(
    dimension: str, groups: list[tuple[str, Number]], polarity: str
) -> tuple[tuple[str, Number], tuple[str, Number], int] | str:
    """Worst-off, best-off and the pairs they were picked from, or why there is none."""
    if not groups:
        return "No release holds this breakdown for this area."
    usable = [
        (name, number)
        for name, number in groups
        if name != UNKNOWN and number.known and math.isfinite(number.count)
    ]
    if len(usable) < 2:
        return "Fewer than two groups have figures that may be shown."
    pack = packs.dimensions().get(dimension)
    if pack is not None and pack.best_off and pack.categories:
        best = pack.best_off
        worst = pack.categories[0 if pack.categories[-1] == best else -1]
        by_name = dict(usable)
        if best not in by_name or worst not in by_name:
            return "There is no figure for one of the two ends."
        if min(by_name[worst].count, by_name[best].count) < FEWEST:
            return "Too few are counted at one of the two ends to say."
        return (worst, by_name[worst]), (best, by_name[best]), 1
    enough = [(name, number) for name, number in usable if number.count >= FEWEST]
    if len(enough) < 2:
        return (
            "Fewer than two groups have a count of 10 or more, so a gap would be "
            "mostly chance."
        )
    enough.sort(key=lambda pair: pair[1].value, reverse=polarity == "higher-is-better")
    return enough[-1], enough[0], len(enough) * (len(enough) - 1) // 2


def _without(
    dimension: str, reason: str, groups: list[tuple[str, Number]], span: Span | None
) -> Gap:
    return Gap(dimension, reason=reason, groups=tuple(groups), span=span)
