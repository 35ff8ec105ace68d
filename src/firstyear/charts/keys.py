"""Keys that several charts share, so that a mark is called the same everywhere."""

from collections.abc import Collection

from firstyear.charts.model import KeyItem
from firstyear.picture.looks import look

LIKELY_RANGE = KeyItem("interval", "95% likely range")
AWAY = {
    "hidden": "Hidden to protect families",
    "withheld": "Withheld by the publisher",
}
NEITHER = " (neither way is better)"


def sides(country: str, polarity: str) -> tuple[tuple[str, str], ...]:
    """The four comparisons, the worse one first, and what a key calls each."""
    if polarity == "higher-is-better":
        return (
            ("lower", f"Lower than {country} (worse)"),
            ("similar", "Below, could be chance"),
            ("above", "Not below, could be chance"),
            ("higher", f"Higher than {country} (better)"),
        )
    neither = NEITHER if polarity == "neutral" else ""
    return (
        ("higher", f"Higher than {country}{neither}"),
        ("above", "Above, could be chance"),
        ("similar", "Not above, could be chance"),
        ("lower", f"Lower than {country}{neither}"),
    )


def comparison_key(country: str, polarity: str) -> tuple[KeyItem, ...]:
    """What the four marks of the interval test mean."""
    return tuple(
        KeyItem(look(mark, polarity), said) for mark, said in sides(country, polarity)
    )


def squares_key(
    country: str, polarity: str, absences: Collection[str] = ()
) -> tuple[KeyItem, ...]:
    """What the squares of the strips mean."""
    return (
        *(
            KeyItem(f"square-{look(mark, polarity)}", said)
            for mark, said in sides(country, polarity)
        ),
        *(
            KeyItem(f"square-{absence}", said)
            for absence, said in AWAY.items()
            if absence in absences
        ),
        KeyItem("bar", "Periods that share no years"),
    )
