"""A deck: each slide a title that can be found by it, and points, a table or a picture.

What does not fit on a slide is cut with an ellipsis, or goes on to a next one.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from firstyear.charts.draw import svg_png
from firstyear.charts.lettering import ELLIPSIS, wrap
from firstyear.reports.paper import Figure, Grid
from firstyear.reports.paper.letters import clean, right_to_left

WIDE, TALL, SIDE = 13.333, 7.5, 0.6
TOP, FOOT = 1.65, 6.95
FONT = "Arial"
INK, GREY = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
PALE = RGBColor(0xE2, 0xF0, 0xF1)
ACROSS = WIDE - 2 * SIDE
ROOM = (FOOT - TOP) * 72 - 12  # points, under the title and over the foot
LEADING, AFTER = 1.2, 9
# Nothing that a room is to read is under 18 points.
TITLE_SIZE, CELL_SIZE, FOOT_SIZE = 34, 18, 14
POINT_SIZES = (30.0, 26.0, 22.0, 20.0)
POINT_LINES, CELL_LINES, POINTS_A_SLIDE = 4, 2, 6
CELL_PAD = 0.25  # inches
LONGEST_PROPERTY = 255  # letters, as the format has it
T = TypeVar("T")


@dataclass(frozen=True)
class Slide:
    """A title, points under it, and a table or a picture; `says` are the notes."""

    title: str
    points: tuple[str, ...] = ()
    table: Grid | None = None
    figure: Figure | None = None
    says: str = ""


@dataclass(frozen=True)
class Deck:
    """Slides; `mark` stands at the foot of each."""

    title: str
    slides: tuple[Slide, ...]
    mark: str = ""
    language: str = "en-GB"


def slides(deck: Deck) -> bytes:
    """The deck as PowerPoint (.pptx).

    Examples:
        >>> slides(Deck("A talk", (Slide("Hello", ("One point",)),)))[:2]
        b'PK'
    """
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(TALL)
    show.core_properties.title = clean(deck.title)[:LONGEST_PROPERTY]
    show.core_properties.author = "Firstyear"
    pages = [page for one in deck.slides for page in _fitting(one)]
    for number, one in enumerate(pages, start=1):
        _slide(show, one, deck, f"{number} / {len(pages)}")
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _fitting(one: Slide) -> list[Slide]:
    """The slide as so many as its points and rows need."""
    runs: list[Slide] = []
    if one.table is not None:
        grid = one.table
        heights = [_row_height(row, grid) for row in grid.rows]
        runs = [
            Slide("", (), Grid(grid.header, tuple(rows), grid.shares))
            for rows in _paged(
                grid.rows, heights, ROOM - _row_height(grid.header, grid)
            )
        ]
    elif len(one.points) > POINTS_A_SLIDE:
        heights = [1.0] * len(one.points)
        runs = [Slide("", run) for run in _paged(one.points, heights, POINTS_A_SLIDE)]
    if len(runs) < 2:
        return [one]
    return [
        replace(run, title=f"{one.title} ({number} of {len(runs)})", says=one.says)
        for number, run in enumerate(runs, start=1)
    ]


def _paged(
    items: Sequence[T], heights: Sequence[float], room: float
) -> list[tuple[T, ...]]:
    """The items in runs none of which is higher than the room."""
    runs: list[list[T]] = []
    left = 0.0
    for item, height in zip(items, heights, strict=True):
        if not runs or height > left:
            runs.append([])
            left = room
        runs[-1].append(item)
        left -= height
    return [tuple(run) for run in runs]


def _row_height(row: Sequence[str], grid: Grid) -> float:
    """How high a row is, in points."""
    lines = (
        len(_lines(text, CELL_SIZE, CELL_LINES, wide - CELL_PAD))
        for text, wide in zip(row, _widths(grid), strict=True)
    )
    return max(1, *lines) * CELL_SIZE * LEADING + 7.2


def _widths(grid: Grid) -> list[float]:
    return [ACROSS * share / sum(grid.shares) for share in grid.shares]


def _slide(show: Any, one: Slide, deck: Deck, number: str) -> None:
    page = show.slides.add_slide(show.slide_layouts[5])
    title = page.shapes.title
    title.left, title.top = Inches(SIDE), Inches(0.35)
    title.width, title.height = Inches(ACROSS), Inches(1.2)
    frame = title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    heading = _fitted(one.title, TITLE_SIZE, 2, ACROSS - 0.2, bold=True)
    _put(
        frame.paragraphs[0], heading, size=TITLE_SIZE, bold=True, language=deck.language
    )
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if one.points:
        _points(page, one, deck.language)
    if one.table is not None:
        _table(page, one.table, deck.language)
    if one.figure is not None:
        _figure(page, one.figure)
    foot = page.shapes.add_textbox(
        Inches(SIDE), Inches(FOOT), Inches(ACROSS), Inches(0.4)
    )
    words = "  ·  ".join(part for part in (deck.mark, number) if part)
    _put(
        foot.text_frame.paragraphs[0],
        words,
        size=FOOT_SIZE,
        colour=GREY,
        language=deck.language,
    )
    if one.says:
        page.notes_slide.notes_text_frame.text = clean(one.says)


def _points(page: Any, one: Slide, language: str) -> None:
    box = page.shapes.add_textbox(
        Inches(SIDE), Inches(TOP), Inches(ACROSS), Inches(FOOT - TOP)
    )
    frame = box.text_frame
    frame.word_wrap = True
    size, texts = sized_points(one.points)
    for place, said in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _put(paragraph, said, size=size, language=language)
        paragraph.space_after = Pt(AFTER)
        _bullet(paragraph)


def sized_points(points: Sequence[str]) -> tuple[float, list[str]]:
    """The largest letters in which all points fit, and the points.

    Where they do not fit in the smallest, those over two lines are cut.
    """
    for size in POINT_SIZES:
        lines = [_lines(point, size, POINT_LINES, ACROSS - 0.5) for point in points]
        whole = not any(run and run[-1].endswith(ELLIPSIS) for run in lines)
        height = sum(len(run) * size * LEADING + AFTER for run in lines)
        if whole and height <= ROOM:
            return size, [" ".join(run) for run in lines]
    size = POINT_SIZES[-1]
    return size, [_fitted(point, size, 2, ACROSS - 0.5) for point in points]


def _bullet(paragraph: Any) -> None:
    """A bullet that listeners hear as a list's point, hanging before its lines."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.3)))
    properties.set("indent", str(-Inches(0.3)))
    mark = OxmlElement("a:buChar")
    mark.set("char", "•")
    properties.append(mark)


def _table(page: Any, grid: Grid, language: str) -> None:
    shape = page.shapes.add_table(
        len(grid.rows) + 1,
        len(grid.header),
        Inches(SIDE),
        Inches(TOP),
        Inches(ACROSS),
        Inches(0.5),
    )
    table = shape.table
    widths = _widths(grid)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Inches(wide)
    for number, row in enumerate((grid.header, *grid.rows)):
        for place, (text, wide) in enumerate(zip(row, widths, strict=True)):
            cell = table.cell(number, place)
            cell.fill.solid()
            cell.fill.fore_color.rgb = PALE if number == 0 else WHITE
            said = _fitted(text, CELL_SIZE, CELL_LINES, wide - CELL_PAD)
            _put(
                cell.text_frame.paragraphs[0],
                said,
                size=CELL_SIZE,
                bold=number == 0,
                language=language,
            )


def _figure(page: Any, figure: Figure) -> None:
    picture = page.shapes.add_picture(
        io.BytesIO(svg_png(clean(figure.svg), scale=2)), Inches(SIDE), Inches(TOP)
    )
    room = Inches(ACROSS), Inches(FOOT - TOP)
    share = min(room[0] / picture.width, room[1] / picture.height)
    picture.width = Emu(int(picture.width * share))
    picture.height = Emu(int(picture.height * share))
    picture.left = Emu(int((Inches(WIDE) - picture.width) / 2))
    picture._element.nvPicPr.cNvPr.set("descr", clean(figure.alt))


def _fitted(
    text: str, size: float, lines: int, across: float, *, bold: bool = False
) -> str:
    """The text, cut where it needs more lines of so many inches."""
    return " ".join(_lines(text, size, lines, across, bold=bold))


def _lines(
    text: str, size: float, most: int, across: float, *, bold: bool = False
) -> list[str]:
    return wrap(clean(text), [across * 72] * most, size=size, bold=bold)


def _put(
    paragraph: Any,
    text: str,
    *,
    size: float,
    language: str,
    bold: bool = False,
    colour: RGBColor = INK,
) -> None:
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour
    run._r.get_or_add_rPr().set("lang", language)
    if right_to_left(text):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
