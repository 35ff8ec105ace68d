"""Pooling, comparing, stabilising and trends over frames."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError


def series(
    area: str, years: range, counts: list[Any], **columns: Any
) -> dict[str, list[Any]]:
    """One row a year for an area, 9,000 births each."""
    rows = {
        "area": [area] * len(years),
        "name": [f"Name of {area}"] * len(years),
        "level": ["country" if area == "E92" else "county-unitary"] * len(years),
        "date_from": [dt.date(year, 1, 1) for year in years],
        "date_to": [dt.date(year, 12, 31) for year in years],
        "count": counts,
        "denominator": [900_000 if area == "E92" else 9000] * len(years),
    }
    return rows | {name: [value] * len(years) for name, value in columns.items()}


def joined(*parts: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: [x for part in parts for x in part[name]] for name in parts[0]}


YEARS = range(2015, 2020)


class TestPool:
    def test_windows_of_each_area(self, make: Any, listed: Any) -> None:
        frame = make(
            joined(series("a", YEARS, [3, 0, 5, None, 2]), series("b", YEARS, [1] * 5))
        )
        found = fy.frames.pool(frame)
        assert type(found) is type(frame)
        assert listed(found, "count") == [8, None, None, 3, 3, 3]
        assert listed(found, "denominator") == [27_000] * 6
        assert listed(found, "date_from")[:2] == [
            dt.date(2015, 1, 1),
            dt.date(2016, 1, 1),
        ]
        assert listed(found, "date_to")[0] == dt.date(2017, 12, 31)
        assert listed(found, "status")[:2] == ["value", "missing"]
        assert listed(found, "shared_years") == [0, 2, 2, 0, 2, 2]
        assert listed(found, "name")[0] == "Name of a"

    def test_categories_are_never_added_up(self, make: Any, listed: Any) -> None:
        frame = make(
            joined(
                series("a", YEARS, [1] * 5, category="girls"),
                series("a", YEARS, [2] * 5, category="boys"),
            )
        )
        assert listed(fy.frames.pool(frame, years=5), "count") == [5, 10]

    def test_by_takes_the_place_of_the_usual_groups(
        self, make: Any, listed: Any
    ) -> None:
        frame = make(
            joined(
                series("a", YEARS, [1] * 5, cause="one"),
                series("a", YEARS, [2] * 5, cause="two"),
            )
        )
        found = fy.frames.pool(frame, years=5, by=["cause"])
        assert listed(found, "cause") == ["one", "two"]
        with pytest.raises(InputError, match="no column reason"):
            fy.frames.pool(frame, by=["reason"])

    def test_financial_years(self, make: Any, listed: Any) -> None:
        rows = series("a", range(2018, 2020), [3, 5])
        rows["date_from"] = [dt.date(year, 4, 1) for year in (2018, 2019)]
        rows["date_to"] = [dt.date(year, 3, 31) for year in (2019, 2020)]
        found = fy.frames.pool(make(rows), years=2)
        assert listed(found, "date_to") == [dt.date(2020, 3, 31)]

    def test_months_are_refused(self, make: Any) -> None:
        rows = series("a", range(2018, 2019), [3]) | {"date_to": [dt.date(2018, 1, 31)]}
        with pytest.raises(InputError, match="not a whole year"):
            fy.frames.pool(make(rows))

    def test_dates_must_be_dates(self, make: Any) -> None:
        rows = series("a", range(2018, 2019), [3]) | {"date_to": ["last week"]}
        with pytest.raises(InputError, match="not a date"):
            fy.frames.pool(make(rows))

    def test_mixed_basis_is_refused_and_both_are_named(self, make: Any) -> None:
        rows = series("a", YEARS, [3] * 5)
        rows["basis"] = ["birth-cohort", "", "registration", "registration", ""]
        with pytest.raises(InputError) as error:
            fy.frames.pool(make(rows))
        (fault,) = error.value.faults
        assert "birth-cohort" in str(fault)
        assert "registration" in str(fault)
        rows["basis"] = ["birth-cohort", "", "", "", ""]
        fy.frames.pool(make(rows))


class TestCompare:
    def rows(self) -> dict[str, list[Any]]:
        return joined(
            series("E92", range(2018, 2019), [3600]),
            series("high", range(2018, 2019), [70]),
            series("same", range(2018, 2019), [38]),
            series("low", range(2018, 2019), [15]),
            series("blank", range(2018, 2019), [None]),
        )

    def test_verdicts(self, make: Any, listed: Any) -> None:
        frame = make(self.rows())
        found = fy.frames.compare(frame, "E92")
        assert type(found) is type(frame)
        assert listed(found, "comparison") == ["", "higher", "similar", "lower", ""]
        assert listed(found, "funnel_comparison") == [
            *("", "higher-998", "similar", "lower-998", "")
        ]
        assert listed(found, "agree") == [None, True, True, True, None]
        assert listed(found, "benchmark") == ["E92"] * 5
        assert listed(found, "benchmark_value")[1] == 4.0
        assert listed(found, "method")[1] == "interval"
        assert [x is None for x in listed(found, "margin")] == [
            *(True, False, False, False, True)
        ]
        moves = listed(found, "deaths_to_change")[1:4]
        plain = fy.measures.deaths_to_change([70, 38, 15], [9000] * 3, 4.0)
        assert moves == plain.tolist()
        assert listed(found, "status")[4] == "missing"

    def test_one_test_has_only_its_columns(self, make: Any) -> None:
        frame = make(self.rows())
        interval = fy.frames.compare(frame, "E92", test="interval")
        funnel = fy.frames.compare(frame, "E92", test="funnel")
        names = [set(getattr(x, "column_names", x.columns)) for x in (interval, funnel)]
        assert "funnel_comparison" not in names[0]
        assert "comparison" not in names[1]
        with pytest.raises(UsageError):
            fy.frames.compare(frame, "E92", test="guess")

    def test_benchmark_that_is_not_there(self, make: Any) -> None:
        with pytest.raises(InputError, match="E93 is not among the areas"):
            fy.frames.compare(make(self.rows()), "E93")

    def test_benchmark_without_that_period(self, make: Any, listed: Any) -> None:
        rows = joined(self.rows(), series("high", range(2019, 2020), [70]))
        found = fy.frames.compare(make(rows), "E92")
        assert listed(found, "comparison")[-1] == ""
        assert "benchmark has no figure" in listed(found, "note")[-1]

    def test_small_benchmark_is_tested_as_a_ratio(self, make: Any, listed: Any) -> None:
        rows = joined(
            series("board", range(2018, 2019), [200]),
            series("part", range(2018, 2019), [70]),
        )
        rows["denominator"] = [45_000, 9000]
        rows["level"] = ["board", "county-unitary"]
        found = fy.frames.compare(make(rows), "board")
        assert listed(found, "method")[1] == "ratio-to-rest"
        plain = fy.measures.compare_with_rest(70, 9000, 200, 45_000)
        assert listed(found, "comparison")[1] == str(plain.comparison)
        assert listed(found, "margin")[1] == pytest.approx(float(plain.margin))
        assert listed(found, "benchmark_value")[1] == pytest.approx(200 / 45)
        rows["level"] = ["country", "county-unitary"]
        found = fy.frames.compare(make(rows), "board")
        assert listed(found, "method")[1] == "interval"

    def test_an_area_outside_is_tested_against_all_of_it(
        self, make: Any, listed: Any
    ) -> None:
        rows = joined(
            series("one", range(2018, 2019), [200]),
            series("other", range(2018, 2019), [70]),
        )
        rows["denominator"] = [45_000, 9000]
        plain = fy.measures.compare_with_rest(70, 9000, 200, 45_000, inside=False)
        # of one level, neither is part of the other
        found = fy.frames.compare(make(rows), "one")
        assert listed(found, "method")[1] == "ratio"
        assert listed(found, "margin")[1] == pytest.approx(float(plain.margin))
        rows["level"] = ["board", "county-unitary"]
        found = fy.frames.compare(make(rows), "one", inside=[])
        assert listed(found, "method")[1] == "ratio"
        found = fy.frames.compare(make(rows), "one", inside=["other"])
        assert listed(found, "method")[1] == "ratio-to-rest"

    def test_nobody_dead_in_the_rest(self, make: Any, listed: Any) -> None:
        rows = joined(
            series("board", range(2018, 2019), [12]),
            series("part", range(2018, 2019), [12]),
        )
        rows |= {"denominator": [45_000, 9000], "level": ["board", "county-unitary"]}
        found = fy.frames.compare(make(rows), "board")
        assert listed(found, "comparison")[1] == "higher"

    def test_published_limits_serve_where_there_are_no_counts(
        self, make: Any, listed: Any
    ) -> None:
        frame = make(
            {
                "area": ["E92", "a", "b"],
                "count": [None, None, None],
                "denominator": [None, None, None],
                "value": [4.0, 6.0, None],
                "lower": [3.9, 5.0, None],
                "upper": [4.1, 7.2, None],
            }
        )
        found = fy.frames.compare(frame, "E92")
        assert listed(found, "comparison") == ["", "higher", ""]
        assert listed(found, "funnel_comparison") == ["", "", ""]
        assert listed(found, "status") == ["value", "value", "missing"]

    def test_hidden_figures_do_not_come_back(self, make: Any, listed: Any) -> None:
        rows = self.rows()
        rows |= {"status": ["value"] * 4 + ["suppressed"], "value": [4.0] * 5}
        rows |= {"lower": [3.0] * 5, "upper": [5.0] * 5}
        found = fy.frames.compare(make(rows), "E92")
        assert listed(found, "value")[4] is None
        assert listed(found, "comparison")[4] == ""

    def test_rounding_and_proportions(self, make: Any, listed: Any) -> None:
        found = fy.frames.compare(
            make(self.rows()), "E92", proportion=True, per=100, round_benchmark=1
        )
        assert listed(found, "benchmark_value")[1] == 0.4
        assert listed(found, "comparison")[1:4] == ["higher", "similar", "lower"]
        assert listed(found, "funnel_method")[1] == "normal"

    @pytest.mark.parametrize("proportion", [False, True])
    def test_overdispersion_says_so(
        self, make: Any, listed: Any, proportion: bool
    ) -> None:
        found = fy.frames.compare(
            make(self.rows()), "E92", overdispersion=True, proportion=proportion
        )
        assert listed(found, "funnel_method")[1:4] == ["over-dispersed"] * 3
        assert listed(found, "funnel_comparison")[1] != "higher-998"

    def test_mixed_place_is_refused_and_both_are_named(self, make: Any) -> None:
        rows = self.rows() | {"place": ["residence", *["provider-of-birth"] * 4]}
        with pytest.raises(
            InputError, match="provider-of-birth would be mixed"
        ) as error:
            fy.frames.compare(make(rows), "E92")
        assert "residence" in str(error.value)

    def test_two_benchmarks_are_refused(self, make: Any) -> None:
        rows = self.rows()
        rows["area"][1] = "E92"
        with pytest.raises(InputError, match="benchmark is also in row 0"):
            fy.frames.compare(make(rows), "E92")


class TestPersistence:
    def test_groups_are_told_where_there_are_several(
        self, make: Any, listed: Any
    ) -> None:
        one = joined(
            series("E92", YEARS, [3600] * 5, indicator="infant"),
            series("a", YEARS, [70, 70, None, 40, 20], indicator="infant"),
        )
        other = joined(
            series("E92", YEARS, [3600] * 5, indicator="neonatal"),
            series("a", YEARS, [20] * 5, indicator="neonatal"),
        )
        found = fy.frames.persistence(make(joined(one, other)), "E92")
        assert listed(found, "indicator") == ["infant", "neonatal"]
        assert listed(found, "strip") == ["##?+-", "-----"]
        assert listed(found, "periods") == [4, 5]
        assert listed(found, "first_high") == ["2015", ""]
        assert listed(found, "independent_periods") == [4, 5]

    def test_basis_may_not_change_on_the_way(self, make: Any) -> None:
        rows = joined(series("E92", YEARS, [9] * 5), series("a", YEARS, [9] * 5))
        rows["basis"] = (["birth-cohort"] * 3 + ["registration"] * 2) * 2
        with pytest.raises(InputError, match="registration would be mixed"):
            fy.frames.persistence(make(rows), "E92")

    def test_no_period_left(self, make: Any) -> None:
        rows = joined(series("E92", YEARS, [9] * 5), series("a", YEARS, [9] * 5))
        with pytest.raises(InputError, match="no period"):
            fy.frames.persistence(make(rows), "E92", since=2030)


class TestStabilise:
    def rows(self) -> dict[str, list[Any]]:
        return joined(
            series("E92", range(2018, 2019), [3600]),
            *(
                series(area, range(2018, 2019), [count])
                for area, count in zip("abcd", [70, 38, 15, None], strict=True)
            ),
        )

    def test_agrees_with_the_measure(self, make: Any, listed: Any) -> None:
        frame = make(self.rows())
        found = fy.frames.stabilise(frame, benchmark="E92")
        assert type(found) is type(frame)
        plain = fy.measures.stabilise([70, 38, 15], [9000] * 3, benchmark=0.004)
        ours = listed(found, "stabilised")
        assert ours[1:4] == pytest.approx((1000 * plain.stabilised).tolist())
        assert listed(found, "probability_higher")[1:4] == pytest.approx(
            plain.probability_higher.tolist()
        )
        assert ours[0] is None
        assert ours[4] is None
        assert listed(found, "likelihood")[1] == "very likely higher"
        assert listed(found, "status")[4] == "missing"

    def test_expected_deaths_in_place_of_births(self, make: Any, listed: Any) -> None:
        rows = self.rows() | {"expected": [3600.0, 40.0, 36.0, 30.0, 36.0]}
        found = fy.frames.stabilise(make(rows), expected="expected")
        assert listed(found, "value")[1] == pytest.approx(70 / 40)
        with pytest.raises(InputError, match="not both"):
            fy.frames.stabilise(make(rows), expected="expected", benchmark="E92")

    def test_nobody_died(self, make: Any, listed: Any) -> None:
        rows = joined(series("a", YEARS, [0] * 5), series("b", YEARS, [0, 0, 0, 0, 3]))
        found = fy.frames.stabilise(make(rows))
        assert listed(found, "status").count("not-calculated") == 8
        assert listed(found, "stabilised")[-1] > 0

    def test_benchmark(self, make: Any, listed: Any) -> None:
        with pytest.raises(InputError, match="not among"):
            fy.frames.stabilise(make(self.rows()), benchmark="E93")
        rows = joined(self.rows(), series("a", range(2019, 2020), [30]))
        found = fy.frames.stabilise(make(rows), benchmark="E92")
        assert listed(found, "probability_higher")[-1] is None
        assert "benchmark has no figure" in listed(found, "note")[-1]


class TestTrend:
    FALLING = (90, 75, 60, 45, 30)

    def test_each_series_has_its_direction(self, make: Any, listed: Any) -> None:
        frame = make(
            joined(
                series("a", YEARS, [*self.FALLING]),
                series("b", YEARS, [*reversed(self.FALLING)]),
                series("c", YEARS, [50, 50, None, 50, 50]),
            )
        )
        found = fy.frames.trend(frame)
        assert type(found) is type(frame)
        assert listed(found, "direction") == [
            *("decreasing", "increasing", "cannot-be-calculated")
        ]
        assert listed(found, "period")[0] == "2015 to 2019"
        plain = fy.measures.trend(list(self.FALLING), [9000] * 5)
        assert listed(found, "chi2")[0] == pytest.approx(float(plain.chi2))
        assert listed(found, "annual_change")[0] < -15
        assert listed(found, "slope")[2] is None

    def test_rows_may_come_in_any_order(self, make: Any, listed: Any) -> None:
        rows = series("a", YEARS, [*self.FALLING])
        order = [3, 0, 4, 1, 2]
        mixed = {name: [data[place] for place in order] for name, data in rows.items()}
        found, other = fy.frames.trend(make(rows)), fy.frames.trend(make(mixed))
        assert listed(found, "chi2") == listed(other, "chi2")

    def test_gaps_and_short_series_cannot_be_calculated(
        self, make: Any, listed: Any
    ) -> None:
        gap = series("a", range(2014, 2020), [9] * 6)
        gap = {name: data[:2] + data[3:] for name, data in gap.items()}
        found = fy.frames.trend(
            make(joined(gap, series("b", range(2018, 2020), [9, 9])))
        )
        assert listed(found, "direction") == ["cannot-be-calculated"] * 2

    def test_published_values_serve_where_there_are_no_counts(
        self, make: Any, listed: Any
    ) -> None:
        rows = series("a", YEARS, [None] * 5)
        values = np.array([9.0, 8.0, 7.0, 6.0, 5.0])
        rows["value"] = values.tolist()
        rows["lower"], rows["upper"] = (values - 0.5).tolist(), (values + 0.5).tolist()
        found = fy.frames.trend(make(rows))
        assert listed(found, "direction") == ["decreasing"]
        assert listed(found, "slope") == [pytest.approx(-1.0)]
        assert listed(found, "annual_change") == [None]

    def test_overlapping_windows_are_refused_with_an_offer(self, make: Any) -> None:
        pooled = fy.frames.pool(make(series("a", range(2010, 2019), [9] * 9)))
        with pytest.raises(
            InputError, match="2010 to 2012, 2013 to 2015, 2016 to 2018"
        ):
            fy.frames.trend(pooled)

    def test_proportions(self, make: Any, listed: Any) -> None:
        found = fy.frames.trend(
            make(series("a", YEARS, [*self.FALLING])), proportion=True
        )
        plain = fy.measures.trend(list(self.FALLING), [9000] * 5, proportion=True)
        assert listed(found, "chi2")[0] == pytest.approx(float(plain.chi2))
