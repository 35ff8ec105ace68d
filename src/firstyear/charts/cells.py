"""Cells of tables: a figure as people read it, and whole for those who download it."""

import math
from collections.abc import Callable

from firstyear.charts.model import Cell
from firstyear.figures import label
from firstyear.picture.results import Number, Place, Span
from firstyear.picture.words import number_in_words

Address = Callable[[str], str]


def nowhere(identifier: str) -> str:
    """An address of nothing: what stands in a document that links nowhere."""
    return ""


def figure(value: float, form: str = ".1f") -> Cell:
    """A number at the precision pages show; blank where there is none.

    Examples:
        >>> figure(5.68).text, figure(math.nan).text, figure(1234.0, ",.0f").text
        ('5.7', '', '1,234')
    """
    return Cell(format(value, form) if math.isfinite(value) else "", value)


def whole(value: float) -> Cell:
    return figure(value, ",.0f")


def share(value: float) -> Cell:
    """A share of one as a percentage; files carry the share."""
    return figure(value, ".0%")


def signed(value: float) -> Cell:
    """A margin at the three decimals that close calls turn on.

    Examples:
        >>> signed(-0.0031).text
        '−0.003'
    """
    made = figure(value, "+.3f")
    return Cell(made.text.replace("-", "\N{MINUS SIGN}"), value)


def rate(number: Number) -> Cell:
    """The rate, or in words why there is none."""
    return Cell(number_in_words(number), number.value)


def area(place: Place, address: Address) -> Cell:
    return Cell(place.name, href=address(place.code))


def period(span: Span | None) -> Cell:
    return Cell("" if span is None else label(span.date_from, span.date_to))
