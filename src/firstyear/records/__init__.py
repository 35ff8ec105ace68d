"""Births and deaths, record level: check, link, classify and count, on DuckDB or Spark.

Nothing leaves this room but counts, and those through `release`.
"""

from firstyear.records.count import count, tally
from firstyear.records.layout import Layout, TableMap, layouts
from firstyear.records.link import Linked, Linker, link
from firstyear.records.linkage.passes import PASSES, Pass
from firstyear.records.linkage.shares import share_in_words
from firstyear.records.quality import quality, shareable
from firstyear.records.release import release
from firstyear.records.results import Counted, Refused

__all__ = [
    "PASSES",
    "Counted",
    "Layout",
    "Linked",
    "Linker",
    "Pass",
    "Refused",
    "TableMap",
    "count",
    "layouts",
    "link",
    "quality",
    "release",
    "share_in_words",
    "shareable",
    "tally",
]
