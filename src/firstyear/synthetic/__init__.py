"""A made-up country to show and test everything with: no real place, baby or family."""

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
    "SyntheticRegion",
    "make_region",
    "write_region",
]
