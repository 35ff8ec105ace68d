"""Areas and tile maps of the store."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from firstyear.errors import InputError
from firstyear.figures import Provenance, publish, read
from firstyear.figures.store import open_store

Write = Callable[..., Path]
DERIVED = Provenance(origin="derived")

AREAS = (
    "area,name,level,parent,complete,successor,share\n"
    "E92000001,England,country,,,,\n"
    "E12000001,North,region,E92000001,,,\n"
    "E54000001,Board,board,E92000001,,,\n"
    "E08000001,Aton,county-unitary,E12000001,,,\n"
    "E08000001,Aton,county-unitary,E54000001,no,,\n"
    "E08000002,Beham,county-unitary,E12000001,,,\n"
    "E08000009,Oldham,county-unitary,E12000001,,E08000002,1\n"
)


@pytest.fixture
def home(tmp_path: Path, write: Write) -> Path:
    publish(tmp_path, [read(write(AREAS, "areas.csv"))], DERIVED)
    return tmp_path


def test_areas_are_listed_by_name(home: Path) -> None:
    with open_store(home) as store:
        names = store.areas("county-unitary")["name"].to_pylist()
        assert names == ["Aton", "Aton", "Beham", "Oldham"]
        assert store.areas().num_rows == 7


def test_parents_children_and_what_adds_up(home: Path) -> None:
    with open_store(home) as store:
        area = store.area("E08000001")
        assert area.parents == ("E12000001", "E54000001")
        assert area.complete == ("E12000001",)
        assert [each.name for each in store.parents("E08000001")] == ["North", "Board"]
        children = store.children("E12000001", "county-unitary")
        assert [each.name for each in children] == ["Aton", "Beham", "Oldham"]
        assert store.children("E12000001", "district") == ()
        assert store.area("E08000009").successors == (("E08000002", 1.0),)
        with pytest.raises(InputError, match="E99"):
            store.children("E99")


def test_a_file_of_figures_adds_areas_without_taking_parents_away(
    home: Path, write: Write
) -> None:
    figures = write(
        "indicator,area,name,period,count,denominator\n"
        "x,E08000001,Aton upon Sea,2018,1,2\nx,E08000077,New,2018,1,2\n"
    )
    publish(home, [read(figures)], DERIVED)
    with open_store(home) as store:
        assert store.area("E08000001").parents == ("E12000001", "E54000001")
        assert store.area("E08000077").name == "New"


def test_layout_uses_the_tile_map_and_completes_it(home: Path, write: Write) -> None:
    text = json.dumps(
        {
            "layout": "odd-r",
            "hexes": {
                "E08000001": {"n": "Aton", "q": 3, "r": 3},
                "E08000009": {"n": "Oldham", "q": 4, "r": 3},
            },
        }
    )
    publish(home, [read(write(text, "map.hexjson"))], DERIVED)
    with open_store(home) as store:
        layout = store.layout("county-unitary")
        assert layout["E08000001"] == (3, 3)
        # The successor takes over the place of a code that has ended.
        assert layout["E08000002"] == (4, 3)
        assert set(layout) == {"E08000001", "E08000002"}
        assert store.layout("board") == {"E54000001": (0, 0)}
        assert store.layout("district") == {}
