"""What a count gives beside its figures: what was read, linked and left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from firstyear.records import cells, states
from firstyear.records.engines import Engine


@dataclass(frozen=True)
class Refused:
    """How many records of a file were left out for one reason.

    `reason` is a short name, `words` what people read; `field` is where to look.
    """

    table: str
    reason: str
    field: str
    words: str
    records: int


@dataclass(frozen=True)
class Counted:
    """What a count gave: `figures` in canonical columns, and what to know of them.

    `records` is how many births and deaths were read, `linked` how many deaths have
    their birth, `unlinked` how many of those counted have not. `refused` were left
    out; `causes_unknown` deaths are counted, but with a cause that is no code of
    ICD-10. `notes` are sentences. None of these numbers is protected.
    """

    figures: pa.Table
    records: Mapping[str, int]
    refused: tuple[Refused, ...]
    linked: int
    unlinked: int
    causes_unknown: int
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Summary:
    """The same in numbers, with the last death that any record tells of."""

    births: int
    deaths: int
    refused: tuple[Refused, ...]
    linked: int
    unlinked: int
    causes_unknown: int
    last_death: date | None


def summary_of(engine: Engine, born: Any, died: Any) -> Summary:
    """What is told of the records beside the figures, in two short questions."""
    by_state = engine.rows(
        born.group_by(state=born[cells.STATE] % states.WEEKS).agg(
            number=born[cells.NUMBER].sum().cast("int64")
        )
    ).to_pylist()
    births = {int(row["state"]): int(row["number"]) for row in by_state}
    rows = engine.rows(
        died.group_by("state", "unlinked", "causes_unknown").agg(
            number=lambda t: t.count().cast("int64"),
            last=lambda t: t.date_of_death.max(),
        )
    ).to_pylist()
    deaths_left: dict[int, int] = {}
    for row in rows:
        state = int(row["state"])
        deaths_left[state] = deaths_left.get(state, 0) + int(row["number"])
    good = [row for row in rows if row["state"] in states.DEATHS]
    refused = tuple(
        Refused(reason.table, reason.id, reason.field, reason.words, number)
        for state, reason in states.REASONS.items()
        if (number := (births if reason.table == "births" else deaths_left).get(state))
    )
    return Summary(
        births=sum(births.values()),
        deaths=sum(deaths_left.values()),
        refused=refused,
        linked=sum(int(row["number"]) for row in good if not row["unlinked"]),
        unlinked=sum(int(row["number"]) for row in good if row["unlinked"]),
        causes_unknown=sum(int(row["number"]) for row in good if row["causes_unknown"]),
        last_death=max((row["last"] for row in rows if row["last"]), default=None),
    )
