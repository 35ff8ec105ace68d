"""What makes figures refuse to be used together."""

from collections.abc import Sequence

import narwhals as nw
import numpy as np

from firstyear.frames.table import KEY, Codes, Table
from firstyear.measures.arrays import Truths


def refuse_duplicates(table: Table, by: Sequence[str] | None = None) -> None:
    """A fault for each row whose indicator, area, period and group came before.

    `by` names further columns that keep rows apart.
    """
    if not table.has("area"):
        return
    named = dict.fromkeys((*KEY, *(by or ())))
    columns = [name for name in named if table.has(name)]
    # null and blank text are one key
    texts = [name for name in columns if table.frame.schema[name] == nw.String]
    keys = table.frame.select(*columns)
    if texts:
        keys = keys.with_columns(nw.col(*texts).fill_null(""))
    if not keys.is_duplicated().any():
        return
    seen: dict[int, int] = {}
    for place, code in enumerate(table.codes(columns).tolist()):
        first = seen.setdefault(code, place)
        if first != place:
            table.fault(
                place,
                "area",
                str(table.frame["area"][place]),
                f"the same area, period and group as row {table.rows[first]}",
                "Keep one of the two",
            )


def refuse_mixed(table: Table, groups: Codes, used: Truths | None = None) -> None:
    """A fault where rows to be set side by side differ in a known basis or place."""
    for column in ("basis", "place"):
        words = table.words(column)
        first: dict[int, tuple[str, int]] = {}
        told: set[tuple[int, str]] = set()
        for place, (code, word) in enumerate(zip(groups.tolist(), words, strict=True)):
            if not word or (used is not None and not used[place]):
                continue
            kept, where = first.setdefault(code, (word, place))
            if word != kept and (code, word) not in told:
                told.add((code, word))
                table.fault(
                    place,
                    column,
                    word,
                    f"{column} {word} would be mixed with {column} {kept} "
                    f"of row {table.rows[where]}",
                    f"Use figures of one {column}",
                )


def refuse_above(table: Table, count_column: str, above: Truths) -> None:
    """A fault for each count above its denominator."""
    for place in np.flatnonzero(above):
        table.fault(
            int(place),
            count_column,
            str(table.frame[count_column][int(place)]),
            "is above its denominator",
            "Check that the count is part of the denominator",
        )
