"""Does a text look as if it told of a person? What does is held back until cleared.

A net with a fine mesh: it holds back too much rather than too little, says why, and
never changes a text. It cannot know every way to name somebody.
"""

import re
from dataclasses import dataclass
from typing import Final

_NHS: Final = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE: Final = re.compile(
    r"(?<!\d)(?:"
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r")(?!\d)",
    re.IGNORECASE,
)
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
)
_TELEPHONE: Final = re.compile(
    r"(?<!\d)(?:\+\d{1,3}[\s-]?|0)(?:\(?\d[\s()-]*){9,10}(?!\d)"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLES: Final = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Doctor|Prof(?:essor)?|Sir|Dame|Lady|Lord|Baby|Sister|"
    r"Nurse|Midwife)\b\.?\s+(?:[A-Z]\.?\s?)*[A-Z][\w'\u2019-]*[a-z]"
)
SAYS: Final = "This looks like a person. Remove it, or send it to the safeguarding lead"
# What stands where such words stood.
REMOVED: Final = "Removed: it looked like a person."


@dataclass(frozen=True)
class Likeness:
    """What in a text looks like a person, and where: from `start` up to `end`."""

    what: str
    start: int
    end: int


def persons_in(text: str) -> tuple[Likeness, ...]:
    """What looks like a person in a text, in order; empty where nothing does.

    NHS numbers (by their check digit), full dates, postcodes, telephone numbers,
    e-mail addresses, and titles followed by a name.

    Examples:
        >>> [one.what for one in persons_in("Ask Dr Shah, 020 7946 0018")]
        ['a title and a name', 'a telephone number']
        >>> persons_in("2018 to 2020: 12 of 40 women booked late")
        ()
        >>> persons_in("943 476 5919")[0].what
        'an NHS number'
    """
    found = [
        *(_at("an NHS number", one) for one in _NHS.finditer(text) if _is_nhs(one)),
        *(_at("a full date", one) for one in _DATE.finditer(text)),
        *(_at("a postcode", one) for one in _POSTCODE.finditer(text)),
        *(_at("a telephone number", one) for one in _TELEPHONE.finditer(text)),
        *(_at("an e-mail address", one) for one in _EMAIL.finditer(text)),
        *(_at("a title and a name", one) for one in _TITLES.finditer(text)),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _at(what: str, match: re.Match[str]) -> Likeness:
    return Likeness(what, match.start(), match.end())


def _is_nhs(match: re.Match[str]) -> bool:
    digits = [int(one) for one in "".join(match.groups())]
    weighted = sum((10 - place) * one for place, one in enumerate(digits[:9]))
    check = (11 - weighted % 11) % 11
    return check == digits[9] and len(set(digits)) > 1
