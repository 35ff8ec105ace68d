"""What a document is made of. Every text is words, and never code of any kind."""

from dataclasses import dataclass, field
from typing import Literal

from firstyear.charts import Drawing


@dataclass(frozen=True)
class Heading:
    """`level` 1 or 2: under the document's title, and under that."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Words:
    """A paragraph.

    `look` is `small` for notes, `lead` for what stays with what follows it, `strong`
    for that in bold, `code` for what is typed off.
    """

    text: str
    look: Literal["plain", "small", "lead", "strong", "code"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a row of headings; `shares` are the widths beside each other.

    `numbers` are the places of columns whose cells stand to the right.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(row) for row in self.rows} | {len(self.shares)}
        assert lengths == {len(self.header)}, f"{lengths} under {self.header}"


@dataclass(frozen=True)
class Figure:
    """A picture as SVG with its words for those who do not see it.

    `share` is how much of the text's width it takes.
    """

    svg: str
    alt: str
    share: float = 1.0

    @classmethod
    def of(cls, drawing: Drawing, *, share: float = 1.0) -> "Figure":
        """A picture of ours, as it is on paper."""
        return cls(drawing.drawn_print, f"{drawing.title}. {drawing.sentence}", share)


@dataclass(frozen=True)
class Notice:
    """Words in a box that are to be read first."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Ruled:
    """A label and empty lines to write on."""

    label: str
    lines: int = 2


@dataclass(frozen=True)
class Ticks:
    """Empty boxes to tick, each with its words."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows starts a page."""


Block = Heading | Words | Points | Grid | Figure | Notice | Ruled | Ticks | NewPage


@dataclass(frozen=True)
class Paper:
    """A document: its title, what stands at the top of each page, and its blocks.

    `size` is that of its letters in points; `language` a code such as `en`.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    mark: str = ""
    language: str = "en"
    size: float = 11
    landscape: bool = field(default=False)
