"""The words of a thing as a view may show them: held ones never."""

from collections.abc import Iterable
from typing import Final, TypeVar

from firstyear_web.reviews.models import Words

HELD: Final = "Held back until somebody has read it."

Thing = TypeVar("Thing", bound=Words)


def words(thing: Words) -> dict[str, str]:
    """Each text of a thing by its name, or that it is held back."""
    return {
        name: HELD if thing.held and getattr(thing, name) else getattr(thing, name)
        for name in thing.TEXTS
    }


def sharable(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Those whose words somebody has read and cleared for sharing."""
    return tuple(one for one in things if one.cleared and not one.held)


def several(number: int, one: str, many: str = "") -> str:
    """`no gaps`, `1 gap`, `2 gaps`."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def listed(names: Iterable[str], empty: str = "") -> str:
    """`a, b and c`."""
    found = list(names)
    if len(found) < 2:
        return found[0] if found else empty
    return f"{', '.join(found[:-1])} and {found[-1]}"
