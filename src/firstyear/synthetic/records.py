"""A register of births and one of deaths that were never kept, with known truth.

For tests and lessons of linking, classifying and counting: every name, number,
postcode and date is made up.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import StorageError, UsageError
from firstyear.synthetic import certificates, family_names, risks, slips
from firstyear.synthetic.babies import LAST_YEAR, Babies, make_babies, midshire_areas

FEWEST_BIRTHS = 100
_AGES = ("early-neonatal", "late-neonatal", "post-neonatal")
_ELSEWHERE = 0.02  # deaths whose birth was registered in another place


@dataclass(frozen=True)
class Pair:
    """Births, deaths, and the truth of each death, as PyArrow tables.

    `truth` has a row for each death in the order of `deaths`: `death_id`, `birth_id`
    (blank where the birth is not in the file), `date_of_birth`, `days` (completed days
    at death), `age` (early-neonatal, late-neonatal or post-neonatal), `area` at birth,
    `cause` group, and `slips`, the mistakes put into its record, `;` between.
    """

    births: pa.Table
    deaths: pa.Table
    truth: pa.Table

    def write(self, folder: str | Path) -> dict[str, Path]:
        """Writes births, deaths and truth as Parquet; the path of each by name.

        The name of the truth file says that it is not for linking with. Raises
        StorageError if the folder cannot be written.
        """
        place = Path(folder)
        paths = {
            name: place / f"{name}.parquet" for name in ("births", "deaths", "truth")
        }
        try:
            place.mkdir(parents=True, exist_ok=True)
            for name, path in paths.items():
                pq.write_table(getattr(self, name), path, compression="zstd")
        except OSError as problem:
            raise StorageError(
                f"The made-up records cannot be written to {place}: {problem.strerror}"
            ) from problem
        return paths


def pair(
    *,
    births: int = 20_000,
    deaths: int | None = None,
    identified: float = 0.5,
    seed: int = 1,
) -> Pair:
    """Births and deaths of a made-up region with mistakes as real files have them.

    `births` is rows, live and still, of four years in the areas of Midshire; `deaths`
    is how many of the babies die in their first year (default: one in fifty, ten
    times a real file's, so that a small file has enough of them); two in a hundred
    more deaths have no birth in the file. `identified` is the share of deaths that
    carry the `birth_id`. Columns are those of the default layout, with the fields
    that serve linking only.

    Mistakes, each in its known place: 1% of dates of birth in the deaths off by a day
    or with day and month swapped, 3% of surnames misspelt, 5% of families moved to
    another postcode and area, 2% of fields blank, in either file. About 3% of babies
    are twins with one surname, postcode and date of birth.

    The same arguments give the same records. Raises UsageError for numbers that
    cannot be.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.records.pair(births=1_000, deaths=50, seed=2)
        >>> made.births.num_rows, made.deaths.num_rows, made.truth.num_rows
        (1000, 51, 51)
    """
    wanted = births // 50 if deaths is None else deaths
    if not FEWEST_BIRTHS <= births <= family_names.MOST_NUMBERS:
        raise UsageError(
            f"births is a number from {FEWEST_BIRTHS} to {family_names.MOST_NUMBERS:,}"
        )
    if not 1 <= wanted <= births // 2:
        raise UsageError("deaths is a number from 1 to half of the births")
    if not 0 <= identified <= 1:
        raise UsageError("identified is a share from 0 to 1")
    rng = np.random.default_rng(seed)
    elsewhere = round(wanted * _ELSEWHERE)
    babies = make_babies(births + elsewhere, wanted + elsewhere, rng)
    died = rng.permutation(np.flatnonzero(babies.dies_at >= 0))
    away = np.zeros(len(babies.still), dtype=bool)
    away[rng.choice(died, elsewhere, replace=False)] = True
    kept = np.flatnonzero(~away)[:births]
    return _files(babies, died, kept, identified, rng)


def _files(
    babies: Babies,
    died: np.ndarray,
    kept: np.ndarray,
    identified: float,
    rng: np.random.Generator,
) -> Pair:
    group, codes = certificates.causes(rng, babies.dies_at[died])
    held = np.isin(died, kept)
    births = {name: values[kept] for name, values in babies.columns.items()}
    true_id = np.where(held, babies.columns["birth_id"][died], "")
    born = babies.columns["date_of_birth"][died]
    on = born + babies.days[died]
    shared = ("date_of_birth", "area", "sex", "nhs_number", "surname", "forename",
              "postcode", "mothers_surname")  # fmt: skip
    deaths = {
        "death_id": np.array([f"D{place:08d}" for place in range(1, len(died) + 1)]),
        "birth_id": np.where(rng.random(len(died)) < identified, true_id, ""),
        "date_of_death": on,
        "date_of_registration": on + certificates.days_to_register(rng, group),
        "causes_icd10": codes,
    } | {name: babies.columns[name][died].copy() for name in shared}
    made = slips.add_slips(deaths, midshire_areas(), rng)
    # A registrar would see a birth after the death.
    deaths["date_of_birth"] = np.minimum(deaths["date_of_birth"], on)
    made.masks["date-wrong"] &= deaths["date_of_birth"] != born
    truth = {
        "death_id": deaths["death_id"],
        "birth_id": true_id,
        "date_of_birth": born,
        "days": babies.days[died],
        "age": np.array(_AGES)[babies.dies_at[died]],
        "area": babies.columns["area"][died],
        "cause": group,
        "slips": np.array(made.words()),
    }
    blank_births = slips.leave_blank(births, slips.MISSING_OF_BIRTHS, rng)
    blank_deaths = slips.leave_blank(deaths, slips.MISSING_OF_DEATHS, rng)
    return Pair(
        births=_table(births | _still_causes(babies, kept, rng), blank_births),
        deaths=_table(deaths, blank_deaths),
        truth=pa.table(truth),
    )


def _still_causes(
    babies: Babies, kept: np.ndarray, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """A stillbirth's certificate is in the file of births."""
    still = babies.still[kept]
    _, codes = certificates.causes(rng, np.full(len(kept), risks.STILL))
    return {"causes_icd10": np.where(still, codes, "")}


def _table(columns: dict[str, np.ndarray], blank: dict[str, np.ndarray]) -> pa.Table:
    made: dict[str, Any] = {}
    for name, values in columns.items():
        absent = blank.get(name, np.zeros(len(values), dtype=bool))
        if values.dtype.kind == "U":
            absent = absent | (values == "")
        made[name] = pa.array(values, mask=absent)
    return pa.table(made).replace_schema_metadata(
        {"firstyear": json.dumps({"origin": "synthetic", "last_year": LAST_YEAR})}
    )
