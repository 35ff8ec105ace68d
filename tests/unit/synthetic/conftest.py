"""One made-up country for all tests of it, as plain arrays."""

import pytest

import firstyear as fy
from firstyear.synthetic import SyntheticRegion


@pytest.fixture(scope="session")
def made() -> SyntheticRegion:
    return fy.synthetic.make_region(seed=7)
