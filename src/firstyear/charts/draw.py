"""Charts drawn on the server: SVG that works alone, and PNG.

Pictures are kept by the content of their specification, so that a chart is drawn
once for each set of figures. Drawing takes about 50 ms a chart.
"""

import atexit
import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from importlib.resources import as_file
from typing import Any

import vl_convert

from firstyear.charts.drawer import Helper, draw
from firstyear.charts.layers import VEGA_LITE
from firstyear.charts.lettering import font_folder
from firstyear.charts.model import Chart, Drawing, Spec

BASE_ADDRESS = "https://vega.github.io/vega-datasets/"
OPENING = re.compile(
    r"<svg [^>]*?width=\"(\d+(?:\.\d+)?)\" height=\"(\d+(?:\.\d+)?)\"[^>]*>"
)

MOST_KEPT = 512
_kept: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()
_helpers: list[Helper] = []


def svg(chart: Chart, *, narrow: bool = False) -> str:
    """The picture as SVG with a title and a description inside.

    Marks that are links stay links; where there are none the picture is one image.

    Examples:
        >>> from firstyear.charts import Table
        >>> spec = {"data": {"values": [{"a": 1}]}, "mark": "point"}
        >>> svg(Chart("dot", "A dot", "It stands alone.", spec, Table((), ()), ""))[:5]
        '<svg '
    """
    if isinstance(chart, Drawing):
        return chart.drawn_narrow if narrow else chart.drawn
    spec = chart.narrow if narrow and chart.narrow is not None else chart.spec
    body = _drawn(_canonical(spec))
    suffix = "-narrow" if narrow else ""
    return _named(body, chart, f"{chart.id}{suffix}")


def png(chart: Chart, *, scale: float = 2.0) -> bytes:
    """The wide picture as PNG, at twice its size so that it prints well."""
    if isinstance(chart, Drawing):
        return svg_png(chart.drawn_print, scale=scale)
    return bytes(
        vl_convert.vegalite_to_png(chart.spec, vl_version=VEGA_LITE, scale=scale)
    )


def share_work() -> None:
    """Have a second process draw too, from now on: for a server, not for a script."""
    if not _helpers:
        _helpers.append(Helper())
        atexit.register(_helpers[0].close)


def ahead(charts: Iterable[Chart]) -> None:
    """Say which pictures will be wanted, so that the second process can begin.

    From the last to the first: whoever wants them begins at the other end.
    """
    helper = _helper()
    if helper is None:
        return
    specs = [
        spec
        for one in charts
        if not isinstance(one, Drawing)
        for spec in (one.spec, one.narrow)
        if spec
    ]
    for spec in map(_canonical, reversed(specs)):
        if spec not in _kept:
            helper.ask(spec)


@lru_cache(maxsize=64)
def svg_png(drawn: str, *, scale: float = 2.0) -> bytes:
    """A picture of ours as PNG, in the fonts that we ship; kept by its content."""
    _register_fonts()
    return bytes(vl_convert.svg_to_png(drawn, scale=scale))


@cache
def _register_fonts() -> None:
    with as_file(font_folder()) as folder:
        vl_convert.register_font_directory(str(folder))


def digest(spec: Spec) -> str:
    """What the picture's content comes to: equal specifications, equal digests."""
    return hashlib.sha256(_canonical(spec).encode()).hexdigest()


def _helper() -> Helper | None:
    return _helpers[0] if _helpers else None


def _canonical(spec: Spec) -> str:
    return json.dumps(spec, sort_keys=True, allow_nan=False, default=_plain)


def _plain(value: Any) -> Any:
    """NumPy scalars as plain numbers."""
    return value.item()


def _drawn(spec: str) -> str:
    with _lock:
        if spec in _kept:
            _kept.move_to_end(spec)
            return _kept[spec]
    helper = _helper()
    made = draw(spec) if helper is None else helper.picture(spec)
    with _lock:
        _kept[spec] = made
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _named(drawn: str, chart: Chart, element: str) -> str:
    opening = OPENING.match(drawn)
    assert opening, "vl-convert wrote an SVG without a size"
    width, height = opening.groups()
    role = "group" if chart.has_links else "img"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="{role}" '
        f'aria-labelledby="{element}-t {element}-d">'
        f'<title id="{element}-t">{escape(chart.title)}</title>'
        f'<desc id="{element}-d">{escape(chart.sentence)}</desc>'
    )
    body = drawn[opening.end() :].replace(BASE_ADDRESS + "/", "/")
    body = body.replace(BASE_ADDRESS, "")
    # Vega's own names for the kinds of marks tell a listener nothing.
    body = re.sub(r' aria-roledescription="[^"]*"', "", body)
    body = re.sub(r' role="graphics-(?:object|symbol|document)"', "", body)
    # aria-label is only allowed where there is a role for it to name.
    body = body.replace(' aria-label="', ' role="img" aria-label="')
    return head + body
