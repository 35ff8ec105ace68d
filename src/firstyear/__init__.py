"""Firstyear: why babies die in a place, what to do, and whether it works.

`import firstyear as fy` loads nothing else; each part loads when it is first used:

- `fy.measures`: arithmetic on arrays (rates, intervals, comparison, ...)
- `fy.frames`: the same over pandas, Polars or PyArrow frames
- `fy.packs`: content as data (indicators, glossary, ...)
- `fy.figures`: readers of files, and the store of releases
- `fy.sessions`: what a workshop says: its record, votes, tree and words
- `fy.records`: births and deaths, record level, to counts
"""

from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

_PARTS = (
    "charts",
    "errors",
    "figures",
    "frames",
    "measures",
    "packs",
    "picture",
    "records",
    "reports",
    "sessions",
    "synthetic",
)

__all__ = ["__version__", *_PARTS]  # noqa: PLE0604 - the parts are names of modules


def __getattr__(name: str) -> ModuleType:
    if name in _PARTS:
        return import_module(f"firstyear.{name}")
    raise AttributeError(f"module 'firstyear' has no part {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
