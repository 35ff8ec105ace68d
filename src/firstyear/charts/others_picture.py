"""Other areas by level, part by part: a circle an area, the middle marked, no order."""

from collections.abc import Sequence

from firstyear.charts import levels
from firstyear.charts.ink import line_between, rectangle, text
from firstyear.charts.lettering import wrap
from firstyear.charts.model import Cell, Column, Drawing, KeyItem, Table
from firstyear.charts.sizes import drawing
from firstyear.charts.theme import FAINT, GREY, INK, NARROW, TEAL
from firstyear.charts.tree_words import middle_words
from firstyear.sessions.others import FEWEST_AREAS, OthersOfPart
from firstyear.sessions.votes import LEVELS

MARK = "Self-assessed by each area; not a ranking."
TOO_FEW = "Too few areas"
RADIUS, STEP = 6.0, 15.0
OWN = "here"


def others_picture(
    parts: Sequence[OthersOfPart],
    *,
    identifier: str = "others",
    scale: Sequence[str] = levels.SCALE,
) -> Drawing:
    """Parts in the order given, of those that may be shown; the table has them all.

    Examples:
        >>> others_picture([]).title
        'Too few other areas have agreed for any part to be shown'
    """
    shown = [one for one in parts if one.spread is not None]
    title, sentence = others_title(shown, len(parts)), others_sentence(shown, scale)

    return drawing(
        lambda across: _rows(shown, scale, across),
        identifier=identifier,
        title=title,
        sentence=sentence,
        table=_table(parts, scale),
        caption=f"Other areas by level of each part. {MARK}",
        key=(
            KeyItem("circle-sure", "An area"),
            KeyItem("others-middle", "The middle area, or both middle ones"),
            *(
                (KeyItem("others-own", "Where this area put itself"),)
                if any(one.own is not None for one in shown)
                else ()
            ),
        ),
    )


def others_title(shown: Sequence[OthersOfPart], parts: int) -> str:
    """What the picture shows, and of how many areas."""
    if not shown:
        return "Too few other areas have agreed for any part to be shown"
    counts = sorted({one.areas for one in shown})
    many = str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    return f"Where {many} other areas put themselves on {len(shown)} of {parts} parts"


def others_sentence(shown: Sequence[OthersOfPart], scale: Sequence[str]) -> str:
    """How to read it, and how often the middle area has each level."""
    if not shown:
        return f"A part is shown once {FEWEST_AREAS} other areas are there for it."
    at = [
        f"“{scale[level]}” on {count}"
        for level in range(LEVELS)
        if (
            count := sum(
                one.spread is not None and one.spread.level == level for one in shown
            )
        )
    ]
    parts = "part" if len(shown) == 1 else "parts"
    return (
        f"{MARK} Each circle is one area and no area is named. Of {len(shown)} {parts} "
        f"the middle area, or the lower of two, said {', '.join(at)}."
    )


def _rows(
    shown: Sequence[OthersOfPart], scale: Sequence[str], across: float
) -> tuple[list[str], float]:
    slim = across == NARROW
    left = 0.0 if slim else across * 0.34
    column = (across - left) / LEVELS
    heads = levels.short_words(scale)
    drawn, y, size = [], 22.0, 14 if slim else 15
    tall = 0.0
    for level in range(LEVELS):
        named = wrap(f"{level} {heads[level]}", [column - 10] * 2, size=size)
        tall = max(tall, len(named) * 18)
        drawn += [
            text(
                line,
                left + column * (level + 0.5),
                y=y + 18 * number,
                size=size,
                anchor="middle",
                colour=GREY,
            )
            for number, line in enumerate(named)
        ]
    y += tall
    for one in shown:
        body, y = _row(one, y, left, column, across, slim=slim)
        drawn += body
    return drawn, y + 4


def _row(
    one: OthersOfPart,
    y: float,
    left: float,
    column: float,
    across: float,
    *,
    slim: bool,
) -> tuple[list[str], float]:
    assert one.spread is not None
    drawn = [line_between((0, y), (across, y), colour=FAINT, width=2)]
    name = f"{one.part}. {one.title}" if one.part[:1].isdigit() else one.title
    lines = wrap(name, [(across if slim else left) - 14] * 2, size=16)
    for number, line in enumerate(lines):
        drawn.append(text(line, 0, y=y + 22 + 19 * number, size=16))
    top = y + 10 + (19 * len(lines) + 4 if slim else 0)
    side = max(1, int((column - 46) // STEP))
    deep = max(-(-count // side) for count in one.spread.counts)
    box = max(26.0, deep * STEP + 8) + (18 if one.own is not None else 0)
    for level, count in enumerate(one.spread.counts):
        x = left + column * level
        if level in one.spread.middle:
            drawn.append(
                rectangle(
                    x + 3, top - 4, width=column - 6, height=box, edge=INK, line=2.5
                )
            )
        drawn.append(
            text(
                str(count),
                x + 12,
                y=top + 15,
                size=18,
                bold=count > 0,
                colour=INK if count else GREY,
            )
        )
        drawn += [
            levels.circle(
                x + 42 + STEP * (place % side),
                top + 9 + STEP * (place // side),
                confidence="sure",
                radius=RADIUS,
            )
            for place in range(count)
        ]
        if one.own == level:
            drawn.append(
                text(
                    f"▲ {OWN}",
                    x + column / 2,
                    y=top + box - 10,
                    size=14,
                    anchor="middle",
                    colour=TEAL,
                    bold=True,
                )
            )
    end = top + box + 6
    return drawn, max(end, y + 30 + (0 if slim else 19 * (len(lines) - 1)))


def _table(parts: Sequence[OthersOfPart], scale: Sequence[str]) -> Table:
    own = any(one.own is not None for one in parts)
    columns = (
        Column("part", "Part"),
        Column("areas", "Other areas", number=True),
        *(
            Column(f"level-{level}", f"{level} {levels.opened(words)}", number=True)
            for level, words in enumerate(scale)
        ),
        Column("middle", "Middle area"),
        *((Column("own", "This area"),) if own else ()),
    )
    rows = []
    for one in parts:
        name = f"{one.part}. {one.title}" if one.part[:1].isdigit() else one.title
        told = one.spread
        cells = [Cell(name, one.part)]
        if told is None:
            cells += [Cell(TOO_FEW), *[Cell("")] * (LEVELS + 1)]
        else:
            cells += [Cell(str(one.areas), one.areas)]
            cells += [Cell(str(count), count) for count in told.counts]
            cells += [Cell(middle_words(told.middle, scale), told.level)]
        if own:
            said = () if one.own is None else (one.own,)
            cells.append(Cell(middle_words(said, scale), one.own))
        rows.append(tuple(cells))
    return Table(columns, tuple(rows))
