"""Each verb on figures: columns by the contract, values by a second way."""

from pathlib import Path

import pytest

import firstyear as fy
from firstyear.cli.detect import share
from firstyear.errors import UsageError

KEYS = [
    "indicator", "area", "name", "level", "date_from", "date_to", "dimension",
    "category",
]  # fmt: skip
VERBS = {
    "rates": ([], ["value", "lower", "upper", "method"]),
    "pool": ([], ["count", "denominator"]),
    "compare": (
        ["--benchmark", "E92000001"],
        ["benchmark", "benchmark_value", "comparison", "margin", "funnel_comparison",
         "agree"],
    ),
    "stabilise": (
        ["--benchmark", "E92000001"],
        ["value", "stabilised", "lower", "upper", "probability_higher", "own_share"],
    ),
    "trend": ([], ["slope", "chi2", "p", "direction"]),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_verb_has_the_columns_of_the_contract(run, small: Path, verb: str) -> None:
    options, columns = VERBS[verb]
    ran = run(verb, small, *options)
    assert ran.code == 0, ran.err
    keys = [key for key in KEYS if not (verb == "trend" and key.startswith("date"))]
    assert [one for one in ran.columns if one in keys] == keys
    assert set(columns) <= set(ran.columns)
    assert "row" not in ran.columns
    assert ran.rows


def test_rates_are_those_of_the_library(run, small: Path) -> None:
    ran = run("rates", small)
    for row in ran.rows[:6]:
        found = fy.measures.rate(float(row["count"]), float(row["denominator"]))
        assert float(row["value"]) == pytest.approx(float(found.value))
        assert float(row["lower"]) == pytest.approx(float(found.lower))
        assert row["method"] == "byar"
    assert "30 rows" in ran.err


def test_rates_with_two_confidences_have_two_pairs_of_limits(run, small: Path) -> None:
    ran = run("rates", small, "--confidence", "0.95", "--confidence", "0.998")
    row = ran.rows[0]
    assert float(row["lower_998"]) < float(row["lower"]) < float(row["upper"])
    assert float(row["upper"]) < float(row["upper_998"])


def test_rates_follow_per_method_and_proportion(run, small: Path) -> None:
    assert float(run("rates", small, "--per", "1").rows[0]["value"]) == 2600 / 650_000
    assert run("rates", small, "--method", "exact").rows[0]["method"] == "exact"
    assert run("rates", small, "--proportion").rows[0]["method"] == "wilson"


def test_pool_gives_rolling_sums(run, small: Path) -> None:
    rows = [r for r in run("pool", small).rows if r["area"] == "E08000025"]
    assert len(rows) == 8
    assert (rows[0]["date_from"], rows[0]["date_to"]) == ("2010-01-01", "2012-12-31")
    assert rows[0]["count"] == "361"
    assert rows[0]["shared_years"]


def test_compare_one_test_only_leaves_the_other_out(run, small: Path) -> None:
    options = ("--benchmark", "E92000001", "--test", "funnel")
    ran = run("compare", small, *options)
    assert "comparison" not in ran.columns
    assert "agree" not in ran.columns
    assert run("compare", small, *options, "--json").json["method"] == {
        "comparison-funnel": "1.0"
    }
    ran = run("compare", small, "--benchmark", "E92000001", "--test", "interval")
    assert "funnel_comparison" not in ran.columns


def test_compare_rounds_the_benchmark_when_asked(run, small: Path) -> None:
    options = ("--benchmark", "E92000001", "--round-benchmark", "0")
    assert {r["benchmark_value"] for r in run("compare", small, *options).rows} == {"4"}


def test_persistence_counts_the_periods(run, small: Path) -> None:
    ran = run("persistence", small, "--benchmark", "E92000001", "--since", "2012")
    assert ran.columns == [
        "area", "name", "periods", "higher", "lower", "expected_high_by_chance",
        "independent_periods", "first_high", "last_high", "smallest_margin", "strip",
    ]  # fmt: skip
    first, second = ran.rows
    assert (first["name"], first["higher"], first["strip"]) == (
        "Birmingham",
        "8",
        "########",
    )
    assert float(first["expected_high_by_chance"]) == pytest.approx(8 * 0.025)
    assert second["name"] == "Bristol"
    options = ("--benchmark", "E92000001", "--until", "2015")
    assert run("persistence", small, *options).rows[0]["periods"] == "6"


def test_stabilise_with_expected_deaths(run, tmp_path: Path) -> None:
    path = tmp_path / "expected.csv"
    path.write_text(
        "area,period,deaths,expected\nA1,2018,30,20\nA2,2018,10,12\nA3,2018,9,11\n",
        encoding="utf-8",
    )
    ran = run("stabilise", path, "--expected", "expected", "--count", "deaths")
    assert ran.code == 0, ran.err
    high = {row["area"]: row for row in ran.rows}["A1"]
    assert 1 < float(high["stabilised"]) < 1.5
    assert run("stabilise", path, "--expected", "e", "--benchmark", "A1").code == 2


def test_trend_needs_periods_that_share_no_years(run, small: Path) -> None:
    assert {row["direction"] for row in run("trend", small).rows} <= {
        "increasing",
        "decreasing",
        "no-significant-change",
        "cannot-be-calculated",
    }
    run("pool", small, "--out", "pooled.csv")
    ran = run("trend", "pooled.csv")
    assert ran.code == 2
    assert "overlap" in ran.err


def test_detect_agrees_with_the_golden_figures(run) -> None:
    ran = run("detect", "--events-per-year", 27, "--change", "-20%")
    row = ran.rows[0]
    assert (row["years_each_side"], row["years_total"]) == ("14", "28")
    assert float(row["power"]) == pytest.approx(0.82, abs=0.005)
    assert float(row["events_needed"]) == pytest.approx(27 * 14 * 1.8)
    assert "14 years of data before and 14 after" in row["sentence"]
    made = run("detect", "--events-per-year", 27, "--change", "-0.2", "--json").json
    assert made["inputs"]["change"] == -0.2
    assert made["method"] == {"detectability": "1.0"}


@pytest.mark.parametrize(
    "options",
    [
        ("--events-per-year", "27", "--change", "fifth"),
        ("--events-per-year", "27", "--change", "-120%"),
        ("--events-per-year", "27", "--change", "nan"),
        ("--events-per-year", "27", "--change", "0"),
        ("--events-per-year", "0", "--change", "-20%"),
        ("--events-per-year", "nan", "--change", "-20%"),
        ("--events-per-year", "27", "--change", "-20%", "--power", "1.2"),
        ("--events-per-year", "27", "--change", "-20%", "--alpha", "0"),
        ("--events-per-year", "27"),
        ("--events-per-year", "many", "--change", "-20%"),
    ],
)
def test_detect_refuses_what_makes_no_sense(run, options: tuple[str, ...]) -> None:
    ran = run("detect", *options)
    assert ran.code == 2
    assert ran.err
    assert not ran.out


def test_share_takes_a_true_minus_sign() -> None:
    assert share("−20%") == -0.2
    with pytest.raises(UsageError):
        share("twenty")


@pytest.mark.parametrize(
    "options",
    [
        ("rates", "--method", "guess"),
        ("rates", "--confidence", "95"),
        ("rates", "--per", "0"),
        ("rates", "--per", "-5"),
        ("rates", "--by", "colour"),
        ("pool", "--years", "0"),
        ("pool", "--years", "two"),
        ("compare",),
        ("compare", "--benchmark", "E92000001", "--test", "guess"),
        ("compare", "--benchmark", "E99999999"),
        ("compare", "--benchmark", "E92000001", "--round-benchmark", "-1"),
        ("persistence", "--benchmark", "E92000001", "--since", "2050"),
        ("persistence", "--benchmark", "E92000001", "--since", "soon"),
        ("trend", "--points", "1"),
        ("rates", "--indicator", "stillbirth"),
        ("rates", "--dimension", "sex"),
        ("rates", "--colour"),
    ],
)
def test_wrong_use_is_told_and_leaves_with_two(
    run, small: Path, options: tuple[str, ...]
) -> None:
    ran = run(options[0], small, *options[1:])
    assert ran.code == 2, (ran.out, ran.err)
    assert ran.err.strip()
    assert not ran.out


def test_an_unknown_verb_and_no_verb(run) -> None:
    assert run("divine").code == 2
    helped = run("--help")
    assert helped.code == 0
    assert "persistence" in helped.out
