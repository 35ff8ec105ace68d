"""Charts: from results to Vega-Lite specifications with title, sentence and table."""

from firstyear.charts.draw import png, svg
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Table

__all__ = ["Cell", "Chart", "Column", "KeyItem", "Table", "png", "svg"]
