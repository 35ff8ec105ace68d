"""A paper as a Word document that people go on to edit."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from firstyear.charts.draw import svg_png
from firstyear.reports.paper.letters import clean, right_to_left
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

FONT = "Arial"
INK, GREY = RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72)
MARGIN, SHORT, LONG = 2.0, 21.0, 29.7
LONGEST_PROPERTY = 255  # letters, as the format has it
WHOLE = 500  # letters of a cell whose row stays on one page
LARGEST = 24  # points, of titles
SCALE = 1.6  # pixels of a picture for each of its own


def word(paper: Paper) -> bytes:
    """The document as Word (.docx): headings, tables with headings, alternative text.

    Examples:
        >>> word(Paper("A letter", (Words("Dear all"),)))[:2]
        b'PK'
    """
    document = Document()
    _styles(document, paper)
    _page(document, paper)
    document.core_properties.title = clean(paper.title)[:LONGEST_PROPERTY]
    document.core_properties.language = paper.language
    document.core_properties.author = "Firstyear"
    document.core_properties.comments = ""
    _write(document.add_paragraph(style="Title"), paper.title)
    if paper.subtitle:
        _write(document.add_paragraph(style="Subtitle"), paper.subtitle)
    across = (LONG if paper.landscape else SHORT) - 2 * MARGIN
    for one in paper.blocks:
        _add(document, one, across)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: WordDocument, one: Block, across: float) -> None:
    match one:
        case Heading():
            _write(document.add_paragraph(style=f"Heading {one.level}"), one.text)
        case Words():
            _words(document.add_paragraph(), one)
        case Points():
            for item in one.items:
                _write(document.add_paragraph(style="List Bullet"), item)
        case Grid():
            _grid(document, one, across)
        case Figure():
            _figure(document, one, across)
        case Notice():
            _notice(document, one)
        case Ruled():
            _write(document.add_paragraph(), one.label, bold=True)
            for _ in range(one.lines):
                _under(document.add_paragraph())
        case Ticks():
            for option in one.options:
                _write(document.add_paragraph(), f"☐  {option}")
        case NewPage():
            document.add_page_break()


def _write(paragraph: Paragraph, text: str, *, bold: bool = False) -> Paragraph:
    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if right_to_left(text):
        properties = paragraph._p.get_or_add_pPr()
        properties.append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return paragraph


def _words(paragraph: Paragraph, one: Words) -> None:
    _write(paragraph, one.text, bold=one.look in ("strong", "code"))
    if one.look in ("lead", "strong"):
        paragraph.paragraph_format.keep_with_next = True
    if one.look == "small":
        paragraph.runs[0].font.size = Pt(9)
        paragraph.runs[0].font.color.rgb = GREY
    if one.look == "code":
        paragraph.runs[0].font.size = Pt(28)


def _grid(document: WordDocument, one: Grid, across: float) -> None:
    if one.caption:
        caption = _write(document.add_paragraph(style="Caption"), one.caption)
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(one.header), style="Table Grid")
    table.autofit = False
    widths = [Cm(across * share / sum(one.shares)) for share in one.shares]
    _row(table, 0, one.header, one.numbers, bold=True)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(OxmlElement("w:tblHeader"))
    for number, row in enumerate(one.rows, start=1):
        table.add_row()
        _row(table, number, row, one.numbers)
    for row, texts in zip(table.rows, (one.header, *one.rows), strict=True):
        # A row higher than a page would be cut off if it were kept whole.
        if max(len(text) for text in texts) <= WHOLE:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(
    table: Table,
    number: int,
    cells: tuple[str, ...],
    numbers: tuple[int, ...],
    *,
    bold: bool = False,
) -> None:
    for place, text in enumerate(cells):
        paragraph = table.rows[number].cells[place].paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.space_after = Pt(2)
        _write(paragraph, text, bold=bold).runs[0].font.size = Pt(9.5)
        if place in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _figure(document: WordDocument, one: Figure, across: float) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run()
    picture = run.add_picture(
        io.BytesIO(svg_png(clean(one.svg), scale=SCALE)), width=Cm(across * one.share)
    )
    # Where it is left open LibreOffice moves the picture 3 mm to the right.
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
    about = picture._inline.docPr
    about.set("descr", clean(one.alt))
    about.set("title", "")


def _notice(document: WordDocument, one: Notice) -> None:
    """A box is a table of one cell; read aloud it is its words in order."""
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    cell: _Cell = table.rows[0].cells[0]
    first = _write(cell.paragraphs[0], one.title, bold=True)
    first.paragraph_format.space_before = Pt(6)
    for line in one.lines:
        _write(cell.add_paragraph(), line)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _under(paragraph: Paragraph) -> None:
    """A line to write on."""
    borders = OxmlElement("w:pBdr")
    # Word takes neighbours with one border for one box: `between` keeps them apart.
    for side in ("bottom", "between"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"),
                            ("color", "4C6272")):  # fmt: skip
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.space_before = Pt(12)


def _styles(document: WordDocument, paper: Paper) -> None:
    sizes = {"Normal": 1.0, "Title": 2.0, "Subtitle": 1.2, "Heading 1": 1.4,
             "Heading 2": 1.12, "List Bullet": 1.0, "Caption": 0.9}  # fmt: skip
    for name, share in sizes.items():
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(min(paper.size * share, LARGEST))
        style.font.italic = False
        style.font.bold = name not in ("Normal", "Subtitle", "List Bullet")
        style.font.color.rgb = GREY if name == "Subtitle" else INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    # The rule under the template's title is in a colour of its own.
    title = document.styles["Title"].element.get_or_add_pPr()
    for rule in title.findall(qn("w:pBdr")):
        title.remove(rule)
    language = OxmlElement("w:lang")
    tag = {"en": "en-GB", "cy": "cy-GB"}.get(paper.language, paper.language)
    language.set(qn("w:val"), tag)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(language)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)


def _page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    short, long = Cm(SHORT), Cm(LONG)
    section.page_width, section.page_height = short, long
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = long, short
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    if paper.mark:
        head = _write(section.header.paragraphs[0], paper.mark)
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head.runs[0].font.size = Pt(9)
    foot = section.footer.paragraphs[0]
    _write(foot, f"{paper.title}  ·  ").runs[0].font.size = Pt(9)
    _field(foot, "PAGE")
    foot.add_run(" / ").font.size = Pt(9)
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word works out: of the page, or of all pages."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", "", "end"):
        if kind:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece = OxmlElement("w:instrText")
            piece.set(qn("xml:space"), "preserve")
            piece.text = f" {name} "
        run._r.append(piece)
