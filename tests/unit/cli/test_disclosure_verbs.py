"""`protect` and `attack` as people call them."""

import csv
import io
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = "indicator,area,level,period,dimension,category,count,denominator\n"
ROWS = """infant-mortality,A,county-unitary,2020,,,9,1000
infant-mortality,A,county-unitary,2020,cause,x,1,1000
infant-mortality,A,county-unitary,2020,cause,y,8,1000
infant-mortality,A,county-unitary,2020,cause,z,0,1000
infant-mortality,B,county-unitary,2020,,,22,1000
infant-mortality,B,county-unitary,2020,cause,x,7,1000
infant-mortality,B,county-unitary,2020,cause,y,9,1000
infant-mortality,B,county-unitary,2020,cause,z,6,1000
"""
AREAS = (
    "area,level,parent\nA,county-unitary,R\nB,county-unitary,R\nC,county-unitary,R\n"
)


@pytest.fixture
def causes(tmp_path: Path) -> Path:
    path = tmp_path / "causes.csv"
    path.write_text(HEADER + ROWS)
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_protected_rows_say_why_and_no_number(run: Callable, causes: Path) -> None:
    ran = run("protect", causes, "--policy", "breakdowns-5")
    assert ran.code == 0
    found = rows(ran.out)
    assert len(found) == 8
    hidden = [each for each in found if each["status"] == "suppressed"]
    assert len(hidden) == 2
    assert {each["reason"] for each in hidden} == {"hidden to protect families"}
    assert {each["count"] for each in hidden} == {""}
    assert {each["reason"] for each in found if each not in hidden} == {""}
    assert "6 rows shown, 2 hidden" in ran.err


def test_the_attacker_finds_nothing_in_what_was_protected(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    safe = tmp_path / "safe.csv"
    run("protect", causes, "--policy", "breakdowns-5", "--out", safe)
    ran = run("attack", safe, "--policy", "breakdowns-5", "--truth", causes)
    assert ran.code == 0
    assert {each["exposed"] for each in rows(ran.out)} == {"no"}
    assert "None of 2 hidden counts can be worked out" in ran.err


def test_rounded_counts_are_attacked_as_what_they_tell(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    """The strictest rule rounds: its own files are looked at, by what 10 may be."""
    out = tmp_path / "protected.csv"
    assert run("protect", causes, "--out", out).code == 0
    assert "rounded to the nearest 5" in out.read_text()
    for more in ((), ("--truth", causes)):
        ran = run("attack", out, *more)
        assert ran.code == 0, ran.err
        assert "can be worked out" in ran.err
    told = HEADER + (
        "infant-mortality,A,county-unitary,2020,,,20,5000,value,rounded to the "
        "nearest 5\n"
        "infant-mortality,A,county-unitary,2020,cause,x,20,5000,value,rounded to the "
        "nearest 5\n"
        "infant-mortality,A,county-unitary,2020,cause,y,,5000,suppressed,\n"
    )
    path = tmp_path / "told.csv"
    path.write_text(told.replace("denominator\n", "denominator,status,note\n", 1))
    ran = run("attack", path)
    assert ran.code == 1, ran.err
    (row,) = ran.rows
    assert (row["lower"], row["upper"], row["exposed"]) == ("1", "4", "yes")


def test_the_attacker_finds_a_count_that_stands_alone(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    careless = tmp_path / "careless.csv"
    lines = (HEADER + ROWS).replace("x,1,1000", "x,,1000").splitlines()
    states = ["suppressed" if ",x,," in line else "value" for line in lines[1:]]
    careless.write_text(
        "\n".join(
            f"{line},{state}"
            for line, state in zip(lines, ["status", *states], strict=True)
        )
    )
    ran = run("attack", careless, "--policy", "breakdowns-5")
    assert ran.code == 1
    (found,) = rows(ran.out)
    assert (found["category"], found["lower"], found["upper"]) == ("x", "1", "1")
    assert found["exposed"] == "yes"
    assert "1 of 1 hidden count can be worked out" in ran.err


def test_sums_over_areas_come_from_the_areas_file(
    run: Callable, tmp_path: Path
) -> None:
    areas, figures = tmp_path / "areas.csv", tmp_path / "figures.csv"
    areas.write_text(AREAS)
    figures.write_text(
        "indicator,area,level,period,count,denominator\n"
        "infant-mortality,R,region,2020,30,9000\n"
        "infant-mortality,A,county-unitary,2020,2,1000\n"
        "infant-mortality,B,county-unitary,2020,9,1000\n"
        "infant-mortality,C,county-unitary,2020,19,1000\n"
    )
    alone = run("protect", figures, "--policy", "registrations-3")
    assert "2 rows shown, 2 hidden" in alone.err  # R and A
    assert "Counts of 1 area are hidden too" in alone.err
    assert [
        line.split(",")[1] for line in alone.out.splitlines() if "suppressed" in line
    ] == ["R", "A"]
    tied = run("protect", figures, "--policy", "registrations-3", "--areas", areas)
    assert "2 rows shown, 2 hidden" in tied.err


def test_parts_that_do_not_add_up_are_refused(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text((HEADER + ROWS).replace("y,8,1000", "y,9,1000"))
    ran = run("protect", path, "--policy", "breakdowns-5")
    assert ran.code == 2
    assert "area A, 2020: the categories come to 1 more than the whole" in ran.err
    assert ran.out == ""


def test_a_looser_policy_is_refused(run: Callable, causes: Path) -> None:
    ran = run("protect", causes, "--policy", "registrations-3")
    assert ran.code == 2
    assert "hides less than breakdowns-5" in ran.err


def test_without_a_word_the_strictest_rule_holds(run: Callable, causes: Path) -> None:
    found = rows(run("protect", causes).out)
    assert {each["count"] for each in found} <= {"", "0", "10", "20", "25"}


def test_the_certificate_is_for_its_owner_alone(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "certificate.json"
    run("protect", causes, "--policy", "breakdowns-5", "--certificate", path)
    held = json.loads(path.read_text())
    assert {each["why"] for each in held["hidden"]} == {"small", "to protect others"}
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_json_has_no_checksum_of_the_file(run: Callable, causes: Path) -> None:
    said = json.loads(run("protect", causes, "--json").out)
    assert said["inputs"] == {"policy": ["nhs-8"], "drawn_from": ""}
    assert said["method"]["disclosure"]


def test_other_releases_of_the_data_folder_are_known_to_the_reader(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    totals = tmp_path / "totals.csv"
    totals.write_text(HEADER + "\n".join(ROWS.splitlines()[0:1]) + "\n")
    run(
        *("load", totals, "--origin", "published", "--publisher", "ONS"),
        *("--address", "https://example.org", "--publication-date", "2024-01-30"),
    )
    (release,) = rows(run("releases").out)
    ran = run(
        *("protect", causes, "--policy", "breakdowns-5"),
        *("--also", release["release"]),
    )
    assert ran.code == 0
    assert "1 row left out: others have published them" in ran.err
    unknown = run("protect", causes, "--also", "nothing")
    assert unknown.code == 2
    assert "There is no release 'nothing'" in unknown.err


@pytest.mark.parametrize("out", ["nowhere/t.csv", "t.odd"])
def test_nothing_is_rounded_for_a_file_that_cannot_be_written(
    run: Callable, causes: Path, out: str
) -> None:
    ran = run("protect", causes, "--round", 5, "--out", out)
    assert ran.code == 2, ran.err
    assert run("ledger").rows == []


def test_what_was_rounded_is_told_where_the_file_is_not_written(
    run: Callable, causes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "rounded.csv"
    with monkeypatch.context() as full:
        full.setattr(
            sys.modules["firstyear.figures.write"], "_FORMATS", {".csv": no_room}
        )
        ran = run("protect", causes, "--round", 5, "--out", out)
    assert ran.code == 2
    assert "are in the ledger: the same command again" in ran.err
    assert len(run("ledger").rows) == 1
    again = run("protect", causes, "--round", 5, "--out", out)
    assert again.code == 0, again.err
    assert "rounded_count" in out.read_text(encoding="utf-8")
    assert len(run("ledger").rows) == 1


def test_rounded_counts_are_in_columns_of_their_own(
    run: Callable, causes: Path, tmp_path: Path
) -> None:
    ran = run("protect", causes, "--round", 5, "--released-by", "A. Analyst")
    assert ran.code == 0, ran.err
    found = rows(ran.out)
    assert len(found) == 8
    assert "count" not in found[0]
    assert {each["rounded_to"] for each in found} == {"5"}
    assert {int(each["rounded_count"]) % 5 for each in found} == {0}
    for area in "AB":
        total, *parts = [
            int(each["rounded_count"]) for each in found if each["area"] == area
        ]
        assert total == sum(parts)
    assert "Do not publish the same figures with counts hidden" in ran.err
    again = run("protect", causes, "--round", 5)
    assert again.out == ran.out
    assert "rounded anew they would tell more" in again.err
    (entry,) = run("ledger").rows
    assert (entry["what"], entry["by"]) == ("rounded", "A. Analyst")
    out = tmp_path / "rounded.json"
    assert run("protect", causes, "--round", 5, "--json", "--out", out).code == 0
    assert json.loads(out.read_text())["inputs"]["round"] == 5


def test_what_went_out_rounded_is_not_hidden_as_well(
    run: Callable, causes: Path
) -> None:
    assert run("protect", causes, "--round", 3).code == 0
    for verb in (("protect", causes), ("load", causes)):
        ran = run(*verb, "--drawn-from", "registration")
        assert ran.code == 2
        assert "one way only" in ran.err


def test_what_went_out_hidden_is_not_rounded_as_well(
    run: Callable, causes: Path
) -> None:
    assert run("load", causes, "--drawn-from", "registration").code == 0
    ran = run("protect", causes, "--round", 5)
    assert ran.code == 2
    assert "one way only" in ran.err


@pytest.mark.parametrize(
    "asked", [("--round", 4), ("--round", 5, "--policy", "breakdowns-5")]
)
def test_rounding_that_cannot_be(run: Callable, causes: Path, asked: tuple) -> None:
    assert run("protect", causes, *asked).code == 2


def test_columns_with_other_names_are_named(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text((HEADER + ROWS).replace("count,denominator", "deaths,births"))
    told = run("protect", path)
    assert told.code == 2
    assert "--count and --denominator" in told.err
    named = ("--count", "deaths", "--denominator", "births")
    safe = tmp_path / "safe.csv"
    ran = run("protect", path, *named, "--policy", "breakdowns-5", "--out", safe)
    assert ran.code == 0, ran.err
    truth = tmp_path / "truth.csv"
    truth.write_text(HEADER + ROWS)
    ran = run("attack", safe, "--policy", "breakdowns-5", "--truth", truth)
    assert ran.code == 0, ran.err
    assert run("attack", path, *named, "--policy", "breakdowns-5").code == 0
