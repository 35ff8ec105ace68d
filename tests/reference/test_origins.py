"""Origins on real files: what was public stays public, and nothing else does.

Counts of Rutland are printed in the workbooks of births and deaths by area of the
Office for National Statistics, under 3 or not.
"""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.figures import Provenance, Reading
from firstyear.figures.arrow import pc

PUBLISHED = Provenance(
    origin="published",
    publisher="Office for National Statistics",
    title="Deaths and births by area",
    address="https://www.ons.gov.uk/",
    publication_date=datetime.date(2011, 11, 1),
    licence="Open Government Licence v3",
)


@pytest.fixture
def readings(shared: Path) -> list[Reading]:
    """Of 2013: one baby died in Rutland, in the first four weeks."""
    folder = shared / "data" / "ons-workbooks"
    names = ("deaths_2013.xls", "births_2013.xls")
    return fy.figures.read_all([folder / name for name in names])


def rutland(table: pa.Table) -> dict[str, dict[str, object]]:
    mine = table.filter(pc.match_substring(table["name"], "Rutland"))
    return {row["indicator"]: row for row in mine.to_pylist()}


def held(home: Path) -> pa.Table:
    store = fy.figures.open(home)
    return store.figures([each.indicator for each in store.indicators()])


def test_small_published_counts_are_shown_with_their_source(
    tmp_path: Path, readings: list[Reading]
) -> None:
    printed = rutland(pa.concat_tables([each.table for each in readings]))
    fy.figures.load(tmp_path, readings, PUBLISHED)
    shown = rutland(held(tmp_path))
    for name in ("infant-mortality", "neonatal-mortality"):
        assert 1 <= printed[name]["count"] <= 2
        assert shown[name]["count"] == printed[name]["count"]
        assert shown[name]["source"] == "ONS"
        assert shown[name]["origin"] == "published"


def test_the_same_rows_without_proof_are_protected(
    tmp_path: Path, readings: list[Reading]
) -> None:
    printed = pa.concat_tables([each.table for each in readings])
    loaded = fy.figures.load(tmp_path, readings, Provenance())
    assert loaded.gated is not None
    table = held(tmp_path)
    shown = rutland(table)
    for name in ("infant-mortality", "neonatal-mortality"):
        assert shown[name]["status"] == "suppressed"
        assert shown[name]["count"] is None
        assert shown[name]["value"] is None
    # Births are what deaths are set against, and public: none of them is hidden.
    births = table.filter(pc.equal(table["indicator"], "live-births"))
    assert set(births["status"].to_pylist()) == {"value"}
    counts = dict(
        zip(
            zip(
                printed["indicator"].to_pylist(),
                printed["name"].to_pylist(),
                strict=True,
            ),
            printed["count"].to_pylist(),
            strict=True,
        )
    )
    for row in table.to_pylist():
        true = counts[row["indicator"], row["name"]]
        if row["status"] == "value":
            assert row["count"] == true
            countable = row["indicator"] != "live-births" and row["level"] != "country"
            assert not (countable and 1 <= true <= 2)
