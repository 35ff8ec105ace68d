"""Figures as one table set: every count published together, and what ties them.

Each file here finds one kind of sum: breakdowns, crossed breakdowns, areas, periods,
measures that add up, and what is left of a denominator. `draw` calls them in turn.
"""

from firstyear.figures.table_sets.draw import Drawing, draw

__all__ = ["Drawing", "draw"]
