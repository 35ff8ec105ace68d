"""The tier of an area: the stated rule, beside a plainer computation of all of it."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture import region_picture
from firstyear.picture.tiers import area_tier, region_tiers, tier_of, tier_rule
from tests.unit.picture.hand_made import INFANT, NAN, standing

FINE = np.linspace(1e-3, 2, 2001)


def tier(strip: str, sure: float = 0.95) -> str:
    area = standing("Testford", strip)
    stable = replace(area.stabilised, probability_higher=sure)
    return tier_of(
        replace(area, stabilised=stable), indicator=INFANT, country="England"
    ).name


@pytest.mark.parametrize(
    ("strip", "sure", "name"),
    [
        ("####", 0.95, "targeted"),
        ("##..", 0.80, "targeted"),
        ("##..", 0.79, "universal"),
        ("#...", 0.99, "universal"),
        ("#..", 0.99, "universal"),
        ("##...", 0.99, "universal"),
        ("?##.", 0.9, "targeted"),
        ("##", 0.99, "unknown"),
        ("####", NAN, "unknown"),
        ("----", 0.01, "universal"),
    ],
)
def test_rule_at_its_edges(strip: str, sure: float, name: str) -> None:
    assert tier(strip, sure) == name


def test_half_the_periods_that_share_their_years_are_one_bad_year() -> None:
    area = standing("Testford", "##.")
    kept = area.persistence
    first = kept.periods[0]
    overlapping = (first, first, kept.periods[2])
    sure = replace(area.stabilised, probability_higher=0.99)
    found = tier_of(
        replace(area, stabilised=sure, persistence=replace(kept, periods=overlapping)),
        indicator=INFANT,
        country="England",
    )
    assert (found.name, found.apart) == ("universal", 1)
    assert "one of them shares no years" in found.figures


def test_words_never_reach_a_bound_that_the_number_does_not() -> None:
    def said(sure: float) -> str:
        area = standing("Testford", "####")
        stable = replace(area.stabilised, probability_higher=sure)
        return tier_of(
            replace(area, stabilised=stable), indicator=INFANT, country="England"
        ).figures

    assert "79% sure" in said(0.7999)
    assert "more than 99% sure" in said(0.9999)
    assert "less than 1% sure" in said(0.0001)
    assert "cannot be worked out" in said(NAN)


def test_the_rule_says_its_own_bounds() -> None:
    rule = tier_rule(INFANT, "England")
    assert "at least half" in rule
    assert "80%" in rule
    assert "two of which share no years" in rule


def test_only_deaths_set_a_tier() -> None:
    folic = fy.packs.indicator("folic-acid")
    with pytest.raises(UsageError, match="no measure of deaths"):
        tier_of(standing("Testford"), indicator=folic, country="England")


def test_every_area_of_the_made_up_region_by_a_plainer_way(made_up: Store) -> None:
    """Limits by chi-squared, windows one by one, chances by brute force."""
    found = region_tiers(region_picture(made_up, "X12000005"))
    rows = [
        row
        for row in made_up.figures("infant-mortality").to_pylist()
        if row["date_to"].year - row["date_from"].year == 2
        and row["level"] in ("county-unitary", "country")
    ]
    country = {
        row["date_from"]: row["count"] / row["denominator"]
        for row in rows
        if row["area"] == "X92000001"
    }
    areas = [row for row in rows if row["level"] == "county-unitary"]
    latest = max(row["date_from"] for row in areas)
    now = [
        row for row in areas if row["date_from"] == latest and row["count"] is not None
    ]
    sure = dict(
        zip(
            [row["area"] for row in now],
            chances(
                np.array([row["count"] for row in now]),
                np.array([row["denominator"] for row in now]),
                country[latest],
            ),
            strict=True,
        )
    )
    assert {one.name for one in found} >= {"targeted", "universal"}
    for one in found:
        own = sorted(
            (row for row in areas if row["area"] == one.place.code),
            key=lambda row: row["date_from"],
        )
        compared = [row for row in own if row["count"] is not None]
        high = [
            row
            for row in compared
            if stats.chi2.ppf(0.025, 2 * row["count"]) / 2 / row["denominator"]
            > country[row["date_from"]]
        ]
        apart, until = 0, None
        for row in high:
            if until is None or row["date_from"] > until:
                apart, until = apart + 1, row["date_to"]
        chance = sure[one.place.code]
        expected = (
            "targeted"
            if 2 * len(high) >= len(compared) and apart >= 2 and chance >= 0.8
            else "universal"
        )
        assert one.compared == len(compared), one.place
        assert abs(one.higher - len(high)) <= 1, one.place  # another interval
        assert one.probability == pytest.approx(chance, abs=0.01), one.place
        if abs(chance - 0.8) > 0.01 and one.higher == len(high):
            assert (one.name, one.apart) == (expected, apart), one.place


def chances(deaths: np.ndarray, births: np.ndarray, country: float) -> np.ndarray:
    """How likely each rate is above the country's: summed over how much areas vary."""
    mean = deaths.sum() / births.sum()
    a = FINE[:, None] ** -2
    score = stats.nbinom.logpmf(deaths, a, a / (a + births * mean)).sum(axis=1)
    score += stats.halfnorm.logpdf(FINE, scale=0.25)
    weight = np.exp(score - score.max())
    weight /= weight.sum()
    above = stats.gamma(deaths + a, scale=1 / (births + a / mean)).sf(country)
    return np.asarray(weight @ above)


def test_an_area_alone_gets_what_it_gets_in_its_region(made_up: Store) -> None:
    for one in region_tiers(region_picture(made_up, "X12000005"))[:4]:
        assert area_tier(made_up, one.place.code, indicator="infant-mortality") == one


def test_from_when_to_when_reads_well_however_few_periods_there_are() -> None:
    def said(strip: str) -> str:
        area = standing("Testford", strip)
        return tier_of(area, indicator=INFANT, country="England").figures

    one, two = said("#"), said("##")
    assert "was higher in 1 of 1 period, that of " in one
    assert "was higher in 2 of 2 periods" in two
    assert "periods, from 2010 up to 2011; " in two
    assert "between" not in one + two
