"""The groups that figures are broken down by."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.packs import reader
from firstyear.packs.models_content import Dimension


@cache
def dimensions() -> Mapping[str, Dimension]:
    """Every dimension of the pack by id, with its categories in order.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.dimensions()["mothers-age"].categories[0]
        'Under 20'
    """
    given = {entry.id: entry for entry in reader.read(Dimension, "dimensions.yaml")}
    whole = {
        name: entry.model_copy(
            update={"categories": given[entry.categories_as].categories}
        )
        if entry.categories_as
        else entry
        for name, entry in given.items()
    }
    return MappingProxyType(whole)


def dimension(dimension_id: str) -> Dimension | None:
    """The dimension with this id, or None: figures may have ones no pack lists.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.dimension("imd2025-quintile-england").best_off
        '5'
        >>> fy.packs.dimension("favourite-colour") is None
        True
    """
    return dimensions().get(dimension_id)
