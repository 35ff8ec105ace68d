"""`firstyear count` and `firstyear quality`, as a person runs them."""

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import firstyear as fy

Run = Any


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("records")
    made = fy.synthetic.pair(births=600, deaths=40, identified=1, seed=9)
    paths = made.write(folder)
    return ["--births", str(paths["births"]), "--deaths", str(paths["deaths"])]


def test_raw_counts_go_to_a_file_of_the_owners(
    run: Run, files: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "NOT-FOR-RELEASE-t.csv"
    ran = run(
        "count", *files, "--by", "year", "--by", "year,sex", "--unprotected",
        "--outcomes", "infant", "--out", str(out),
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "")
    assert "Read 600 births and 41 deaths." in ran.err
    assert "not protected, not for release" in ran.err
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    everyone = [row for row in rows if not row["dimension"]]
    assert sum(float(row["count"]) for row in everyone) == 41
    assert {row["origin"] for row in rows} == {"local"}
    assert {row["basis"] for row in rows} == {"birth-cohort"}
    if os.name == "posix":
        assert out.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == [out.name]


def test_raw_counts_as_json_say_how_they_were_made(
    run: Run, files: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "NOT-FOR-RELEASE-t.json"
    ran = run(
        "count", *files, "--by", "year", "--basis", "death", "--unprotected",
        "--out", str(out), "--json",
    )  # fmt: skip
    assert ran.code == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["method"]["classification"]
    assert told["inputs"] == {"by": ["year"], "basis": "death"}
    assert told["rows"][0]["basis"] == "occurrence"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unprotected", "--out", "t.csv"], "begins NOT-FOR-RELEASE-"),
        (["--unprotected"], "go to a file only"),
        (["--unprotected", "--out", "-"], "go to a file only"),
        (["--unprotected", "--out", "NOT-FOR-RELEASE-t.csv", "--json"], "of .json"),
        (["--by", "yer"], "Perhaps year?"),
        (["--by", "area+year"], "not crossed with +"),
        (["--by", "imd-decile+imd-quintile"], "two bands of one field"),
        (["--outcomes", "infnat"], "Perhaps infant?"),
        (["--basis", "cohort"], "basis is one of birth, death, registration"),
        (["--engine", "oracle"], "engine is one of duckdb, spark"),
        (["--engine", "spark", "--memory", "1GB"], "are DuckDB's"),
        (["--complete-to", "June"], "a date such as 2024-06-30"),
        (["--births-map", "nowhere"], "neither a file nor a layout"),
        (["--out", "t.odd"], "the ending says the format"),
        (["--out", "t.csv", "--json"], "give t.csv an ending of .json"),
        (["--out", "nowhere/t.csv"], "there is no such folder"),
    ],
)
def test_a_wrong_use_is_told_and_writes_nothing(
    run: Run,
    files: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("count", *files, "--by", "year", *options)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_does_not_hide_that_figures_are_released(
    run: Run, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = ("count", *files, "--by", "year", "--outcomes", "infant")
    out = tmp_path / "t.csv"
    with monkeypatch.context() as full:
        full.setattr(
            sys.modules["firstyear.figures.write"], "_FORMATS", {".csv": no_room}
        )
        ran = run(*count, "--out", out)
    assert ran.code == 2
    assert "No space left on device" in ran.err
    (release,) = fy.figures.open(tmp_path / "home").releases()
    assert f"The data folder has the figures, as release {release.id}" in ran.err
    assert not out.exists()
    assert run(*count, "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("indicator")
    assert len(fy.figures.open(tmp_path / "home").releases()) == 1


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_count_that_fails_leaves_the_former_file(
    run: Run, files: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "NOT-FOR-RELEASE-t.csv"
    out.write_text("former", encoding="utf-8")
    bad = tmp_path / "births.parquet"
    bad.write_bytes(b"PAR1 and no more")
    ran = run(
        "count", "--births", str(bad), *files[2:], "--by", "year", "--unprotected",
        "--out", str(out),
    )  # fmt: skip
    assert ran.code == 2
    assert "births.parquet: not a Parquet file" in ran.err
    assert out.read_text(encoding="utf-8") == "former"


def test_what_was_left_out_is_told_and_the_exit_is_0(
    run: Run, files: list[str], tmp_path: Path
) -> None:
    table = pq.read_table(files[3])
    doubled = tmp_path / "deaths.parquet"
    import pyarrow as pa

    pq.write_table(pa.concat_tables([table, table.slice(0, 1)]), doubled)
    ran = run(
        "count", *files[:2], "--deaths", str(doubled), "--by", "year",
        "--unprotected", "--out", str(tmp_path / "NOT-FOR-RELEASE-t.parquet"),
    )  # fmt: skip
    assert ran.code == 0
    assert (
        "Left out 1 death: an identifier that another record has too (death_id)."
        in ran.err
    )


def test_quality_shows_percentages_only(run: Run, files: list[str]) -> None:
    ran = run("quality", *files, "--by", "year")
    assert ran.code == 0
    assert set(ran.rows[0]) == {
        "table", "field", "measure", "area", "organisation", "year", "percent",
    }  # fmt: skip
    whole = [
        row
        for row in ran.rows
        if row["field"] == "sex" and row["measure"] == "complete"
    ]
    assert whole[0]["percent"] in {"97", "98", "99"}


def test_quality_with_numbers_is_not_for_release(
    run: Run, files: list[str], tmp_path: Path
) -> None:
    assert run("quality", *files, "--unprotected", "--out", "q.csv").code == 2
    out = tmp_path / "NOT-FOR-RELEASE-q.csv"
    assert run("quality", *files, "--unprotected", "--out", str(out)).code == 0
    with out.open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    assert (row["records"], row["count"]) == ("600", "600")
