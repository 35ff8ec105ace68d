"""Markdown to HTML for pages: no HTML of its own, headings that can be linked to."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

FIRST_LEVEL = 2
_OTHER_METHOD = re.compile(r"([a-z0-9-]+)\.md(#[A-Za-z0-9-]*)?")


class _Renderer(RendererHTML):
    """What scrolls sideways can be reached and scrolled by keyboard."""

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        number = env["tables"] = env.get("tables", 0) + 1
        return (
            f'<div class="fy-scroll" role="region" aria-label="Table {number}" '
            'tabindex="0"><table>\n'
        )

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</table></div>\n"

    def fence(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        number = env["codes"] = env.get("codes", 0) + 1
        return (
            f'<pre tabindex="0" role="region" aria-label="Example {number}"><code>'
            f"{escape(tokens[idx].content)}</code></pre>\n"
        )


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable(
    "table"
)


def rendered(text: str, title: str = "") -> Markup:
    """The HTML of a page's body. Its highest headings are h2, and each has an anchor;
    a first heading that says the title again is left out; links to other methods
    lead to their pages."""
    tokens = _MARKDOWN.parse(text)
    if (
        len(tokens) > 1
        and tokens[0].type == "heading_open"
        and tokens[1].content.strip() == title
    ):
        tokens = tokens[3:]
    _settle_headings(tokens)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                _settle_link(child)
    # Markdown-it escapes what it is given, and has HTML switched off.
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S704


def anchor(heading: str) -> str:
    """`When to use it` as `when-to-use-it`."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "section"


def _settle_headings(tokens: list[Token]) -> None:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    if not levels:
        return
    shift = FIRST_LEVEL - min(levels)
    used: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.type == "heading_open":
            name = anchor(tokens[place + 1].content)
            used[name] = used.get(name, 0) + 1
            token.attrSet("id", name if used[name] == 1 else f"{name}-{used[name]}")


def _settle_link(token: Token) -> None:
    found = _OTHER_METHOD.fullmatch(str(token.attrGet("href") or ""))
    if found:
        from django.urls import reverse

        token.attrSet(
            "href", reverse("method", args=[found.group(1)]) + (found.group(2) or "")
        )
