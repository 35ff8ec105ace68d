"""Outside indicators to pack ids, asked of the packs only when a file needs it."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache


@lru_cache(maxsize=4096)
def indicator_id(scheme: str, code: str) -> str:
    """The pack's id for what a publisher calls `code`; else `scheme-code`.

    Examples
    --------
    >>> from firstyear.figures.naming import indicator_id
    >>> indicator_id("fingertips", "92196"), indicator_id("fingertips", "1")
    ('infant-mortality', 'fingertips-1')
    """
    from firstyear import packs

    found = packs.by_identifier(scheme, code)
    if found is not None:
        return found.id
    return f"{scheme.removesuffix('-next')}-{slug(code)}"


def in_pack(scheme: str, code: str) -> str:
    """The pack's id for what a publisher calls `code`, blank where it has none."""
    from firstyear import packs

    found = packs.by_identifier(scheme, code)
    return "" if found is None else found.id


def bounded_among(indicators: Iterable[str]) -> Collection[str]:
    """Those of the ids whose count cannot exceed their denominator."""
    from firstyear import packs

    known = packs.indicators()
    return frozenset(
        each for each in set(indicators) if each in known and known[each].bounded
    )


def slug(text: str) -> str:
    """Lower case, letters and digits with single dashes between."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def camel_slug(text: str) -> str:
    """`SmokingStatusGroupBooking` as `smoking-status-group-booking`."""
    return slug(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text))
