"""How numbers, rates and periods are written on pages: one place, GOV.UK style."""

import math
from collections.abc import Callable
from datetime import date as date_type
from datetime import datetime
from typing import Any

from django.utils import timezone
from markupsafe import Markup, escape

from firstyear.figures import label as period_label

MINUS = "\N{MINUS SIGN}"


def whole(value: float | None) -> str:
    """`12345.0` as `12,345`; a blank where there is no number."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{round(value):,}".replace("-", MINUS)


def decimal(value: float | None, places: int = 1) -> str:
    """`5.678` as `5.7`; a blank where there is no number."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:,.{places}f}".replace("-", MINUS)


def signed(value: float | None, places: int = 3) -> str:
    """`0.0312` as `+0.031`: margins carry their sign."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:+,.{places}f}".replace("-", MINUS)


def percent(share: float | None, places: int = 0) -> str:
    """`0.764` as `76%`."""
    if value_missing(share):
        return ""
    return f"{100 * share:.{places}f}%"  # type: ignore[operator]


def value_missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


def day(date: date_type) -> str:
    """`1 May 2027`: the way Windows and Linux agree on."""
    return f"{date.day} {date:%B %Y}"


def moment(when: datetime) -> str:
    """`1 May 2027 at 2:05pm`, by the clocks of the site."""
    here = timezone.localtime(when)
    half = "am" if here.hour < 12 else "pm"
    return f"{day(here)} at {here.hour % 12 or 12}:{here:%M}{half}"


def commands(message: str) -> Markup:
    """Commands that a message writes between backticks, as pages show them.

    Examples:
        >>> commands("See `firstyear areas list` & wait.")
        Markup('See <code>firstyear areas list</code> &amp; wait.')
    """
    parts = message.split("`")
    if len(parts) % 2 == 0:  # a backtick without its partner is only a sign
        return escape(message)
    code = Markup("<code>{}</code>")
    return Markup("").join(
        code.format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def part_name(part: str) -> str:
    """`Part 13`; the part of the workbook that has no number is `The outcome`.

    Examples:
        >>> part_name("13"), part_name("outcome")
        ('Part 13', 'The outcome')
    """
    return "The outcome" if part == "outcome" else f"Part {part}"


FILTERS: dict[str, Callable[..., Any]] = {
    "whole": whole,
    "decimal": decimal,
    "signed": signed,
    "percent": percent,
    "period": period_label,
    "day": day,
    "commands": commands,
    "moment": moment,
    "part_name": part_name,
}
