"""Releases, reports and definitions as the pages say them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from firstyear import packs
from firstyear.errors import Fault
from firstyear.figures import Reading, Release, label
from firstyear.figures.content import holdings
from firstyear.figures.manifest import Disclosure, Held
from firstyear.packs import Indicator
from firstyear_web.data import words
from firstyear_web.data.doer import doer_in_words
from firstyear_web.data.gate import Rule, rules
from firstyear_web.data.standing import Standing, standing
from firstyear_web.people.models import User

SHOWN_FAULTS = 20


@dataclass(frozen=True)
class Holding:
    """One indicator that is held: what, of which areas, from when to when."""

    id: str
    name: str
    in_pack: bool
    rows: int
    levels: str
    breakdowns: str
    first: str
    last: str


@dataclass(frozen=True)
class File:
    name: str
    size: str
    sha256: str
    recognised: str
    taken: int
    refused: int
    states: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Protected:
    """What the gate did with a local release, as anybody may know it."""

    shown: int
    hidden: int
    public_already: int
    tables: int
    drawn_from: str
    rules: tuple[Rule, ...]
    with_releases: tuple[str, ...]


@dataclass(frozen=True)
class ReleasePage:
    release: Release
    title: str
    origin: str
    loaded: datetime
    by: str
    address: str
    files: tuple[File, ...]
    holds: tuple[Holding, ...]
    rows: int
    protected: Protected | None
    standing: Standing | None


def release_page(release: Release, reader: object = None) -> ReleasePage:
    """A release as one reader may know it: the account that is signed in, or nobody."""
    to_colleague = isinstance(reader, User)
    return ReleasePage(
        release=release,
        title=title_of(release),
        origin=words.ORIGINS[release.origin],
        loaded=release.created,
        by=doer_in_words(release.released_by, to_colleague=to_colleague)
        or "the command line",
        address=web_address(release.address),
        files=tuple(
            File(
                name=each.name,
                size=words.megabytes(each.size) if each.size else "",
                sha256=each.sha256,
                recognised=each.recognised,
                taken=each.taken,
                refused=each.refused,
                states=words.states(each.states),
                notes=each.notes,
            )
            for each in release.sources
        ),
        holds=tuple(_holding(each) for each in release.holds),
        rows=sum(each.rows for each in release.holds),
        protected=_protected(release.disclosure) if release.disclosure else None,
        standing=standing(release, reader),
    )


def _protected(told: Disclosure) -> Protected:
    return Protected(
        shown=told.shown,
        hidden=told.hidden,
        public_already=told.public_already,
        tables=told.tables,
        drawn_from=words.DRAWN_FROM[told.drawn_from],
        rules=rules(told.rules),
        with_releases=told.with_releases,
    )


def title_of(release: Release) -> str:
    return release.title or ", ".join(each.name for each in release.sources)


def web_address(address: str) -> str:
    """The address if a link may lead there; anything else stays text."""
    return address if address.startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Report:
    """What waiting files hold, before anybody accepts them."""

    files: tuple[File, ...]
    beside: tuple[str, ...]
    holds: tuple[Holding, ...]
    areas: int
    taken: int
    refused: int
    faults: tuple[Fault, ...]
    more_faults: int
    levels: str
    first: str
    last: str


def report(
    readings: Iterable[Reading], beside: tuple[str, ...], faults: tuple[Fault, ...]
) -> Report:
    readings = tuple(readings)
    held = [each for reading in readings for each in holdings(reading.table)]
    spans = [(each.date_from, each.date_to) for each in held]
    levels = sorted({level for each in held for level in each.levels})
    return Report(
        files=tuple(
            File(
                name=each.file,
                size=words.megabytes(each.size),
                sha256=each.sha256,
                recognised=each.recognised,
                taken=each.taken,
                refused=each.refused,
                states=words.states(dict(each.states)),
                notes=each.notes,
            )
            for each in readings
        ),
        beside=beside,
        holds=tuple(_holding(each) for each in held),
        areas=sum(each.areas.num_rows for each in readings),
        taken=sum(each.taken for each in readings),
        refused=sum(each.refused for each in readings),
        faults=faults[:SHOWN_FAULTS],
        more_faults=max(0, len(faults) - SHOWN_FAULTS),
        levels=words.listed(levels, words.LEVELS),
        first=_day(min(start for start, _ in spans)) if spans else "",
        last=_day(max(end for _, end in spans)) if spans else "",
    )


@dataclass(frozen=True)
class Definition:
    indicator: Indicator
    polarity: str
    quadrant: str
    period: str
    identifiers: tuple[tuple[str, str], ...]
    held: bool


def definitions(
    asked: str, held: Iterable[str]
) -> tuple[tuple[str, tuple[Definition, ...]], ...]:
    """Domain by domain, the indicators that `asked` is in; all of them for a blank."""
    there = set(held)
    wanted = asked.casefold().strip()
    by_domain: dict[str, list[Definition]] = {}
    for each in packs.indicators().values():
        if wanted in _searched(each):
            by_domain.setdefault(words.DOMAINS[each.domain], []).append(
                _definition(each, each.id in there)
            )
    return tuple((domain, tuple(found)) for domain, found in by_domain.items())


def _definition(each: Indicator, held: bool) -> Definition:
    return Definition(
        indicator=each,
        polarity=words.POLARITIES[each.polarity],
        quadrant=words.QUADRANTS[each.quadrant],
        period=words.PERIODS[each.period_type],
        identifiers=tuple(
            (words.SCHEMES.get(scheme, scheme), ", ".join(codes))
            for scheme, codes in each.identifiers.items()
        ),
        held=held,
    )


def _searched(each: Indicator) -> str:
    codes = " ".join(code for codes in each.identifiers.values() for code in codes)
    return " ".join(
        (each.id, each.name, each.short_name, each.definition, each.numerator, codes)
    ).casefold()


def _holding(held: Held) -> Holding:
    known = packs.indicators().get(held.indicator)
    return Holding(
        id=held.indicator,
        name=known.name if known else held.indicator,
        in_pack=known is not None,
        rows=held.rows,
        levels=words.listed(held.levels, words.LEVELS),
        breakdowns=_breakdowns(held.dimensions),
        first=_day(held.date_from),
        last=_day(held.date_to),
    )


def _breakdowns(dimensions: Iterable[str]) -> str:
    known: Mapping[str, packs.Dimension] = packs.dimensions()
    return ", ".join(
        known[each].name if each in known else each for each in dimensions if each
    )


def _day(when: object) -> str:
    return label(when, when)  # type: ignore[arg-type]
