"""Rows that share a label, added up."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstyear.errors import InputError
from firstyear.measures.arrays import Floats

Labels = NDArray[Any]


def label_codes(groups: ArrayLike, rows: int) -> tuple[Labels, NDArray[np.intp]]:
    """The distinct labels in order of first appearance, and each row's place in them.

    Raises InputError where there is not one label for each row.
    """
    labels = np.asarray(groups)
    if labels.shape != (rows,):
        raise InputError(f"groups has shape {labels.shape}; give {rows} labels")
    if np.issubdtype(labels.dtype, np.integer) and rows:
        lowest, highest = int(labels.min()), int(labels.max())
        if highest - lowest < 8 * rows:
            return _codes_of_dense_integers(labels, lowest, highest - lowest + 1)
    found, codes = codes_of_list(labels.tolist())
    distinct = np.empty(len(found), dtype=labels.dtype)
    distinct[:] = found
    return distinct, codes


def codes_of_list(labels: list[Any]) -> tuple[list[Any], NDArray[np.intp]]:
    """As `label_codes`, for labels of any hashable kind in a list."""
    places = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return list(places), np.fromiter(
        map(places.__getitem__, labels), np.intp, len(labels)
    )


def _codes_of_dense_integers(
    labels: Labels, lowest: int, span: int
) -> tuple[Labels, NDArray[np.intp]]:
    # no sorting of rows: a table over the span of labels is enough
    rows = len(labels)
    offsets = (labels - lowest).astype(np.intp)
    first = np.full(span, rows, dtype=np.intp)
    # written backwards, so that the earliest row is the one that stays
    first[offsets[::-1]] = np.arange(rows - 1, -1, -1)
    present = np.flatnonzero(first < rows)
    present = present[np.argsort(first[present])]
    places = np.empty(span, dtype=np.intp)
    places[present] = np.arange(len(present))
    return (present + lowest).astype(labels.dtype), places[offsets]


def group_sums(codes: NDArray[np.intp], number: int, values: Floats) -> Floats:
    """The sum of `values` in each of `number` groups; NaN where any row is blank."""
    sums: Floats = np.bincount(codes, weights=values, minlength=number).astype(float)
    return sums
