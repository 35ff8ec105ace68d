"""Statistical neighbours on figures that are loaded."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firstyear.errors import InputError
from firstyear.figures import Provenance, Store, neighbours, publish, read
from firstyear.figures.store import open_store

Write = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path, write: Write) -> Iterator[Store]:
    rows = [
        ("poverty", "a", 2018, "", "", 30.0),
        ("poverty", "b", 2018, "", "", 30.5),
        ("poverty", "c", 2018, "", "", 10.0),
        ("poverty", "a", 2017, "", "", 9.9),
        ("poverty", "c", 2017, "", "", 10.0),
        ("poverty", "b", 2017, "", "", 40.0),
        ("births", "a", 2018, 300, 1000, ""),
        ("births", "b", 2018, 310, 1000, ""),
        ("births", "c", 2018, 100, 1000, ""),
        ("births", "d", 2018, 100, 1000, ""),
    ]
    text = "indicator,area,name,level,period,count,denominator,value\n" + "".join(
        f"{indicator},{area},Name {area},board,{year},{count},{below},{value}\n"
        for indicator, area, year, count, below, value in rows
    )
    publish(tmp_path, [read(write(text))], Provenance(origin="derived"))
    with open_store(tmp_path) as opened:
        yield opened


def test_the_most_alike_come_first(store: Store) -> None:
    found = neighbours(store, "a", covariates=["poverty", "births"])
    assert [each.area for each in found] == ["b", "c"]
    assert found[0].name == "Name b"
    assert found[0].distance < found[1].distance
    assert len(neighbours(store, "a", covariates=["poverty"], number=1)) == 1


def test_an_earlier_day_gives_other_neighbours(store: Store) -> None:
    found = neighbours(
        store, "a", covariates=["poverty"], until=datetime.date(2017, 12, 31)
    )
    assert [each.area for each in found] == ["c", "b"]


def test_weights_change_what_counts(store: Store) -> None:
    found = neighbours(
        store, "a", covariates=["poverty", "births"], weights={"births": 0.0}
    )
    assert found[0].area == "b"


def test_what_is_lacking_is_told(store: Store) -> None:
    with pytest.raises(InputError, match="d has no value of poverty"):
        neighbours(store, "d", covariates=["poverty", "births"])
    with pytest.raises(InputError, match="at least one"):
        neighbours(store, "a", covariates=[])
