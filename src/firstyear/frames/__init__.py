"""The measures over data frames: pandas, Polars or PyArrow in, the same kind out.

Frames have the columns of a tidy table of figures (`area`, `date_from`, `count`, ...).
Rows without a number are carried through with a status; faults are collected and
raised together, naming rows by the column `row` where there is one, else counted
from 0.
"""

from firstyear.frames.compare import compare
from firstyear.frames.persistence import persistence
from firstyear.frames.pool import pool
from firstyear.frames.rates import rates
from firstyear.frames.stabilise import stabilise
from firstyear.frames.trend import trend

__all__ = ["compare", "persistence", "pool", "rates", "stabilise", "trend"]
