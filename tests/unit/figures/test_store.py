"""Questions of the store."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from firstyear.errors import InputError, StorageError, UsageError
from firstyear.figures import Provenance, Reading, publish, read
from firstyear.figures.questions.figures import SCHEMA
from firstyear.figures.store import open_store

Write = Callable[..., Path]
DERIVED = Provenance(origin="derived")
SYNTHETIC = Provenance(origin="synthetic")

HEADER = "indicator,area,level,period,dimension,category,count,denominator\n"


def load(home: Path, write: Write, rows: str, provenance: Provenance) -> str:
    found = read(write(HEADER + rows))
    if provenance.origin == "synthetic":
        found = replace(found, format="synthetic")
    return publish(home, [found], provenance).id


def test_an_empty_home_has_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "none") as store:
        assert store.releases() == ()
        assert store.indicators() == ()
        assert store.areas().num_rows == 0
        with pytest.raises(InputError, match="load a file first"):
            store.figures("infant-mortality")


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "home"
    path.write_text("")
    with pytest.raises(UsageError, match="is a file"):
        open_store(path)


def test_figures_come_with_their_release(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    with open_store(tmp_path) as store:
        table = store.figures("infant-mortality")
        assert table.schema == SCHEMA
        assert set(table["release"].to_pylist()) == {release.id}
        assert store.figures("infant-mortality", level="country").num_rows == 1
        only = store.figures("infant-mortality", areas=["E08000025"])
        assert only["count"].to_pylist() == [113.0]
        assert store.figures("infant-mortality", areas=[]).num_rows == 0


def test_the_newest_release_wins_key_by_key(tmp_path: Path, write: Write) -> None:
    old = load(tmp_path, write, "x,a,board,2018,,,1,9\nx,b,board,2018,,,2,9\n", DERIVED)
    new = load(tmp_path, write, "x,a,board,2018,,,5,9\n", DERIVED)
    with open_store(tmp_path) as store:
        rows = store.figures("x").to_pylist()
        assert [(row["area"], row["count"], row["release"]) for row in rows] == [
            ("a", 5.0, new),
            ("b", 2.0, old),
        ]
        before = store.figures("x", release=old).to_pylist()
        assert [row["count"] for row in before] == [1.0, 2.0]
        assert [each.id for each in store.releases()] == [new, old]
        held = store.indicators()[0]
        assert (held.indicator, held.rows, held.releases) == ("x", 3, (new, old))
        with pytest.raises(InputError, match="no release"):
            store.figures("x", release="../../etc")


def test_made_up_figures_never_stand_in_front_of_published_ones(
    tmp_path: Path, write: Write, published: Provenance
) -> None:
    load(tmp_path, write, "x,a,board,2018,,,1,9\n", published)
    load(tmp_path, write, "x,a,board,2018,,,7,9\nx,b,board,2018,,,8,9\n", SYNTHETIC)
    with open_store(tmp_path) as store:
        rows = store.figures("x").to_pylist()
    assert [(row["area"], row["count"], row["origin"]) for row in rows] == [
        ("a", 1.0, "published"),
        ("b", 8.0, "synthetic"),
    ]


def test_periods_dimensions_and_categories_are_chosen(
    tmp_path: Path, write: Write
) -> None:
    load(
        tmp_path,
        write,
        "x,a,board,2017,,,1,9\nx,a,board,2018,,,2,9\n"
        "x,a,board,2018,sex,Male,1,5\nx,a,board,2018,sex,Female,1,4\n",
        DERIVED,
    )
    with open_store(tmp_path) as store:
        assert store.figures("x").num_rows == 2
        assert store.figures("x", dimension=None).num_rows == 4
        assert store.figures("x", dimension="sex", category="Male").num_rows == 1
        late = store.figures("x", date_from=datetime.date(2018, 1, 1))
        assert late["count"].to_pylist() == [2.0]
        early = store.figures("x", date_to=datetime.date(2017, 12, 31))
        assert early["count"].to_pylist() == [1.0]
        assert store.figures(["x"]).num_rows == 2


def test_the_version_changes_with_the_releases_and_an_open_store_sees_them(
    tmp_path: Path, write: Write
) -> None:
    load(tmp_path, write, "x,a,board,2018,,,1,9\n", DERIVED)
    with open_store(tmp_path) as store:
        before = store.version
        assert before == store.version
        load(tmp_path, write, "y,a,board,2018,,,1,9\n", DERIVED)
        assert store.version != before
        assert [each.indicator for each in store.indicators()] == ["x", "y"]
        assert store.figures("y").num_rows == 1


def test_half_a_release_is_not_seen(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    folder = tmp_path / "releases" / release.id
    with open_store(tmp_path) as store:
        before = store.version
        folder.rename(folder.with_name(".building-1234"))
        assert store.version != before
        assert store.releases() == ()


def test_a_damaged_file_is_told_not_traced(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    release = publish(tmp_path, [reading], published)
    for name in ("figures.parquet", "areas.parquet"):
        (tmp_path / "releases" / release.id / name).write_bytes(b"PAR1 nothing else")
    with open_store(tmp_path) as store:
        with pytest.raises(StorageError, match="restore it"):
            store.figures("infant-mortality")
        with pytest.raises(StorageError, match="restore it"):
            store.areas()


def test_an_unknown_area_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(InputError, match="E99"):
        store.area("E99")


def test_threads_share_a_store(
    tmp_path: Path, reading: Reading, published: Provenance
) -> None:
    publish(tmp_path, [reading], published)
    with open_store(tmp_path) as store, ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda _: store.figures("infant-mortality").num_rows, range(40))
        )
    assert found == [2] * 40


def test_each_of_forty_indicators_answers_from_both_releases(
    tmp_path: Path, write: Write
) -> None:
    rows = "".join(
        f"i{indicator},E08{area:06d},county-unitary,{year},,,{area % 50},1000\n"
        for indicator in range(40)
        for area in range(150)
        for year in range(2000, 2020)
    )
    load(tmp_path, write, rows, DERIVED)
    load(tmp_path, write, rows.replace(",2019,", ",2020,"), DERIVED)
    with open_store(tmp_path) as store:
        for place in range(1, 8):
            assert store.figures(f"i{place}").num_rows == 150 * 21


def test_who_is_counted_is_told_by_indicator_over_all_releases(
    tmp_path: Path, write: Write
) -> None:
    load(tmp_path, write, "x,a,board,2017,,,1,9\nx,b,board,2017,,,1,9\n", DERIVED)
    load(
        tmp_path,
        write,
        "x,c,board,2018,,,1,9\ny,a,board,2018,,,1,9\ny,d,board,2018,sex,Male,1,9\n",
        SYNTHETIC,
    )
    with open_store(tmp_path) as store:
        counted = store.counted()
        # The plainer way: ask for the figures of each and look who is there.
        for indicator in ("x", "y"):
            rows = store.figures(indicator)["area"].to_pylist()
            assert counted[indicator] == frozenset(rows)
        assert counted == {"x": {"a", "b", "c"}, "y": {"a"}}


def test_a_damaged_file_takes_only_its_own_indicators_from_who_is_counted(
    tmp_path: Path, write: Write
) -> None:
    load(tmp_path, write, "x,a,board,2017,,,1,9\n", DERIVED)
    broken = load(tmp_path, write, "y,a,board,2017,,,1,9\n", DERIVED)
    figures = next((tmp_path / "releases").glob(f"{broken}/figures.parquet"))
    figures.chmod(0o600)
    figures.write_bytes(b"not parquet")
    with open_store(tmp_path) as store:
        assert store.counted() == {"x": {"a"}}
