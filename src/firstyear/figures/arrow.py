"""PyArrow without the types that its published stubs get wrong.

The stubs do not know that a scalar may be a plain Python value (`pc.equal(column,
"")`), that positions are whole numbers, or what a struct holds. Columns are therefore
untyped here; tables and schemas keep their types.
"""

from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as _compute

pc: Any = _compute
array: Any = pa.array
chunked: Any = pa.chunked_array
repeat: Any = pa.repeat

Column: TypeAlias = Any
Values: TypeAlias = Any
SchemaField: TypeAlias = Any

__all__ = ["Column", "SchemaField", "Values", "array", "chunked", "pc", "repeat"]
