"""Codes that cannot stand for an area are refused where they come in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from firstyear.errors import InputError
from firstyear.figures import read
from firstyear.figures.area_codes import is_code

Write = Callable[..., Path]

GOOD = ["E08000025", "ward 7", "a.b:c_d-e", "x" * 40, "7", "-", "Q 1 2"]
ODD = ["a/b", "x" * 41, "St Élowyn", "a?b", "<b>", "a%20b", "tab\there", "a,b", "'a'"]
LOOKUP = "lad18_code,lad18_name,lad19_code,lad19_name\n"


@pytest.mark.parametrize("code", GOOD)
def test_codes_that_pages_can_show(code: str, write: Write) -> None:
    assert is_code(code)
    found = read(write(f"area,period,count,denominator\n{code},2018,1,9\n"))
    assert found.table["area"].to_pylist() == [code]


@pytest.mark.parametrize("code", ODD)
def test_other_codes_are_faults_with_row_column_and_remedy(
    code: str, write: Write
) -> None:
    assert not is_code(code)
    rows = f'area,period,count,denominator\nA,2018,1,9\n"{code}",2018,1,9\n'
    with pytest.raises(InputError) as caught:
        read(write(rows))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "area", code)
    assert "at most 40" in fault.remedy
    kept = read(write(rows), accept_refusals=True)
    assert kept.table["area"].to_pylist() == ["A"]
    assert kept.areas["area"].to_pylist() == ["A"]


def test_areas_files_are_held_to_it(write: Write) -> None:
    rows = "area,parent,name,level\nA,,Here,board\na/b,A,There,board\n"
    with pytest.raises(InputError) as caught:
        read(write(rows, "areas.csv"))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "area", "a/b")


def test_tile_maps_are_held_to_it(write: Write) -> None:
    text = (
        '{"layout": "odd-r", "hexes": {"A": {"q": 0, "r": 0}, "a/b": {"q": 1, "r": 0}}}'
    )
    with pytest.raises(InputError) as caught:
        read(write(text, "map.hexjson"))
    assert [fault.value for fault in caught.value.faults] == ["a/b"]


def test_lists_of_fingertipsnext_are_held_to_it(write: Write) -> None:
    header = "AreaCode,AreaName,AreaTypeCode,HierarchyType,Children\n"
    rows = (
        f"{header}A,Here,districts-and-unitary-authorities,Both,\na/b,There,gps,NHS,\n"
    )
    with pytest.raises(InputError) as caught:
        read(write(rows))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "AreaCode", "a/b")
