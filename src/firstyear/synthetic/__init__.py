"""A made-up country to show and test everything with: no real place, baby or family."""

from firstyear.synthetic.publish import publish_region, region_reading
from firstyear.synthetic.records import Pair, pair
from firstyear.synthetic.region import (
    DEFAULT_SEED,
    MIDSHIRE_CODE,
    SyntheticRegion,
    make_region,
    write_region,
)

__all__ = [
    "DEFAULT_SEED",
    "MIDSHIRE_CODE",
    "Pair",
    "SyntheticRegion",
    "make_region",
    "pair",
    "publish_region",
    "region_reading",
    "write_region",
]
