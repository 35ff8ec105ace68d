"""A paper as PDF that screen readers can read: PDF/UA-1, in the fonts that we ship."""

import json
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from firstyear.charts.lettering import font_folder
from firstyear.reports.paper.letters import (
    BOX,
    NOT_DRAWN,
    breakable,
    clean,
    printable,
    right_to_left,
)
from firstyear.reports.paper.model import (
    Block,
    Figure,
    Grid,
    Heading,
    Notice,
    Paper,
    Points,
    Ruled,
    Ticks,
    Words,
)

Json = dict[str, Any]
LARGEST_TITLE = 24


def pdf(paper: Paper) -> bytes:
    """The document as PDF.

    Typst refuses a picture without words for it, headings out of order and letters
    that cannot be shown, so that what comes back has none of these.

    Examples:
        >>> pdf(Paper("A letter", (Words("Dear all, #this is $not$ code."),)))[:5]
        b'%PDF-'
    """
    made = _Maker()
    content: Json = {
        "title": made.plain(paper.title),
        "subtitle": made.run(paper.subtitle),
        "mark": made.plain(paper.mark),
        "language": paper.language,
        "size": paper.size,
        "title_size": min(1.9 * paper.size, LARGEST_TITLE),
        "landscape": paper.landscape,
        "blocks": [made.block(one) for one in paper.blocks],
    }
    if made.replaced:
        content["blocks"].append(made.block(Words(NOT_DRAWN, "small")))
    template = files("firstyear.reports.paper").joinpath("paper.typ").read_bytes()
    return bytes(
        typst.compile(
            template,
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"paper": json.dumps(content)},
            pdf_standards="ua-1",
        )
    )


@cache
def _fonts() -> typst.Fonts:
    """Our fonts and no others, so that a document is the same on every machine."""
    with as_file(font_folder()) as folder:
        return typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder)],
        )


class _Maker:
    """Blocks as the template reads them; notes whether a sign had to be replaced."""

    def __init__(self) -> None:
        self.replaced = False

    def plain(self, text: str) -> str:
        cleaned = clean(text)
        drawn = printable(cleaned)
        self.replaced = self.replaced or (BOX in drawn and BOX not in cleaned)
        return drawn

    def run(self, text: str) -> Json:
        return {"text": breakable(self.plain(text)), "rtl": right_to_left(text)}

    def runs(self, texts: tuple[str, ...]) -> list[Json]:
        return [self.run(text) for text in texts]

    def block(self, one: Block) -> Json:
        content: Json = {}
        match one:
            case Heading():
                content = {"level": one.level, "text": self.run(one.text)}
            case Words():
                content = {"look": one.look, "text": self.run(one.text)}
            case Points():
                content = {"items": self.runs(one.items)}
            case Grid():
                content = {
                    "caption": self.run(one.caption),
                    "header": self.runs(one.header),
                    "rows": [self.runs(row) for row in one.rows],
                    "shares": one.shares,
                    "numbers": one.numbers,
                }
            case Figure():
                content = {
                    "svg": self.plain(one.svg),
                    "alt": self.plain(one.alt),
                    "share": one.share,
                }
            case Notice():
                content = {"title": self.run(one.title), "lines": self.runs(one.lines)}
            case Ruled():
                content = {"label": self.run(one.label), "lines": one.lines}
            case Ticks():
                content = {"options": self.runs(one.options)}
        return {"kind": type(one).__name__.lower(), **content}
