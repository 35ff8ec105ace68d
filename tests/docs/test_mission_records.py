"""Rows of docs/mission.md that records answer, as people would ask."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

import firstyear as fy
from firstyear.figures.arrow import pc

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = fy.synthetic.records.pair(births=20_000, identified=1, seed=5)
    return made.write(tmp_path_factory.mktemp("registers"))


def counted(registers: dict[str, Path], *options: str) -> list[dict[str, str]]:
    """Rows of `firstyear count`, as a file for its owner's eyes."""
    out = registers["births"].parent / "NOT-FOR-RELEASE-rows.csv"
    command = [sys.executable, "-m", "firstyear.cli", "count"]
    files = ["--births", registers["births"], "--deaths", registers["deaths"]]
    subprocess.run(
        [*command, *files, *options, "--unprotected", "--out", out],
        check=True,
        capture_output=True,
    )
    return list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))


def test_s68_births_before_22_and_24_weeks_are_classed_apart_with_a_note(
    registers: dict[str, Path],
) -> None:
    names = "infant,infant-22-weeks,infant-24-weeks"
    rows = counted(registers, "--by", "year", "--outcomes", names)
    by = {(r["indicator"], r["date_from"]): float(r["count"]) for r in rows}
    years = {year for _, year in by}
    assert years
    for year in years:
        every = by["infant-mortality", year]
        from_22 = by["infant-mortality-22-weeks", year]
        from_24 = by["infant-mortality-24-weeks", year]
        assert every >= from_22 >= from_24
    note = (ROOT / "docs" / "methods" / "classification.md").read_text("utf-8")
    assert "22" in note
    assert "24" in note
    for name in ("infant-mortality-22-weeks", "infant-mortality-24-weeks"):
        assert fy.packs.indicator(name).caution


def test_s92_deaths_by_age_by_weeks_and_by_cause_add_up(
    registers: dict[str, Path],
) -> None:
    rows = counted(
        registers,
        *("--by", "year", "--by", "year,gestation", "--by", "year,cause"),
        *("--outcomes", "infant,neonatal,post-neonatal"),
    )
    total = {
        name: sum(
            float(r["count"])
            for r in rows
            if r["indicator"] == name and not r["dimension"]
        )
        for name in (
            "infant-mortality",
            "neonatal-mortality",
            "post-neonatal-mortality",
        )
    }
    assert total["infant-mortality"] > 0
    assert total["infant-mortality"] == (
        total["neonatal-mortality"] + total["post-neonatal-mortality"]
    )
    for dimension in ("gestation", "cause"):
        parts = [
            r
            for r in rows
            if r["dimension"] == dimension and r["indicator"] == "infant-mortality"
        ]
        assert sum(float(r["count"]) for r in parts) == total["infant-mortality"]
        # What is missing is asked after: it is a row of its own.
        assert "Unknown" in {r["category"] for r in parts}


def test_s99_completeness_is_measured_and_an_estimate_never_replaces_the_unknown(
    registers: dict[str, Path],
) -> None:
    report = fy.records.quality(registers["births"], registers["deaths"], by="year")
    coding = report.filter(pc.equal(report["field"], "ethnic coding"))
    assert set(coding["measure"].to_pylist()) == {"coded", "not-stated"}
    field = report.filter(pc.equal(report["field"], "ethnic_group"))
    assert "unknown" in field["measure"].to_pylist()
    figures = fy.records.count(
        registers["births"], registers["deaths"], ["ethnic-group"], outcomes="infant"
    )
    estimate = fy.figures.estimate_unknown(figures, "ethnic-group")
    assert estimate.num_rows
    assert all("(estimate)" in each for each in estimate["category"].to_pylist())
    assert "Unknown" in figures["category"].to_pylist()
    assert "Unknown" not in estimate["category"].to_pylist()


def test_s152_the_gap_in_ethnic_coding_is_a_scorecard(
    registers: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "quality.csv"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "firstyear.cli", "quality"),
            *("--births", registers["births"], "--deaths", registers["deaths"]),
            *("--by", "area", "--out", out),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [
        each
        for each in csv.DictReader(io.StringIO(out.read_text("utf-8")))
        if each["field"] == "ethnic coding" and each["measure"] == "coded"
    ]
    shown = [int(each["percent"]) for each in rows if each["percent"]]
    assert shown
    assert all(0 <= each <= 100 for each in shown)
