"""Babies of a made-up maternity register: who they are, and how each fared.

Who dies is drawn with the risks of the made-up country, but the number that dies is
given: a file of a size to test with has more deaths than a real one of that size.
"""

from dataclasses import dataclass

import numpy as np

from firstyear.synthetic import family_names, risks
from firstyear.synthetic.country import country, former_code
from firstyear.synthetic.names import MIDSHIRE, REGIONS
from firstyear.synthetic.story import CODE_CHANGE

FIRST_YEAR, LAST_YEAR = 2018, 2021
TWINS = 0.015  # of maternities
STILL = 0.005
LIVE, STILLBORN = 0, 1

_WEEKS = ((20, 22), (22, 24), (24, 28), (28, 32), (32, 37), (37, 42), (42, 44))
# Age at death in days, first and last, for each of early, late and post-neonatal.
_DAYS = ((0, 7), (7, 28), (28, 365))


@dataclass(frozen=True)
class Babies:
    """One entry a baby. `dies_at` is an age of `risks`, or -1; `days` its days."""

    columns: dict[str, np.ndarray]
    still: np.ndarray
    dies_at: np.ndarray
    days: np.ndarray


def midshire_areas() -> np.ndarray:
    """Codes of the areas of Midshire, in order."""
    region = REGIONS.index(MIDSHIRE)
    return np.array([area.code for area in country().areas if area.region == region])


def make_babies(number: int, deaths: int, rng: np.random.Generator) -> Babies:
    """`number` babies, of whom `deaths` were born alive and die in their first year."""
    family = _families(number, rng)
    still = rng.random(number) < STILL
    weeks_band = _weeks_bands(still, family["twin"], rng)
    low = np.array([low for low, _ in _WEEKS])[weeks_band]
    high = np.array([high for _, high in _WEEKS])[weeks_band]
    weeks = rng.integers(low, high)
    dies_at = _who_dies(still, weeks_band, family, deaths, rng)
    starts = np.array([first for first, _ in _DAYS])
    ends = np.array([last for _, last in _DAYS])
    # Within an age most die on its first days.
    early = rng.random(number) ** 2
    span = ends[dies_at] - starts[dies_at]
    days = np.where(dies_at >= 0, starts[dies_at] + (early * span).astype(int), -1)
    sex = (rng.random(number) < risks.SEX.shares[1]).astype(int)
    grams = _grams(weeks, family["twin"], rng)
    columns = {
        "birth_id": np.array([f"B{place:08d}" for place in range(1, number + 1)]),
        "date_of_birth": family["born"],
        "outcome": np.where(still, "still", "live"),
        "area": family["area"],
        "sex": np.array(family_names.SEXES)[sex],
        "plurality": np.where(family["twin"], 2, 1),
        "gestation_weeks": weeks,
        "birthweight_grams": grams,
        "mothers_age": family["age"],
        "ethnic_group": family["ethnic"],
        "imd_decile": family["decile"],
        "nhs_number": family_names.nhs_numbers(rng, number),
        "surname": family["surname"],
        "forename": family_names.forenames(rng, sex),
        "postcode": family["postcode"],
        "mothers_surname": family["mother"],
    }
    return Babies(columns, still, dies_at, days)


def _families(number: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """What the babies of one pregnancy share, one entry a baby, twins together."""
    sizes = np.where(rng.random(number) < TWINS, 2, 1)
    baby_of = np.repeat(np.arange(number), sizes)[:number]
    twin = np.bincount(baby_of, minlength=number) == 2
    first = np.datetime64(f"{FIRST_YEAR}-01-01")
    last = np.datetime64(f"{LAST_YEAR + 1}-01-01")
    born = first + rng.integers(0, (last - first).astype(int), number)
    areas = midshire_areas()
    size = np.array(
        [area.story.births for area in country().areas if area.code in set(areas)]
    )
    area = rng.choice(areas, number, p=size / size.sum())
    renamed = [
        each.code for each in country().areas if each.story.kind == "code-change"
    ]
    before = np.isin(area, renamed) & (born < np.datetime64(f"{CODE_CHANGE}-01-01"))
    surname = family_names.surnames(rng, number)
    own = family_names.surnames(rng, number)
    ages = np.array([16, 20, 25, 30, 35, 40])
    band = rng.choice(6, number, p=risks.AGE.shares[:6] / risks.AGE.shares[:6].sum())
    groups = np.array([each for each in risks.ETHNIC_GROUPS if each != risks.UNKNOWN])
    weight = risks.ETHNIC_SHARES[: len(groups)]
    whole = {
        "born": born,
        "area": np.where(before, former_code(), area),
        "twin": twin,
        "surname": surname,
        "mother": np.where(rng.random(number) < 0.6, surname, own),
        "postcode": family_names.postcodes(rng, number),
        "age": ages[band] + rng.integers(0, 4, number),
        "ethnic": rng.choice(groups, number, p=weight / weight.sum()),
        "decile": rng.integers(1, 11, number),
    }
    return {name: values[baby_of] for name, values in whole.items()}


def _weeks_bands(
    still: np.ndarray, twin: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Position of the band of weeks at birth; twins earlier, stillbirths from 24."""
    live = risks.WEEKS_SHARES[:-1] / risks.WEEKS_SHARES[:-1].sum()
    early = np.array([0.002, 0.003, 0.02, 0.06, 0.50, 0.414, 0.001])
    stillborn = risks.WEEKS_STILL[:-1]
    shares = np.where(
        still[:, None], stillborn, np.where(twin[:, None], early, live)
    ).cumsum(axis=1)
    return np.minimum((rng.random(len(still))[:, None] > shares).sum(axis=1), 6)


def _who_dies(
    still: np.ndarray,
    weeks_band: np.ndarray,
    family: dict[str, np.ndarray],
    deaths: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Age at death as a position of `risks`, -1 for who lives or was stillborn."""
    groups = {
        name: risks.ETHNIC_RISK[at] for at, name in enumerate(risks.ETHNIC_GROUPS)
    }
    ethnic = np.array([groups[name] for name in family["ethnic"].tolist()])
    fifth = risks.FIFTH_RISK[(family["decile"] - 1) // 2]
    weight = np.where(still, 0.0, risks.WEEKS_RISK[weeks_band] * ethnic * fifth)
    # Exponential races: the first `deaths` to finish are a weighted draw without
    # putting anybody back.
    race = rng.exponential(size=len(still)) / np.where(weight > 0, weight, np.nan)
    chosen = np.argsort(race)[:deaths]
    dies_at = np.full(len(still), -1)
    shares = risks.WEEKS_AGES[weeks_band[chosen]].cumsum(axis=1)
    dies_at[chosen] = np.minimum((rng.random(deaths)[:, None] > shares).sum(axis=1), 2)
    return dies_at


def _grams(weeks: np.ndarray, twin: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Birth weight, about what babies of so many weeks weigh, to 5 grams."""
    mean = np.interp(
        weeks, [20, 24, 28, 32, 37, 40, 43], [330, 650, 1080, 1800, 2900, 3450, 3650]
    )
    grams = mean * np.where(twin, 0.92, 1.0) * rng.normal(1, 0.12, len(weeks))
    return (np.maximum(grams, 200) // 5 * 5).astype(int)
