"""`firstyear ledger`, and what `check` and `releases` say of local figures."""

import os
from pathlib import Path

import pytest

HEADER = "indicator,area,level,period,dimension,category,count,denominator\n"


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """Six council areas, two of them with small counts, and their country."""
    counts = (1, 2, 14, 22, 41, 17)
    rows = [
        f"infant-mortality,X0600000{i},county-unitary,2020,,,{count},{5000 + i}\n"
        for i, count in enumerate(counts)
    ]
    rows.append(f"infant-mortality,X92000001,country,2020,,,{sum(counts)},30015\n")
    path = tmp_path / "registers.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


LOCAL = ("--title", "Registers", "--drawn-from", "registration")


def test_nothing_released_yet(run) -> None:
    ran = run("ledger")
    assert ran.code == 0
    assert "No local figures have been released yet" in ran.out
    assert run("ledger", "--json").json["rows"] == []


def test_what_went_out_and_how_much_is_hidden(run, local: Path) -> None:
    ran = run("load", local, *LOCAL)
    assert ran.code == 0, ran.err
    (row,) = run("ledger").rows
    (release,) = run("releases").rows
    assert row["release"] == release["release"]
    assert row["hidden"] == release["hidden"]
    assert int(row["hidden"]) >= 2
    assert int(row["shown"]) + int(row["hidden"]) == 7
    assert run("ledger", "--out", "ledger.xlsx").code == 0
    assert run("ledger", "--json").json["rows"][0]["title"] == "Registers"
    told = run("check")
    assert told.code == 0, told.err
    assert "ok      protection: 1 local" in told.out


def test_a_changed_ledger_is_noticed(run, local: Path, home: Path) -> None:
    run("load", local, *LOCAL)
    path = home / "ledger.jsonl"
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    ran = run("ledger")
    assert ran.code == 1
    assert "line 2" in ran.err
    told = run("check")
    assert told.code == 1
    assert "FAILED  protection" in told.err
    assert "ok      releases" in told.out


def test_a_lost_ledger_is_noticed(run, local: Path, home: Path) -> None:
    run("load", local, *LOCAL)
    (home / "ledger.jsonl").unlink()
    told = run("check")
    assert told.code == 1
    assert "is not in the ledger" in told.err


def test_a_lost_or_foreign_certificate_is_noticed(run, local: Path, home: Path) -> None:
    run("load", local, *LOCAL)
    (proof,) = (home / "private" / "certificates").iterdir()
    text = proof.read_text("utf-8")
    proof.unlink()
    told = run("check")
    assert told.code == 1
    assert "is missing" in told.err
    figures = text.split('"figures": "')[1][:20]
    proof.write_text(text.replace(figures, "0" * 20), encoding="utf-8")
    proof.chmod(0o600)
    assert "is for other figures" in run("check").err
    proof.write_text("{}", encoding="utf-8")
    assert "cannot be read" in run("check").err


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_what_others_can_open_is_noticed(run, local: Path, home: Path) -> None:
    run("load", local, *LOCAL)
    (proof,) = (home / "private" / "certificates").iterdir()
    proof.chmod(0o644)
    told = run("check")
    assert told.code == 1
    assert "can be opened by others" in told.err
    proof.chmod(0o600)
    assert run("check").code == 0
    (home / "uploads" / ("0" * 32)).mkdir(parents=True)
    (home / "uploads" / ("0" * 32)).chmod(0o755)
    assert run("check").code == 1
