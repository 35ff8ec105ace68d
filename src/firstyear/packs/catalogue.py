"""The indicators Firstyear knows, and which of them add up to another."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.errors import Fault, InputError
from firstyear.packs import reader
from firstyear.packs.models import Identity, Indicator, Nested


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator of the packs by id, in the order pages list them.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.indicators()["infant-mortality"].per
        1000.0
    """
    entries = reader.read(Indicator, *reader.pack_paths("indicators"))
    return MappingProxyType({entry.id: entry for entry in entries})


def indicator(indicator_id: str) -> Indicator:
    """The indicator with this id. Raises InputError if the packs have none.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.indicator("stillbirth").denominator
        'All births, live and still'
    """
    known = indicators()
    if indicator_id not in known:
        from difflib import get_close_matches

        near = get_close_matches(indicator_id, known, n=3)
        remedy = f"Perhaps {' or '.join(near)}" if near else "See the indicator list"
        fault = Fault("the packs have no such indicator", remedy, value=indicator_id)
        raise InputError("Unknown indicator:", [fault])
    return known[indicator_id]


def by_identifier(scheme: str, code: str) -> Indicator | None:
    """The indicator that a publisher calls `code`, or None.

    Schemes: `fingertips` and `fingertips-next` (numbers), `ons-sdg` (`3.2.2`, with
    the neonatal period after a colon where there is one), `msds` (dimension, colon,
    measure).

    Example:
        >>> import firstyear as fy
        >>> fy.packs.by_identifier("fingertips", "92196").id
        'infant-mortality'
        >>> fy.packs.by_identifier("fingertips", "1") is None
        True
    """
    return _by_identifier().get((scheme, str(code)))


@cache
def nested() -> tuple[Nested, ...]:
    """Measures that lie within others, so that the two together say a third.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.nested()[0].rest
        'babies who died before their first birthday and were born before 24 weeks'
    """
    return reader.read(Nested, "nested.yaml")


@cache
def identities() -> tuple[Identity, ...]:
    """Which indicators' counts add up to another's.

    Example:
        >>> import firstyear as fy
        >>> first = fy.packs.identities()[0]
        >>> first.total, first.parts
        ('infant-mortality', ('neonatal-mortality', 'post-neonatal-mortality'))
    """
    return reader.read(Identity, "identities.yaml")


@cache
def _by_identifier() -> dict[tuple[str, str], Indicator]:
    return {
        (scheme, code): entry
        for entry in indicators().values()
        for scheme, codes in entry.identifiers.items()
        for code in codes
    }
