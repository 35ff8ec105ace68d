"""What makes two rows the same figure, and finding rows that are."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.figures.arrow import Column, array, pc

# `source` is not part of the key: two publishers of one figure are two versions of
# it, and a question has one answer (docs/decisions/0003-newest-release-wins.md).
# `basis` and `place` are: those are different figures.
KEY: Final = (
    "indicator",
    "area",
    "level",
    "date_from",
    "date_to",
    "dimension",
    "category",
    "basis",
    "place",
)

Positions = npt.NDArray[np.int64]


def key_numbers(table: pa.Table, columns: tuple[str, ...] = KEY) -> Positions:
    """One whole number a row: equal numbers exactly where the keys are equal.

    Works column by column, so that a table that is mapped from a file is never
    wholly in memory.
    """
    numbers = np.zeros(table.num_rows, dtype=np.int64)
    distinct = 1
    for name in columns:
        codes, size = _codes(table[name])
        if distinct * size >= 2**62:
            _, numbers = np.unique(numbers, return_inverse=True)
            distinct = int(numbers.max(initial=0)) + 1
        numbers = numbers * size + codes
        distinct *= size
    return numbers


def first_positions(numbers: Positions) -> Positions:
    """For each row the position of the first row with the same key."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    return first[inverse].astype(np.int64)


def duplicates(table: pa.Table, columns: tuple[str, ...] = KEY) -> Positions:
    """Pairs (first position, later position) of rows with the same key, n x 2."""
    numbers = key_numbers(table, columns)
    in_order = np.argsort(numbers, kind="stable")
    ordered = numbers[in_order]
    repeated = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
    if not repeated.size:
        return np.empty((0, 2), dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    group = np.searchsorted(starts, repeated, side="right") - 1
    pairs = np.stack([in_order[starts[group]], in_order[repeated]], axis=1)
    return pairs[np.argsort(pairs[:, 1])].astype(np.int64)


def drop_repeats(
    table: pa.Table, same: tuple[str, ...], *, near: float = 0.0
) -> tuple[pa.Table, Positions]:
    """The table without rows that say again what an earlier row said, and the
    positions kept.

    A later row with the same key is dropped where the columns `same` are equal too;
    one that differs stays, and is found as a duplicate. With `near`, numbers may
    differ by that part of themselves, and a blank agrees with anything: some files
    hold a figure twice, once rounded.
    """
    keep = np.ones(table.num_rows, dtype=bool)
    pairs = duplicates(table)
    if pairs.size:
        agree = np.ones(len(pairs), dtype=bool)
        for name in same:
            first = table[name].take(array(pairs[:, 0]))
            later = table[name].take(array(pairs[:, 1]))
            agree &= _agree(first, later, near)
        keep[pairs[agree, 1]] = False
    kept = np.flatnonzero(keep).astype(np.int64)
    return (table if keep.all() else table.filter(array(keep))), kept


def _agree(first: Column, later: Column, near: float) -> npt.NDArray[np.bool_]:
    equal = pc.fill_null(pc.equal(first, later), fill_value=False)
    either, both = (
        join(pc.is_null(first), pc.is_null(later)) for join in (pc.or_, pc.and_)
    )
    if not near:
        return np.asarray(pc.or_(equal, both), dtype=bool)
    if pa.types.is_floating(first.type):
        apart = pc.abs(pc.subtract(first, later))
        close = pc.less_equal(apart, pc.multiply(pc.abs(first), near))
        equal = pc.or_(equal, pc.fill_null(close, fill_value=False))
    return np.asarray(pc.or_(equal, either), dtype=bool)


def _codes(column: Column) -> tuple[Positions, int]:
    encoded = column.dictionary_encode("encode").unify_dictionaries()
    size = max((len(chunk.dictionary) for chunk in encoded.chunks), default=0)
    codes = [np.asarray(chunk.indices, dtype=np.int64) for chunk in encoded.chunks]
    whole = np.concatenate(codes) if codes else np.empty(0, dtype=np.int64)
    return whole, max(size, 1)
