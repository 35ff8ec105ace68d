"""The only writer: refusals, whole releases or none, and what is recorded."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from firstyear.errors import CheckFailed, InputError, RefusedError, StorageError
from firstyear.figures import Provenance, Reading, already_held, publish, read
from firstyear.figures import releases as writer
from firstyear.figures.loading import try_gate
from firstyear.figures.made_up import FORMAT, GENERATOR
from firstyear.figures.store import open_store

Write = Callable[..., Path]
ORIGINS_BUT_LOCAL = ["published", "derived", "synthetic"]


def test_a_release_records_where_it_comes_from(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    manifest = json.loads(
        (tmp_path / "releases" / release.id / "manifest.json").read_text()
    )
    assert manifest["publisher"] == published.publisher
    assert manifest["publication_date"] == "2024-01-30"
    assert manifest["licence"] == published.licence
    assert manifest["retrieved"] == "2024-02-01"
    assert manifest["origin"] == "published"
    assert manifest["schema_version"] == 1
    assert manifest["disclosure_rule"].startswith("as published")
    source = manifest["sources"][0]
    assert (source["taken"], source["refused"]) == (2, 0)
    assert source["sha256"] == reading.sha256
    assert source["recognised"] == reading.recognised
    assert {each["name"] for each in manifest["files"]} == {
        "figures.parquet",
        "areas.parquet",
        "layout.parquet",
    }
    assert (release.taken, release.refused) == (2, 0)


def test_local_figures_without_a_certificate_are_refused(
    tmp_path: Path, reading: Reading
) -> None:
    with pytest.raises(RefusedError, match="certificate of the disclosure gate"):
        publish(tmp_path, [reading], Provenance())
    assert not (tmp_path / "releases").exists()


def test_a_certificate_is_for_its_figures_alone(
    tmp_path: Path, reading: Reading
) -> None:
    gated = try_gate(tmp_path, [reading], Provenance())
    with pytest.raises(RefusedError, match="exactly these figures"):
        publish(
            tmp_path,
            [reading],
            Provenance(),
            certificate=gated.certificate,
            disclosure=gated.disclosure,
        )
    assert not (tmp_path / "releases").exists()


def test_published_needs_publisher_address_and_date(
    tmp_path: Path, reading: Reading
) -> None:
    with pytest.raises(InputError) as caught:
        publish(tmp_path, [reading], Provenance(origin="published"))
    assert [fault.message for fault in caught.value.faults] == [
        "no publisher",
        "no address",
        "no publication date",
    ]


def test_only_the_generator_writes_made_up_figures(
    tmp_path: Path, reading: Reading, write: Write
) -> None:
    rows = "area,period,count,denominator,source,origin\nA,2018,1,9,{},synthetic\n"
    theirs = read(write(rows.format("Elsewhere")))
    made_up = Provenance(origin="synthetic")
    for readings in ([reading], [theirs], [made_up_reading(write), theirs]):
        with pytest.raises(RefusedError, match="own generator"):
            publish(tmp_path, readings, made_up)
    areas = read(write("area,parent,name,level\nA,,Here,board\n", "areas.csv"))
    with pytest.raises(RefusedError, match=r"areas\.csv has rows from elsewhere"):
        publish(tmp_path, [areas], made_up)
    assert not (tmp_path / "releases").exists()
    release = publish(tmp_path, [made_up_reading(write), areas], made_up)
    assert release.origin == "synthetic"


def made_up_reading(write: Write) -> Reading:
    header = "area,period,count,denominator,source,origin\n"
    return read(write(f'{header}B,2018,1,9,"{GENERATOR}",synthetic\n', "made-up.csv"))


@pytest.mark.parametrize("origin", ["derived", "synthetic"])
def test_other_origins_need_no_publisher(
    tmp_path: Path, reading: Reading, origin: str
) -> None:
    if origin == "synthetic":
        reading = replace(reading, format=FORMAT)
    release = publish(tmp_path, [reading], Provenance(origin=origin))  # type: ignore[arg-type]
    with open_store(tmp_path) as store:
        rows = store.figures("infant-mortality").to_pylist()
    assert {row["origin"] for row in rows} == {origin}
    assert release.origin == origin


def test_nothing_to_load_is_refused(tmp_path: Path, published: Provenance) -> None:
    with pytest.raises(InputError, match="nothing to load"):
        publish(tmp_path, [], published)


def test_the_same_content_is_recognised(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    assert already_held(tmp_path, [reading], published) is None
    first = publish(tmp_path, [reading], published)
    held = already_held(tmp_path, [reading], published)
    assert held is not None
    assert held.id == first.id
    again = publish(tmp_path, [reading], published)
    assert (again.id, again.repeated, first.repeated) == (first.id, True, False)
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_two_files_with_the_same_figure_are_refused(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    with pytest.raises(InputError, match="same figure"):
        publish(tmp_path, [reading, reading], published)


def test_a_full_disk_changes_nothing(
    tmp_path: Path,
    reading: Reading,
    published: Provenance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.pq, "ParquetWriter", full)
    with pytest.raises(StorageError, match="No space left") as caught:
        publish(tmp_path, [reading], published)
    assert "Nothing has changed" in str(caught.value)
    assert list((tmp_path / "releases").iterdir()) == []


def test_a_failure_at_the_last_step_changes_nothing(
    tmp_path: Path,
    reading: Reading,
    published: Provenance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(writer, "_swap_in", broken)
    with pytest.raises(StorageError):
        publish(tmp_path, [reading], published)
    with open_store(tmp_path) as store:
        assert store.releases() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_file_size_limit_leaves_the_former_release_whole(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    home = tmp_path / "home"
    publish(home, [reading], published)
    program = (
        "import resource, signal, sys, datetime\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "import firstyear as fy\n"
        "from firstyear.errors import StorageError\n"
        "read = fy.figures.read(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
        "try:\n"
        "    fy.figures.publish(sys.argv[1], [read],"
        " fy.figures.Provenance(origin='derived'))\n"
        "except StorageError as problem:\n"
        "    sys.exit(7)\n"
    )
    file = tmp_path / "more.csv"
    file.write_text("indicator,area,period,count,denominator\nx,a,2018,1,2\n")
    done = subprocess.run(
        [sys.executable, "-c", program, str(home), str(file)], check=False, timeout=60
    )
    assert done.returncode == 7
    with open_store(home) as store:
        assert len(store.releases()) == 1
        store.verify()


def test_a_killed_load_leaves_the_former_release_whole(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    home = tmp_path / "home"
    publish(home, [reading], published)
    program = (
        "import sys, time\n"
        "import firstyear as fy\n"
        "from firstyear.figures import releases\n"
        "def wait(*_):\n"
        "    print('built', flush=True)\n"
        "    time.sleep(60)\n"
        "releases._swap_in = wait\n"
        "read = fy.figures.read(sys.argv[2])\n"
        "fy.figures.publish(sys.argv[1], [read],"
        " fy.figures.Provenance(origin='derived'))\n"
    )
    file = tmp_path / "more.csv"
    file.write_text("indicator,area,period,count,denominator\nx,a,2018,1,2\n")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(home), str(file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline() == "built\n"
        loading.send_signal(
            signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
        )
        loading.wait(timeout=30)
    leftovers = list((home / "releases").glob(".building-*"))
    assert len(leftovers) == 1
    with open_store(home) as store:
        assert len(store.releases()) == 1
        store.verify()
    # A build that is still going is left alone; one silent for long is removed.
    assert writer.clean(home / "releases") == 0
    old = time.time() - writer.SILENT_SECONDS - 1
    for each in [*leftovers[0].iterdir(), leftovers[0]]:
        os.utime(each, (old, old))
    assert writer.clean(home / "releases") == 1


def test_verify_tells_what_was_changed(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    folder = tmp_path / "releases" / release.id
    areas = folder / "areas.parquet"
    areas.write_bytes(areas.read_bytes()[:-1] + b"?")
    (folder / "figures.parquet").write_bytes(b"short")
    (folder / "layout.parquet").unlink()
    (folder / "extra.txt").write_text("mine")
    with open_store(tmp_path) as store, pytest.raises(CheckFailed) as caught:
        store.verify()
    told = str(caught.value)
    assert "areas.parquet has changed" in told
    assert "figures.parquet has changed its size" in told
    assert "layout.parquet is missing" in told
    assert "extra.txt is not a file of the release" in told


def test_a_broken_manifest_is_told_not_traced(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    manifest = tmp_path / "releases" / release.id / "manifest.json"
    manifest.write_text("{}")
    with open_store(tmp_path) as store, pytest.raises(StorageError, match="manifest"):
        store.releases()
    with open_store(tmp_path) as store, pytest.raises(CheckFailed, match="manifest"):
        store.verify()


def test_a_renamed_release_is_told(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    folder = tmp_path / "releases" / release.id
    folder.rename(folder.with_name(f"{release.id}-copy"))
    with (
        open_store(tmp_path) as store,
        pytest.raises(StorageError, match="calls itself"),
    ):
        store.releases()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_releases_never_lead_out_of_the_home_folder(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    (home / "releases").symlink_to(elsewhere)
    with pytest.raises(StorageError, match="leads out"):
        publish(home, [reading], published)
    assert list(elsewhere.iterdir()) == []


def test_a_manifest_cannot_name_a_file_elsewhere(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    manifest = tmp_path / "releases" / release.id / "manifest.json"
    text = manifest.read_text().replace('"areas.parquet"', '"../../secret"')
    manifest.write_text(text)
    with open_store(tmp_path) as store, pytest.raises(StorageError, match="manifest"):
        store.releases()


def test_a_home_that_cannot_be_written_is_told(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    blocked = tmp_path / "home"
    blocked.mkdir()
    (blocked / "releases").write_text("in the way")
    with pytest.raises(StorageError, match="Nothing has changed"):
        publish(blocked, [reading], published)
