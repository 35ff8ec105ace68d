"""docs/look.md has each page that `make look` draws, with pictures that are there."""

import re

from tools.documents import ROOT
from tools.look import PAGES, REVIEWS, ROOM

LOOKED = (ROOT / "docs" / "look.md").read_text(encoding="utf-8")


def test_every_page_that_is_drawn_has_its_line() -> None:
    line = r'(?m)^\| .+? \| <img src="pictures/look/([\w-]+)-desktop'
    rows = re.findall(line, LOOKED)
    assert rows == [*PAGES, *ROOM, *REVIEWS]


def test_every_picture_is_there_and_says_of_what_it_is() -> None:
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', LOOKED)
    for source, said in shown:
        assert (ROOT / "docs" / source).exists(), source
        assert said.endswith((", desktop", ", phone", ", print"))
    kept = {one.name for one in (ROOT / "docs" / "pictures" / "look").iterdir()}
    assert kept == {source.rpartition("/")[2] for source, _ in shown}


def test_every_line_says_what_was_seen() -> None:
    lines = [one for one in LOOKED.splitlines() if "pictures/look/" in one]
    for line in lines:
        assert len(line.rsplit(" | ", 1)[1].split()) > 3, line
