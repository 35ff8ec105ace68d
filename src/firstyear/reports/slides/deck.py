"""A deck: each slide a title that can be found by it, and points, a table or a picture.

What does not fit on a slide is cut with an ellipsis, or goes on to a next one.
"""

import io
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from firstyear.charts.draw import svg_png
from firstyear.charts.lettering import wrap
from firstyear.reports.paper import Figure, Grid
from firstyear.reports.paper.letters import clean, right_to_left

WIDE, TALL, SIDE = 13.333, 7.5, 0.6
TOP, FOOT = 1.65, 6.95
FONT = "Arial"
INK, GREY = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
PALE = RGBColor(0xE2, 0xF0, 0xF1)
POINT_SIZE, CELL_SIZE, FOOT_SIZE = 20, 14, 12
# As many lines as still leave room for the fullest slide.
POINT_LINES, CELL_LINES = 2, 3
LONGEST_PROPERTY = 255  # letters, as the format has it
ROWS_A_SLIDE, POINTS_A_SLIDE = 6, 6


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
    if one.table is not None and len(one.table.rows) > ROWS_A_SLIDE:
        parts = [
            one.table.rows[at : at + ROWS_A_SLIDE]
            for at in range(0, len(one.table.rows), ROWS_A_SLIDE)
        ]
        return [
            Slide(
                _counted(one.title, number, len(parts)),
                (),
                Grid(one.table.header, rows, one.table.shares),
                says=one.says,
            )
            for number, rows in enumerate(parts, start=1)
        ]
    if len(one.points) > POINTS_A_SLIDE:
        runs = [
            one.points[at : at + POINTS_A_SLIDE]
            for at in range(0, len(one.points), POINTS_A_SLIDE)
        ]
        return [
            Slide(_counted(one.title, number, len(runs)), run, says=one.says)
            for number, run in enumerate(runs, start=1)
        ]
    return [one]


def _counted(title: str, number: int, many: int) -> str:
    return f"{title} ({number} of {many})"


def _slide(show: Any, one: Slide, deck: Deck, number: str) -> None:
    page = show.slides.add_slide(show.slide_layouts[5])
    title = page.shapes.title
    title.left, title.top = Inches(SIDE), Inches(0.35)
    title.width, title.height = Inches(WIDE - 2 * SIDE), Inches(1.2)
    frame = title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    heading = _fitted(one.title, 30, 2, WIDE - 2 * SIDE, bold=True)
    _put(frame.paragraphs[0], heading, size=30, bold=True, language=deck.language)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if one.points:
        _points(page, one, deck.language)
    if one.table is not None:
        _table(page, one.table, deck.language)
    if one.figure is not None:
        _figure(page, one.figure)
    foot = page.shapes.add_textbox(
        Inches(SIDE), Inches(FOOT), Inches(WIDE - 2 * SIDE), Inches(0.4)
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
        Inches(SIDE), Inches(TOP), Inches(WIDE - 2 * SIDE), Inches(FOOT - TOP)
    )
    frame = box.text_frame
    frame.word_wrap = True
    for place, point in enumerate(one.points):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        said = _fitted(point, POINT_SIZE, POINT_LINES, WIDE - 2 * SIDE - 0.5)
        _put(paragraph, said, size=POINT_SIZE, language=language)
        paragraph.space_after = Pt(9)
        _bullet(paragraph)


def _bullet(paragraph: Any) -> None:
    """A bullet that listeners hear as a list's point, hanging before its lines."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.3)))
    properties.set("indent", str(-Inches(0.3)))
    mark = OxmlElement("a:buChar")
    mark.set("char", "•")
    properties.append(mark)


def _table(page: Any, grid: Grid, language: str) -> None:
    across = WIDE - 2 * SIDE
    shape = page.shapes.add_table(
        len(grid.rows) + 1,
        len(grid.header),
        Inches(SIDE),
        Inches(TOP),
        Inches(across),
        Inches(0.5),
    )
    table = shape.table
    widths = [across * share / sum(grid.shares) for share in grid.shares]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Inches(wide)
    for number, row in enumerate((grid.header, *grid.rows)):
        for place, (text, wide) in enumerate(zip(row, widths, strict=True)):
            cell = table.cell(number, place)
            cell.fill.solid()
            cell.fill.fore_color.rgb = PALE if number == 0 else WHITE
            said = _fitted(text, CELL_SIZE, CELL_LINES, wide - 0.25)
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
    room = Inches(WIDE - 2 * SIDE), Inches(FOOT - TOP)
    share = min(room[0] / picture.width, room[1] / picture.height)
    picture.width = Emu(int(picture.width * share))
    picture.height = Emu(int(picture.height * share))
    picture.left = Emu(int((Inches(WIDE) - picture.width) / 2))
    picture._element.nvPicPr.cNvPr.set("descr", clean(figure.alt))


def _fitted(
    text: str, size: float, lines: int, across: float, *, bold: bool = False
) -> str:
    """The text, cut where it needs more lines of so many inches."""
    limits = [across * 72] * lines
    return " ".join(wrap(clean(text), limits, size=size, bold=bold))


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
