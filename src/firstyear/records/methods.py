"""Which version of each method of this room made a number.

A name is that of the page in `docs/methods`. The version changes whenever the same
records would give another answer.
"""

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, str] = MappingProxyType(
    {"classification": "1.1", "linkage": "1.0", "record-quality": "1.0"}
)
