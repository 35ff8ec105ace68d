"""Keys that several charts share, so that a mark is called the same everywhere."""

from firstyear.charts.model import KeyItem

LIKELY_RANGE = KeyItem("interval", "95% likely range")


def comparison_key(country: str) -> tuple[KeyItem, ...]:
    """What the four marks of the interval test mean."""
    return (
        KeyItem("higher", f"Higher than {country}"),
        KeyItem("above", "Above, could be chance"),
        KeyItem("similar", "Not above, could be chance"),
        KeyItem("lower", f"Lower than {country}"),
    )
