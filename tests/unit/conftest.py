"""Loaded figures that tests of pictures, charts and documents share."""

from pathlib import Path

import pytest

import firstyear as fy
from firstyear.figures import Provenance, Store
from firstyear.picture import RegionPicture, region_picture
from firstyear.picture.area import AreaPicture, area_picture
from firstyear.picture.geography import atlas
from firstyear.picture.indicator import IndicatorPicture, indicator_picture
from firstyear.synthetic import publish_region

REAL = (
    "lookup_ltla21_utla21.csv",
    "lookup_ltla21_region21.csv",
    "uk-upper-tier-local-authorities.hexjson",
)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that holds the made-up country."""
    home = tmp_path_factory.mktemp("made-up")
    publish_region(home)
    return fy.figures.open(home)


@pytest.fixture(scope="session")
def england(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Store:
    """A store that holds the published infant deaths of England, areas and a map."""
    home, data = tmp_path_factory.mktemp("england"), shared / "data"
    for names in (("infant-mortality-utla-fingertips-layout.csv",), REAL):
        readings = fy.figures.read_all([data / name for name in names])
        fy.figures.publish(home, readings, Provenance(origin="derived", title="Real"))
    return fy.figures.open(home)


@pytest.fixture(scope="session")
def area_pictures(made_up: Store) -> list[AreaPicture]:
    """Pictures of some areas of the made-up country, of every kind that it holds."""
    truths = fy.synthetic.make_region().truths["areas"]
    by_kind = {truth["kind"]: code for code, truth in truths.items()}
    return [area_picture(made_up, code) for code in by_kind.values()]


@pytest.fixture(scope="session")
def region_pictures(made_up: Store) -> list[RegionPicture]:
    """Pictures of every region of the made-up country, and of the country."""
    known = atlas(made_up)
    places = [*known.of_level("region"), *known.of_level("country")]
    return [region_picture(made_up, one.code) for one in places]


@pytest.fixture(scope="session")
def indicator_pictures(made_up: Store) -> list[IndicatorPicture]:
    """Pictures of every indicator of the made-up country, at one level each."""
    held = [one for one in made_up.indicators() if set(one.levels) - {"country"}]
    return [indicator_picture(made_up, one.indicator) for one in held]
