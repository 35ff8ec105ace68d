"""Short words for the pieces of a Vega-Lite specification."""

from collections.abc import Mapping, Sequence
from typing import Any

from firstyear.charts.theme import AXIS, CONFIG, FAINT, GREY, INK, LABEL, MARKS, WHITE

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.4.json"
VEGA_LITE = "6.4"

Row = Mapping[str, Any]
Layer = dict[str, Any]
Position = dict[str, Any]  # an encoding of x or y
Style = dict[str, Any]
Padding = tuple[float, float, float, float]


def canvas(
    layers: Sequence[Layer],
    *,
    width: float,
    height: float,
    padding: Padding = (0, 0, 0, 0),
) -> dict[str, Any]:
    """A specification of this very size: plot area plus padding (top, right, ...)."""
    top, right, bottom, left = padding
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        "autosize": {"type": "none"},
        "width": width,
        "height": height,
        "padding": {"top": top, "right": right, "bottom": bottom, "left": left},
        "layer": list(layers),
    }


def at(field: str, **more: Any) -> Position:
    """A quantitative position with no axis of its own unless one is given."""
    more.setdefault("axis", None)
    return {"field": field, "type": "quantitative", **more}


def rates_axis(title: str | list[str] | None, *, ticks: int = 5) -> dict[str, Any]:
    """The axis of rates: faint lines across, none along it."""
    return {"title": title, "gridColor": FAINT, "domain": False, "tickCount": ticks}


def lines_down(count: int, *, above: float, below: float) -> Position:
    """The position of `count` lines, the first on top, with room above and below."""
    domain = [-above, count - 1 + below]
    return at("y", scale={"domain": domain, "reverse": True})


def values(rows: Sequence[Row]) -> dict[str, Any]:
    return {"values": [dict(row) for row in rows]}


def text(
    rows: Sequence[Row],
    field: str,
    *,
    x: Position,
    y: Position,
    size: int = LABEL,
    colour: str = INK,
    align: str = "left",
    bold: bool = False,
    linked: bool = False,
    halo: bool = False,
    **mark: Any,
) -> list[Layer]:
    """Words at places; with `halo` a white edge keeps them readable over lines."""
    style = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "color": colour,
        "fontWeight": "bold" if bold else "normal",
        "aria": False,
        **mark,
    }
    encoding: dict[str, Any] = {"x": x, "y": y, "text": {"field": field}}
    if linked:
        encoding["href"] = {"field": "href"}
    made = {"data": values(rows), "mark": style, "encoding": encoding}
    if not halo:
        return [made]
    under = {**style, "stroke": WHITE, "strokeWidth": 4, "color": WHITE}
    return [{"data": values(rows), "mark": under, "encoding": encoding}, made]


def rule(
    rows: Sequence[Row],
    *,
    x: Position,
    y: Position,
    x2: Position | None = None,
    y2: Position | None = None,
    colour: str = INK,
    width: float = 2,
    **mark: Any,
) -> Layer:
    encoding = {"x": x, "y": y}
    if x2:
        encoding["x2"] = x2
    if y2:
        encoding["y2"] = y2
    style = {
        "type": "rule",
        "color": colour,
        "strokeWidth": width,
        "aria": False,
        **mark,
    }
    return {"data": values(rows), "mark": style, "encoding": encoding}


def marks(
    rows: Sequence[Row],
    *,
    x: Position,
    y: Position,
    size: float = 90,
    linked: bool = False,
    kind: str = "mark",
) -> list[Layer]:
    """Points that look as each row's `mark` says; `words` describe them."""
    layers: list[Layer] = []
    for name, (shape, fill, edge) in MARKS.items():
        chosen = [row for row in rows if row[kind] == name]
        if not chosen:
            continue
        encoding: dict[str, Any] = {"x": x, "y": y}
        if "words" in chosen[0]:
            encoding["description"] = {"field": "words"}
        if linked:
            encoding["href"] = {"field": "href"}
        style = {
            "type": "point",
            "shape": shape,
            "size": size if shape == "circle" else size * 0.75,
            "filled": True,
            "fill": fill,
            "stroke": edge,
            "strokeWidth": 2,
            "opacity": 1,
        }
        layers.append({"data": values(chosen), "mark": style, "encoding": encoding})
    return layers


def points(
    rows: Sequence[Row],
    *,
    x: Position,
    y: Position,
    size: float,
    shape: str = "circle",
    aria: bool = False,
    **mark: Any,
) -> Layer:
    """Points of one look, silent unless `aria`: something else tells what they show."""
    style = {"type": "point", "shape": shape, "size": size, "opacity": 1, **mark}
    return {
        "data": values(rows),
        "mark": {**style, "aria": aria},
        "encoding": {"x": x, "y": y},
    }


def hollow(
    rows: Sequence[Row], *, x: Position, y: Position, size: float, **mark: Any
) -> Layer:
    """Hollow points: the other of two rates, or another place's."""
    return points(
        rows, x=x, y=y, size=size, fill=WHITE, stroke=INK, strokeWidth=1.5, **mark
    )


def line(
    rows: Sequence[Row],
    *,
    x: Position,
    y: Position,
    colour: str = INK,
    width: float = 2,
    dash: Sequence[int] = (1, 0),
) -> Layer:
    style = {"type": "line", "color": colour, "strokeWidth": width, "aria": False}
    return {
        "data": values(rows),
        "mark": {**style, "strokeDash": list(dash)},
        "encoding": {"x": x, "y": y},
    }


def likely_ranges(
    rows: Sequence[Row],
    *,
    x: Position,
    y: Position,
    colours: Mapping[str, str],
    low: str = "lower",
    high: str = "upper",
) -> list[Layer]:
    """A whisker a row, in the colour of its mark; rows without limits have none."""
    made = []
    for mark, colour in colours.items():
        chosen = [row for row in rows if row["mark"] == mark and low in row]
        if chosen:
            start, end = {**x, "field": low}, {"field": high}
            made.append(rule(chosen, x=start, x2=end, y=y, colour=colour))
    return made


def benchmark_line(
    value: float, words: str, *, x: Position, above: float, **mark: Any
) -> list[Layer]:
    """A dashed line down the page at a rate, with its name `above` pixels over it."""
    place = [{"at": value, "t": words}]
    across = {**x, "field": "at"}
    dashed = rule(place, x=across, y={}, strokeDash=[5, 4])
    del dashed["encoding"]["y"]  # without one the line runs from top to bottom
    style: Style = {"align": "center", "bold": True, "size": AXIS, **mark}
    return [dashed, *text(place, "t", x=across, y={"value": -above}, **style)]


def axis_title(lines: Sequence[str], *, left: float) -> list[Layer]:
    """An axis title written across, over the top left corner."""
    return text(
        [{"t": "\n".join(lines)}],
        "t",
        x={"value": -left},
        y={"value": 1 - 17 * len(lines)},
        size=AXIS,
        colour=GREY,
        lineBreak="\n",
    )
