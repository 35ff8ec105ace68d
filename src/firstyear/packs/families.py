"""Where families find support, and the ten checks before anyone acts on a figure."""

from functools import cache

from firstyear.packs import reader
from firstyear.packs.models_content import Check, Support


@cache
def support_links() -> tuple[Support, ...]:
    """The charities every page with deaths names, in the order to show them.

    Example:
        >>> import firstyear as fy
        >>> [link.name for link in fy.packs.support_links()][:2]
        ['Sands', 'The Lullaby Trust']
    """
    return reader.read(Support, "support.yaml")


@cache
def is_it_real() -> tuple[Check, ...]:
    """The ten checks of "Is it real?", in the order to make them.

    Example:
        >>> import firstyear as fy
        >>> len(fy.packs.is_it_real())
        10
    """
    return reader.read(Check, "is_it_real.yaml")
