"""Rows and cells of the tartan rug. What a cell says is put in words when asked for.

The rug of a country has thousands of cells, of which a page prints some hundreds.
"""

import math
from dataclasses import dataclass

from firstyear.picture.results import Number, Persistence, Place, Span
from firstyear.picture.words import (
    SHORT_ABSENCES,
    about_a_year,
    number_in_words,
    verdict_in_words,
)


@dataclass(frozen=True)
class RugCell:
    """One cell of the tartan rug: a class (worse, similar, ...) and what it prints.

    `extra` is how many events more than at the country's rate, over `years` years.
    """

    place: Place
    state: str
    title: str
    number: Number
    kept: Persistence
    extra: float
    years: float

    @property
    def value(self) -> float:
        return self.number.value

    @property
    def text(self) -> str:
        """The value, or a short word for why there is none."""
        if self.number.known:
            return number_in_words(self.number)
        return SHORT_ABSENCES.get(self.number.absence, "")

    @property
    def persistence(self) -> str:
        """In how many periods it was higher, of those compared: `5/9`."""
        return f"{self.kept.higher}/{self.kept.compared}" if self.kept.compared else ""

    @property
    def excess(self) -> str:
        """How many more or fewer a year, whole babies only: `+3`, `−1 in 2 years`."""
        if not math.isfinite(self.extra) or not self.extra:
            return ""
        size = about_a_year(abs(self.extra), self.years).removeprefix("about ")
        sign = "+" if self.extra > 0 else "\N{MINUS SIGN}"
        return f"{sign}{size.removesuffix(' a year')}"

    @property
    def said(self) -> str:
        """The value and its class, as a listener hears it."""
        said = number_in_words(self.number)
        if not self.number.known:
            return said
        return f"{said}, {verdict_in_words(self.state).lower()}"

    @property
    def words(self) -> str:
        """The same with the measure and the place, for a cell that stands alone."""
        return f"{self.title}, {self.place.name}: {self.said}"


@dataclass(frozen=True)
class RugRow:
    """One measure of every area, in its latest period."""

    indicator: str
    title: str
    span: Span
    benchmark: Number
    cells: tuple[RugCell, ...]
