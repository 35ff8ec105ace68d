"""Short words for the pieces of a Vega-Lite specification."""

from collections.abc import Mapping, Sequence
from typing import Any

from firstyear.charts.theme import CONFIG, INK, LABEL, MARKS, WHITE

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.4.json"
VEGA_LITE = "6.4"

Row = Mapping[str, Any]
Layer = dict[str, Any]


def canvas(
    layers: Sequence[Layer],
    *,
    width: float,
    height: float,
    padding: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> dict[str, Any]:
    """A specification of exactly this size: plot area plus padding (top, right, ...)."""
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


def at(field: str, **more: Any) -> dict[str, Any]:
    """A quantitative position with no axis of its own unless one is given."""
    more.setdefault("axis", None)
    return {"field": field, "type": "quantitative", **more}


def values(rows: Sequence[Row]) -> dict[str, Any]:
    return {"values": [dict(row) for row in rows]}


def text(
    rows: Sequence[Row],
    field: str,
    *,
    x: dict[str, Any],
    y: dict[str, Any],
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
    x: dict[str, Any],
    y: dict[str, Any],
    x2: dict[str, Any] | None = None,
    y2: dict[str, Any] | None = None,
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
    x: dict[str, Any],
    y: dict[str, Any],
    size: float = 90,
    linked: bool = False,
    kind: str = "mark",
) -> list[Layer]:
    """Points whose shape, fill and edge follow each row's `mark`; `words` describe them."""
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
        layers.append(
            {
                "data": values(chosen),
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "size": size if shape == "circle" else size * 0.75,
                    "filled": True,
                    "fill": fill,
                    "stroke": edge,
                    "strokeWidth": 2,
                    "opacity": 1,
                },
                "encoding": encoding,
            }
        )
    return layers
