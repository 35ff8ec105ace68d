"""One drawing in its three sizes: for a wide screen, for a phone and for paper."""

from collections.abc import Callable, Sequence

from firstyear.charts.ink import sheet
from firstyear.charts.model import Drawing, KeyItem, Table
from firstyear.charts.theme import NARROW, PAPER, WIDE

Body = Callable[[int], tuple[Sequence[str], float]]


def drawing(
    body: Body,
    *,
    identifier: str,
    title: str,
    sentence: str,
    table: Table,
    caption: str,
    key: Sequence[KeyItem] = (),
    paper: int = PAPER,
) -> Drawing:
    """A picture of votes whose `body` is drawn again for each width, in pixels.

    `body` takes the width and gives the pieces of SVG and how tall they are.

    Examples:
        >>> made = drawing(lambda across: ([], across / 2), identifier="a", title="A",
        ...     sentence="B.", table=Table((), ()), caption="C")
        >>> made.spec["height"] == WIDE / 2, made.narrow["height"] == NARROW / 2
        (True, True)
    """

    def whole(name: str, across: int) -> tuple[str, float]:
        pieces, tall = body(across)
        drawn = sheet(
            pieces, identifier=name, title=title, sentence=sentence, size=(across, tall)
        )
        return drawn, tall

    wide, tall = whole(identifier, WIDE)
    slim, slim_height = whole(f"{identifier}-narrow", NARROW)
    return Drawing(
        id=identifier,
        title=title,
        sentence=sentence,
        spec={"height": tall},
        narrow={"height": slim_height},
        table=table,
        caption=caption,
        key=tuple(key),
        methods=("votes",),
        drawn=wide,
        drawn_narrow=slim,
        drawn_print=whole(f"{identifier}-print", paper)[0],
    )
