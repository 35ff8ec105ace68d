"""Areas files, lookups and tile maps."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from firstyear.errors import InputError
from firstyear.figures import read
from firstyear.figures.areas import area_table, check, codes, names

Write = Callable[..., Path]


def test_an_areas_file_is_read(write: Write) -> None:
    read_ = read(
        write(
            "area,name,level,parent,complete,valid_from,valid_to,successor,share\n"
            "E92000001,England,,,,,,,\n"
            "E06000059,Dorset,,E92000001,,2019-04-01,,,\n"
            "E10000009,Dorset,,E92000001,no,,31/03/2019,E06000059,0.9\n"
            "E10000009,Dorset,,E92000001,no,,31/03/2019,E06000058,0.1\n"
            "E06000058,BCP,,E92000001,yes,2019-04-01,,,\n"
        )
    )
    rows = read_.areas.to_pylist()
    assert read_.format == "areas"
    assert rows[0]["level"] == "country"
    assert rows[1]["complete"] == "yes"
    assert rows[2]["valid_to"].isoformat() == "2019-03-31"
    assert rows[3]["share"] == 0.1
    assert codes(read_.areas) >= {"E06000058", "E92000001"}
    assert names(read_.areas)["E06000058"] == "BCP"
    assert read_.table.num_rows == 0


def test_area_and_parent_are_enough(write: Write) -> None:
    read_ = read(write("area,parent,colour\nx,,\ny,x,red\n"))
    assert [row["parent"] for row in read_.areas.to_pylist()] == ["", "x"]
    assert read_.notes == ("Columns not used: colour.",)


def test_a_parent_without_a_row_of_its_own_is_an_area(write: Write) -> None:
    read_ = read(write("area,parent\nx,r\ny,r\n"))
    rows = [(row["area"], row["parent"]) for row in read_.areas.to_pylist()]
    assert rows == [("x", "r"), ("y", "r"), ("r", "")]
    assert read_.notes == ("Taken as areas, by their children alone: r.",)


@pytest.mark.parametrize(
    ("rows", "column", "message"),
    [
        ([{"area": ""}], "area", "no code"),
        ([{"area": "a"}, {"area": "a"}], "area", "same row as row 2"),
        ([{"area": "a", "parent": "b"}], "parent", "no row of its own"),
        (
            [{"area": "a", "parent": "b"}, {"area": "b", "parent": "a"}],
            "parent",
            "within itself",
        ),
        ([{"area": "a", "parent": "a"}], "parent", "within itself"),
        ([{"area": "a", "complete": "maybe"}], "complete", "neither yes nor no"),
        ([{"area": "a", "successor": "b"}], "successor", "no row of its own"),
        (
            [{"area": "a", "successor": "b", "share": 0.5}, {"area": "b"}],
            "share",
            "add up to 0.5",
        ),
        (
            [{"area": "a", "successor": "b", "share": 2.0}, {"area": "b"}],
            "share",
            "outside 0 to 1",
        ),
    ],
)
def test_check_finds_what_is_wrong(
    rows: list[dict[str, object]], column: str, message: str
) -> None:
    faults = check(area_table(rows))
    assert any(fault.column == column and message in fault.message for fault in faults)


def test_check_has_nothing_to_say_of_a_good_table() -> None:
    rows = [
        {"area": "a", "successor": "b", "share": 0.3333},
        {"area": "a", "successor": "c", "share": 0.6667},
        {"area": "b", "parent": "d"},
        {"area": "b", "parent": "c"},
        {"area": "c"},
        {"area": "d"},
    ]
    assert check(area_table(rows)) == ()


def test_bad_cells_of_an_areas_file_are_faults(write: Write) -> None:
    path = write(
        "area,parent,valid_from,valid_to,successor,share\n"
        "a,,soon,,,\nb,,2020-01-01,2019-01-01,a,half\n"
    )
    with pytest.raises(InputError) as caught:
        read(path)
    told = {(fault.row, fault.column) for fault in caught.value.faults}
    assert {(2, "valid_from"), (3, "share"), (3, "valid_to")} <= told


TO_COUNTY = (
    "ltla21_name,ltla21_code,utla21_name,utla21_code\n"
    "A,E07000001,County,E10000001\nB,E07000002,County,E10000001\n"
    "C,E07000003,Other,E10000002\nD,E07000004,Other,E10000002\n"
    "U,E06000001,U,E06000001\n"
)
TO_REGION = (
    "ltla21_name,ltla21_code,region21_name,region21_code\n"
    "A,E07000001,North,E12000001\nB,E07000002,North,E12000001\n"
    "C,E07000003,North,E12000001\nD,E07000004,North,E12000001\n"
    "U,E06000001,North,E12000001\n"
)
TO_BOARD = (
    "icb22_code,icb22_code_h,icb22_name,ltla22_code,ltla22_name\n"
    "E54000001,QAA,One,E07000001,A\nE54000001,QAA,One,E07000002,B\n"
    "E54000001,QAA,One,E07000003,C\nE54000002,QBB,Two,E07000004,D\n"
    "E54000002,QBB,Two,E06000001,U\n"
)


def test_lookups_together_place_counties_in_regions_and_boards(write: Write) -> None:
    paths = [
        write(text, name)
        for text, name in (
            (TO_COUNTY, "a.csv"),
            (TO_REGION, "b.csv"),
            (TO_BOARD, "c.csv"),
        )
    ]
    read_ = read(paths[0], beside=paths[1:])
    assert read_.recognised == "A lookup of area codes with 2 beside it"
    links = {
        (row["area"], row["parent"]): row["complete"]
        for row in read_.areas.to_pylist()
        if row["parent"]
    }
    # Districts make a county, counties and unitary authorities a region.
    assert links["E07000001", "E10000001"] == "yes"
    assert links["E10000001", "E12000001"] == "yes"
    assert links["E06000001", "E12000001"] == "yes"
    # Districts alone do not make the region: the unitary authority is missing.
    assert links["E07000001", "E12000001"] == "no"
    # The second county lies in two boards, so neither is a sum of counties...
    assert links["E10000002", "E54000001"] == "no"
    assert links["E10000002", "E54000002"] == "no"
    assert links["E10000001", "E54000001"] == "no"
    # ...while the first board is the sum of its districts.
    assert links["E07000003", "E54000001"] == "yes"
    assert links["E07000004", "E54000002"] == "no"
    assert links["E54000001", "E92000001"] == "yes"
    assert links["E12000001", "E92000001"] == "yes"
    assert ("E06000001", "E06000001") not in links


def test_short_codes_are_other_names_of_boards(write: Write) -> None:
    rows = read(write(TO_BOARD)).areas.to_pylist()
    short = next(row for row in rows if row["area"] == "QAA")
    assert (short["successor"], short["level"]) == ("E54000001", "board")


def test_code_changes_have_dates_and_successors(write: Write) -> None:
    read_ = read(
        write(
            "ltla18_code,ltla18_name,ltla19_code,ltla19_name,ltla20_code,ltla20_name\n"
            "E07000048,Christchurch,E06000058,BCP,E06000058,BCP\n"
            "E06000028,Bournemouth,E06000058,BCP,E06000058,BCP\n"
            "S12000015,Fife,S12000047,Fife,S12000047,Fife\n"
            "S12000015,Fife,S12000048,Perth,S12000048,Perth\n"
            "E07000001,Split,E07000002,One,E07000002,One\n"
            "E07000001,Split,E07000003,Two,E07000003,Two\n"
            "E08000001,Same,E08000001,Same,E08000001,Same\n"
        )
    )
    rows = read_.areas.to_pylist()
    ended = [row for row in rows if row["valid_to"]]
    assert {
        (row["area"], row["successor"], row["share"], row["valid_to"].isoformat())
        for row in ended
    } == {
        ("E07000048", "E06000058", 1.0, "2019-03-31"),
        ("E06000028", "E06000058", 1.0, "2019-03-31"),
        ("S12000015", "S12000047", 1.0, "2019-03-31"),
        ("E07000001", "E07000002", 0.5, "2019-03-31"),
        ("E07000001", "E07000003", 0.5, "2019-03-31"),
    }
    new = next(row for row in rows if row["area"] == "E06000058")
    assert new["valid_from"].isoformat() == "2019-04-01"
    same = next(row for row in rows if row["area"] == "E08000001")
    assert same["valid_from"] is None


def hexjson(layout: str, **places: tuple[int, int]) -> str:
    return json.dumps(
        {
            "layout": layout,
            "hexes": {
                code: {"n": f"Name of {code}", "q": q, "r": r}
                for code, (q, r) in places.items()
            },
        }
    )


def test_a_tile_map_gives_places(write: Write) -> None:
    read_ = read(write(hexjson("odd-r", E08000025=(4, 7), QHL=(1, 1))))
    assert read_.layout.to_pylist() == [
        {"area": "E08000025", "level": "county-unitary", "q": 4, "r": 7},
        {"area": "QHL", "level": "board", "q": 1, "r": 1},
    ]
    assert [row["area"] for row in read_.areas.to_pylist()] == ["E08000025"]


def test_even_rows_are_moved_and_other_layouts_refused(write: Write) -> None:
    moved = read(write(hexjson("even-r", a=(1, 2), b=(1, 2))))
    assert moved.layout["r"].to_pylist() == [3, 3]
    assert moved.notes == ("1 areas share a place with another.",)
    with pytest.raises(InputError, match="odd-q"):
        read(write(hexjson("odd-q", a=(1, 2))))


@pytest.mark.parametrize("text", ["{", '{"layout": "odd-r"}', "[1]"])
def test_other_json_is_refused(write: Write, text: str) -> None:
    with pytest.raises(InputError, match="hexjson"):
        read(write(text))


def test_the_areas_of_fingertips_next(write: Write) -> None:
    read_ = read(
        write(
            "\ufeffChildren,AreaCode,AreaName,Level,HierarchyType,AreaType,"
            "AreaTypeCode\n"
            "E07000001|E07000002,E10000001,County,2,Administrative,x,"
            "counties-and-unitary-authorities\n"
            '"",E07000001,A,3,Administrative,x,districts-and-unitary-authorities\n'
            '"",E07000002,B,3,Administrative,x,districts-and-unitary-authorities\n'
            '"",A81001,Surgery,5,NHS,GPs,gps\n'
        )
    )
    rows = {row["area"]: row for row in read_.areas.to_pylist()}
    assert rows["E07000001"]["parent"] == "E10000001"
    assert rows["E07000001"]["complete"] == "yes"
    assert rows["A81001"]["level"] == "provider"
    assert isinstance(read_.areas, pa.Table)
