"""The made-up country goes through the same doors as real figures do."""

from pathlib import Path

import pytest

import firstyear as fy
from firstyear.figures import Release, Store
from firstyear.figures.areas import check
from firstyear.synthetic import SyntheticRegion


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release]:
    folder = tmp_path_factory.mktemp("home")
    return folder, fy.synthetic.publish_region(folder, seed=7)


@pytest.fixture(scope="module")
def store(home: tuple[Path, Release]) -> Store:
    return fy.figures.open(home[0])


def test_the_areas_table_has_no_fault(made: SyntheticRegion) -> None:
    assert check(made.areas) == ()


def test_the_written_file_reads_without_a_fault(tmp_path: Path) -> None:
    paths = fy.synthetic.write_region(tmp_path, seed=7)
    reading = fy.figures.read(paths["figures"])
    made = fy.synthetic.make_region(seed=7)
    assert reading.faults == ()
    assert reading.taken == made.figures.num_rows
    assert set(reading.states) == {
        "suppressed",
        "missing",
        "not-applicable",
        "not-calculated",
    }


def test_the_release_is_synthetic_and_says_so(home: tuple[Path, Release]) -> None:
    _, release = home
    assert release.origin == "synthetic"
    assert "No real place" in release.note
    assert release.taken > 400_000


def test_publishing_twice_gives_the_same_release(home: tuple[Path, Release]) -> None:
    folder, release = home
    assert fy.synthetic.publish_region(folder, seed=7).id == release.id


def test_truths_are_not_in_the_home_folder(home: tuple[Path, Release]) -> None:
    folder, _ = home
    names = [path.name for path in folder.rglob("*") if path.is_file()]
    assert names
    assert not [name for name in names if "truth" in name]


def test_the_store_answers_for_midshire(store: Store) -> None:
    midshire = fy.synthetic.MIDSHIRE_CODE
    children = store.children(midshire, level="county-unitary")
    assert len(children) in {14, 15}  # the area under its old code too
    figures = store.figures(
        "infant-mortality", areas=[midshire], level="region", dimension=""
    )
    assert figures.num_rows == 38
    assert len(store.layout("county-unitary")) == 150
