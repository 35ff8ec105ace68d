"""A vote as one circle a person: by level, and by how sure each was."""

from collections.abc import Sequence

from firstyear.charts import levels
from firstyear.charts.ink import line_between, rectangle, sheet, text
from firstyear.charts.lettering import wrap
from firstyear.charts.model import Cell, Column, Drawing, KeyItem, Table
from firstyear.charts.theme import FAINT, GREY, INK, NARROW, PAPER, WIDE
from firstyear.charts.vote_words import vote_sentence, vote_title
from firstyear.sessions.votes import LEVELS, Spread

# From the top row down, as on paper: the surest stand at the bottom.
ROWS = ("", "not-sure", "fairly-sure", "sure")
LEFT = 112
RADII = (13.0, 10.0, 7.0, 5.0, 3.0)
DEEPEST = 5


def vote_picture(
    spread: Spread,
    *,
    identifier: str = "vote",
    scale: Sequence[str] = levels.SCALE,
    people: int | None = None,
) -> Drawing:
    """How the answers to one vote lie. `people` is how many are in the room.

    Examples:
        >>> from firstyear.sessions import Voice, spread
        >>> vote_picture(spread([Voice(1, "sure"), Voice(1), Voice(2)])).title
        'The middle answer is “patchy”: 2 of 3 people gave it'
    """
    title = vote_title(spread, scale)
    sentence = vote_sentence(spread, scale, people)
    key = levels.circle_key()
    if _unsaid(spread):
        key = (*key, KeyItem("circle-", "Did not say how sure"))
    body, bottom = _wide(spread, scale, WIDE)
    paper, end_of_paper = _wide(spread, scale, PAPER)
    slim, slim_height = _slim(spread, scale)
    printed = f"{identifier}-print"
    foot, end = levels.drawn_key(
        key, 0, y=end_of_paper + 8, across=PAPER, identifier=printed
    )

    def whole(drawn: Sequence[str], name: str, across: float, tall: float) -> str:
        return sheet(
            drawn,
            identifier=name,
            title=title,
            sentence=sentence,
            size=(across, tall),
        )

    return Drawing(
        id=identifier,
        title=title,
        sentence=sentence,
        spec={"height": bottom},
        narrow={"height": slim_height},
        table=_table(spread, scale),
        caption="How many people gave each level, and how sure they were",
        key=key,
        methods=("votes",),
        drawn=whole(body, identifier, WIDE, bottom),
        drawn_narrow=whole(slim, f"{identifier}-narrow", NARROW, slim_height),
        drawn_print=whole([*paper, *foot], printed, PAPER, end + 6),
    )


def _cells(spread: Spread, word: str) -> tuple[int, ...]:
    """People by level of one confidence; blank for those who did not say."""
    return spread.by_confidence[word] if word else _unsaid_by_level(spread)


def _unsaid_by_level(spread: Spread) -> tuple[int, ...]:
    return tuple(
        count - sum(said[level] for said in spread.by_confidence.values())
        for level, count in enumerate(spread.counts)
    )


def _unsaid(spread: Spread) -> int:
    return sum(_unsaid_by_level(spread))


def _dots(radius: float, across: float) -> int:
    """How many circles stand side by side."""
    return max(1, int(across // (2 * radius + 6)))


def _radius(most: int, across: float) -> float:
    """The largest circles of which the fullest cell needs few rows."""
    for radius in RADII:
        if most <= DEEPEST * _dots(radius, across):
            return radius
    return RADII[-1]


def _wide(
    spread: Spread, scale: Sequence[str], across: float
) -> tuple[list[str], float]:
    column = (across - LEFT) / LEVELS
    middles = [LEFT + column * (level + 0.5) for level in range(LEVELS)]
    rows = [word for word in ROWS if word or _unsaid(spread)]
    radius = _radius(
        max((count for word in rows for count in _cells(spread, word)), default=0),
        column - 20,
    )
    step, side = 2 * radius + 6, _dots(radius, column - 20)
    drawn = [text("People", 0, y=30, size=18)]
    for level, x in enumerate(middles):
        drawn.append(
            text(
                str(spread.counts[level]), x, y=34, size=28, anchor="middle", bold=True
            )
        )
    y = 52.0
    for word in rows:
        cells = _cells(spread, word)
        deep = max(1, *(-(-count // side) for count in cells))
        tall = deep * step + 8
        said = opened_word(word)
        drawn.append(text(said, 0, y=y + tall / 2 + 6, size=18))
        for level, count in enumerate(cells):
            drawn += _circles(
                count, middles[level], y + 4 + step / 2, side, step, radius, word
            )
        y += tall
        if word != rows[-1]:
            drawn.append(line_between((0, y), (across, y), colour=FAINT))
    drawn.append(line_between((0, y + 2), (across, y + 2), colour=INK, width=2))
    most = 1
    for level, x in enumerate(middles):
        mid = level in spread.middle
        named = wrap(
            f"{level} {levels.opened(scale[level])}", [column - 12] * 3, size=18
        )
        for number, line in enumerate(named):
            drawn.append(
                text(
                    line, x, y=y + 34 + 23 * number, size=18, anchor="middle", bold=mid
                )
            )
        depth = len(named)
        if mid:
            drawn.append(rectangle(x - 62, y + 3, width=124, height=6, fill=INK))
            drawn.append(
                text(
                    "middle answer",
                    x,
                    y=y + 34 + 23 * depth,
                    size=16,
                    anchor="middle",
                    colour=GREY,
                )
            )
            depth += 1
        most = max(most, depth)
    return drawn, y + 34 + 23 * most


def opened_word(word: str) -> str:
    return levels.opened(levels.SURE_WORDS[word]) if word else "Did not say"


def _circles(
    count: int,
    middle: float,
    y: float,
    side: int,
    step: float,
    radius: float,
    word: str,
) -> list[str]:
    drawn = []
    for place in range(count):
        row, column = divmod(place, side)
        in_row = min(side, count - row * side)
        x = middle + (column - (in_row - 1) / 2) * step
        drawn.append(levels.circle(x, y + row * step, confidence=word, radius=radius))
    return drawn


def _slim(spread: Spread, scale: Sequence[str]) -> tuple[list[str], float]:
    """A level under another, its people in a run from the surest to the least sure."""
    drawn: list[str] = []
    y = 4.0
    radius = _radius(max(spread.counts), NARROW)
    step, side = 2 * radius + 6, _dots(radius, NARROW)
    for level, count in enumerate(spread.counts):
        middle = ", middle answer" if level in spread.middle else ""
        said = (
            f"{level} {levels.opened(scale[level])}{middle}: "
            f"{count} {'person' if count == 1 else 'people'}"
        )
        for line in wrap(said, [NARROW] * 3, size=16, bold=bool(middle)):
            drawn.append(text(line, 0, y=y + 18, size=16, bold=bool(middle)))
            y += 21
        y += 6
        run = [
            word for word in reversed(ROWS) for _ in range(_cells(spread, word)[level])
        ]
        for place, word in enumerate(run):
            row, column = divmod(place, side)
            drawn.append(
                levels.circle(
                    radius + 2 + column * step,
                    y + radius + 2 + row * step,
                    confidence=word,
                    radius=radius,
                )
            )
        y += -(-len(run) // side) * step + 8
        drawn.append(line_between((0, y), (NARROW, y), colour=FAINT))
        y += 6
    return drawn, y


def _table(spread: Spread, scale: Sequence[str]) -> Table:
    columns = (
        Column("level", "Level"),
        Column("people", "People", number=True),
        *(
            Column(word or "unsaid", opened_word(word), number=True)
            for word in reversed(ROWS)
        ),
        Column("middle", "Middle answer"),
    )
    rows = [
        (
            Cell(f"{level} {levels.opened(scale[level])}", level),
            Cell(str(count), count),
            *(
                Cell(str(_cells(spread, word)[level]), _cells(spread, word)[level])
                for word in reversed(ROWS)
            ),
            Cell("yes" if level in spread.middle else ""),
        )
        for level, count in enumerate(spread.counts)
    ]
    blank = Cell("")
    rows.append(
        (
            Cell("I do not know", "unknown"),
            Cell(str(spread.unknown), spread.unknown),
            *([blank] * (len(ROWS) + 1)),
        )
    )
    return Table(columns, tuple(rows))
