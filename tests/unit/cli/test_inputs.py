"""INPUT: files, standard input, the home folder; indicators, breakdowns, sexes."""

from collections.abc import Callable
from pathlib import Path

import pytest

import firstyear as fy

Write = Callable[..., Path]
TWO = (
    "infant-mortality,A1,Ash,county-unitary,2018,30,5000\n"
    "stillbirth,A1,Ash,county-unitary,2018,20,5020\n"
)


def load(run, path: Path) -> None:
    ran = run("load", path, "--origin", "derived", "--title", "small")
    assert ran.code == 0, ran.err


def test_standard_input(run, small: Path) -> None:
    ran = run("rates", "-", stdin=small.read_bytes())
    assert ran.code == 0, ran.err
    assert ran.out == run("rates", small).out


def test_standard_input_of_every_format(run, small: Path) -> None:
    for ending in (".parquet", ".xlsx"):
        run("rates", small, "--out", f"made{ending}")
        ran = run("rates", "-", stdin=Path(f"made{ending}").read_bytes())
        assert ran.code == 0, ran.err
        assert len(ran.rows) == 30


def test_empty_standard_input(run) -> None:
    ran = run("rates", "-")
    assert ran.code == 2
    assert "empty" in ran.err


def test_loaded_figures_give_what_the_file_gives(run, small: Path) -> None:
    load(run, small)
    options = ("--benchmark", "E92000001", "--since", "2011")
    from_home = run("persistence", "home:infant-mortality", *options)
    assert from_home.code == 0, from_home.err
    assert from_home.out == run("persistence", small, *options).out


def test_a_release_by_its_id(run, small: Path, home: Path) -> None:
    load(run, small)
    (release,) = fy.figures.open(home).releases()
    made = run("rates", f"home:infant-mortality@{release.id}", "--json").json
    assert made["inputs"]["releases"] == [release.id]
    assert run("rates", "home:infant-mortality@20200101T000000000000Z-none").code == 2


@pytest.mark.parametrize("source", ["home:", "home:stillbirth", "home:nonsense"])
def test_figures_that_are_not_loaded(run, small: Path, source: str) -> None:
    load(run, small)
    ran = run("rates", source)
    assert ran.code == 2
    assert not ran.out


def test_an_empty_home_and_another_home(run, small: Path, tmp_path: Path) -> None:
    assert run("rates", "home:infant-mortality").code == 2
    load(run, small)
    assert run("rates", "home:infant-mortality", "--home", tmp_path / "no").code == 2


def test_column_names_belong_to_files(run, small: Path) -> None:
    load(run, small)
    ran = run("rates", "home:infant-mortality", "--count", "deaths")
    assert ran.code == 2
    assert "when reading a file" in ran.err


def test_several_indicators_need_one_to_be_chosen(run, write: Write) -> None:
    path = write(TWO)
    ran = run("rates", path)
    assert ran.code == 2
    assert "infant-mortality and stillbirth" in ran.err
    assert "--indicator" in ran.err
    chosen = run("rates", path, "--indicator", "stillbirth")
    assert [row["count"] for row in chosen.rows] == ["20"]
    other = run("rates", path, "--indicator", "smoking-at-delivery")
    assert other.code == 2
    assert "holds infant-mortality and stillbirth" in other.err


def test_several_breakdowns_default_to_everyone(run, tmp_path: Path) -> None:
    path = tmp_path / "broken-down.csv"
    path.write_text(
        "indicator,area,period,dimension,category,count,denominator\n"
        "infant-mortality,A1,2018,,,30,5000\n"
        "infant-mortality,A1,2018,sex,Female,12,2400\n"
        "infant-mortality,A1,2018,sex,Male,18,2600\n"
        "infant-mortality,A1,2018,ethnic-group-mother,Asian: Pakistani,9,800\n",
        encoding="utf-8",
    )
    assert [row["count"] for row in run("rates", path).rows] == ["30"]
    by_sex = run("rates", path, "--dimension", "sex").rows
    assert [(row["category"], row["count"]) for row in by_sex] == [
        ("Female", "12"),
        ("Male", "18"),
    ]
    ran = run("rates", path, "--dimension", "imd")
    assert ran.code == 2
    assert "ethnic-group-mother and sex" in ran.err


def test_breakdowns_without_everyone_must_be_chosen(run, tmp_path: Path) -> None:
    path = tmp_path / "sexes.csv"
    path.write_text(
        "indicator,area,period,dimension,category,count,denominator\n"
        "infant-mortality,A1,2018,sex,Female,12,2400\n",
        encoding="utf-8",
    )
    ran = run("rates", path)
    assert ran.code == 2
    assert "--dimension" in ran.err


def test_other_names_of_columns(run, tmp_path: Path) -> None:
    path = tmp_path / "named.csv"
    path.write_text("area,period,deaths,births\nA1,2018,30,5000\n", encoding="utf-8")
    ran = run("rates", path, "--count", "deaths", "--denominator", "births")
    assert ran.code == 0, ran.err
    assert ran.rows[0]["value"] == "6"


def test_the_pack_says_per_and_proportion(run, tmp_path: Path) -> None:
    path = tmp_path / "smoking.csv"
    path.write_text(
        "indicator,area,period,count,denominator\n"
        "smoking-at-delivery,A1,2018/19,90,1000\n",
        encoding="utf-8",
    )
    (row,) = run("rates", path).rows
    assert (row["value"], row["method"]) == ("9", "wilson")


def test_by_separates_groups_and_never_sums(run, small: Path) -> None:
    plain = run("pool", small)
    by_level = run("pool", small, "--by", "indicator, area, level")
    assert len(by_level.rows) == len(plain.rows)
    assert run("rates", small, "--by", "area").out == run("rates", small).out
    together = run(
        "stabilise", small, "--by", "indicator,level", "--benchmark", "E92000001"
    )
    assert together.code in (0, 2)


def test_levels_are_not_mixed(run, small: Path) -> None:
    rows = run("persistence", small, "--benchmark", "E92000001").rows
    assert [row["area"] for row in rows] == ["E08000025", "E06000023"]


def test_real_file_of_the_persistence_table(run, shared: Path) -> None:
    path = shared / "data" / "infant-mortality-utla-fingertips-layout.csv"
    ran = run("load", path, "--origin", "derived", "--publisher", "ONS")
    assert ran.code == 0, ran.err
    options = ("--benchmark", "E92000001", "--since", "2011")
    from_home = run("persistence", "home:infant-mortality", *options)
    assert from_home.code == 0, from_home.err
    higher = {row["name"]: int(row["higher"]) for row in from_home.rows}
    expected = {
        9: ("Birmingham", "Bradford", "Sandwell", "Walsall", "Stoke-on-Trent"),
        8: ("Wolverhampton", "Leicester", "Staffordshire"),
        7: ("Manchester", "Derby"),
        6: ("Nottingham", "Oldham"),
        5: ("Kirklees", "Luton", "Lancashire", "Blackpool"),
    }
    named = {name: times for times, names in expected.items() for name in names}
    assert {name: n for name, n in higher.items() if n >= 5} == named
    assert run("persistence", path, *options).out == from_home.out
    exact = run("persistence", path, *options, "--method", "exact").rows
    assert {r["name"]: int(r["higher"]) for r in exact if int(r["higher"]) > 5} == {
        name: times for name, times in named.items() if times > 5
    }


def test_real_msds_and_sdg_files_are_asked_for_an_indicator(run, shared: Path) -> None:
    ran = run("rates", shared / "data" / "msds-annual-2022-23.csv")
    assert ran.code == 2
    assert "--indicator" in ran.err


def test_lengths_of_periods_are_told_apart(run, tmp_path: Path) -> None:
    rows = [
        f"infant-mortality,{area},{level},{first} to {first + length - 1},"
        f"{count * length},{births * length}"
        for length in (1, 3)
        for first in range(2010, 2016)
        for area, level, count, births in (
            ("E92000001", "country", 3000, 700000),
            ("E08000025", "county-unitary", 110, 16000),
        )
    ]
    path = tmp_path / "lengths.csv"
    header = "indicator,area,level,period,count,denominator"
    path.write_text("\n".join([header, *rows]) + "\n")
    usual = run("persistence", path, "--benchmark", "E92000001")
    assert usual.code == 0, usual.err
    assert "periods of 1 year, 3 years: those of 3 years are used" in usual.err
    assert usual.rows[0]["last_high"] == "2015 to 2017"
    chosen = run("persistence", path, "--benchmark", "E92000001", "--years", "1")
    assert "are used" not in chosen.err
    assert chosen.rows[0]["last_high"] == "2015"
    refused = run("trend", path)
    assert refused.code == 2
    assert "--years 1" in refused.err
