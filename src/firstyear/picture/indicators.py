"""Indicators of the pack, and those that only a file knows."""

from datetime import date

import pyarrow as pa

from firstyear import packs
from firstyear.packs import Indicator


def known_indicator(identifier: str, table: pa.Table | None = None) -> Indicator:
    """The pack's entry, or one made from what the rows say of an outside indicator.

    An outside indicator is neutral (neither way is better) and is shown as published.
    """
    found = packs.indicators().get(identifier)
    if found is not None:
        return found
    per = 1.0
    if table is not None and table.num_rows:
        given = [value for value in table["per"].unique().to_pylist() if value]
        per = given[0] if given else per
    return Indicator(
        id=identifier,
        name=identifier,
        short_name=identifier,
        family_phrase=identifier,
        definition="As its publisher defines it: see the release it came with.",
        numerator="As its publisher counts it.",
        denominator="As its publisher counts it.",
        per=per,
        unit="",
        polarity="neutral",
        kind="score",
        bounded=False,
        period_type="calendar-year",
        source="See the release.",
        quadrant="capacity-and-data",
        caution="Firstyear holds no definition of this indicator.",
        domain="wider-conditions",
        outcome=False,
        default_years=1,
        owner="Its publisher",
        review_date=date(2099, 12, 31),
    )
