"""Counts from the engine as figures: one row for each outcome and key.

Every table is filled out: a category that nobody is in has a row with zeros, for an
absent row would mean "not published". Numbers are whole until the last step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from firstyear import packs
from firstyear.errors import UsageError
from firstyear.figures import conform
from firstyear.figures.arrow import array, pc
from firstyear.figures.schema import constant
from firstyear.records import outcomes as o
from firstyear.records import states
from firstyear.records.cells import NUMBER, SET, STATE, column_of
from firstyear.records.certificate import group_names
from firstyear.records.keys import AREA, CAUSE, KEYS, UNKNOWN, YEAR, GroupSet
from firstyear.records.outcomes import Outcome
from firstyear.records.places import ALL, ALL_NAME, Places

MOST_ROWS = 20_000_000
INQUEST_DAYS = 548  # eighteen months: how long most inquests of babies take at most
SOURCE = "Records of births and deaths"

Numbers = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class About:
    """What holds of all figures of one count: `basis` and `place` as figures write
    them, `dimensions` by key, `years` that births are held for, and the last day that
    deaths are complete to."""

    basis: str
    place: str
    dimensions: Mapping[str, str]
    years: tuple[int, ...]
    complete_to: date | None
    note: str = ""


def figures_of(
    counted: pa.Table,
    sets: Sequence[GroupSet],
    outcomes: Sequence[Outcome],
    places: Places,
    about: About,
) -> pa.Table:
    """A canonical table of every set and outcome.

    Raises UsageError where the tables asked for would have more rows than anybody can
    read.
    """
    tables = []
    which = counted[SET].to_numpy()
    for position, each in enumerate(sets):
        rows = counted.filter(array(which == position))
        tables += _one(rows, each, outcomes, places, about)
    return pa.concat_tables(tables)


def _one(
    rows: pa.Table,
    group: GroupSet,
    outcomes: Sequence[Outcome],
    places: Places,
    about: About,
) -> list[pa.Table]:
    number = rows[NUMBER].to_numpy().astype(np.int64)
    state = rows[STATE].to_numpy().astype(np.int64)
    place = np.zeros(len(number), dtype=np.int64)
    if group.area:
        areas = pc.fill_null(rows[column_of(AREA)], UNKNOWN).to_pylist()
        at, place = places.spread(areas)
        rows, number, state = rows.take(array(at)), number[at], state[at]
    year = np.zeros(len(number), dtype=np.int64)
    if group.year:
        year = pc.fill_null(rows[column_of(YEAR)], 0).to_numpy().astype(np.int64)
    spots, spot = np.unique(place * 10_000 + year, return_inverse=True)
    labels, category, causes = _categories(rows, group)
    size = len(spots) * len(labels)
    if size * len(outcomes) > MOST_ROWS:
        raise UsageError(
            f"By {','.join(group.keys)} there would be {size * len(outcomes):,} rows: "
            "cross fewer keys."
        )
    index = spot * len(labels) + category
    numbers = _numbers(number, state, index, size)
    if causes:
        numbers = _over_all_causes(numbers, size, causes)
    keys = _keys(spots, labels, group, places, about)
    return [
        _table(keys, outcome, numbers, group, about, approximate=bool(causes))
        for outcome in outcomes
    ]


def _categories(rows: pa.Table, group: GroupSet) -> tuple[list[str], np.ndarray, int]:
    """Categories of the table, the position of each row's, and how many causes there
    are next to each other (0 where causes are not asked for)."""
    listed, at = [""], np.zeros(rows.num_rows, dtype=np.int64)
    # Causes come last, so that those of one group stand together.
    for key in sorted(group.breakdown, key=CAUSE.__eq__):
        names, codes = _labels(key, rows[column_of(key)])
        listed = [
            f"{before}|{name}" if before else name
            for before in listed
            for name in names
        ]
        at = at * len(names) + codes
    causes = len(group_names()) + 1 if CAUSE in group.breakdown else 0
    return listed, at, causes


def _labels(key: str, column: Any) -> tuple[list[str], np.ndarray]:
    """Names of a key's categories, Unknown last, and the position of each row's."""
    fixed = group_names() if key == CAUSE else KEYS[key].labels
    if fixed:
        codes = column.fill_null(len(fixed)).to_numpy().astype(np.int64)
        return [*fixed, UNKNOWN], codes
    words = [_known(word) for word in column.to_pylist()]
    names = [*sorted(set(words) - {UNKNOWN}), UNKNOWN]
    order = {name: at for at, name in enumerate(names)}
    return names, np.array([order[word] for word in words], dtype=np.int64)


BLANKS = {"", "unknown", "not known", "not stated", "missing", "n/k", "nk"}


def _known(word: str | None) -> str:
    plain = (word or "").strip()
    # A bar parts the categories of a crossed breakdown.
    return UNKNOWN if plain.lower() in BLANKS else plain.replace("|", "/")


def _numbers(
    number: np.ndarray, state: np.ndarray, index: np.ndarray, size: int
) -> dict[str, np.ndarray]:
    base, weeks = state % states.WEEKS, state // states.WEEKS % 4
    mark = state // states.MARK % 4
    died = np.isin(base, states.DEATHS)
    parts = {
        "live": base == states.LIVE,
        o.STILLBORN: base == states.STILL,
        o.EARLY: base == states.EARLY,
        o.LATE: base == states.LATE,
        o.POST: base == states.POST,
        o.SUDDEN: died & (mark == states.SUDDEN),
        o.WAITING: died & (mark == states.WAITING),
        "approximate": (died | (base == states.STILL))
        & (state // states.APPROXIMATE % 2 == 1),
    }
    reached = {
        0: np.ones(len(base), dtype=bool),
        22: weeks >= states.UNDER_24,
        24: weeks == states.FROM_24,
    }
    found = {}
    for name, mask in parts.items():
        for since, enough in reached.items():
            chosen = mask & enough
            found[f"{name}{since}"] = np.bincount(
                index[chosen], weights=number[chosen], minlength=size
            )
    found["no-weeks"] = np.bincount(
        index[parts["live"] & (weeks == 0)],
        weights=number[parts["live"] & (weeks == 0)],
        minlength=size,
    )
    return found


def _over_all_causes(numbers: Numbers, size: int, causes: int) -> dict[str, np.ndarray]:
    """Every cause is over all births: the living have none."""
    summed = dict(numbers)
    for since in (0, 22, 24):
        still = numbers[f"{o.STILLBORN}{since}"].reshape(-1, causes)
        live = numbers[f"live{since}"].reshape(-1, causes)
        for name, values in (("live", live), ("still-births", still)):
            whole = np.repeat(values.sum(axis=1), causes)
            summed[f"{name}{since}"] = whole.reshape(size)
    return summed


def _keys(
    spots: np.ndarray,
    labels: list[str],
    group: GroupSet,
    places: Places,
    about: About,
) -> dict[str, Any]:
    place, year = spots // 10_000, spots % 10_000
    first = [date(int(each) or min(about.years), 1, 1) for each in year]
    last = [date(int(each) or max(about.years), 12, 31) for each in year]
    spot = np.repeat(np.arange(len(spots)), len(labels))

    def each_spot(values: Sequence[Any]) -> Any:
        return array(list(values)).take(array(spot))

    named = [
        (places.codes[at], places.names[at], places.levels[at])
        if group.area
        else (ALL, ALL_NAME, "")
        for at in place
    ]
    ordered = sorted(group.breakdown, key=CAUSE.__eq__)
    dimension = "|".join(about.dimensions[key] for key in ordered)
    return {
        "area": each_spot([code for code, _, _ in named]),
        "name": each_spot([name for _, name, _ in named]),
        "level": each_spot([level for _, _, level in named]),
        "date_from": each_spot(first),
        "date_to": each_spot(last),
        "dimension": constant(dimension, len(spot), pa.string()),
        "category": array(labels).take(
            array(np.tile(np.arange(len(labels)), len(spots)))
        ),
    }


def _table(
    keys: Mapping[str, Any],
    outcome: Outcome,
    numbers: Numbers,
    group: GroupSet,
    about: About,
    *,
    approximate: bool,
) -> pa.Table:
    since = outcome.weeks
    count = np.sum([numbers[f"{part}{since}"] for part in outcome.parts], axis=0)
    births = numbers[f"live{since}"]
    if outcome.over_all_births:
        whole = f"still-births{since}"
        births = births + numbers.get(whole, numbers[f"{o.STILLBORN}{since}"])
    rows = len(keys["area"])
    rough = approximate and bool(numbers["approximate0"].any())
    days = pc.unique(keys["date_to"]).to_pylist()
    late = array([day for day in days if _incomplete(outcome, day, about)], pa.date32())
    early, rest = ("incomplete-period;approximate", "approximate") if rough else (
        "incomplete-period", "")  # fmt: skip
    pack = packs.indicators().get(outcome.indicator)

    def said(text: str) -> Any:
        return constant(text, rows, pa.string())

    return conform(
        pa.table(
            {
                "indicator": said(outcome.indicator),
                **keys,
                "count": count,
                "denominator": births,
                "status": pc.if_else(array(births == 0), "not-applicable", "value"),
                "flags": pc.if_else(pc.is_in(keys["date_to"], late), early, rest),
                "basis": said(about.basis),
                "place": said(about.place),
                "source": said(SOURCE),
                "origin": said("local"),
                "per": constant(pack.per if pack else 1000.0, rows, pa.float64()),
                "note": said(_note(outcome, numbers, about)),
            }
        )
    )


def _incomplete(outcome: Outcome, last: date, about: About) -> bool:
    """Whether deaths that belong to the period can still come in."""
    if about.complete_to is None or not outcome.follow:
        return False
    wait = outcome.follow if about.basis == "birth-cohort" else 0
    if outcome.parts[0] in (o.SUDDEN, o.WAITING) and about.basis != "registration":
        wait += INQUEST_DAYS
    return last + timedelta(days=wait) > about.complete_to


def _note(outcome: Outcome, numbers: Numbers, about: About) -> str:
    notes = [about.note] if about.note else []
    if outcome.weeks:
        live = numbers["live0"].sum()
        share = 100 * numbers["no-weeks"].sum() / live if live else 0.0
        notes.append(
            f"Left out of both: births before {outcome.weeks} weeks, and births with "
            f"no length of pregnancy recorded ({share:.1f}% of live births)."
        )
    return " ".join(notes)
