"""Charts: from results to pictures with title, sentence and table.

Figures become Vega-Lite specifications, what a room said is drawn line by line.
"""

from firstyear.charts.cloud_picture import cloud_picture
from firstyear.charts.draw import png, svg
from firstyear.charts.groups_picture import groups_picture
from firstyear.charts.levels import mark
from firstyear.charts.model import Cell, Chart, Column, Drawing, KeyItem, Table
from firstyear.charts.others_picture import others_picture
from firstyear.charts.shift_picture import shift_picture
from firstyear.charts.tree_picture import tree_picture
from firstyear.charts.vote_picture import vote_picture
from firstyear.charts.vote_words import BROAD_GROUPS

__all__ = [
    "BROAD_GROUPS",
    "Cell",
    "Chart",
    "Column",
    "Drawing",
    "KeyItem",
    "Table",
    "cloud_picture",
    "groups_picture",
    "mark",
    "others_picture",
    "png",
    "shift_picture",
    "svg",
    "tree_picture",
    "vote_picture",
]
