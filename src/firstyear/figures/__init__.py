"""Numbers about places and periods: reading, keeping and asking.

>>> import firstyear as fy
>>> fy.figures.parse_period("2018 - 20").label
'2018 to 2020'
"""

from firstyear.figures.approval import approve
from firstyear.figures.areas import Area
from firstyear.figures.audiences import Viewer
from firstyear.figures.checks import check, mixed
from firstyear.figures.dictionary import dictionary
from firstyear.figures.disclosure import Gated, gate
from firstyear.figures.fetch import Fetched, fetch_fingertips
from firstyear.figures.loading import Loaded, load, try_costs, try_gate
from firstyear.figures.manifest import Provenance, Release
from firstyear.figures.neighbours import Neighbour, neighbours
from firstyear.figures.periods import Period, label, parse_period
from firstyear.figures.readers.reading import Reading
from firstyear.figures.reading import read, read_all
from firstyear.figures.releases import already_held, publish
from firstyear.figures.rounded import Rounding, round_figures
from firstyear.figures.schema import AREAS, FIGURES, conform
from firstyear.figures.store import Store
from firstyear.figures.store import open_store as open  # noqa: A004 - fy.figures.open
from firstyear.figures.unknown import estimate_unknown
from firstyear.figures.write import csv_text, write
from firstyear.figures.write_fingertips_next import write_fingertips_next

__all__ = [
    "AREAS",
    "FIGURES",
    "Area",
    "Fetched",
    "Gated",
    "Loaded",
    "Neighbour",
    "Period",
    "Provenance",
    "Reading",
    "Release",
    "Rounding",
    "Store",
    "Viewer",
    "already_held",
    "approve",
    "check",
    "conform",
    "csv_text",
    "dictionary",
    "estimate_unknown",
    "fetch_fingertips",
    "gate",
    "label",
    "load",
    "mixed",
    "neighbours",
    "open",
    "parse_period",
    "publish",
    "read",
    "read_all",
    "round_figures",
    "try_costs",
    "try_gate",
    "write",
    "write_fingertips_next",
]
