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


def test_a_second_person_makes_it_public(run, local: Path) -> None:
    run("load", local, *LOCAL, "--released-by", "A. Analyst")
    (row,) = run("releases").rows
    assert row["seen_by"] == "signed in"
    assert run("approve", row["release"], "--by", "a. analyst").code == 2
    ran = run("approve", row["release"], "--by", "S. Second")
    assert ran.code == 0, ran.err
    assert "loaded by A. Analyst, approved by S. Second" in ran.out
    assert run("releases").rows[0]["seen_by"] == "everybody"
    loaded, approved = run("ledger").rows
    assert (loaded["what"], approved["what"]) == ("loaded", "approved")
    assert (approved["by"], approved["second"]) == ("A. Analyst", "S. Second")
    assert run("check").code == 0


def test_a_release_of_nobody_or_of_an_account(run, local: Path) -> None:
    run("load", local, *LOCAL)
    (row,) = run("releases").rows
    ran = run("approve", row["release"], "--by", "S. Second")
    assert ran.code == 2
    assert "does not say who loaded it" in ran.err
    by = ("--by", "S. Second", "--loaded-by", "A. Analyst")
    assert run("approve", row["release"], *by).code == 0
    assert run("approve", "nothing", "--by", "S. Second").code == 2


def test_what_was_loaded_on_the_site_is_approved_there(run, local: Path) -> None:
    run("load", local, *LOCAL, "--released-by", "account-3")
    (row,) = run("releases").rows
    ran = run("approve", row["release"], "--by", "S. Second")
    assert ran.code == 2
    assert "signs in and approves it there" in ran.err


def test_partners_are_named_with_their_agreement(run, local: Path) -> None:
    said = ("--audience", "partners", "--partner", "Midshire", "--partner", "Farshire")
    assert run("load", local, *LOCAL, *said).code == 2
    assert run("load", local, *LOCAL, "--audience", "friends").code == 2
    ran = run("load", local, *LOCAL, *said, "--agreement", "May 2026")
    assert ran.code == 0, ran.err
    assert "partners under May 2026" in ran.err
    assert run("releases").rows[0]["seen_by"] == "Midshire, Farshire"


def test_figures_that_we_hide_are_called_published_by_two_people(
    run, local: Path
) -> None:
    run("load", local, *LOCAL, "--released-by", "A. Analyst")
    published = ("--origin", "published", "--publisher", "Midshire Council")
    where = ("--address", "https://example.org", "--publication-date", "2021-01-01")
    ran = run("load", local, *published, *where, "--released-by", "A. Analyst")
    assert ran.code == 2
    assert "two people by name" in ran.err
    both = ("--released-by", "A. Analyst", "--second-person", "S. Second")
    assert run("load", local, *published, *where, *both).code == 0
    assert run("ledger").rows[-1]["what"] == "called published"


def test_rows_in_any_order_keep_their_proof(run, tmp_path: Path) -> None:
    """What is stored is in another order than what was read."""
    rows = [
        f"infant-mortality,X0600000{i},county-unitary,{year},{name},{cause},{count},5003"
        for year in (2021, 2020)
        for i, counts in ((3, (1, 9)), (1, (12, 14)))
        for name, cause, count in (
            ("cause", "b", counts[0]),
            ("", "", sum(counts)),
            ("cause", "a", counts[1]),
        )
    ]
    path = tmp_path / "any-order.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("load", path, *LOCAL).code == 0
    told = run("check")
    assert told.code == 0, told.err
