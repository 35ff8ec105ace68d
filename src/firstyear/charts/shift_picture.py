"""A second vote beside the first: how many gave each level, before and after talk."""

from collections.abc import Sequence

from firstyear.charts import levels
from firstyear.charts.ink import line_between, rectangle, text
from firstyear.charts.lettering import wrap
from firstyear.charts.model import Cell, Column, Drawing, KeyItem, Table
from firstyear.charts.sizes import drawing
from firstyear.charts.theme import GREY, NARROW, RULE, TEAL, WHITE
from firstyear.charts.vote_words import shift_sentence, shift_title
from firstyear.sessions.votes import Shift

BAR, GAP, ROW = 22, 5, 74
ROUNDS = ("First", "Second")


def shift_picture(
    told: Shift,
    *,
    identifier: str = "shift",
    scale: Sequence[str] = levels.SCALE,
) -> Drawing:
    """Two votes on one question, level by level.

    Examples:
        >>> from firstyear.sessions import Voice, shift
        >>> shift_picture(shift([Voice(0), Voice(1)], [Voice(1), Voice(1)])).title
        'The middle answer moved from between “not in place” and “patchy” to “patchy”'
    """
    title, sentence = shift_title(told, scale), shift_sentence(told, scale)

    return drawing(
        lambda across: _rows(told, scale, across),
        identifier=identifier,
        title=title,
        sentence=sentence,
        table=_table(told, scale),
        caption="How many people gave each level, first and second time",
        key=(
            KeyItem("round-1", "First vote"),
            KeyItem("round-2", "Second vote, after talking"),
        ),
    )


def _rows(told: Shift, scale: Sequence[str], across: float) -> tuple[list[str], float]:
    slim = across == NARROW
    left = 66.0 if slim else across * 0.36
    room = across - left - 150 if not slim else across - left - 40
    most = max(1, *told.before.counts, *told.after.counts)
    drawn: list[str] = []
    y = 6.0
    for level, words in enumerate(scale):
        said = f"{level} {levels.opened(words)}"
        if slim:
            (line,) = wrap(said, [across], size=16, bold=True)
            drawn.append(text(line, 0, y=y + 16, size=16, bold=True))
            y += 26
        else:
            for number, line in enumerate(wrap(said, [left - 90] * 2, size=17)):
                drawn.append(text(line, 0, y=y + 26 + 21 * number, size=17))
        for number, round_ in enumerate((told.before, told.after)):
            top = y + number * (BAR + GAP)
            count = round_.counts[level]
            long = room * count / most
            drawn.append(
                text(ROUNDS[number], left - 8, y=top + 16, size=15, anchor="end",
                     colour=GREY)
            )  # fmt: skip
            if count:
                drawn.append(
                    rectangle(left + 1, top + 1, width=long, height=BAR - 2,
                              fill=WHITE if number == 0 else TEAL, edge=TEAL, line=2)
                )  # fmt: skip
            middle = level in round_.middle
            note = " middle" if slim else " middle answer"
            drawn.append(
                text(str(count), left + long + 9, y=top + 16, size=16, bold=True)
            )
            if middle and not slim:
                drawn.append(
                    text(note.strip(), left + long + 38, y=top + 16, size=15,
                         colour=GREY)
                )  # fmt: skip
        y += 2 * BAR + GAP + 10
        drawn.append(line_between((0, y), (across, y), colour=RULE))
        y += 9
    return drawn, y


def _table(told: Shift, scale: Sequence[str]) -> Table:
    columns = (
        Column("level", "Level"),
        Column("first", "First vote", number=True),
        Column("second", "Second vote", number=True),
        Column("change", "Change", number=True),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(f"{level} {levels.opened(words)}", level),
            Cell(str(told.before.counts[level]), told.before.counts[level]),
            Cell(str(told.after.counts[level]), told.after.counts[level]),
            _change(told.change[level]),
        )
        for level, words in enumerate(scale)
    ]
    unknown = told.before.unknown, told.after.unknown
    rows.append(
        (
            Cell("I do not know", "unknown"),
            *(Cell(str(one), one) for one in unknown),
            _change(unknown[1] - unknown[0]),
        )
    )
    return Table(columns, tuple(rows))


def _change(number: int) -> Cell:
    said = f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "0"
    return Cell(said, number)
