"""How a level and a confidence look, everywhere: pattern, squares, edge, circle, word.

White, dots, stripes, solid for levels 0 to 3; solid, dashed, dotted edge for how sure
a part's answers were; full, half and empty circles for how sure people were.
"""

from collections.abc import Sequence
from typing import Final

from firstyear.charts.ink import rectangle, text
from firstyear.charts.lettering import width
from firstyear.charts.model import KeyItem
from firstyear.charts.theme import GREY, INK, TEAL, TEAL_MID, TEAL_PALE, WHITE
from firstyear.sessions.votes import LEVELS

SCALE: Final = ("not in place", "patchy", "in place", "in place and shown to work")
SURE_WORDS: Final = {
    "sure": "sure",
    "fairly-sure": "fairly sure",
    "not-sure": "not sure",
    "": "nobody said how sure",
}
NO_VOTE: Final = "no vote"
FILLS: Final = (WHITE, TEAL_PALE, TEAL_MID, TEAL)
# Width and dashes of the edge.
EDGES: Final = {
    "sure": (4.0, ""),
    "fairly-sure": (3.0, "9 5"),
    "not-sure": (3.0, "2 5"),
    "": (1.5, ""),
}
SQUARE, STEP = 11, 17


def patterns(identifier: str) -> str:
    """The fills of levels 1 and 2, under names that no other picture has."""
    return (
        f'<defs><pattern id="{identifier}-1" width="9" height="9" '
        f'patternUnits="userSpaceOnUse"><rect width="9" height="9" '
        f'fill="{TEAL_PALE}"/><circle cx="4.5" cy="4.5" r="1.5" fill="{TEAL}"/>'
        f'</pattern><pattern id="{identifier}-2" width="8" height="8" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="{TEAL_MID}"/>'
        f'<rect width="3.4" height="8" fill="{TEAL}"/></pattern></defs>'
    )


def pattern(identifier: str, level: int | None) -> str:
    """The fill of a level's strip or swatch."""
    if level in (1, 2):
        return f"url(#{identifier}-{level})"
    return TEAL if level == LEVELS - 1 else WHITE


def paint(level: int | None) -> str:
    """The plain fill behind words."""
    return WHITE if level is None else FILLS[level]


def ink_on(level: int | None) -> str:
    """The colour of words on a level's fill."""
    return WHITE if level == LEVELS - 1 else INK


def edge(level: int | None, confidence: str) -> tuple[str, float, str]:
    """Colour, width and dashes of the border; thin and grey where nobody voted."""
    if level is None:
        return GREY, 1.0, ""
    return TEAL, *EDGES[confidence]


def squares(x: float, y: float, *, level: int, colour: str) -> str:
    """Three small squares, as many filled as the level; `x`, `y` their top left."""
    return "".join(
        rectangle(
            x + STEP * place,
            y,
            width=SQUARE,
            height=SQUARE,
            fill=colour if place < level else "none",
            edge=colour,
            line=2,
        )
        for place in range(LEVELS - 1)
    )


def short_words(scale: Sequence[str]) -> tuple[str, ...]:
    """The scale for small boxes: what level 3 adds to level 2, where it repeats it.

    Examples:
        >>> short_words(SCALE)
        ('Not in place', 'Patchy', 'In place', 'Shown to work')
    """
    last = scale[3].removeprefix(f"{scale[2]} and ")
    return tuple(opened(one) for one in (*scale[:3], last))


def opened(words: str) -> str:
    """The words with a capital in front.

    Examples:
        >>> opened("in place")
        'In place'
    """
    return words[:1].upper() + words[1:]


def level_key(scale: Sequence[str]) -> tuple[KeyItem, ...]:
    return tuple(
        KeyItem(f"level-{level}", f"{level} {opened(words)}")
        for level, words in enumerate(scale)
    )


def edge_key() -> tuple[KeyItem, ...]:
    return tuple(
        KeyItem(f"edge-{word}", opened(said))
        for word, said in SURE_WORDS.items()
        if word
    )


def circle_key() -> tuple[KeyItem, ...]:
    return tuple(
        KeyItem(f"circle-{word}", opened(said))
        for word, said in SURE_WORDS.items()
        if word
    )


def mark(name: str, identifier: str = "key") -> str:
    """The mark of a key's line, 38 by 20, as SVG without a name: its words say it.

    `name` is what the key calls it: `level-2`, `edge-sure`, `circle-not-sure`,
    `round-1` of a shift, `group-middle` of groups, `others-own` of other areas.
    """
    kind, _, which = name.partition("-")
    if kind == "circle":
        body = circle(19, 10, confidence=which, radius=8)
    elif kind == "round":
        body = _swatch(WHITE if which == "1" else TEAL, TEAL, 2, "")
    elif kind == "group":
        body = _group_mark(which)
    elif kind == "others":
        body = _others_mark(which)
    elif kind == "edge":
        colour, line, dash = edge(1, which)
        body = _swatch(WHITE, colour, line, dash)
    else:
        body = _swatch(pattern(identifier, int(which)), TEAL, 2, "")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="38" height="20" '
        'viewBox="0 0 38 20" aria-hidden="true" focusable="false">'
        f"{patterns(identifier)}{body}</svg>"
    )


def circle(x: float, y: float, *, confidence: str, radius: float) -> str:
    """A person's answer: full where sure, half where fairly, empty where not.

    A small dot in the middle where the person did not say.
    """
    whole = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" '
        f'fill="{TEAL if confidence == "sure" else WHITE}" stroke="{TEAL}" '
        'stroke-width="2.5"/>'
    )
    if confidence == "fairly-sure":
        return (
            f'{whole}<path d="M{x - radius:.1f},{y:.1f}a{radius:g},{radius:g} 0 0 0 '
            f'{2 * radius:.1f},0Z" fill="{TEAL}"/>'
        )
    if confidence == "":
        return f'{whole}<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{TEAL}"/>'
    return whole


def drawn_key(
    items: Sequence[KeyItem],
    x: float,
    *,
    y: float,
    across: float,
    identifier: str,
    grow: float = 1.0,
) -> tuple[list[str], float]:
    """A key within a picture, for paper; and where it ends."""
    body: list[str] = []
    left, top = x, y
    for item in items:
        wide = 44 + width(item.text, 15 * grow) + 15
        if left > x and left + wide > x + across:
            left, top = x, top + 30
        kind, _, which = item.mark.partition("-")
        if kind == "circle":
            body.append(circle(left + 19, top + 10, confidence=which, radius=8))
        else:
            colour, line, dash = edge(1, which) if kind == "edge" else (TEAL, 2.0, "")
            fill = WHITE if kind == "edge" else pattern(identifier, int(which))
            body.append(_swatch(fill, colour, line, dash, left, top))
        body.append(text(item.text, left + 44, y=top + 15, size=15 * grow))
        left += wide
    return body, top + 24


def _swatch(
    fill: str, colour: str, line: float, dash: str, x: float = 0, y: float = 0
) -> str:
    return rectangle(
        x + 2,
        y + 2,
        width=34,
        height=16,
        fill=fill,
        edge=colour,
        line=line,
        dash=dash,
    )


def _group_mark(which: str) -> str:
    """The diamond of a middle answer, or the bar of a range."""
    if which == "middle":
        return f'<path d="M19,1L28,10L19,19L10,10Z" fill="{TEAL}"/>'
    return rectangle(2, 7, width=34, height=6, fill=TEAL)


def _others_mark(which: str) -> str:
    """The frame around the middle area, or the arrow under one's own place."""
    if which == "middle":
        return rectangle(3, 3, width=32, height=14, edge=INK, line=2.5)
    return f'<path d="M19,4L27,17L11,17Z" fill="{TEAL}"/>'
