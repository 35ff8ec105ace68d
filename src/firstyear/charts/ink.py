"""Pieces of SVG that pictures of answers are made of; every text is escaped here."""

from collections.abc import Sequence
from html import escape

from firstyear.charts.theme import FONT, INK, WHITE

Point = tuple[float, float]


def text(
    said: str,
    x: float,
    *,
    y: float,
    size: float,
    anchor: str = "start",
    bold: bool = False,
    colour: str = INK,
) -> str:
    """One line of words with its baseline at `y`."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" '
        f'fill="{colour}"{weight}>{escape(said)}</text>'
    )


def polygon(
    corners: Sequence[Point],
    *,
    fill: str = "none",
    edge: str = "none",
    line: float = 1,
    dash: str = "",
) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return (
        f'<polygon points="{points}" fill="{fill}" stroke="{edge}" '
        f'stroke-width="{line:g}" stroke-linejoin="round"{_dashed(dash)}/>'
    )


def rectangle(
    x: float,
    y: float,
    *,
    width: float,
    height: float,
    fill: str = "none",
    edge: str = "none",
    line: float = 1,
    dash: str = "",
) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}" stroke="{edge}" stroke-width="{line:g}"{_dashed(dash)}/>'
    )


def line_between(start: Point, end: Point, *, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" '
        f'y2="{end[1]:.1f}" stroke="{colour}" stroke-width="{width:g}"/>'
    )


def linked(body: str, href: str, *, label: str) -> str:
    """The same, as a link that says where it leads; as it is where it leads nowhere."""
    if not href:
        return body
    return (
        f'<a class="fy-part" href="{escape(href, quote=True)}" '
        f'aria-label="{escape(label, quote=True)}">{body}</a>'
    )


def sheet(
    body: Sequence[str],
    *,
    identifier: str,
    title: str,
    sentence: str,
    size: Point,
    definitions: str = "",
    links: bool = False,
) -> str:
    """A whole picture that says what it is, to those who see it and who do not."""
    role = "group" if links else "img"
    name = escape(identifier, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:.0f}" '
        f'height="{size[1]:.0f}" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" '
        f'role="{role}" aria-labelledby="{name}-t {name}-d" font-family="{FONT}">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(sentence)}</desc>'
        f'<rect width="{size[0]:.0f}" height="{size[1]:.0f}" fill="{WHITE}"/>'
        f"{definitions}{''.join(body)}</svg>"
    )


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""
