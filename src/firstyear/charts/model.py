"""A chart as data: what it says, how it is drawn, and the same figures as a table."""

from dataclasses import dataclass, field
from typing import Any

Spec = dict[str, Any]
TALLEST = 1250  # pixels of a drawing that a printed page holds with its heading


@dataclass(frozen=True)
class Column:
    """A column of a chart's table; `name` heads it in files, `title` on pages."""

    name: str
    title: str
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: the text people read, the raw value files carry, perhaps a link."""

    text: str
    value: Any = None
    href: str = ""

    @property
    def raw(self) -> Any:
        return self.text if self.value is None else self.value


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows} - {len(self.columns)}
        assert not widths, f"rows of {widths} cells under {len(self.columns)} columns"


@dataclass(frozen=True)
class KeyItem:
    """One line of the key: a mark (as pages name it) and what it means."""

    mark: str
    text: str


@dataclass(frozen=True)
class Chart:
    """Title that states the finding, a sentence that says how to read it, the picture
    at two widths as Vega-Lite specifications, its key, its table and its caution.

    `methods` names the methods pages behind it; `has_links` is true where marks are
    links, so that assistive technology is told of a group and not of a single image.
    """

    id: str
    title: str
    sentence: str
    spec: Spec
    table: Table
    caption: str
    narrow: Spec | None = None
    key: tuple[KeyItem, ...] = ()
    note: str = ""
    methods: tuple[str, ...] = ()
    has_links: bool = False
    query: dict[str, str] = field(default_factory=dict)

    @property
    def tall(self) -> bool:
        """Whether it is too long for a printed page, and wants a larger one."""
        return float(self.spec.get("height", 0)) > TALLEST


@dataclass(frozen=True, kw_only=True)
class Drawing(Chart):
    """A chart that is drawn line by line, for Vega-Lite has no such form.

    `drawn` is the picture as SVG, `drawn_narrow` the one for phones, `drawn_print`
    the one for paper: no links, and the key within it. `spec` and `narrow` hold
    heights and nothing to draw.
    """

    drawn: str
    drawn_narrow: str
    drawn_print: str
