"""A second person makes a local release public, and nobody else does."""

import datetime
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from firstyear.errors import (
    CheckFailed,
    InputError,
    RefusedError,
    UsageError,
)
from firstyear.figures import (
    Provenance,
    Viewer,
    approve,
    hiding,
    ledger,
    load,
    releases,
)
from firstyear.figures import open as open_store
from firstyear.figures.audiences import NOBODY
from firstyear.figures.private import gate_lock
from tests.unit.figures.local import causes, row, table
from tests.unit.figures.test_loading import OWN, PUBLISHED, reading

LOADED = Provenance(
    drawn_from="registration", title="Deaths by cause", released_by="A. Analyst"
)
COLLEAGUE = Viewer(signed_in=True, organisation="Midshire")


def seen(home: Path, viewer: Viewer | None) -> list[str]:
    return [each.id for each in open_store(home, viewer=viewer).releases()]


def test_a_local_release_waits_and_then_everybody_sees_it(tmp_path: Path) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    assert seen(tmp_path, NOBODY) == []
    assert seen(tmp_path, COLLEAGUE) == seen(tmp_path, None) == [made.id]
    with open_store(tmp_path, viewer=NOBODY) as store:
        before = store.version
        entry = approve(tmp_path, made.id, by="S.  Second")
        assert [each.id for each in store.releases()] == [made.id]
        assert store.version != before
    assert (entry.by, entry.second) == ("A. Analyst", "S. Second")
    assert [each.what for each in ledger.entries(tmp_path)] == ["loaded", "approved"]
    assert entry.hidden == made.disclosure.hidden


def test_the_first_person_is_not_the_second(tmp_path: Path) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    for name in ("A. Analyst", " a.  analyst ", ""):
        with pytest.raises(RefusedError):
            approve(tmp_path, made.id, by=name)
    assert seen(tmp_path, NOBODY) == []
    with gate_lock(tmp_path, patience=0.0):
        pass


def test_where_nobody_says_who_loaded_it_somebody_has_to(tmp_path: Path) -> None:
    nameless = LOADED.model_copy(update={"released_by": ""})
    made = load(tmp_path, [reading(OWN)], nameless).release
    with pytest.raises(RefusedError, match="does not say who loaded it"):
        approve(tmp_path, made.id, by="S. Second")
    with pytest.raises(RefusedError, match="second person"):
        approve(tmp_path, made.id, by="S. Second", loaded_by="s. second")
    entry = approve(tmp_path, made.id, by="S. Second", loaded_by="A. Analyst")
    assert (entry.by, entry.second) == ("A. Analyst", "S. Second")


def test_approving_again_or_what_is_not_there_or_not_local(tmp_path: Path) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    approve(tmp_path, made.id, by="S. Second")
    with pytest.raises(RefusedError, match="already"):
        approve(tmp_path, made.id, by="T. Third")
    with pytest.raises(UsageError):
        approve(tmp_path, "20250101T000000000000Z-none", by="S. Second")
    public = load(tmp_path, [reading(table(row("Z", 9)))], PUBLISHED).release
    with pytest.raises(RefusedError, match="Only local"):
        approve(tmp_path, public.id, by="S. Second")


def test_a_release_without_its_proof_is_not_approved(tmp_path: Path) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    (proof,) = (tmp_path / "private" / "certificates").iterdir()
    proof.unlink()
    with pytest.raises(CheckFailed, match="is missing"):
        approve(tmp_path, made.id, by="S. Second")
    assert seen(tmp_path, NOBODY) == []


def test_a_release_whose_births_tell_of_stillbirths_is_not_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that was made before births were looked at."""
    own = table(
        row("A", 2, indicator="stillbirth"), row("B", 9, indicator="stillbirth")
    )
    monkeypatch.setattr(hiding, "telling", lambda keys, *_: np.zeros(len(keys), bool))
    made = load(tmp_path, [reading(own)], LOADED).release
    (proof,) = (tmp_path / "private" / "certificates").iterdir()
    told = json.loads(proof.read_text("utf-8"))
    proof.write_text(json.dumps({**told, "method": "1.0"}), encoding="utf-8")
    with pytest.raises(CheckFailed, match="births give hidden stillbirths away"):
        approve(tmp_path, made.id, by="S. Second")
    monkeypatch.undo()
    again = load(tmp_path / "other", [reading(own)], LOADED).release
    assert approve(tmp_path / "other", again.id, by="S. Second").what == "approved"


def test_a_broken_ledger_makes_nothing_public(tmp_path: Path) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    approve(tmp_path, made.id, by="S. Second")
    with open_store(tmp_path, viewer=NOBODY) as store:
        assert len(store.releases()) == 1
        path = tmp_path / "ledger.jsonl"
        path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
        assert store.releases() == ()
        path.unlink()
        assert store.releases() == ()


def test_what_went_out_before_there_were_second_people_stays_out(
    tmp_path: Path,
) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    (entry,) = ledger.entries(tmp_path)
    (tmp_path / "ledger.jsonl").unlink()
    ledger.add(tmp_path, entry.model_copy(update={"what": "released"}))
    assert seen(tmp_path, NOBODY) == [made.id]


def test_something_published_since_asks_for_a_new_proof(tmp_path: Path) -> None:
    """The same file again gives the same figures with a proof that knows more."""
    made = load(tmp_path, [reading(OWN)], LOADED).release
    load(tmp_path, [reading(table(row("Z", 9)))], PUBLISHED)
    with pytest.raises(RefusedError, match="Load its file again"):
        approve(tmp_path, made.id, by="S. Second")
    assert load(tmp_path, [reading(OWN)], LOADED).release.repeated
    assert approve(tmp_path, made.id, by="S. Second").release == made.id


def test_a_clock_that_went_back_makes_no_old_proof_of_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = load(tmp_path, [reading(OWN)], LOADED).release
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    with monkeypatch.context() as patched:
        clock = SimpleNamespace(
            UTC=datetime.UTC, datetime=SimpleNamespace(now=lambda _: yesterday)
        )
        patched.setattr(releases, "datetime", clock)
        other = load(tmp_path, [reading(table(row("Z", 9)))], PUBLISHED).release
    assert other.created < made.created
    with pytest.raises(RefusedError, match="Load its file again"):
        approve(tmp_path, made.id, by="S. Second")
    load(tmp_path, [reading(OWN)], LOADED)
    assert approve(tmp_path, made.id, by="S. Second").release == made.id


def test_what_partners_were_shown_is_known_when_the_public_gets_more(
    tmp_path: Path,
) -> None:
    """Hidden for partners stays hidden for everybody, and the other way round."""
    partners = LOADED.model_copy(
        update={"audience": "partners", "agreement": "May", "partners": ("Midshire",)}
    )
    first = table(row("A", 9), *causes("A", (1, 3, 5)))
    one = load(tmp_path, [reading(first)], partners).release
    pairs = table(
        row("A", 4, dimension="pair", category="ab"),
        row("A", 5, dimension="pair", category="c"),
    )
    two = load(tmp_path, [reading(pairs)], LOADED).release
    assert two.disclosure.with_releases == (one.id,)
    other = Viewer(signed_in=True, organisation="Elsewhere")
    assert seen(tmp_path, COLLEAGUE) == [two.id, one.id]
    assert seen(tmp_path, other) == [two.id]
    approve(tmp_path, one.id, by="S. Second")
    assert seen(tmp_path, NOBODY) == [one.id]


@pytest.mark.parametrize(
    "said",
    [
        {"audience": "partners"},
        {"audience": "partners", "agreement": "May"},
        {"audience": "partners", "partners": ("Midshire",)},
        {"partners": ("Midshire",)},
    ],
)
def test_an_audience_has_to_be_whole(tmp_path: Path, said: dict[str, object]) -> None:
    with pytest.raises(InputError):
        load(tmp_path, [reading(OWN)], LOADED.model_copy(update=said))
    assert seen(tmp_path, None) == []


def test_calling_hidden_figures_published_takes_two_people(tmp_path: Path) -> None:
    load(tmp_path, [reading(OWN)], LOADED)
    for said in (
        {},
        {"released_by": "A. Analyst"},
        {"released_by": "A. Analyst", "second_person": "A. ANALYST"},
        {"second_person": "S. Second"},
    ):
        for origin in ("published", "derived"):
            claim = PUBLISHED.model_copy(update={**said, "origin": origin})
            with pytest.raises(RefusedError, match="two people by name"):
                load(tmp_path, [reading(OWN)], claim)
    assert len(seen(tmp_path, None)) == 1
    both = {"released_by": "A. Analyst", "second_person": "S. Second"}
    made = load(tmp_path, [reading(OWN)], PUBLISHED.model_copy(update=both)).release
    entry = ledger.entries(tmp_path)[-1]
    assert (entry.what, entry.release) == ("called published", made.id)
    assert (entry.by, entry.second) == ("A. Analyst", "S. Second")
    assert entry.shown == OWN.num_rows


def test_what_is_published_and_hidden_nowhere_takes_one(tmp_path: Path) -> None:
    load(tmp_path, [reading(OWN)], LOADED)
    other = table(row("Z", 1), row("Y", 2))
    made = load(tmp_path, [reading(other)], PUBLISHED).release
    assert made.second_person == ""
    assert len(ledger.entries(tmp_path)) == 1
    assert made.created.tzinfo == datetime.UTC
