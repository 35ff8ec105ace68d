"""Figures into the home folder by the rule of their origin, and the ledger."""

import datetime
import json
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstyear import measures
from firstyear.errors import CheckFailed, InputError, NotCertified, StorageError
from firstyear.figures import (
    Provenance,
    Reading,
    ledger,
    load,
    private,
    try_costs,
    try_gate,
)
from firstyear.figures.readers.reading import Reading as Made
from firstyear.figures.store import open_store
from tests.unit.figures.local import causes, lookup, row, table

REGISTERED = Provenance(drawn_from="registration", title="Deaths by cause")
PUBLISHED = Provenance(
    origin="published",
    publisher="Office for National Statistics",
    address="https://example.org/deaths",
    publication_date=datetime.date(2024, 1, 30),
)
DERIVED = Provenance(origin="derived")


def reading(rows: pa.Table, areas: pa.Table | None = None) -> Reading:
    from firstyear.figures.areas import areas_of
    from firstyear.figures.schema import LAYOUT, empty

    return Made(
        table=rows,
        areas=areas_of(rows) if areas is None else areas,
        layout=empty(LAYOUT),
        format="tidy",
        recognised="A tidy table",
        taken=rows.num_rows,
        faults=(),
        file="own.csv",
        sha256="e3b0c442",
        size=1234,
        states={"missing": 1},
    )


OWN = table(
    row("A", 9), row("B", 30), *causes("A", (1, 3, 5)), *causes("B", (9, 9, 12))
)


def test_a_local_release_holds_no_hidden_count_in_any_of_its_files(
    tmp_path: Path,
) -> None:
    loaded = load(tmp_path, [reading(OWN)], REGISTERED)
    folder = tmp_path / "releases" / loaded.release.id
    held = pq.read_table(folder / "figures.parquet")
    hidden = [each for each in held.to_pylist() if each["status"] == "suppressed"]
    assert len(hidden) == loaded.release.disclosure.hidden > 0
    assert {each["count"] for each in hidden} == {None}
    assert {each["value"] for each in hidden} == {None}
    assert held["origin"].unique().to_pylist() == ["local"]
    manifest = json.loads((folder / "manifest.json").read_text())
    # What was worked out from the whole file would let anybody try hidden counts out.
    (source,) = manifest["sources"]
    assert (source["sha256"], source["size"], source["states"]) == ("", 0, {})
    assert manifest["disclosure"]["hidden"] == len(hidden)
    assert "small" not in json.dumps(manifest["disclosure"])


def test_the_certificate_is_private(tmp_path: Path) -> None:
    loaded = load(tmp_path, [reading(OWN)], REGISTERED)
    name = f"{loaded.release.disclosure.certificate}.json"
    path = tmp_path / "private" / "certificates" / name
    assert json.loads(path.read_text())["figures"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_ledger_says_what_went_out_and_by_whom(tmp_path: Path) -> None:
    by = REGISTERED.model_copy(update={"released_by": "A. Analyst"})
    first = load(tmp_path, [reading(OWN)], by)
    second = load(tmp_path, [reading(table(row("C", 2), row("D", 40)))], by)
    one, two = ledger.entries(tmp_path)
    assert (one.release, two.release) == (first.release.id, second.release.id)
    assert (one.by, one.shown + one.hidden) == ("A. Analyst", OWN.num_rows)
    assert two.before == one.checksum
    assert second.release.disclosure.with_releases == (first.release.id,)


def test_a_ledger_that_was_changed_by_hand_is_told(tmp_path: Path) -> None:
    load(tmp_path, [reading(OWN)], REGISTERED)
    load(tmp_path, [reading(table(row("C", 2), row("D", 40)))], REGISTERED)
    path = tmp_path / "ledger.jsonl"
    path.write_text(path.read_text().replace('"hidden":', '"hidden":1', 1))
    with pytest.raises(CheckFailed, match="line 2"):
        ledger.entries(tmp_path)


def test_a_release_that_the_ledger_missed_is_entered_at_the_next(
    tmp_path: Path,
) -> None:
    load(tmp_path, [reading(OWN)], REGISTERED)
    (tmp_path / "ledger.jsonl").unlink()  # killed between the release and its entry
    load(tmp_path, [reading(table(row("C", 2), row("D", 40)))], REGISTERED)
    assert len(ledger.entries(tmp_path)) == 2


def test_the_same_figures_again_are_recognised(tmp_path: Path) -> None:
    first = load(tmp_path, [reading(OWN)], REGISTERED)
    again = load(tmp_path, [reading(OWN)], REGISTERED)
    assert again.release.id == first.release.id
    assert again.release.repeated
    assert len(ledger.entries(tmp_path)) == 1


def test_past_releases_are_known_to_the_gate(tmp_path: Path) -> None:
    """The second table alone would be safe; with the first one it gives A's cause a."""
    load(tmp_path, [reading(table(row("A", 9), *causes("A", (1, 3, 5))))], REGISTERED)
    shown = dict(zip("-abc", held(tmp_path, "A"), strict=True))
    assert shown["a"] is None
    pairs = table(
        row("A", 4, dimension="pair", category="ab"),
        row("A", 5, dimension="pair", category="c"),
    )
    load(tmp_path, [reading(pairs)], REGISTERED)
    attacked(tmp_path)


def held(home: Path, area: str) -> list[float | None]:
    found = open_store(home).figures("infant-mortality", areas=[area], dimension=None)
    return list(found["count"].to_pylist())


def attacked(home: Path) -> None:
    """Whatever is out, a reader of all of it works nothing out."""
    from firstyear.figures.published import attack_file
    from firstyear.figures.rules import rules_for
    from firstyear.figures.schema import AREAS, FIGURES
    from firstyear.figures.table_sets.cells import keys_of

    found = open_store(home).figures("infant-mortality", dimension=None)
    rows = found.select(FIGURES.names)
    rules = rules_for(list(keys_of(rows)), "registration")
    done = attack_file(rows, areas=AREAS.empty_table(), rules=rules)
    assert not done.exposed.any()


def test_trying_writes_nothing(tmp_path: Path) -> None:
    gated = try_gate(tmp_path / "home", [reading(OWN)], REGISTERED)
    found = try_costs(tmp_path / "home", [reading(OWN)], REGISTERED, gated)
    assert sum(each.line.hidden for each in found) == gated.disclosure.hidden
    assert not (tmp_path / "home" / "releases").exists()
    assert not (tmp_path / "home" / "ledger.jsonl").exists()


def test_nothing_is_written_when_the_gate_says_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*given: object, **how: object) -> None:
        raise NotCertified("No answer in time", [])

    load(tmp_path, [reading(table(row("C", 20), row("D", 40)))], REGISTERED)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    monkeypatch.setattr(measures, "protect", gives_up)
    with pytest.raises(NotCertified):
        load(tmp_path, [reading(OWN)], REGISTERED)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_the_rows_of_a_reading_stay_its_own(tmp_path: Path) -> None:
    """Published rows are left out of one file and not of the other."""
    load(tmp_path, [reading(table(row("A", 9)))], PUBLISHED)
    first = reading(table(row("A", 9), row("B", 30)))
    second = reading(table(row("C", 40)))
    loaded = load(tmp_path, [first, second], REGISTERED)
    assert loaded.release.disclosure.public_already == 1
    found = open_store(tmp_path).figures("infant-mortality")
    origins = dict(
        zip(found["area"].to_pylist(), found["origin"].to_pylist(), strict=True)
    )
    assert origins == {"A": "published", "B": "local", "C": "local"}


def test_sums_over_areas_come_from_what_is_loaded(tmp_path: Path) -> None:
    regions = lookup(dict.fromkeys("ABC", "R"))
    load(tmp_path, [reading(table(row("R", 30, level="region")), regions)], PUBLISHED)
    own = table(row("A", 1), row("B", 9), row("C", 20))
    loaded = load(tmp_path, [reading(own)], REGISTERED)
    # Only A is small; with the region public another area has to go with it.
    assert loaded.release.disclosure.hidden == 2


def test_releases_go_through_the_gate_one_at_a_time(tmp_path: Path) -> None:
    done: list[str] = []

    def go(area: str) -> None:
        loaded = load(
            tmp_path, [reading(table(row(area, 2), row(area * 2, 40)))], REGISTERED
        )
        done.append(loaded.release.id)

    threads = [threading.Thread(target=go, args=(area,)) for area in "ABC"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(done)) == 3
    assert len(ledger.entries(tmp_path)) == 3
    with private.gate_lock(tmp_path, patience=0.0):
        pass


def test_only_one_holds_the_lock_and_a_file_that_was_left_is_none(
    tmp_path: Path,
) -> None:
    lock = private.private_folder(tmp_path) / private.LOCK
    lock.touch()
    with (
        private.gate_lock(tmp_path, patience=5.0),
        pytest.raises(StorageError, match="Another release"),
        private.gate_lock(tmp_path, patience=0.0),
    ):
        pass
    with private.gate_lock(tmp_path, patience=0.0):
        assert lock.exists()


def test_what_was_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    load(tmp_path, [reading(OWN)], REGISTERED)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    left = [
        tmp_path / ".ledger.jsonl.0a1b2c3d",
        tmp_path / "private" / "certificates" / ".20250301T101502Z-0a1b.json.0a1b2c3d",
        tmp_path / "private" / ".looks.jsonl.0a1b2c3d",
    ]
    for path in left:
        path.write_text("{")
    other = tmp_path / "private" / ".note.txt"
    other.write_text("of somebody")
    with private.gate_lock(tmp_path):
        pass
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert after == {*before, other}


def hidden_row(area: str, by: str = "NHS England") -> pa.Table:
    rows = table(row(area, None, status="suppressed"))
    place = rows.schema.get_field_index("withheld_by")
    return rows.set_column(place, rows.schema.field(place), [[by]])


@pytest.fixture
def publisher_hid(tmp_path: Path) -> Path:
    """A region of three areas whose publisher hid one: 30 less 9 and 20 is 1."""
    regions = lookup(dict.fromkeys("ABC", "R"))
    rows = pa.concat_tables(
        [table(row("B", 9), row("C", 20, denominator=4000.0)), hidden_row("A")]
    )
    load(tmp_path, [reading(rows, regions)], PUBLISHED)
    return tmp_path


def test_a_derived_total_does_not_rebuild_what_its_publisher_hid(
    publisher_hid: Path,
) -> None:
    regions = lookup(dict.fromkeys("ABC", "R"))
    total = table(row("R", 30, level="region"), row("D", 50))
    load(publisher_hid, [reading(total, regions)], DERIVED)
    found = open_store(publisher_hid).figures("infant-mortality").to_pylist()
    said = {each["area"]: each for each in found}
    assert said["R"]["status"] == "suppressed"
    assert said["R"]["count"] is None
    assert said["R"]["note"] == "would give away what its publisher hid"
    assert said["D"]["count"] == 50
    assert said["B"]["count"] == 9


def test_a_derived_row_does_not_fill_a_hidden_cell(publisher_hid: Path) -> None:
    load(publisher_hid, [reading(table(row("A", 1)))], DERIVED)
    (found,) = (
        open_store(publisher_hid).figures("infant-mortality", areas=["A"]).to_pylist()
    )
    assert found["count"] is None
    assert found["withheld_by"] == "NHS England"


def test_derived_figures_beside_nothing_hidden_are_as_they_were(tmp_path: Path) -> None:
    load(tmp_path, [reading(table(row("B", 9)))], PUBLISHED)
    load(tmp_path, [reading(table(row("C", 1)))], DERIVED)
    assert held(tmp_path, "C") == [1]


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        load(tmp_path / "file" / "home", [reading(OWN)], REGISTERED)


def test_nothing_to_load_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load(tmp_path, [], REGISTERED)


Write = Callable[..., Path]
