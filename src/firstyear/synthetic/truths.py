"""What was true before chance: the answers a test or a lesson checks against."""

from typing import Any

import numpy as np

from firstyear.synthetic import risks
from firstyear.synthetic.country import (
    COUNTRY_CODE,
    Country,
    former_code,
    region_code,
)
from firstyear.synthetic.factors import FACTORS
from firstyear.synthetic.rates import STILL_SHARE, TrueRates, cell_risk
from firstyear.synthetic.story import CODE_CHANGE, YEARS

SMOKING_RISK = 1.4  # of a death under one, in the made-up country


def truths(land: Country, truth: TrueRates, seed: int) -> dict[str, Any]:
    """Everything the generator knows and the figures do not say, ready for JSON.

    `areas` has, by code: `kind`, `births` a year, `ratio` of its infant rate to the
    country's by year, `high_since` where it was set above, and what its difference
    comes from. `gradients` has true relative risks, `gap` where the difference
    between the most and least deprived fifths comes from.
    """
    years = [str(year) for year in YEARS]
    return {
        "about": "Made up. What is true of each place before chance. Never loaded.",
        "seed": seed,
        "country": COUNTRY_CODE,
        "infant_deaths_per_1000": dict(
            zip(years, (1000 * risks.country_rate()).round(4).tolist(), strict=True)
        ),
        "stillbirths_per_1000": dict(
            zip(years, (1000 * risks.still_rate()).round(4).tolist(), strict=True)
        ),
        "stillbirth_excess_over_infant_excess": STILL_SHARE,
        "areas": {
            area.code: {
                "name": area.name,
                "region": region_code(area.region),
                "kind": area.story.kind,
                "births": area.story.births,
                "deprivation": round(area.deprivation, 3),
                "stated_ratio": area.story.ratio,
                "since": area.story.since,
                "until": area.story.until,
                "ratio": dict(
                    zip(years, truth.ratio[row].round(4).tolist(), strict=True)
                ),
                "from_births_before_37_weeks": _preterm_part(area.story),
                "from_births_before_24_weeks": float(area.story.before_24),
            }
            for row, area in enumerate(land.areas)
        },
        "code_changes": [
            {
                "from": former_code(),
                "to": next(
                    area.code for area in land.areas if area.story.kind == "code-change"
                ),
                "first_year": CODE_CHANGE,
            }
        ],
        "gradients": _gradients(truth),
        "gap": _gap(truth),
        "indicators": {
            factor.indicator: {
                "middle_fifth_last_year": factor.share,
                "odds_ratio_most_to_least_deprived": factor.odds,
                "change_of_log_odds_a_year": factor.yearly,
            }
            for factor in FACTORS
        },
    }


def _preterm_part(story: Any) -> float:
    return 0.0 if story.before_24 else story.preterm_share


def _gradients(truth: TrueRates) -> dict[str, Any]:
    """Relative risks: as set, all else equal, and as the country's tables show."""
    return {
        risks.FIFTH: {
            "all_else_equal": _by_name(risks.FIFTHS, risks.FIFTH_RISK),
            "in_the_country": _by_name(risks.FIFTHS, _expected(truth, axis=1)),
        },
        risks.ETHNIC: {
            "all_else_equal": _by_name(risks.ETHNIC_GROUPS, risks.ETHNIC_RISK),
            "in_the_country": _by_name(risks.ETHNIC_GROUPS, _expected(truth, axis=0)),
        },
        "sex": {
            "all_else_equal": _by_name(risks.SEX.categories, risks.SEX.risks[0]),
        },
        "mothers-age": {
            "post-neonatal": _by_name(risks.AGE.categories, risks.AGE.risks[2]),
            "stillborn": _by_name(risks.AGE.categories, risks.AGE.risks[3]),
        },
    }


def _expected(truth: TrueRates, axis: int) -> np.ndarray:
    """Expected rate of each group over the country's, over all years."""
    risk = truth.mix * cell_risk()
    within = risk / risk.sum(axis=(1, 2), keepdims=True)
    weight = (truth.births * risks.country_rate() * truth.ratio).sum(axis=1)
    deaths = np.einsum("a,afe->fe", weight, within).sum(axis=axis)
    births = np.einsum("a,afe->fe", truth.births.sum(axis=1), truth.mix).sum(axis=axis)
    return np.asarray((deaths / births) / (deaths.sum() / births.sum()))


def _gap(truth: TrueRates) -> dict[str, Any]:
    """The ratio of the most to the least deprived fifth, and its parts.

    Parts are shares of its logarithm: what smoking at the two true prevalences
    gives at the relative risk stated, the mix of ethnic groups and places, and what
    is left of the gradient itself.
    """
    shown = _expected(truth, axis=1)
    whole = np.log(shown[0] / shown[4])
    own = np.log(risks.FIFTH_RISK[0] / risks.FIFTH_RISK[4])
    smoking = next(item for item in FACTORS if item.indicator == "smoking-at-delivery")
    base = np.log(smoking.share / (1 - smoking.share))
    step = np.log(smoking.odds) / 2
    most, least = (1 / (1 + np.exp(-(base + sign * step))) for sign in (1, -1))
    excess = SMOKING_RISK - 1
    smoke = np.log((1 + excess * most) / (1 + excess * least))
    return {
        "most_to_least_deprived_ratio": round(float(np.exp(whole)), 4),
        "smoking_relative_risk": SMOKING_RISK,
        "smoking_at_delivery": {
            "1": round(float(most), 4),
            "5": round(float(least), 4),
        },
        "share_of_log_ratio": {
            "smoking": round(float(smoke / whole), 4),
            "other-deprivation": round(float((own - smoke) / whole), 4),
            "ethnic-groups-and-places": round(float(1 - own / whole), 4),
        },
    }


def _by_name(names: tuple[str, ...], values: np.ndarray) -> dict[str, float]:
    return {
        name: round(float(value), 4) for name, value in zip(names, values, strict=True)
    }
