"""What any page of the site has to be, told from its HTML alone."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

UNSPOKEN = {"script", "style", "code", "svg", "title", "template"}
IN_A_LINE = {"a", "span", "strong", "em", "code", "button", "b", "i", "abbr"}
EMPTY = {"meta", "link", "input", "img", "br", "hr", "path", "rect", "circle"}


@dataclass
class Page(HTMLParser):
    """Headings, links, fields and words of a page."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    labelled: set[str] = field(default_factory=set)
    fields: list[dict[str, str]] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._collect: list[tuple[str, list[str], dict[str, str]]] = []

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag == "label":
            self.labelled.add(attributes.get("for", ""))
        if tag in {"input", "select", "textarea"}:
            self.fields.append({"tag": tag, **attributes})
        if tag == "form":
            self.forms.append(attributes)
        loaded = {"script": "src", "img": "src", "link": "href", "iframe": "src"}
        address = attributes.get(loaded.get(tag, ""), "")
        if address and not address.startswith(("/", "data:")):
            self.outside.append(address)
        if tag in {"a", "h1", "h2", "h3", "h4"} and "svg" not in self._open:
            self._collect.append((tag, [], attributes))
        if tag not in EMPTY:
            self._open.append(tag)
        if tag not in IN_A_LINE:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if self._collect and self._collect[-1][0] == tag:
            _, words, attributes = self._collect.pop()
            said = " ".join("".join(words).split())
            if tag == "a" and "href" in attributes:
                self.links.append(
                    (attributes.get("aria-label", said), attributes["href"])
                )
            elif tag != "a":
                self.headings.append((tag, said))

    def handle_data(self, data: str) -> None:
        for _, words, _attributes in self._collect:
            words.append(data)
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if not UNSPOKEN & set(self._open):
            self.text.append(data)

    @property
    def words(self) -> str:
        """What is said, a line for each block: words of two blocks never join."""
        lines = "".join(self.text).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def read_page(content: bytes) -> Page:
    page = Page()
    page.feed(content.decode())
    return page


def problems(content: bytes) -> list[str]:
    """What keeps the page from being usable by everybody, as sentences."""
    page = read_page(content)
    found = []
    tops = [words for level, words in page.headings if level == "h1"]
    if len(tops) != 1:
        found.append(f"{len(tops)} h1: {tops}")
    if not page.title.strip() or page.language != "en":
        found.append(f"title {page.title!r}, language {page.language!r}")
    levels = [int(level[1]) for level, _ in page.headings]
    if levels and levels[0] == 2:
        levels = levels[1:]  # an error summary stands above the h1
    found += [
        f"h{before} is followed by h{after}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    found += [f"id {name} is there twice" for name, n in page.ids.items() if n > 1]
    addresses: dict[str, set[str]] = {}
    for words, address in page.links:
        if not words:
            found.append(f"a link to {address} says nothing")
        addresses.setdefault(words, set()).add(address)
    found += [
        f"{words!r} leads to {sorted(where)}"
        for words, where in addresses.items()
        if len(where) > 1
    ]
    for each in page.fields:
        if each.get("type") in {"hidden", "submit"}:
            continue
        if each.get("id") not in page.labelled and "aria-label" not in each:
            found.append(f"{each} has no label")
        for name in each.get("aria-describedby", "").split():
            if name not in page.ids:
                found.append(f"{each} is described by {name}, which is not there")
    found += [f"asks {address} for something" for address in page.outside]
    for address in (href for _, href in page.links if href.startswith("#")):
        if address[1:] not in page.ids:
            found.append(f"{address} leads nowhere")
    if re.search(r"\son[a-z]+=", content.decode()):
        found.append("a script stands in an attribute")
    return found
