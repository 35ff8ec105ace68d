"""A document as blocks, written once and made into Word or PDF."""

from firstyear.reports.paper.model import (
    Block,
    Figure,
    Grid,
    Heading,
    NewPage,
    Notice,
    Paper,
    Points,
    Ruled,
    Ticks,
    Words,
)
from firstyear.reports.paper.pdf import pdf
from firstyear.reports.paper.word import word

__all__ = [
    "Block",
    "Figure",
    "Grid",
    "Heading",
    "NewPage",
    "Notice",
    "Paper",
    "Points",
    "Ruled",
    "Ticks",
    "Words",
    "pdf",
    "word",
]
