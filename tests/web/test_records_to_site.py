"""The whole way: births and deaths on disk, counted, through the gate, on a page."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from firstyear_tests_pages import read_page

import firstyear as fy
from firstyear.figures import Release
from firstyear.figures.arrow import pc

REASON = "hidden to protect families"
BIRTHS = 30_000


@pytest.fixture
def loaded(home: Path, region: Release, tmp_path: Path) -> Iterator[Release]:
    """What `firstyear count` made of a register of births and one of deaths."""
    import shutil

    paths = fy.synthetic.records.pair(births=BIRTHS, seed=11).write(tmp_path)
    before = {each.name for each in (home / "releases").iterdir()}
    subprocess.run(
        [
            *(sys.executable, "-m", "firstyear.cli", "count"),
            *("--births", paths["births"], "--deaths", paths["deaths"]),
            *("--by", "area,year", "--by", "area,year,sex"),
            *("--outcomes", "neonatal", "--basis", "death"),
            *("--drawn-from", "registration", "--title", "Registers"),
            *("--released-by", "A. Analyst", "--home", home),
        ],
        check=True,
        capture_output=True,
    )
    (made,) = [
        each for each in fy.figures.open(home).releases() if each.id not in before
    ]
    fy.figures.approve(home, made.id, by="S. Second")
    yield made
    shutil.rmtree(home / "releases" / made.id)
    shutil.rmtree(home / "private", ignore_errors=True)
    (home / "ledger.jsonl").unlink(missing_ok=True)


def truth_by_area_and_year() -> Counter[tuple[str, int]]:
    """Babies who died in their first 28 days, by area and year of death, counted in
    plain Python from the register itself and the truth of each death."""
    made = fy.synthetic.records.pair(births=BIRTHS, seed=11)
    neonatal = {row["death_id"] for row in made.truth.to_pylist() if row["days"] < 28}
    return Counter(
        (row["area"], row["date_of_death"].year)
        for row in made.deaths.to_pylist()
        if row["death_id"] in neonatal and row["area"] and row["date_of_death"]
    )


def test_records_reach_the_site_with_small_counts_hidden(
    loaded: Release, home: Path, client: Client
) -> None:
    assert loaded.origin == "local"
    assert loaded.disclosure is not None
    store = fy.figures.open(home)
    table = store.figures("neonatal-mortality", dimension=None, release=loaded.id)
    hidden = table.filter(pc.equal(table["status"], "suppressed"))
    assert hidden.num_rows == loaded.disclosure.hidden > 0
    assert hidden["count"].null_count == hidden.num_rows
    shown = table.filter(pc.equal(table["dimension"], "")).to_pylist()
    true = truth_by_area_and_year()
    known = [each for each in shown if each["count"] is not None and each["area"]]
    # A few dates are wrong in the register on purpose; nearly all years come out.
    right = [
        each["count"] == true[each["area"], each["date_from"].year] for each in known
    ]
    assert len(right) > 5
    assert sum(right) >= 0.8 * len(right)
    assert min(each["count"] for each in known if each["count"]) > 2
    page = client.get(f"/data/release/{loaded.id}")
    assert page.status_code == 200
    words = read_page(page.content).words
    assert f"{loaded.disclosure.hidden}" in words
    ledger = client.get("/data/ledger")
    assert "Registers" in read_page(ledger.content).words


def test_a_page_of_these_figures_says_what_is_hidden(
    loaded: Release, home: Path, client: Client
) -> None:
    store = fy.figures.open(home)
    rows = store.figures("neonatal-mortality", dimension="sex", release=loaded.id)
    area = next(r["area"] for r in rows.to_pylist() if r["status"] == "suppressed")
    page = client.get(f"/data/release/{loaded.id}")
    assert page.status_code == 200
    assert "counts of 1 to 4 are hidden" in read_page(page.content).words
    asked = {"indicator": "neonatal-mortality", "area": area, "dimension": "sex"}
    answer = client.get("/api/figures", {**asked, "from": "2015", "limit": 500})
    told = [r for r in answer.json()["figures"] if r["status"] == "suppressed"]
    assert told
    assert {each["count"] for each in told} == {None}
    assert {each["note"] for each in told} == {REASON}
