"""What the store holds of an indicator: period lengths, breakdowns, origins."""

from firstyear.errors import FirstyearError
from firstyear.figures import Store


def is_held(store: Store, indicator: str) -> bool:
    return any(one.indicator == indicator for one in store.indicators())


def dimensions_of(
    store: Store, indicator: str, *, area: str | None = None
) -> list[str]:
    """The breakdowns held of an indicator, for one area where one is named."""
    try:
        table = store.figures(
            indicator, areas=None if area is None else [area], dimension=None
        )
    except FirstyearError:
        return []
    return sorted({str(one) for one in table["dimension"].unique().to_pylist()} - {""})


def holds_origin(store: Store, origin: str) -> bool:
    return any(release.origin == origin for release in store.releases())
