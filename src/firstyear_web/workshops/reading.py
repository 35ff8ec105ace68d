"""What a form without JavaScript sends, as the content of an answer."""

import datetime
from typing import Any

from django.http import QueryDict

from firstyear.errors import InputError
from firstyear_web.data.forms import DAYS

UNKNOWN = "unknown"
# More fields than any question has statements are not counted through.
MOST_STATEMENTS = 100
MOST_DIGITS = 9


def answer_content(form: QueryDict) -> dict[str, Any]:
    """The fields of an answer's form. Raises InputError for what is no number."""
    found: dict[str, Any] = {
        name: form.get(name, "") for name in ("id", "ballot", "round", "text")
    }
    found["order"] = form.get("order", "0")
    found["confidence"] = form.get("confidence", "")
    found["kept"] = "kept" in form
    if "level" in form:
        found["level"] = None if form["level"] == UNKNOWN else _number(form["level"])
    elif form.get("kind") == "level":
        raise InputError("Choose one of the four levels, or I do not know.")
    found["chosen"] = _ranked(form) or [_number(one) for one in form.getlist("chosen")]
    found["scores"] = [
        _number(form.get(f"score-{place}") or "0")
        for place in range(min(_number(form.get("statements", "0")), MOST_STATEMENTS))
    ]
    return found


def day_or_none(text: str) -> datetime.date | None:
    """A day as people write it; None for blank. Raises InputError."""
    if not text.strip():
        return None
    for form in DAYS:
        try:
            return datetime.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise InputError(f"{text.strip()[:40]!r} is not a day: write it as 31 3 2027.")


def whole_or_none(text: str) -> int | None:
    """A count as somebody typed it; None for blank. Raises InputError."""
    plain = text.strip()
    if not plain:
        return None
    # isdecimal: a figure such as ² is a digit and no number.
    if not plain.isdecimal() or len(plain) > 6:
        raise InputError(f"{plain[:40]!r} is not a number of people.")
    return int(plain)


def key_or_none(text: str) -> int | None:
    """The number of a row as an address or a form names it; None where it is none.

    Examples:
        >>> key_or_none("12"), key_or_none("\u00b2"), key_or_none("9" * 5000)
        (12, None, None)
    """
    # isdecimal: a figure such as \u00b2 is a digit and no number.
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def whole(value: object) -> int:
    """A whole number. Raises InputError where it is none."""
    try:
        return int(str(value))
    except ValueError:
        raise InputError("This answer does not say which vote it is for.") from None


def _ranked(form: QueryDict) -> list[int]:
    """Options in the order they were put in: fields rank-1, rank-2, rank-3."""
    given = (form.get(f"rank-{place}", "") for place in range(1, 10))
    return [_number(one) for one in given if one != ""]


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError("Choose from the list.") from None
