"""Births and deaths, record level: check, classify and count, on DuckDB or Spark.

Nothing leaves this room but counts, and those through `release`.
"""

from firstyear.records.count import count, tally
from firstyear.records.layout import Layout, TableMap, layouts
from firstyear.records.quality import quality, shareable
from firstyear.records.release import release
from firstyear.records.results import Counted, Refused

__all__ = [
    "Counted",
    "Layout",
    "Refused",
    "TableMap",
    "count",
    "layouts",
    "quality",
    "release",
    "shareable",
    "tally",
]
