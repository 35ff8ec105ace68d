"""Numbers about places and periods: reading, keeping and asking.

>>> import firstyear as fy
>>> fy.figures.parse_period("2018 - 20").label
'2018 to 2020'
"""

from firstyear.figures.manifest import Provenance, Release
from firstyear.figures.periods import Period, label, parse_period
from firstyear.figures.readers.reading import Reading
from firstyear.figures.reading import read, read_all
from firstyear.figures.releases import already_held, publish
from firstyear.figures.store import Store
from firstyear.figures.store import open_store as open  # noqa: A004 - fy.figures.open(home)

__all__ = [
    "Period",
    "Provenance",
    "Reading",
    "Release",
    "Store",
    "already_held",
    "label",
    "open",
    "parse_period",
    "publish",
    "read",
    "read_all",
]
