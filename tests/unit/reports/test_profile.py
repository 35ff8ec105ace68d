"""The profile as one HTML file: whole, safe, printable, with every table."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import firstyear as fy
from firstyear.picture.area import AreaPicture
from firstyear.picture.area_words import headline
from firstyear.reports import profile_html

SCRIPT = "<script>alert('x')</script>"
VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line"}


class Reading(HTMLParser):
    """What a browser would find: elements, whether all close, text, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.identifiers: list[str] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        for name, value in attrs:
            if name in ("href", "src", "xlink:href", "action"):
                self.addresses.append(value or "")
            if name == "id":
                self.identifiers.append(value or "")
            assert not name.startswith("on"), f"{tag} has {name}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.said.append(data)


@pytest.fixture(scope="module")
def document(area_pictures: list[AreaPicture]) -> str:
    return profile_html(area_pictures[0])


def test_it_is_one_document_that_closes_what_it_opens(document: str) -> None:
    assert document.startswith("<!DOCTYPE html>")
    read = Reading(document)
    assert read.open == []
    assert read.seen.count("html") == read.seen.count("h1") == 1
    assert read.seen.count("main") == 1
    assert len(read.identifiers) == len(set(read.identifiers))


def test_nothing_runs_and_nothing_is_fetched(document: str) -> None:
    read = Reading(document)
    assert not {"script", "link", "iframe", "img", "object"} & set(read.seen)
    assert [one for one in read.addresses if one not in ("", "#")] == []
    assert "url(" not in document
    assert "@import" not in document


def test_it_prints(document: str) -> None:
    assert "@media print" in document
    assert "size: A4" in document


def test_every_chart_has_its_table_and_its_words(
    document: str, area_pictures: list[AreaPicture]
) -> None:
    read = Reading(document)
    pictures = len(re.findall(r'<svg [^>]*role="', document))
    assert pictures >= 5
    assert read.seen.count("table") == read.seen.count("caption") == pictures
    assert read.seen.count("desc") == pictures
    text = " ".join(read.said)
    picture = area_pictures[0]
    for said in (
        picture.here.name,
        picture.reality.sentence,
        picture.grid.indicator.definition,
        "Made-up figures.",
    ):
        assert " ".join(said.split()) in " ".join(text.split())
    assert headline(picture) in " ".join(text.split())
    for check in picture.reality.checks:
        assert check.question in text


def test_support_is_named_before_any_figure(document: str) -> None:
    first = document.index('class="headline"')
    for link in fy.packs.support_links():
        assert 0 < document.index(link.name) < first


def test_words_are_those_a_page_may_use(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures[:4]:
        for said in Reading(profile_html(picture)).said:
            found = fy.packs.words_to_avoid(said, where=("public",))
            assert not found, (said, [one.word for one in found])
            assert not re.search(r"\bnan\b", said), said


def test_names_are_text_and_never_code(area_pictures: list[AreaPicture]) -> None:
    picture = area_pictures[0]
    place = replace(picture.here, name=SCRIPT)
    standing = replace(picture.standing, place=place)
    document = profile_html(
        replace(
            picture, here=place, standing=standing, country=replace(place, code="X1")
        )
    )
    assert SCRIPT not in document
    assert "script" not in Reading(document).seen
    assert "&lt;script&gt;" in document


def test_every_kind_of_area_has_a_document(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        assert picture.here.name in profile_html(picture)
