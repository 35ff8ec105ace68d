"""Draws the indicators other than deaths, and gives their rows."""

from dataclasses import dataclass

import numpy as np

from firstyear import packs
from firstyear.synthetic import risks
from firstyear.synthetic.country import FIXED, Country
from firstyear.synthetic.draws import Draw
from firstyear.synthetic.factors import (
    APPROXIMATE,
    COTS,
    DEPRIVATION,
    FACTOR_YEARS,
    FACTORS,
    FERTILITY,
    FEW_BIRTHS,
    FEWEST_MOTHERS,
    LARGEST_WITHHELD,
    LOW_RELIABILITY,
    MIDWIVES,
    MOTHERS,
    NOT_COLLECTED,
    PROVISIONAL,
    PUBLISHER,
    TOO_FEW_RECORDS,
    WITHHELD,
    Factor,
)
from firstyear.synthetic.mortality import ROLLING, add_up, roll
from firstyear.synthetic.rows import (
    MISSING,
    NOT_CALCULATED,
    SUPPRESSED,
    VALUE,
    Period,
    Rows,
    calendar,
    financial,
)
from firstyear.synthetic.story import YEARS

MOTHERS_RATE = 12e-5
IMD_YEAR = 2019


@dataclass(frozen=True)
class Marks:
    """Status and flags of an indicator's rows, and which pieces it lacks."""

    status: np.ndarray | None = None
    flags: np.ndarray | int = 0
    withheld_by: str = ""
    note: str = ""


def add_factors(rows: Rows, drawn: Draw, rng: np.random.Generator) -> None:
    """Every indicator with a share that depends on deprivation and on the area."""
    fixed = np.random.default_rng(FIXED + 1)
    holds = rows.land.membership
    births = drawn.splits[risks.FIFTH].live
    wide = np.flatnonzero(np.isin(rows.land.levels(), ["country", "region"]))
    for factor in FACTORS:
        effect = factor.spread * fixed.standard_normal(len(rows.land.areas))
        count, out_of = _drawn(factor, effect, births, rows.land, rng)
        if factor.indicator == NOT_COLLECTED:
            collects = ~_not_collected(rows.land)[rows.land.unit_area]
            count, out_of = (
                count * collects[:, None, None],
                out_of * collects[:, None, None],
            )
        by_fifth, among = add_up(holds, count), add_up(holds, out_of)
        total, whole = by_fifth.sum(-1), among.sum(-1)
        periods = _periods(factor)
        marks = _marks(factor.indicator, rows, total, whole, periods)
        rows.add(
            indicator=factor.indicator,
            places=np.arange(len(holds)),
            periods=periods,
            categories=("",),
            count=total[..., None],
            denominator=whole[..., None],
            status=marks.status,
            flags=marks.flags,
            withheld_by=marks.withheld_by,
            note=marks.note,
        )
        rows.add(
            indicator=factor.indicator,
            dimension=risks.FIFTH,
            places=wide,
            periods=periods,
            categories=risks.FIFTHS,
            count=by_fifth[wide],
            denominator=among[wide],
        )


def add_capacity(rows: Rows, drawn: Draw, rng: np.random.Generator) -> None:
    """Midwives, cots, fertility, the deprivation score and deaths of mothers."""
    land, holds = rows.land, rows.land.membership
    fixed = np.random.default_rng(FIXED + 2)
    every = np.arange(len(holds))
    area = land.unit_area
    years = [YEARS.index(year) for year in FACTOR_YEARS]
    live = drawn.live[:, years]
    each = fixed.uniform(23, 33, len(land.areas))[area][:, None]
    midwives = np.clip(np.rint(live / each), 1, None)
    usual = live.mean(axis=1, keepdims=True)
    cots = np.where(usual > FEW_BIRTHS, np.rint(usual * 0.0026), 0)
    days = np.broadcast_to(cots * 365, live.shape).astype(int)
    busy = fixed.uniform(0.6, 0.92, len(land.areas))[area][:, None]
    women = np.rint(usual * fixed.uniform(15.5, 20, len(land.areas))[area][:, None])
    parts = (
        (MIDWIVES, live, midwives),
        (COTS, rng.binomial(days, busy), days),
        (FERTILITY, live, np.broadcast_to(women, live.shape)),
    )
    for indicator, count, out_of in parts:
        kind = packs.indicator(indicator).period_type
        rows.add(
            indicator=indicator,
            places=every,
            periods=[_period(kind, year) for year in FACTOR_YEARS],
            categories=("",),
            count=add_up(holds, count)[..., None],
            denominator=add_up(holds, out_of)[..., None],
        )
    _score(rows)
    _mothers(rows, drawn, rng)


def _drawn(
    factor: Factor,
    effect: np.ndarray,
    births: np.ndarray,
    land: Country,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Counts and denominators of pieces by years by deprivation fifth."""
    years = np.array(factor.years)
    out_of = np.rint(
        births[:, [YEARS.index(year) for year in factor.years]] * factor.per_birth
    ).astype(int)
    steps = risks.FIFTH_TILT / (risks.FIFTH_TILT[0] - risks.FIFTH_TILT[4])
    logit = (
        np.log(factor.share / (1 - factor.share))
        + np.log(factor.odds) * steps
        + (factor.yearly * (years - years[-1]))[None, :, None]
        + effect[land.unit_area][:, None, None]
    )
    share = 1 / (1 + np.exp(-logit))
    if factor.rate:
        return rng.poisson(out_of * share), out_of
    return rng.binomial(out_of, share), out_of


def _marks(
    indicator: str,
    rows: Rows,
    count: np.ndarray,
    out_of: np.ndarray,
    periods: list[Period],
) -> Marks:
    levels = rows.land.levels()
    council = (levels == "county-unitary")[:, None, None]
    last = (np.arange(len(periods)) == len(periods) - 1)[:, None]
    if indicator == NOT_COLLECTED:
        lacks = np.zeros(len(levels), dtype=bool)
        lacks[_councils(rows.land)] = _not_collected(rows.land)[_area_of(rows.land)]
        status = np.where(lacks[:, None, None], MISSING, VALUE)
        return Marks(status, note="not collected here")
    if indicator == TOO_FEW_RECORDS:
        position = np.zeros(len(levels), dtype=int)
        position[_councils(rows.land)] = _area_of(rows.land)
        few = council & (position % 11 == 5)[:, None, None]
        recent = (np.arange(len(periods)) >= len(periods) - 3)[:, None]
        status = np.where(few & recent, NOT_CALCULATED, VALUE)
        return Marks(status, note="records cover too few of the babies here")
    if indicator in WITHHELD:
        small = (count > 0) & (count <= LARGEST_WITHHELD)
        local = council | (levels == "board")[:, None, None]
        status = np.where(small[..., None] & local, SUPPRESSED, VALUE)
        return Marks(status, withheld_by=PUBLISHER, note="hidden by the publisher")
    if indicator in PROVISIONAL:
        return Marks(flags=np.where(last, rows.code("flags", "provisional"), 0))
    if indicator == LOW_RELIABILITY:
        few = (out_of < FEW_BIRTHS)[..., None]
        return Marks(flags=np.where(few, rows.code("flags", "low-reliability"), 0))
    if indicator == APPROXIMATE:
        return Marks(flags=np.where(council, rows.code("flags", "approximate"), 0))
    return Marks()


def _score(rows: Rows) -> None:
    """A score has no count: only its value, weighted by births above the areas."""
    land = rows.land
    score = np.array([20.5 * np.exp(0.5 * area.deprivation) for area in land.areas])
    weight = np.array([area.story.births for area in land.areas])[land.unit_area]
    weight = weight * land.unit_share
    holds = land.membership
    value = (holds @ (weight * score[land.unit_area])) / (holds @ weight)
    shape = (len(holds), 1, 1)
    rows.add(
        indicator=DEPRIVATION,
        places=np.arange(len(holds)),
        periods=[calendar(IMD_YEAR, IMD_YEAR)],
        categories=("",),
        count=np.full(shape, np.nan),
        denominator=np.full(shape, np.nan),
        value=np.round(value, 3).reshape(shape),
    )


def _mothers(rows: Rows, drawn: Draw, rng: np.random.Generator) -> None:
    """Deaths of mothers: the country, and regions that have enough to say."""
    maternities = np.rint(drawn.live * 0.985).astype(int)
    died = rng.binomial(maternities, MOTHERS_RATE)
    holds = rows.land.membership
    count = roll(add_up(holds, died))
    wide = np.flatnonzero(np.isin(rows.land.levels(), ["country", "region"]))
    rows.add(
        indicator=MOTHERS,
        places=wide,
        periods=ROLLING,
        categories=("",),
        count=count[wide][..., None],
        denominator=roll(add_up(holds, maternities))[wide][..., None],
        status=np.where(count[wide] < FEWEST_MOTHERS, NOT_CALCULATED, VALUE)[..., None],
        note="too few to say",
    )


def _periods(factor: Factor) -> list[Period]:
    kind = packs.indicator(factor.indicator).period_type
    return [_period(kind, year) for year in factor.years]


def _period(kind: str, year: int) -> Period:
    """A count of one day stands under its calendar year."""
    return financial(year) if kind == "financial-year" else calendar(year, year)


def _not_collected(land: Country) -> np.ndarray:
    return np.asarray(np.arange(len(land.areas)) % 3 == 0)


def _councils(land: Country) -> np.ndarray:
    return np.flatnonzero(land.levels() == "county-unitary")


def _area_of(land: Country) -> np.ndarray:
    """Position of the area that each council row of the places is about."""
    owner = land.unit_area
    return np.array([owner[land.places[row].units[0]] for row in _councils(land)])
