"""The visual language of every chart: colours, sizes, shapes.

A mark means the same everywhere, and its shape says it without its colour:
a filled triangle up is higher (or worse), a hollow one above but perhaps chance,
a grey dot similar, a filled triangle down lower (or better). Where neither way is
better, triangles are grey and say higher or lower alone.
"""

from typing import Any

HIGH = "#9a3d05"
HIGH_TINT = "#f9e7da"
HIGH_EDGE = "#c98d63"
LOW = "#003087"
INK = "#212b32"
GREY = "#4c6272"
RULE = "#d8dde0"
FAINT = "#eceff0"
PALE = "#e3e9ec"
OTHER = "#c3cbcf"
WHITE = "#ffffff"
LINK = "#005eb8"

# What people said, never beside brown and blue.
TEAL = "#0b5a63"
TEAL_MID = "#9fcace"
TEAL_PALE = "#e2f0f1"

FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
LABEL = 15
AXIS = 14

WIDE = 1036
NARROW = 340
# Pictures that are simple enough are drawn less wide for paper, to be read there.
PAPER = 720

UP = "M0,-1L1.1,0.9L-1.1,0.9Z"
DOWN = "M0,1L1.1,-0.9L-1.1,-0.9Z"
DOT = "circle"
DIAMOND = "diamond"
HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"

# What each mark looks like: shape, fill, edge.
MARKS: dict[str, tuple[str, str, str]] = {
    "higher": (UP, HIGH, HIGH),
    "above": (UP, WHITE, HIGH),
    "similar": (DOT, GREY, GREY),
    "lower": (DOWN, LOW, LOW),
    "neutral-higher": (UP, GREY, GREY),
    "neutral-above": (UP, WHITE, GREY),
    "neutral-lower": (DOWN, GREY, GREY),
    "other": (DOT, OTHER, OTHER),
    "none": (DOT, WHITE, OTHER),
}

# The colour of a whisker by its mark.
WHISKERS = {
    "higher": HIGH,
    "above": HIGH,
    "lower": LOW,
    "similar": GREY,
    "none": GREY,
    "neutral-higher": GREY,
    "neutral-above": GREY,
    "neutral-lower": GREY,
}

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": WHITE,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": AXIS,
        "titleFontSize": AXIS,
        "labelColor": GREY,
        "titleColor": GREY,
        "titleFontWeight": "normal",
        "gridColor": FAINT,
        "domainColor": OTHER,
        "tickColor": OTHER,
        "labelFont": FONT,
        "titleFont": FONT,
    },
    "text": {"font": FONT, "fontSize": LABEL, "color": INK},
    "legend": {"disable": True},
}
