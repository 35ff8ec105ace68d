"""What the gate would do with waiting local figures, for whoever sent them alone.

It says which rows would be hidden and why each is, so it is worked out anew for every
look, is in no kept page, and goes to the account that holds the files and nobody else.
"""

import datetime
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstyear import packs
from firstyear.errors import FirstyearError, NotCertified
from firstyear.figures import Gated, Reading, label, try_costs, try_gate
from firstyear_web.config.store import current_store
from firstyear_web.data import words
from firstyear_web.data.uploads import Upload

# The protector and the attacker have this long each: together about half a minute.
SECONDS: Final = 14.0
SHOWN_ROWS: Final = 100
COMMAND: Final = (
    "Where it needs longer than a page may take, whoever runs this site can load the "
    "same file with “firstyear load FILE --origin local --seconds 1800”."
)
NO_COST: Final = "not worked out in time"


@dataclass(frozen=True)
class Row:
    """One figure in words: what, where, when, of whom, and why it is hidden."""

    measure: str
    place: str
    period: str
    group: str
    why: str = ""
    explanation: str = ""
    reader_knows: str = ""


@dataclass(frozen=True)
class Table:
    """One table of the files: its rows, how many are hidden, and what it costs."""

    measure: str
    breakdown: str
    level: str
    rows: int
    small: int
    others: int
    elsewhere: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule in use, with where it comes from."""

    name: str
    sentence: str
    citation: str
    address: str


@dataclass(frozen=True)
class Outcome:
    """What would happen: with `problem`, nothing is released, and `rows` block it."""

    problem: str = ""
    beyond: str = ""
    shown: int = 0
    hidden: int = 0
    public_already: int = 0
    with_releases: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    costs_asked: bool = False


def outcome(
    home: Path,
    upload: Upload,
    readings: Sequence[Reading],
    *,
    costs: bool = False,
) -> Outcome:
    """The gate's answer in words; a problem is an answer too. Nothing is written."""
    asked, seconds = upload.provenance, SECONDS
    try:
        gated = try_gate(home, readings, asked, policy=upload.policy, seconds=seconds)
    except NotCertified as problem:
        names = _names(readings)
        blocking = tuple(_blocking(problem.blocking, names))
        return Outcome(problem=str(problem), beyond=COMMAND, rows=blocking)
    except FirstyearError as problem:
        return Outcome(problem=str(problem))
    elsewhere = (
        _elsewhere(home, upload, readings, gated, seconds=seconds) if costs else {}
    )
    told = gated.disclosure
    return Outcome(
        shown=told.shown,
        hidden=told.hidden,
        public_already=told.public_already,
        with_releases=told.with_releases,
        rules=rules(told.rules),
        tables=tuple(
            Table(
                measure=measure_in_words(each.indicator),
                breakdown=_breakdown(each.dimension),
                level=words.LEVELS.get(each.level, each.level),
                rows=each.rows,
                small=each.small,
                others=each.others,
                elsewhere=elsewhere.get(
                    (each.indicator, each.dimension, each.level), ""
                ),
            )
            for each in gated.tables
        ),
        warnings=gated.warnings,
        rows=hidden_rows(gated, readings),
        costs_asked=costs,
    )


def rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of these names, in words and with their citation."""
    found = [packs.policies()[name] for name in names if name in packs.policies()]
    return tuple(
        Rule(each.name, each.sentence, each.citation, each.address) for each in found
    )


def hidden_rows(gated: Gated, readings: Sequence[Reading]) -> tuple[Row, ...]:
    """Every row that would be hidden, with the reason, for the releasing team."""
    names = _names(readings)
    return tuple(
        Row(
            measure=measure_in_words(cell.indicator),
            place=names.get(cell.area, cell.area),
            period=label(cell.date_from, cell.date_to),
            group=group_in_words(cell.dimension, cell.category),
            why=cell.why,
            explanation=cell.explanation,
            reader_knows=_between(cell.least, cell.most),
        )
        for cell in gated.certificate.hidden
    )


def _elsewhere(
    home: Path,
    upload: Upload,
    readings: Sequence[Reading],
    gated: Gated,
    *,
    seconds: float,
) -> Mapping[tuple[str, str, str], str]:
    """By table, how many rows of other tables are hidden because of it."""
    keys = [(each.indicator, each.dimension, each.level) for each in gated.tables]
    try:
        found = try_costs(
            home,
            readings,
            upload.provenance,
            gated,
            policy=upload.policy,
            seconds=max(1.0, seconds / len(keys)),
        )
    except FirstyearError:
        return dict.fromkeys(keys, NO_COST)
    return {
        (each.line.indicator, each.line.dimension, each.line.level): (
            f"{max(0, each.elsewhere):,}"
        )
        for each in found
    }


def _blocking(keys: Sequence[Hashable], names: Mapping[str, str]) -> Iterable[Row]:
    for key in keys:
        area, first = getattr(key, "area", None), getattr(key, "first", None)
        if area is None or not isinstance(first, datetime.date):
            continue
        yield Row(
            measure=measure_in_words(str(getattr(key, "indicator", ""))),
            place=names.get(area, area),
            period=label(first, getattr(key, "last", first)),
            group=group_in_words(
                str(getattr(key, "dimension", "")), str(getattr(key, "category", ""))
            ),
        )


def _names(readings: Sequence[Reading]) -> dict[str, str]:
    """Areas by code, as what is loaded calls them, then as the files do."""
    tables = [current_store().areas(), *(each.areas for each in readings)]
    return {
        code: name
        for table in tables
        for code, name in zip(
            map(str, table["area"].to_pylist()),
            table["name"].to_pylist(),
            strict=True,
        )
        if name
    }


def measure_in_words(identifier: str) -> str:
    """The name of an indicator, or its id where no pack has it."""
    known = packs.indicators().get(identifier)
    return known.name if known else identifier


def _breakdown(dimension: str) -> str:
    known = packs.dimensions()
    parts = [each for each in dimension.split("|") if each]
    return " by ".join(known[each].name if each in known else each for each in parts)


def group_in_words(dimension: str, category: str) -> str:
    """A category of a breakdown, or everyone."""
    if not dimension:
        return "Everyone"
    return f"{_breakdown(dimension)}: {category.replace('|', ', ')}"


def _between(least: float, most: float | None) -> str:
    if most is None:
        return f"{least:,.0f} or more"
    return f"{least:,.0f} to {most:,.0f}"
