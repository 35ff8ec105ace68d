"""Where "all births, live and still" would tell how many were stillborn.

Live births are public, and a rate over them stands beside most of these rates. All
births less live births are the stillborn babies: such a denominator is as private as
that count, and so is a rate whose count is shown.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.figures.measure_families import STILLBIRTH, over_all_births
from firstyear.figures.table_sets.breakdowns import CROSS
from firstyear.figures.table_sets.cells import Key, keys_of

NOTE: Final = (
    "out of how many births is not shown: it would tell how many were stillborn"
)
# What is left of a measure over all births without its stillborn babies.
LIVE_PART: Final = (
    ("extended-perinatal-mortality", "neonatal-mortality"),
    ("perinatal-mortality", "early-neonatal-mortality"),
)

Mask = npt.NDArray[np.bool_]


def telling(keys: Sequence[Key], births: Sequence[float | None], exact: Mask) -> Mask:
    """Rows whose births would tell of stillborn babies what no shown count tells.

    births: the denominator of each row. exact: whether its count is shown as it is.
    A row keeps its births where the stillborn babies behind them follow from shown
    counts anyway: of the row itself, and of every coarser one whose births these may
    be (a cause is over the births of all causes).
    """
    all_births = over_all_births()
    shown = {key for key, sure in zip(keys, exact, strict=True) if sure}
    alike = _alike(keys, births)
    return np.array(
        [
            key.indicator in all_births
            and number is not None
            and not (
                _known(key, shown)
                and all(
                    _known(coarser, shown)
                    for coarser, open_ in _stripped(key)
                    # The same births in every category: they are the coarser row's.
                    if len(set(alike[open_])) == 1
                )
            )
            for key, number in zip(keys, births, strict=True)
        ],
        dtype=bool,
    )


def whose_births(keys: Sequence[Key], births: Sequence[float | None]) -> list[Key]:
    """The row that each row's births are of: without what does not part births.

    Two categories or more with the same births, such as two causes, are over the
    births of the coarser row.
    """
    alike = _alike(keys, births)
    found = []
    for key in keys:
        coarser = [
            plain
            for plain, open_ in _stripped(key)
            if len(alike[open_]) > 1 and len(set(alike[open_])) == 1
        ]
        # The coarsest comes first.
        found.append(coarser[0] if coarser else key)
    return found


def tells_of_stillbirths(released: pa.Table) -> bool:
    """Whether figures that went out print births where stillbirths are not shown.

    For releases that were made before births were looked at: of later ones rows about
    very few births are left out, and what is left may look alike by chance.
    """
    counts = released["count"].to_pylist()
    flags = released["flags"].to_pylist()
    exact = [
        count is not None and "approximate" not in str(each).split(";")
        for count, each in zip(counts, flags, strict=True)
    ]
    births = released["denominator"].to_pylist()
    return bool(telling(list(keys_of(released)), births, np.array(exact, bool)).any())


def told_of_births(released: pa.Table) -> tuple[str, ...]:
    """A warning where rows are shown without births and rate, and what would help."""
    notes: list[Any] = released["note"].to_pylist()
    bare = sum(str(each).endswith(NOTE) for each in notes)
    if not bare:
        return ()
    rows = "row has" if bare == 1 else "rows have"
    told = (
        f"{bare:,} {rows} a count and neither births nor rate: births live and still "
        "less live births are stillbirths, which are hidden there, rounded, or not in "
        "the file. Give stillbirths of the same areas and times, or longer times"
    )
    return (told,)


def _known(key: Key, shown: set[Key]) -> bool:
    """Whether shown counts tell how many were stillborn."""
    plain = key._replace(indicator=STILLBIRTH)
    # Stillborn babies from 24 weeks whose weeks are known may be fewer.
    if not key.indicator.endswith("-weeks") and plain in shown:
        return True
    for whole, live in LIVE_PART:
        if key.indicator.startswith(whole):
            part = key._replace(indicator=key.indicator.replace(whole, live, 1))
            return {key, part} <= shown
    return False


def _stripped(key: Key) -> Iterator[tuple[Key, Key]]:
    """Coarser keys, and for each the same row with what was taken off left open."""
    if not key.dimension:
        return
    names, values = key.dimension.split(CROSS), key.category.split(CROSS)
    if len(names) != len(values):
        names, values = [key.dimension], [key.category]
    for size in range(len(names)):
        for stay in combinations(range(len(names)), size):
            coarser = key._replace(
                dimension=CROSS.join(names[at] for at in stay),
                category=CROSS.join(values[at] for at in stay),
            )
            open_ = key._replace(
                category=CROSS.join(
                    value if at in stay else "*" for at, value in enumerate(values)
                )
            )
            yield coarser, open_


def _alike(
    keys: Sequence[Key], births: Sequence[float | None]
) -> dict[Key, list[float]]:
    """The births of rows side by side, that differ in what was taken off alone."""
    found: dict[Key, list[float]] = defaultdict(list)
    for key, number in zip(keys, births, strict=True):
        if number is not None:
            for _, open_ in _stripped(key):
                found[open_].append(number)
    return found
