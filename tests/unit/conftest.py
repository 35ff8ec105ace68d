"""Loaded figures that tests of pictures, charts and documents share."""

from pathlib import Path

import pytest

import firstyear as fy
from firstyear.figures import Provenance, Store
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
