"""What goes wrong between two files about the same baby, in parts that are known.

Each slip is put into the deaths or into both files, and named in the truth.
"""

from dataclasses import dataclass

import numpy as np

from firstyear.synthetic import family_names

Columns = dict[str, np.ndarray]

DATES_WRONG = 0.01
SURNAMES_MISSPELT = 0.03
MOVED = 0.05
MISSING = 0.02

MISSING_OF_BIRTHS = (
    "sex", "plurality", "gestation_weeks", "birthweight_grams", "mothers_age",
    "ethnic_group", "imd_decile", "nhs_number", "surname", "forename", "postcode",
    "mothers_surname",
)  # fmt: skip
MISSING_OF_DEATHS = (
    "sex", "date_of_birth", "nhs_number", "surname", "forename", "postcode",
    "mothers_surname",
)  # fmt: skip


@dataclass(frozen=True)
class Slips:
    """Where each slip was made, a mask over the deaths by its name."""

    masks: dict[str, np.ndarray]

    def words(self) -> list[str]:
        """The slips of each death, `;` between."""
        size = len(next(iter(self.masks.values())))
        return [
            ";".join(name for name, mask in self.masks.items() if mask[row])
            for row in range(size)
        ]


def add_slips(deaths: Columns, areas: np.ndarray, rng: np.random.Generator) -> Slips:
    """Puts the slips into the columns of the deaths; where they are, by name.

    One in a hundred dates of birth is off by a day or has day and month swapped,
    three in a hundred surnames are misspelt, five in a hundred families have moved.
    """
    size = len(deaths["surname"])
    wrong = rng.random(size) < DATES_WRONG
    deaths["date_of_birth"] = np.where(
        wrong, _wrong_dates(deaths["date_of_birth"], rng), deaths["date_of_birth"]
    )
    misspelt = rng.random(size) < SURNAMES_MISSPELT
    deaths["surname"] = np.where(
        misspelt, family_names.misspelt(rng, deaths["surname"]), deaths["surname"]
    )
    moved = rng.random(size) < MOVED
    postcodes = family_names.postcodes(rng, size)
    deaths["postcode"] = np.where(moved, postcodes, deaths["postcode"])
    deaths["area"] = np.where(moved, rng.choice(areas, size), deaths["area"])
    return Slips({"date-wrong": wrong, "surname-misspelt": misspelt, "moved": moved})


def leave_blank(
    columns: Columns, fields: tuple[str, ...], rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """A mask for each field: where it shall be blank, two in a hundred."""
    size = len(next(iter(columns.values())))
    return {name: rng.random(size) < MISSING for name in fields}


def _wrong_dates(dates: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each date off by a day, or with its day and month swapped where that is one."""
    day = dates.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    day_of_month = (day - month).astype(int) + 1
    year = day.astype("datetime64[Y]")
    month_of_year = (month - year).astype(int) + 1
    swapped = (
        year.astype("datetime64[M]") + (np.minimum(day_of_month, 12) - 1)
    ).astype("datetime64[D]") + (month_of_year - 1)
    can_swap = (day_of_month <= 12) & (day_of_month != month_of_year)
    off = day + rng.choice([-1, 1], len(day))
    swap = can_swap & (rng.random(len(day)) < 0.5)
    return np.where(swap, swapped, off)
