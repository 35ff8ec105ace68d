"""Made-up births and deaths: their truth is known, and so is every mistake in them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.synthetic.records import Pair


@pytest.fixture(scope="module")
def made() -> Pair:
    return fy.synthetic.pair(births=30_000, deaths=4_000, seed=5)


def joined(made: Pair) -> pd.DataFrame:
    """Deaths with their truth and the record of their birth."""
    deaths = made.deaths.to_pandas().drop(columns="birth_id")
    truth = made.truth.to_pandas()[["death_id", "birth_id", "days", "age", "slips"]]
    births = made.births.to_pandas()
    return deaths.merge(truth, on="death_id").merge(
        births, on="birth_id", suffixes=("", "_birth")
    )


def test_rows_are_as_many_as_asked_for_and_each_has_its_own_name(made: Pair) -> None:
    births, deaths = made.births.to_pandas(), made.deaths.to_pandas()
    assert len(births) == 30_000
    assert len(deaths) == len(made.truth) == 4_080
    assert births["birth_id"].is_unique
    assert deaths["death_id"].is_unique
    assert births["nhs_number"].dropna().is_unique


def test_the_same_seed_gives_the_same_records() -> None:
    first, again, other = (
        fy.synthetic.pair(births=500, seed=seed) for seed in (1, 1, 2)
    )
    assert first.births.equals(again.births)
    assert first.deaths.equals(again.deaths)
    assert first.truth.equals(again.truth)
    assert not first.deaths.equals(other.deaths)


def test_the_truth_agrees_with_the_birth(made: Pair) -> None:
    both = joined(made)
    died = pd.to_datetime(both["date_of_death"])
    born = pd.to_datetime(both["date_of_birth_birth"])
    assert ((died - born).dt.days == both["days"]).all()
    age = pd.cut(
        both["days"],
        [-1, 6, 27, 364],
        labels=["early-neonatal", "late-neonatal", "post-neonatal"],
    )
    assert (age.astype(str) == both["age"]).all()
    assert (both["outcome"] == "live").all()
    given = made.deaths.to_pandas()["birth_id"].notna()
    truth = made.truth.to_pandas()["birth_id"]
    assert (made.deaths.to_pandas()["birth_id"][given] == truth[given]).all()
    assert (truth == "").sum() == 80


def test_mistakes_are_as_frequent_as_said(made: Pair) -> None:
    slips = made.truth.to_pandas()["slips"]
    for name, share in (
        ("date-wrong", 0.01),
        ("surname-misspelt", 0.03),
        ("moved", 0.05),
    ):
        found = slips.str.contains(name).mean()
        assert found == pytest.approx(share, abs=4 * np.sqrt(share / 4_080)), name
    for table, field in (
        (made.births, "postcode"),
        (made.births, "gestation_weeks"),
        (made.deaths, "nhs_number"),
    ):
        blank = table[field].null_count / table.num_rows
        assert blank == pytest.approx(0.02, abs=0.01), field


def test_fields_without_a_mistake_agree_with_the_birth(made: Pair) -> None:
    both = joined(made)
    for field, slip in (
        ("surname", "surname-misspelt"),
        ("postcode", "moved"),
        ("date_of_birth", "date-wrong"),
    ):
        known = both[field].notna() & both[f"{field}_birth"].notna()
        wrong = both["slips"].str.contains(slip)
        same = both[field] == both[f"{field}_birth"]
        assert same[known & ~wrong].all(), field
        assert same[known & wrong].mean() < 0.05, field


def test_a_wrong_date_is_a_day_off_or_has_day_and_month_swapped(made: Pair) -> None:
    both = joined(made)
    wrong = both[both["slips"].str.contains("date-wrong")].dropna(
        subset=["date_of_birth"]
    )
    given = pd.to_datetime(wrong["date_of_birth"])
    born = pd.to_datetime(wrong["date_of_birth_birth"])
    off = (given - born).dt.days.abs() == 1
    swapped = (given.dt.day == born.dt.month) & (given.dt.month == born.dt.day)
    clamped = given == pd.to_datetime(wrong["date_of_death"])
    assert (off | swapped | clamped).all()
    assert swapped.sum() > 5


def test_twins_share_a_mother_and_a_day(made: Pair) -> None:
    births = made.births.to_pandas()
    shared = births.groupby(["date_of_birth", "mothers_surname", "postcode"]).size()
    assert 300 < (shared == 2).sum() < 600


def test_nothing_in_them_could_be_real(made: Pair) -> None:
    births = made.births.to_pandas()
    numbers = births["nhs_number"].dropna()
    assert numbers.str.fullmatch(r"999\d{7}").all()
    digits = np.array([list(map(int, each)) for each in numbers])
    check = (11 - digits[:, :9] @ np.arange(10, 1, -1) % 11) % 11
    assert (check == digits[:, 9]).all()
    assert births["postcode"].dropna().str.startswith("ZX").all()
    assert births["area"].str.startswith("X06").all()


def test_they_are_written_as_parquet(tmp_path: Path) -> None:
    made = fy.synthetic.pair(births=200, seed=3)
    paths = made.write(tmp_path / "records")
    assert pq.read_table(paths["deaths"]).equals(made.deaths)
    assert sorted(path.name for path in paths.values()) == [
        "births.parquet",
        "deaths.parquet",
        "truth.parquet",
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"births": 5}, {"deaths": 0}, {"deaths": 19_000}, {"identified": 1.5}],
)
def test_numbers_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        fy.synthetic.pair(**wrong)  # type: ignore[arg-type]
