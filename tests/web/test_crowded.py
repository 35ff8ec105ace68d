"""Pages with a name of 60 letters, an area without figures, a measure of one period."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from firstyear_tests_pages import problems, read_page

import firstyear as fy
from firstyear.figures import Provenance, Reading, conform
from firstyear.figures.schema import LAYOUT

LONG = "Upper Saint Bartholomew, Lower Thistleborough and the Marshes"
PLACES = (
    ("X1", "Country", "country", ""),
    ("R1", "North", "region", "X1"),
    ("A1", LONG, "county-unitary", "R1"),
    ("A2", "Birch", "county-unitary", "R1"),
    ("A3", "Cedar", "county-unitary", "R1"),
)
COUNTS = {"X1": (400, 100_000), "A1": (60, 8_000), "A2": (20, 6_000)}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One period; Cedar is known and has no figure."""
    home = tmp_path_factory.mktemp("crowded")
    known = {code: (name, level) for code, name, level, _ in PLACES}
    rows = {
        "indicator": ["infant-mortality"] * 3,
        "area": list(COUNTS),
        "name": [known[code][0] for code in COUNTS],
        "level": [known[code][1] for code in COUNTS],
        "date_from": [datetime.date(2018, 1, 1)] * 3,
        "date_to": [datetime.date(2020, 12, 31)] * 3,
        "count": [count for count, _ in COUNTS.values()],
        "denominator": [births for _, births in COUNTS.values()],
        "source": ["A register"] * 3,
        "basis": ["registration"] * 3,
        "place": ["residence"] * 3,
    }
    areas = {
        name: [place[i] for place in PLACES]
        for i, name in enumerate(("area", "name", "level", "parent"))
    }
    reading = Reading(
        table=conform(rows),
        areas=conform(areas, schema=fy.figures.AREAS),
        layout=LAYOUT.empty_table(),
        format="made",
        recognised="Made by hand",
        taken=3,
        file="made",
    )
    fy.figures.publish(home, [reading], Provenance(origin="derived", title="By hand"))
    with override_settings(FIRSTYEAR_HOME=home):
        yield home


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/region/R1",
        "/region/X1",
        "/area/A1",
        "/area/A1/is-it-real",
        "/area/A3",
        "/area/A3/is-it-real",
        "/indicator/infant-mortality",
        "/indicator/infant-mortality?area=A3",
        "/data/",
        "/data/definitions",
    ],
)
def test_each_page_stands(client: Client, crowded: Path, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert problems(answer.content) == []


def test_a_long_name_stands_whole_in_words_and_tables(
    client: Client, crowded: Path
) -> None:
    assert len(LONG) >= 60
    for address in ("/region/R1", "/area/A1", "/indicator/infant-mortality"):
        assert LONG in read_page(client.get(address).content).words


def test_an_area_without_figures_is_named_and_says_so(
    client: Client, crowded: Path
) -> None:
    assert "Cedar" in read_page(client.get("/region/R1").content).words
    words = read_page(client.get("/area/A3").content).words
    assert "There is no rate for Cedar in 2018 to 2020: no data." in words


def test_one_period_is_said_to_be_the_only_one(client: Client, crowded: Path) -> None:
    words = read_page(client.get("/region/R1").content).words
    assert "in the one period there is" in words
    assert "the only period to compare" in words
    assert 'id="since"' not in client.get("/region/R1").content.decode()
