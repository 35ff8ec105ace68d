"""Groups by two things at once: a panel for each group of the one, a line for each
group of the other, all on one scale, the whole place as a line through every panel."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstyear.charts import cells
from firstyear.charts.keys import LIKELY_RANGE
from firstyear.charts.layers import (
    Layer,
    Position,
    Row,
    Style,
    at,
    canvas,
    points,
    rule,
    text,
)
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, INK, NARROW, WHITE
from firstyear.picture.results import Number
from firstyear.picture.words import (
    by_chance,
    likely_range,
    number_in_words,
    plural,
    short_name,
    spelt,
    status_in_words,
)

Groups = Mapping[tuple[str, str], Number]  # by line and panel
STEADY = 20
ACROSS = 3  # panels beside one another
PANEL, GAP, LEFT, LINE, HEAD = 230, 36, 270, 26, 64
NO_FIGURE = "·"


def _top(groups: Groups, whole: Number) -> float:
    """The end of every panel's axis: every dot has its place, and the range of one
    tiny group must not squeeze the others."""
    known = [one for one in groups.values() if one.known]
    highest = max([whole.value, *(one.value for one in known)])
    limits = [one.upper for one in known if math.isfinite(one.upper)]
    return nice_ceiling([min(max([whole.value, *limits]), 1.25 * highest)])


@dataclass(frozen=True)
class Panel:
    """Where one panel stands on the canvas, in pixels from its top left corner."""

    left: float
    above: float
    width: float
    step: float

    def across(self, value: float, top: float) -> float:
        return self.left + self.width * min(value, top) / top

    def down(self, line: int) -> float:
        return self.above + self.step * (line + 0.6)


def _rows(
    lines: Sequence[str], name: str, groups: Groups, top: float, panel: Panel
) -> tuple[list[Row], list[Row]]:
    """The dots of one panel, and the places without a figure."""
    known: list[Row] = []
    unknown: list[Row] = []
    for line, said in enumerate(lines):
        number = groups.get((said, name))
        place = {"y": panel.down(line), "name": short_name(said, 34)}
        if number is None or not number.known:
            unknown.append(place | {"x": panel.left + 6, "t": NO_FIGURE})
            continue
        row: dict[str, object] = place | {
            "x": panel.across(number.value, top),
            "words": f"{said}, {name}: {number_in_words(number)}",
            "fill": WHITE if number.count < STEADY else GREY,
        }
        if math.isfinite(number.lower):
            row |= {
                "lower": panel.across(number.lower, top),
                "upper": panel.across(number.upper, top),
                "words": f"{row['words']}, {likely_range(number)}",
            }
        known.append(row)
    return known, unknown


def _drawn(
    known: Sequence[Row],
    unknown: Sequence[Row],
    whole: Number,
    top: float,
    panel: Panel,
    count: int,
    x: Position,
    y: Position,
) -> list[Layer]:
    """One panel: its edges, the whole place, ranges, dots, the ends of its scale."""
    foot = panel.above + panel.step * (count + 0.2)
    ends = {"y": {"value": panel.above}, "y2": {"value": foot}}
    edges = [{"x": panel.left}, {"x": panel.left + panel.width}]
    centre = [{"x": panel.across(whole.value, top)}]
    layers = [
        rule(edges, x=x, **ends, colour=FAINT, width=1),
        rule(centre, x=x, **ends, colour=INK, width=1.5, strokeDash=[5, 4]),
    ]
    ranged = [row for row in known if "lower" in row]
    if ranged:
        start, end = {**x, "field": "lower"}, {"field": "upper"}
        layers.append(rule(ranged, x=start, x2=end, y=y, colour=GREY, width=2))
    for fill in (GREY, WHITE):
        chosen = [row for row in known if row["fill"] == fill]
        if chosen:
            dots = points(
                chosen, x=x, y=y, size=60, aria=True, filled=True, fill=fill,
                stroke=GREY, strokeWidth=2,
            )  # fmt: skip
            dots["encoding"]["description"] = {"field": "words"}
            layers.append(dots)
    if unknown:
        layers += text(unknown, "t", x=x, y=y, colour=GREY, bold=True)
    scale = [
        ({"x": panel.left, "y": foot + 12, "t": "0"}, "left"),
        ({"x": panel.left + panel.width, "y": foot + 12, "t": f"{top:,g}"}, "right"),
    ]
    for said, align in scale:
        layers += text([said], "t", x=x, y=y, size=13, colour=GREY, align=align)
    return layers


def _pixels(width: float, height: float) -> tuple[Position, Position]:
    """Both positions in pixels, so that all panels share one canvas."""
    x = at("x", scale={"domain": [0, width], "nice": False})
    y = at("y", scale={"domain": [0, height], "reverse": True, "nice": False})
    return x, y


def _spec(
    lines: Sequence[str],
    panels: Sequence[str],
    groups: Groups,
    whole: Number,
    outcome: str,
    *,
    across: int,
    panel_width: float,
    step: float,
) -> Spec:
    """Panels `across` beside one another, names at the left; where there is one
    across, each name above its line."""
    stacked = across == 1
    top, count = _top(groups, whole), len(lines)
    tall = HEAD + (count + 0.2) * step + 34
    rows = math.ceil(len(panels) / across)
    width = across * (panel_width + GAP) - GAP
    height = rows * tall
    x, y = _pixels(width, height)
    layers: list[Layer] = []
    for place, name in enumerate(panels):
        row, column = divmod(place, across)
        left, above = column * (panel_width + GAP), row * tall + HEAD
        panel = Panel(left, above, panel_width, step)
        known, unknown = _rows(lines, name, groups, top, panel)
        layers += _drawn(known, unknown, whole, top, panel, count, x, y)
        folds = folded(name, 42 if stacked else 30)
        head = [
            {"x": left, "y": above - 14 - 16 * (len(folds) - 1), "t": "\n".join(folds)}
        ]
        layers += text(head, "t", x=x, y=y, bold=True, size=AXIS, lineBreak="\n")
        here = [*known, *unknown]
        if stacked:
            over: Style = {"size": 13, "dy": -15, "halo": True}
            layers += text(here, "name", x={"value": 4}, y=y, **over)
        elif column == 0:
            layers += text(here, "name", x={"value": -LEFT}, y=y, size=AXIS)
    words = folded(outcome, 40 if stacked else 110)
    layers += text(
        [{"t": "\n".join(words)}], "t", x={"value": 0}, y={"value": height + 8},
        size=13 if stacked else AXIS, colour=GREY, lineBreak="\n",
    )  # fmt: skip
    padding = (4, 16, 64, 6) if stacked else (8, 24, 34, LEFT)
    return canvas(layers, width=width, height=height, padding=padding)


def crossed_title(groups: Groups, whole: Number, name: str) -> str:
    """How many groups lie clear of the whole place's rate, and how many were looked at.

    An interval that touches it is not clear of it.
    """
    judged = [one for one in groups.values() if one.known and math.isfinite(one.lower)]
    if not judged:
        return f"{name}: no group has a rate with a likely range"
    above = sum(one.lower > whole.value for one in judged)
    below = sum(one.upper < whole.value for one in judged)
    verb = plural(above, "is", "are")
    return (
        f"{spelt(above, capital=True)} of {spelt(len(judged))} groups {verb} higher "
        f"than {name} as a whole, {spelt(below)} lower"
    )


def crossed_sentence(groups: Groups, panels: str, when: str) -> str:
    judged = sum(one.known and math.isfinite(one.lower) for one in groups.values())
    hidden = ""
    if not all(one.known for one in groups.values()):
        hidden = " A point at the left is a group without a rate; the table says why."
    return (
        f"{when}. A panel for each {panels}, all on one scale; the dashed line is the "
        f"whole place. By chance alone {by_chance(judged)} would be higher and as many "
        f"lower, and ranges of small groups are wide.{hidden}"
    )


def crossed_chart(
    lines: Sequence[str],
    panels: Sequence[str],
    groups: Groups,
    whole: Number,
    *,
    whole_name: str,
    headings: tuple[str, str],
    identifier: str,
    title: str,
    sentence: str,
    outcome: str,
    note: str = "",
    query: dict[str, str] | None = None,
) -> Chart:
    """Small multiples of groups; `headings` name what lines and panels stand for."""
    columns = (
        Column("line", headings[0]),
        Column("panel", headings[1]),
        Column("count", "Number", number=True),
        Column("denominator", "Out of", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
    )

    def row(line: str, panel: str, number: Number | None) -> tuple[Cell, ...]:
        if number is None:
            blank = Cell("")
            why = Cell(status_in_words("missing"))
            return (Cell(line), Cell(panel), blank, blank, why, blank, blank)
        return (
            Cell(line),
            Cell(panel),
            cells.whole(number.count),
            cells.whole(number.denominator),
            cells.rate(number),
            cells.figure(number.lower),
            cells.figure(number.upper),
        )

    shown = (lines, panels, groups, whole, outcome)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            *shown, across=min(ACROSS, len(panels)), panel_width=PANEL, step=LINE
        ),
        narrow=_spec(*shown, across=1, panel_width=NARROW - 24, step=40),
        table=Table(
            columns,
            (
                *(
                    row(line, panel, groups.get((line, panel)))
                    for panel in panels
                    for line in lines
                ),
                row(whole_name, "All", whole),
            ),
        ),
        caption=outcome,
        key=(
            KeyItem("similar", "Rate"),
            KeyItem("crude", "Rate from a count under 20"),
            LIKELY_RANGE,
            KeyItem("country", whole_name),
        ),
        note=note,
        methods=("ratios-and-gaps", "rates"),
        query=query or {},
    )
