"""Finding rows that give the same figure."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from firstyear.figures.keys import (
    drop_repeats,
    duplicates,
    first_positions,
    key_numbers,
)

Make = Callable[..., pa.Table]


def test_duplicates_are_pairs_of_first_and_later(figures_of: Make) -> None:
    table = figures_of(area=["b", "a", "b", "a", "b"])
    assert duplicates(table).tolist() == [[0, 2], [1, 3], [0, 4]]


def test_rows_that_differ_in_basis_are_two_figures(figures_of: Make) -> None:
    table = figures_of(area=["a", "a"], basis=["registration", "occurrence"])
    assert duplicates(table).size == 0


def test_the_source_is_not_part_of_the_key(figures_of: Make) -> None:
    assert len(duplicates(figures_of(area=["a", "a"], source=["x", "y"]))) == 1


def test_repeats_that_agree_are_dropped_and_others_stay(figures_of: Make) -> None:
    table = figures_of(area=["a", "a", "a", "b"], count=[1.0, 1.0, 2.0, None])
    left, kept = drop_repeats(table, ("count", "denominator"))
    assert left["count"].to_pylist() == [1.0, 2.0, None]
    assert kept.tolist() == [0, 2, 3]


def test_two_blanks_agree(figures_of: Make) -> None:
    table = figures_of(area=["a", "a"], count=[None, None])
    assert drop_repeats(table, ("count",))[0].num_rows == 1


def test_first_positions_point_at_the_first(figures_of: Make) -> None:
    table = figures_of(area=["b", "a", "b"])
    assert first_positions(key_numbers(table)).tolist() == [0, 1, 0]


def test_keys_stay_exact_when_their_number_would_overflow() -> None:
    size = 3000
    wide = pa.table(
        {
            f"column{at}": [str((row * (at + 1)) % size) for row in range(size)]
            for at in range(7)
        }
    )
    numbers = key_numbers(wide, tuple(wide.column_names))
    assert len(np.unique(numbers)) == size


def test_chunks_do_not_matter(figures_of: Make) -> None:
    table = figures_of(area=["a", "b"])
    two = pa.concat_tables([table, table.slice(1)])
    assert duplicates(two).tolist() == [[1, 2]]
