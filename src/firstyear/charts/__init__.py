"""Charts: from results to Vega-Lite specifications with title, sentence and table.

>>> from firstyear.charts.scales import nice_ceiling
>>> nice_ceiling([7.4])
8.0
"""

from firstyear.charts.draw import png, svg
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Table

__all__ = ["Cell", "Chart", "Column", "KeyItem", "Table", "png", "svg"]
