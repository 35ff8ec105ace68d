"""Own counts as their page says them: what is hidden elsewhere, and who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from firstyear.figures import Release, label
from firstyear.figures.arrow import array, pc
from firstyear.figures.keys import key_numbers
from firstyear.figures.own_counts import Look
from firstyear.figures.schema import FIGURES
from firstyear_web.config.store import current_store
from firstyear_web.data.doer import doer_in_words
from firstyear_web.data.exports import figures_of
from firstyear_web.data.gate import group_in_words, measure_in_words

MOST_ROWS = 500
MOST_LOOKS = 50


@dataclass(frozen=True)
class Own:
    """One hidden figure, with its true count."""

    measure: str
    place: str
    period: str
    group: str
    count: float


@dataclass(frozen=True)
class Seen:
    when: datetime
    who: str
    way: str


def small_rows(release: Release, own: pa.Table) -> tuple[Own, ...]:
    """The first rows that the release hides, with the counts of the team."""
    shown = pa.concat_tables(
        [
            FIGURES.empty_table(),
            *(
                each.select(FIGURES.names)
                for each in figures_of(current_store(), release)
            ),
        ]
    )
    hidden = shown.filter(pc.equal(shown["status"], "suppressed"))
    both = pa.concat_tables([hidden, own.select(FIGURES.names)])
    numbers = key_numbers(both)
    wanted = np.isin(numbers[hidden.num_rows :], numbers[: hidden.num_rows])
    kept = own.filter(array(wanted)).slice(0, MOST_ROWS)
    return tuple(
        Own(
            measure=measure_in_words(row["indicator"]),
            place=row["name"] or row["area"],
            period=label(row["date_from"], row["date_to"]),
            group=group_in_words(row["dimension"], row["category"]),
            count=row["count"],
        )
        for row in kept.to_pylist()
    )


def seen(looks: Iterable[Look]) -> tuple[Seen, ...]:
    """The last looks, newest first, for colleagues of the same team."""
    return tuple(
        Seen(each.when, doer_in_words(each.account, to_colleague=True), each.way)
        for each in sorted(looks, key=lambda each: each.when, reverse=True)[:MOST_LOOKS]
    )
