"""A word of the glossary explained where it stands, without JavaScript.

A button opens the meaning above the text and Escape closes it; a browser that does not
know `popover` shows the meaning in the sentence instead.
"""

from secrets import token_hex

from django.urls import reverse
from markupsafe import Markup

from firstyear import packs

_SHAPE = Markup(
    '<button type="button" class="fy-term" popovertarget="{box}">{text}'
    '<span class="nhsuk-u-visually-hidden"> (show what this means)</span></button>'
    '<span popover id="{box}" class="fy-term__box"><strong>{term}</strong>: '
    '{meaning} <a href="{address}">{term} in the glossary</a></span>'
)


def term(identifier: str, text: str = "") -> Markup:
    """The word, which opens its meaning. Raises KeyError for one that is not in the
    glossary, so that a slip is found by the first test of the page."""
    entry = packs.glossary()[identifier]
    return _SHAPE.format(
        # One word may be explained twice on a page: each box has an id of its own.
        box=f"about-{identifier}-{token_hex(3)}",
        text=text or entry.term,
        term=entry.term[:1].upper() + entry.term[1:],
        meaning=entry.definition,
        address=f"{reverse('glossary')}#term-{identifier}",
    )
