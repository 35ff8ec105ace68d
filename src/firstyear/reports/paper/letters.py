"""Texts as documents can hold them: no control signs, long words breakable."""

import re
import unicodedata

from firstyear.charts.lettering import drawable

# Signs that turn the direction of what follows could make a neighbour's words read
# as others; words have their own direction without them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG = re.compile(r"\S{36,}")
BREAK = "\u200b"
BOX = "□"
NOT_DRAWN = (
    "Some signs that people wrote are not in this document’s letters and are drawn as "
    "□. The Word version holds them."
)


def clean(text: str) -> str:
    """The text without signs that no document can hold.

    Examples:
        >>> clean("a\\x00b\\u202ec\\r\\nd")
        'abc\\nd'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _TURNING.sub("", _NOT_XML.sub("", text))


def breakable(text: str) -> str:
    """The text with places to break within words too long for a line.

    Examples:
        >>> len(breakable("x" * 40))
        41
    """
    return _LONG.sub(
        lambda match: BREAK.join(
            match.group()[at : at + 30] for at in range(0, len(match.group()), 30)
        ),
        text,
    )


def printable(text: str) -> str:
    """The text with a box for each sign that our fonts lack; unseen ones go.

    Examples:
        >>> printable("t\\U00020000 e\\u0301\\U000e0001")
        't□ e\\u0301'
    """
    return "".join(
        sign
        if sign in "\n\t" or drawable(sign)
        else ""
        if unicodedata.category(sign) in ("Cf", "Mn", "Cc")
        else BOX
        for sign in text
    )


def right_to_left(text: str) -> bool:
    """Whether the first sign that has a direction runs from the right.

    Examples:
        >>> right_to_left("(שלום)"), right_to_left("Hello שלום"), right_to_left("12")
        (True, False, False)
    """
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
