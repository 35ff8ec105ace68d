"""Where broad groups differ: each one's middle answer and its range."""

from collections.abc import Mapping, Sequence

from firstyear.charts import levels
from firstyear.charts.ink import line_between, polygon, text
from firstyear.charts.lettering import wrap
from firstyear.charts.model import Cell, Column, Drawing, KeyItem, Table
from firstyear.charts.sizes import drawing
from firstyear.charts.theme import GREY, NARROW, OTHER, TEAL, WHITE
from firstyear.charts.tree_words import middle_words
from firstyear.charts.vote_words import (
    BROAD_GROUPS,
    groups_sentence,
    groups_title,
    people_words,
)
from firstyear.sessions.votes import LEVELS, GroupSpread

ROW, HALF = 66, 14


def groups_picture(
    shown: Sequence[GroupSpread],
    *,
    identifier: str = "groups",
    scale: Sequence[str] = levels.SCALE,
    names: Mapping[str, str] = BROAD_GROUPS,
) -> Drawing:
    """Groups that may be shown beside each other, as `sessions.groups` gave them.

    Examples:
        >>> groups_picture([]).title
        'There are too few voices to show groups beside each other'
    """
    title, sentence = groups_title(shown, dict(names)), groups_sentence(shown)

    return drawing(
        lambda across: _rows(shown, scale, names, across),
        identifier=identifier,
        title=title,
        sentence=sentence,
        table=_table(shown, scale, names),
        caption="Middle answer and range of each broad group",
        key=(
            KeyItem("group-middle", "Middle answer of a group"),
            KeyItem("group-range", "From its lowest answer to its highest"),
        ),
    )


def _rows(
    shown: Sequence[GroupSpread],
    scale: Sequence[str],
    names: Mapping[str, str],
    across: float,
) -> tuple[list[str], float]:
    slim = across == NARROW
    left = HALF + 4.0 if slim else across * 0.37
    right = across - HALF - 4 if slim else across - 120
    step = (right - left) / (LEVELS - 1)

    def at(level: float) -> float:
        return left + step * level

    drawn = []
    for level in range(LEVELS):
        said = (
            str(level)
            if slim
            else wrap(
                f"{level} {levels.short_words(scale)[level]}", [step - 16], size=15
            )[0]
        )
        drawn.append(text(said, at(level), y=20, size=15, anchor="middle", colour=GREY))
    y = 34.0
    for one in shown:
        name = names.get(one.group, one.group)
        count = people_words(one.spread.answered)
        row = ROW + (22 if slim else 0)
        middle = y + (52 if slim else row / 2)
        if slim:
            (line,) = wrap(name, [across - 90], size=16)
            drawn.append(text(line, 0, y=y + 22, size=16))
            drawn.append(
                text(count, across, y=y + 22, size=15, anchor="end", colour=GREY)
            )
        else:
            for number, line in enumerate(wrap(name, [left - 40] * 2, size=17)):
                drawn.append(text(line, 0, y=middle + 6 + 20 * number, size=17))
            drawn.append(
                text(count, across, y=middle + 6, size=16, anchor="end", colour=GREY)
            )
        drawn.append(line_between((at(0), middle), (at(3), middle), colour=OTHER))
        drawn += [
            line_between(
                (at(level), middle - 7), (at(level), middle + 7), colour=OTHER, width=2
            )
            for level in range(LEVELS)
        ]
        if one.spread.middle:
            low, high = one.spread.range
            drawn.append(
                line_between(
                    (at(low), middle), (at(high), middle), colour=TEAL, width=6
                )
            )
            drawn += _diamond(at(sum(one.spread.middle) / len(one.spread.middle)),
                              middle, one.spread.middle)  # fmt: skip
        y += row
    return drawn, y + 6


def _diamond(x: float, y: float, middle: Sequence[int]) -> list[str]:
    corners = [(x, y - HALF), (x + HALF, y), (x, y + HALF), (x - HALF, y)]
    whole, half = divmod(sum(middle), len(middle))
    said = f"{whole or ''}½" if half else str(whole)
    return [
        polygon(corners, fill=TEAL, edge=WHITE, line=2),
        text(said, x, y=y + 5, size=14, anchor="middle", bold=True, colour=WHITE),
    ]


def _table(
    shown: Sequence[GroupSpread], scale: Sequence[str], names: Mapping[str, str]
) -> Table:
    columns = (
        Column("group", "Group"),
        Column("people", "People", number=True),
        Column("middle", "Middle answer"),
        Column("lowest", "Lowest"),
        Column("highest", "Highest"),
    )
    rows = tuple(
        (
            Cell(names.get(one.group, one.group), one.group),
            Cell(str(one.spread.answered), one.spread.answered),
            Cell(middle_words(one.spread.middle, scale)),
            *(
                Cell(f"{level} {levels.opened(scale[level])}", level)
                for level in (one.spread.range or ())
            ),
            *(() if one.spread.range else (Cell(""), Cell(""))),
        )
        for one in shown
    )
    return Table(columns, rows)
