"""Sorting in pieces."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from firstyear.figures import ordering

Make = Callable[..., pa.Table]


def test_pieces_together_are_the_sorted_table(
    figures_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "PIECE_ROWS", 2)
    table = figures_of(indicator=["b", "a", "b", "a", "c"], area=list("zyxwv"))
    both = pa.concat_tables([table.slice(0, 3), table.slice(3)])
    pieces = list(ordering.in_order(both, ("indicator", "area")))
    assert [piece.num_rows for piece in pieces] == [2, 2, 1]
    assert pa.concat_tables(pieces)["area"].to_pylist() == list("wyxzv")


def test_a_table_of_no_rows_is_one_piece(figures_of: Make) -> None:
    table = figures_of().slice(0, 0)
    assert [piece.num_rows for piece in ordering.in_order(table, ("area",))] == [0]
