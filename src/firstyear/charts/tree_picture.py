"""The tree of a session: its parts in their places, each with what the room said."""

import math
from collections.abc import Sequence

from firstyear.charts import levels
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.ink import linked, polygon, sheet, text
from firstyear.charts.lettering import width, wrap
from firstyear.charts.model import Drawing
from firstyear.charts.theme import GREY, INK, WHITE, WIDE
from firstyear.charts.tree_layout import MIDDLE, PAD, Place, places
from firstyear.charts.tree_stack import stack
from firstyear.charts.tree_words import (
    branch_words,
    numbered,
    several,
    tree_sentence,
    tree_table,
    tree_title,
)
from firstyear.sessions.tree import Branch

NAME, NAME_SMALL, WORDS = 17, 15, 15
# Paper is looked at smaller than a screen, so letters are larger there.
ON_PAPER = 1.18
ANCHORS = {"left": "end", "right": "start", "trunk": "middle", "base": "start"}
HEADS = (
    ("Population focus", "Do people get what they need?", 0.0, "start"),
    (
        "Challenge to providers",
        "Are services the best they can be?",
        float(WIDE),
        "end",
    ),
)


def tree_picture(
    branches: Sequence[Branch],
    *,
    identifier: str = "tree",
    scale: Sequence[str] = levels.SCALE,
    address: Address = nowhere,
) -> Drawing:
    """The tree as a picture, with links where `address` gives one for a part's id.

    Fill and squares say the level, the edge how sure people were, words both. On
    phones it is a list, on paper it has its key within and no links. `branches` are
    those of `firstyear.sessions.tree`, `scale` the words of the instrument.

    Examples:
        >>> import firstyear as fy
        >>> from firstyear.sessions import Branch
        >>> parts = fy.packs.instrument("infant-mortality").parts
        >>> bare = [Branch(one.id, one.title, one.side, None, {}) for one in parts]
        >>> tree_picture(bare).title
        'The room has not voted on any part yet'
    """
    title, sentence = tree_title(branches), tree_sentence(branches)
    key = (*levels.level_key(scale), *levels.edge_key())
    stood = places(branches)
    bottom = max((one.bottom for one in stood), default=170.0) + 4
    has_links = any(address(one.part) for one in branches)
    slim, slim_height = stack(
        branches,
        identifier=f"{identifier}-narrow",
        scale=scale,
        address=address,
        title=title,
        sentence=sentence,
    )

    def whole(
        name: str, to: Address, foot: Sequence[str], height: float, grow: float
    ) -> str:
        return sheet(
            [
                *_crown(branches, scale, to, grow),
                *_bodies(stood, name, scale, to, grow),
                *foot,
            ],
            identifier=name,
            title=title,
            sentence=sentence,
            size=(WIDE, height),
            definitions=levels.patterns(name),
            links=any(to(one.part) for one in branches),
        )

    printed = f"{identifier}-print"
    foot, end = levels.drawn_key(
        key, 0, y=bottom + 20, across=WIDE, identifier=printed, grow=ON_PAPER
    )
    return Drawing(
        id=identifier,
        title=title,
        sentence=sentence,
        spec={"height": bottom},
        narrow={"height": slim_height},
        table=tree_table(branches, scale),
        caption="What the room said of each part",
        key=key,
        has_links=has_links,
        methods=("votes",),
        drawn=whole(identifier, address, (), bottom, 1.0),
        drawn_narrow=slim,
        drawn_print=whole(printed, nowhere, foot, end + 6, ON_PAPER),
    )


def lines_of(
    place: Place, scale: Sequence[str], *, grow: float = 1.0
) -> list[tuple[str, float, float]]:
    """The lines of words in a part: text, baseline from its top, size.

    The last says the level; squares stand before it, or above it in the trunk.
    """
    branch = place.branch
    trunk = place.stand == "trunk"
    most = 4 if trunk else 2
    tall = place.bottom - place.top
    size, lead, first = NAME * grow, 21 * grow, 27.0

    def limits(count: int, size: float, lead: float) -> list[float]:
        spans = [
            place.span(
                place.top + first + i * lead - size,
                place.top + first + i * lead + size * 0.3,
            )
            for i in range(count)
        ]
        return [right - left for left, right in spans]

    name = wrap(numbered(branch), limits(most, size, lead), size=size, bold=True)
    if name and name[-1].endswith("…") and not trunk and grow == 1:
        size, lead, first = NAME_SMALL, 18, 22.0
        name = wrap(numbered(branch), limits(3, size, lead), size=size, bold=True)
    found = [(line, first + i * lead, float(size)) for i, line in enumerate(name)]
    after = first + (len(name) - 1) * lead
    notes = (
        f"{several(branch.notes.get('strength', 0), 'strength')}, "
        f"{several(branch.notes.get('gap', 0), 'gap')}"
    )
    found.append((notes, after + 21 * grow, WORDS * grow))
    said = (
        "No vote" if branch.level is None else levels.short_words(scale)[branch.level]
    )
    room = place.span(place.top + after + 30, place.top + after + 46 * grow)
    left_over = room[1] - room[0]
    if branch.level is not None and not trunk:
        left_over -= 3 * levels.STEP + 6
    said = wrap(said, [left_over], size=WORDS * grow)[0]
    # In the trunk the squares have a line of their own.
    down = 43 * grow + (20 * grow if trunk and branch.level is not None else 0)
    found.append((said, after + down, WORDS * grow))
    spare = tall - (after + down) - (first - size * 0.72)
    lower = max(0.0, spare / 2)
    return [(line, at + lower, size) for line, at, size in found]


def _bodies(
    stood: Sequence[Place],
    name: str,
    scale: Sequence[str],
    address: Address,
    grow: float,
) -> list[str]:
    return [
        linked(
            _body(one, name, scale, grow),
            address(one.branch.part),
            label=branch_words(one.branch, scale),
        )
        for one in stood
    ]


def _body(place: Place, name: str, scale: Sequence[str], grow: float) -> str:
    branch = place.branch
    colour, line, dash = levels.edge(branch.level, branch.confidence)
    ink = levels.ink_on(branch.level)
    drawn = [polygon(place.corners, fill=levels.paint(branch.level))]
    if branch.level:
        drawn.append(polygon(place.strip, fill=levels.pattern(name, branch.level)))
    drawn.append(polygon(place.corners, edge=colour, line=line, dash=dash))
    _, right = place.span(place.top + 8, place.bottom - 8)
    anchor = ANCHORS[place.stand]
    x = {"start": _start(place), "end": right, "middle": MIDDLE}[anchor]
    lines = lines_of(place, scale, grow=grow)
    for number, (said, down, size) in enumerate(lines):
        last = number == len(lines) - 1
        at = x
        if last and branch.level is not None:
            at, squares_x, squares_y = _beside(place, x, down, anchor)
            drawn.append(
                levels.squares(squares_x, squares_y, level=branch.level, colour=ink)
            )
        drawn.append(
            text(
                said,
                at,
                y=place.top + down,
                size=size,
                anchor=anchor,
                bold=number < len(lines) - 2,
                colour=GREY if last and branch.level is None else ink,
            )
        )
    return "".join(drawn)


def _start(place: Place) -> float:
    """Where lines that start at the left do: a little in from the widest point."""
    return (
        place.span(place.bottom - 14, place.bottom)[0]
        if (place.stand == "base")
        else place.corners[0][0] + PAD
    )


def _beside(
    place: Place, x: float, down: float, anchor: str
) -> tuple[float, float, float]:
    """Where the level's word starts, and the squares' top left."""
    wide = 3 * levels.STEP - (levels.STEP - levels.SQUARE)
    top = place.top + down - levels.SQUARE
    if anchor == "start":
        return x + wide + 9, x + 1, top
    if anchor == "end":
        return x - wide - 9, x - wide - 1, top
    return x, x - wide / 2, top - 20


def _crown(
    branches: Sequence[Branch], scale: Sequence[str], address: Address, grow: float
) -> list[str]:
    drawn = []
    for name, asks, x, anchor in HEADS:
        drawn.append(text(name, x, y=26, size=20 * grow, anchor=anchor, bold=True))
        drawn.append(text(asks, x, y=52, size=16 * grow, anchor=anchor, colour=GREY))
    star = polygon(_star(46), fill=WHITE, edge=INK, line=2.5)
    outcome = [one for one in branches if one.side == "outcome"][:1]
    if not outcome:
        return [*drawn, star]
    (branch,) = outcome
    (line,) = wrap(branch.title, [WIDE * 0.6], size=NAME * grow, bold=True)
    notes = (
        f"{several(branch.notes.get('strength', 0), 'strength')}, "
        f"{several(branch.notes.get('gap', 0), 'gap')}"
    )
    body = [
        star,
        text(line, MIDDLE, y=108, size=NAME * grow, anchor="middle", bold=True),
    ]
    body.append(text(notes, MIDDLE, y=130, size=WORDS * grow, anchor="middle"))
    if branch.level is None:
        body.append(
            text(
                "No vote",
                MIDDLE,
                y=153,
                size=WORDS * grow,
                anchor="middle",
                colour=GREY,
            )
        )
    else:
        said = (
            f"{levels.short_words(scale)[branch.level]}, "
            f"{levels.SURE_WORDS[branch.confidence]}"
        )
        across = width(said, WORDS * grow) + 3 * levels.STEP + 4
        left = MIDDLE - across / 2
        body.append(levels.squares(left, 142, level=branch.level, colour=INK))
        body.append(text(said, left + 3 * levels.STEP + 4, y=153, size=WORDS * grow))
    return [
        *drawn,
        linked("".join(body), address(branch.part), label=branch_words(branch, scale)),
    ]


def _star(middle: float) -> list[tuple[float, float]]:
    """Five points around a middle."""
    return [
        (
            MIDDLE + radius * math.sin(turn * math.pi / 5),
            middle - radius * math.cos(turn * math.pi / 5),
        )
        for turn in range(10)
        for radius in ((34.0,) if turn % 2 == 0 else (13.5,))
    ]
