"""The tree on a phone: its parts under one another, side by side no longer."""

from collections.abc import Sequence
from functools import partial

from firstyear.charts import levels
from firstyear.charts.cells import Address
from firstyear.charts.ink import linked, rectangle, sheet, text
from firstyear.charts.lettering import wrap
from firstyear.charts.theme import GREY, NARROW
from firstyear.charts.tree_layout import on_side
from firstyear.charts.tree_words import branch_words, numbered, several
from firstyear.sessions.tree import Branch

HEADS = (
    ("outcome", "Outcome"),
    ("challenge-to-providers", "Challenge to providers"),
    ("population-focus", "Population focus"),
    ("centre", "Centre"),
)
STRIP, LEFT, LEAD, SIZE, WORDS = 20, 34, 20, 16, 15


def stack(
    branches: Sequence[Branch],
    *,
    identifier: str,
    scale: Sequence[str],
    address: Address,
    title: str,
    sentence: str,
) -> tuple[str, float]:
    """The picture and its height."""
    drawn: list[str] = []
    y = 4.0
    for side, head in HEADS:
        held = on_side(branches, side)
        if held:
            drawn.append(text(head, 0, y=y + 22, size=18, bold=True))
            y += 34
        for one in held:
            body, tall = _row(one, y, identifier, scale)
            drawn.append(
                linked(body, address(one.part), label=branch_words(one, scale))
            )
            y += tall + 10
        y += 8 if held else 0
    whole = sheet(
        drawn,
        identifier=identifier,
        title=title,
        sentence=sentence,
        size=(NARROW, y),
        definitions=levels.patterns(identifier),
        links=any(address(one.part) for one in branches),
    )
    return whole, y


def _row(
    branch: Branch, y: float, identifier: str, scale: Sequence[str]
) -> tuple[str, float]:
    room = NARROW - LEFT - 12
    name = wrap(numbered(branch), [room] * 3, size=SIZE, bold=True)
    tall = 16 + LEAD * len(name) + 2 * LEAD + 8
    colour, line, dash = levels.edge(branch.level, branch.confidence)
    ink = levels.ink_on(branch.level)
    outer = partial(rectangle, 3, y, width=NARROW - 6.0, height=tall)
    drawn = [outer(fill=levels.paint(branch.level))]
    if branch.level:
        drawn.append(
            rectangle(
                3,
                y,
                width=STRIP,
                height=tall,
                fill=levels.pattern(identifier, branch.level),
            )
        )
    drawn.append(outer(edge=colour, line=line, dash=dash))
    at = y + 8 + SIZE
    for said in name:
        drawn.append(text(said, LEFT, y=at, size=SIZE, bold=True, colour=ink))
        at += LEAD
    notes = (
        f"{several(branch.notes.get('strength', 0), 'strength')}, "
        f"{several(branch.notes.get('gap', 0), 'gap')}"
    )
    drawn.append(text(notes, LEFT, y=at, size=WORDS, colour=ink))
    at += LEAD + 2
    if branch.level is None:
        drawn.append(text("No vote", LEFT, y=at, size=WORDS, colour=GREY))
    else:
        wide = 3 * levels.STEP + 4
        drawn.append(
            levels.squares(LEFT, at - levels.SQUARE, level=branch.level, colour=ink)
        )
        said = (
            f"{levels.short_words(scale)[branch.level]}, "
            f"{levels.SURE_WORDS[branch.confidence]}"
        )
        (line_of_words,) = wrap(said, [room - wide], size=WORDS)
        drawn.append(text(line_of_words, LEFT + wide, y=at, size=WORDS, colour=ink))
    return "".join(drawn), tall
