"""What would help where a set of tables cannot be proven safe."""

from collections import Counter
from collections.abc import Hashable, Sequence

from firstyear.figures.table_sets.cells import Key

SMALL_LEVELS = ("board", "system", "provider", "small-area")
CROSS = "|"
NOTHING_KNOWN = (
    "Give it more time, leave a table out, merge categories, or pool more years."
)


def suggest(blocking: Sequence[Hashable]) -> str:
    """Sentences that say what to leave out, merge or pool, likeliest help first.

    Examples
    --------
    >>> from firstyear.figures.suggestions import suggest
    >>> suggest([])
    'Give it more time, leave a table out, merge categories, or pool more years.'
    """
    keys = [key for key in blocking if isinstance(key, Key) and not key.world]
    if not keys:
        return NOTHING_KNOWN
    told: list[str] = []
    crossed = {key.dimension for key in keys if CROSS in key.dimension}
    if crossed:
        told.append(f"Leave out the crossed breakdown {' and '.join(sorted(crossed))}.")
    overlapping = {
        key.level for key in keys if key.level in SMALL_LEVELS and key.dimension
    }
    for level in sorted(overlapping):
        told.append(f"Leave out breakdowns for {level} areas.")
    plain = Counter(
        key.dimension for key in keys if key.dimension and CROSS not in key.dimension
    )
    for name, _ in plain.most_common(2):
        told.append(f"Merge categories of {name}, so that fewer counts are small.")
    spans = {(key.last - key.first).days for key in keys}
    if min(spans) < 365 * 5:
        told.append("Pool more years.")
    where = Counter((key.indicator, key.area) for key in keys)
    (indicator, area), _ = where.most_common(1)[0]
    told.append(
        f"{len(keys):,} {'count stands' if len(keys) == 1 else 'counts stand'} in the "
        f"way, first of {indicator} in area {area}."
    )
    return " ".join(told)
