"""What was put in can be found again, and nothing that was not put in.

Byar's lower limit is worked out here once more, plainly, as a second computation.
"""

import json
import math
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

import firstyear as fy
from firstyear.errors import StorageError
from firstyear.synthetic import SyntheticRegion

SEEDS = (1, 2, 3, 4, 5)
TEN = range(2012, 2022)  # first years of the last ten three-year periods
OFTEN = 5  # of ten periods: persistently high


def byar_lower(count: float, z: float = 1.959963984540054) -> float:
    if count == 0:
        return 0.0
    return count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3


def infant(made: SyntheticRegion) -> dict[tuple[str, int], tuple[float, float]]:
    """Count and births of every three-year period by area and first year."""
    return {
        (area, start.year): (count, births)
        for area, start, count, births in asked(
            made,
            """
            select area, date_from, count, denominator from figures
            where indicator = 'infant-mortality' and dimension = ''
              and date_to > date_from + interval 2 year
            """,
        )
    }


def asked(made: SyntheticRegion, query: str) -> list[tuple]:
    return duckdb.arrow(made.figures).query("figures", query).fetchall()


def times_high(made: SyntheticRegion) -> dict[str, list[int]]:
    """First years of the periods in which each area is higher than the country."""
    figures = infant(made)
    country = made.truths["country"]
    high: dict[str, list[int]] = {}
    for (area, year), (count, births) in figures.items():
        total, everyone = figures[(country, year)]
        if byar_lower(count) / births > total / everyone:
            high.setdefault(area, []).append(year)
    return high


@pytest.fixture(scope="module")
def runs() -> list[tuple[SyntheticRegion, dict[str, list[int]]]]:
    made = [fy.synthetic.make_region(seed=seed) for seed in SEEDS]
    return [(one, times_high(one)) for one in made]


def of_kind(made: SyntheticRegion, *kinds: str) -> list[str]:
    areas = made.truths["areas"].items()
    return [code for code, area in areas if area["kind"] in kinds]


def test_same_seed_same_figures_other_seed_other_figures(
    made: SyntheticRegion,
) -> None:
    again = fy.synthetic.make_region(seed=7)
    assert again.figures.equals(made.figures)
    assert again.truths == made.truths
    other = fy.synthetic.make_region(seed=8)
    assert not other.figures["count"].equals(made.figures["count"])
    assert other.areas.equals(made.areas)
    assert other.truths["areas"] == made.truths["areas"]


def test_areas_40_percent_above_for_ten_years_are_persistently_high(runs) -> None:
    for made, high in runs:
        areas = [
            code
            for code in of_kind(made, "high")
            if made.truths["areas"][code]["stated_ratio"] >= 1.4
        ]
        assert len(areas) >= 10
        found = [
            code for code in areas if len(set(high.get(code, ())) & set(TEN)) >= OFTEN
        ]
        assert len(found) >= 0.9 * len(areas)


def test_areas_at_the_countrys_rate_are_flagged_no_more_than_chance(runs) -> None:
    flagged = periods = 0
    for made, high in runs:
        # Periods that share no years, so that each is a fresh throw.
        for code in of_kind(made, "same"):
            for year in (2004, 2007, 2010, 2013, 2016, 2019):
                periods += 1
                flagged += year in high.get(code, ())
    assert periods > 1000
    # 2.5% expected; four standard errors of slack.
    assert flagged <= 0.025 * periods + 4 * math.sqrt(0.025 * 0.975 * periods)
    assert flagged > 0


def test_newly_high_and_left_areas_change_when_they_should(runs) -> None:
    for made, high in runs:
        for code in of_kind(made, "newly-high"):
            since = made.truths["areas"][code]["since"]
            years = high.get(code, [])
            assert sum(year >= since for year in years) >= 2
            assert sum(year + 2 < since for year in years) <= 3
        for code in of_kind(made, "left"):
            until = made.truths["areas"][code]["until"]
            years = high.get(code, [])
            assert sum(year + 2 <= until for year in years) >= 3
            assert sum(year > until for year in years) <= 3


def test_country_rate_is_the_true_one(runs) -> None:
    for made, _ in runs:
        figures = infant(made)
        for year in TEN:
            count, births = figures[(made.truths["country"], year)]
            rates = [
                made.truths["infant_deaths_per_1000"][str(one)]
                for one in range(year, year + 3)
            ]
            expected = births * np.mean(rates) / 1000
            assert abs(count - expected) < 4 * math.sqrt(expected)


def test_births_before_24_weeks_explain_one_area(runs) -> None:
    made, _ = runs[0]
    (code,) = of_kind(made, "before-24-weeks")
    rows = rates_of(made, code, made.truths["country"])
    whole, late = "infant-mortality", "infant-mortality-24-weeks"
    assert rows[whole, code] / rows[whole, made.truths["country"]] > 1.25
    assert rows[late, code] / rows[late, made.truths["country"]] < 1.15


def rates_of(made: SyntheticRegion, *areas: str) -> dict[tuple[str, str], float]:
    """Rates over all single years together, by indicator and area."""
    codes = ", ".join(f"'{area}'" for area in areas)
    rows = asked(
        made,
        f"""
        select indicator, area, sum(count) / sum(denominator) from figures
        where dimension = '' and year(date_from) = year(date_to)
          and area in ({codes}) and indicator like 'infant-mortality%'
        group by all
        """,
    )
    return {(indicator, area): rate for indicator, area, rate in rows}


def test_deprivation_gradients_are_as_stated(made: SyntheticRegion) -> None:
    told = made.truths["gradients"]["imd2025-quintile-england"]["in_the_country"]
    rows = asked(
        made,
        """
        select indicator, category, sum(count), sum(denominator) from figures
        where level = 'country' and dimension = 'imd2025-quintile-england'
          and indicator in ('neonatal-mortality', 'smoking-at-delivery')
          and date_to < date_from + interval 1 year
        group by all
        """,
    )
    by_fifth = {(name, fifth): sums for name, fifth, *sums in rows}
    rate = {
        fifth: count / births
        for (name, fifth), (count, births) in by_fifth.items()
        if name == "neonatal-mortality"
    }
    assert rate["1"] / rate["5"] == pytest.approx(told["1"] / told["5"], rel=0.1)
    odds = {
        fifth: count / (births - count)
        for (name, fifth), (count, births) in by_fifth.items()
        if name == "smoking-at-delivery"
    }
    stated = made.truths["indicators"]["smoking-at-delivery"]
    assert odds["1"] / odds["5"] == pytest.approx(
        stated["odds_ratio_most_to_least_deprived"], rel=0.15
    )


def test_ratios_average_to_one_and_shares_of_the_gap_to_all(
    made: SyntheticRegion,
) -> None:
    areas = made.truths["areas"].values()
    births = sum(area["births"] for area in areas)
    for year in ("2004", "2012", "2023"):
        mean = sum(area["births"] * area["ratio"][year] for area in areas) / births
        assert mean == pytest.approx(1, abs=1e-3)
    shares = made.truths["gap"]["share_of_log_ratio"].values()
    assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_write_region_gives_files_that_read_back(tmp_path: Path) -> None:
    paths = fy.synthetic.write_region(tmp_path / "new", seed=7)
    made = fy.synthetic.make_region(seed=7)
    assert pq.read_table(paths["figures"]).equals(made.figures)
    assert json.loads(paths["truths"].read_text(encoding="utf-8")) == made.truths
    header = paths["areas"].read_text(encoding="utf-8").splitlines()[0]
    assert header.replace('"', "") == ",".join(made.areas.column_names)


def test_write_region_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be written"):
        fy.synthetic.write_region(tmp_path / "taken")


def test_the_library_finds_the_same_areas_as_the_plain_computation(
    made: SyntheticRegion,
) -> None:
    plain = times_high(made)
    figures = duckdb.arrow(made.figures).query(
        "figures",
        """
        select * from figures
        where indicator = 'infant-mortality' and dimension = ''
          and level in ('county-unitary', 'country')
          and date_to > date_from + interval 2 year
        """,
    )
    judged = fy.frames.persistence(
        figures.to_arrow_table(), made.truths["country"], method="byar"
    ).to_pylist()
    assert len(judged) == 151
    for row in judged:
        assert row["higher"] == len(plain.get(row["area"], ())), row["name"]
