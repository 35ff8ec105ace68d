"""Technical words of a page, each explained where it first stands.

The word becomes a button that opens its meaning; Escape closes it and no script is
needed. Meanings stand at the end of the page, where print shows them as a list, and so
does a browser that does not know `popover`. Words in headings, links, tables and
pictures are left alone.
"""

import re

from django.urls import reverse
from markupsafe import Markup

from firstyear import packs

# Id in the glossary, and how pages write it. What comes first is looked for first.
WRITTEN = {
    "extended-perinatal-mortality": "extended perinatal mortality|extended perinatal",
    "early-neonatal-mortality": "early neonatal mortality|early neonatal",
    "late-neonatal-mortality": "late neonatal mortality|late neonatal",
    "post-neonatal-mortality": "post-neonatal mortality|post-neonatal",
    "perinatal-mortality": "perinatal mortality",
    "neonatal-mortality": "neonatal mortality",
    "infant-mortality": "infant mortality",
    "maternal-mortality": "maternal mortality",
    "stillbirth": "stillbirths?",
    "live-birth": "live births?",
    "gestation": "gestation",
    "preterm": "preterm",
    "low-birth-weight": "low birth weight",
    "interval": "likely ranges?|confidence intervals?",
    "exact-interval": "exact intervals?",
    "stabilised-rate": "stabilised rates?|rates are stabilised|stabilised",
    "own-share": "own share",
    "small-numbers": "small numbers",
    "funnel": "funnel tests?|funnels?",
    "over-dispersion": "over-dispersion",
    "expected-by-chance": "expected by chance|by chance alone|chance alone",
    "independent-periods": "share no years",
    "rolling-period": "rolling periods?",
    "pooling": "pooling|pooled",
    "persistence": "persistence",
    "trend": "trend test|trend",
    "standardisation": "standardisation|standardised",
    "decomposition": "decomposition",
    "slope-index-of-inequality": "slope index of inequality",
    "relative-index-of-inequality": "relative index of inequality",
    "population-attributable-fraction": "population attributable fraction",
    "perinatal-periods-of-risk": "perinatal periods of risk",
    "deprivation-fifth": "deprivation fifths?|deprived fifth",
    "deprivation": "deprivation",
    "ethnic-group": "ethnic groups?",
    "integrated-care-board": "integrated care boards?",
    "registration": "date of registration",
    "occurrence": "date of the event",
    "birth-cohort": "birth cohorts?",
    "residence": "where the mother lives",
    "provisional": "provisional",
    "denominator": "denominators?",
    "benchmark": "benchmark",
    "indicator": "indicators?",
    "release": "releases?",
    "origin": "origin",
    "provenance": "provenance",
}
_FORMS = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<t{i}>{forms})" for i, forms in enumerate(WRITTEN.values()))
    + r")\b",
    re.IGNORECASE,
)
_IDS = tuple(WRITTEN)
# Whole pieces that are passed over, then single tags.
_MARKUP = re.compile(
    r"<!--.*?-->|<(svg|table|pre|code|script|style|select|button)\b.*?</\1>|<[^>]*>",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_PROSE = {"p", "li", "dd"}
_NOT_IN = {"a", "h1", "h2", "h3", "h4", "label", "summary", "legend", "figcaption"}
_BUTTON = (
    '<button type="button" class="fy-term" popovertarget="about-{id}" '
    'title="What this means">{text}</button>'
)
_BOX = Markup(
    '<div popover id="about-{id}" class="fy-term__box"><strong>{term}</strong>: '
    '{meaning} <a href="{address}">{term} in the glossary</a></div>'
)
_LIST = Markup(
    '<div class="fy-terms"><p class="fy-terms__title">Words on this page</p>{}</div>'
)


def explained(html: str) -> Markup:
    """The page's body with its technical words explained, each once.

    Examples:
        >>> "popovertarget" in explained("<p>One baby</p>")
        False
    """
    found: dict[str, None] = {}
    open_tags: list[str] = []

    def once(match: re.Match[str]) -> str:
        identifier = _IDS[int(str(match.lastgroup)[1:])]
        if identifier in found:
            return match.group()
        found[identifier] = None
        return _BUTTON.format(id=identifier, text=match.group())

    made, place = [], 0
    for markup in _MARKUP.finditer(html):
        made.append(_prose(html[place : markup.start()], open_tags, once))
        made.append(markup.group())
        place = markup.end()
        if markup.group(1) is None:
            _follow(markup.group(), open_tags)
    made.append(_prose(html[place:], open_tags, once))
    # What came in was made by our templates, which escape what they are given.
    body = Markup("".join(made))  # noqa: S704
    return body + _LIST.format(_boxes(found)) if found else body


def _prose(text: str, open_tags: list[str], once: object) -> str:
    inside = set(open_tags)
    if not text.strip() or not inside & _PROSE or inside & _NOT_IN:
        return text
    return _FORMS.sub(once, text)  # type: ignore[call-overload]


def _follow(markup: str, open_tags: list[str]) -> None:
    """Keep the list of open tags that matter here."""
    tag = _TAG.match(markup)
    if tag is None or tag.group(2) not in _PROSE | _NOT_IN:
        return
    if not tag.group(1):
        open_tags.append(tag.group(2))
    elif tag.group(2) in open_tags:
        while open_tags.pop() != tag.group(2):
            pass


def _boxes(found: dict[str, None]) -> Markup:
    glossary, address = packs.glossary(), reverse("glossary")
    return Markup("").join(
        _BOX.format(
            id=identifier,
            term=glossary[identifier].term[:1].upper() + glossary[identifier].term[1:],
            meaning=glossary[identifier].definition,
            address=f"{address}#term-{identifier}",
        )
        for identifier in found
    )
