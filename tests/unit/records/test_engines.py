"""What an engine that cannot go on says, and what it leaves behind: nothing."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from py4j.protocol import Py4JNetworkError

import firstyear as fy
from firstyear.errors import InputError, StorageError, UsageError
from firstyear.records.engine_errors import told
from firstyear.records.engines import open_engine


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many deaths, each with a name that does not compress."""
    made = fy.synthetic.pair(births=400, seed=1).deaths
    times = 150
    table = pa.concat_tables([made] * times)
    names = [f"{hash(str(at)):x}" for at in range(len(table))]
    table = table.set_column(0, "death_id", pa.array(names))
    path = tmp_path_factory.mktemp("many") / "deaths.parquet"
    pq.write_table(table.drop_columns("birth_id"), path)
    return path


def test_no_room_to_spill_is_a_storage_error_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    small = {"memory": "20MB", "most_scratch": "1MB", "threads": 1}
    with open_engine(scratch=tmp_path, **small) as engine:
        many = engine.connection.sql(
            "select hash(range) as one, hash(range + 1) as other from range(4000000)"
        )
        with pytest.raises(StorageError, match="disk has no room") as caught:
            engine.keep(many)
    assert "Nothing was written" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_a_storage_error(many: Path, tmp_path: Path) -> None:
    births = fy.synthetic.pair(births=400, seed=1).births
    with pytest.raises(StorageError, match=r"memory|disk"):
        fy.records.tally(
            births, many, ["year"], memory="3MB", most_scratch="1MB", threads=1
        )


def test_the_scratch_folder_is_the_owners_and_goes(tmp_path: Path) -> None:
    with open_engine(scratch=tmp_path) as engine:
        assert engine.scratch.parent == tmp_path
        assert engine.scratch.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_a_place_to_work_that_is_not_there_is_a_storage_error(tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError, match="No place to work in"),
        open_engine(scratch=tmp_path / "gone"),
    ):
        pass


@pytest.mark.parametrize(
    "problem",
    [
        duckdb.InterruptException("INTERRUPT Error: Interrupted!"),
        ConnectionRefusedError(111, "Connection refused"),
        Py4JNetworkError("Answer from Java side is empty"),
    ],
    ids=["duckdb", "refused", "java"],
)
def test_an_engine_that_is_stopped_half_way_says_so(problem: Exception) -> None:
    with pytest.raises(StorageError, match="stopped before it had ended"), told({}):
        raise problem


def test_settings_that_an_engine_does_not_take_are_wrong_use() -> None:
    with (
        pytest.raises(UsageError, match="write memory as 3GB"),
        open_engine(memory="x"),
    ):
        pass
    with pytest.raises(UsageError, match="duckdb, spark"), open_engine("oracle"):
        pass


def test_an_engines_own_words_are_not_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "births.csv"
    path.write_text('birth_id,outcome\n"SECRET,live\n', encoding="utf-8")
    with open_engine() as engine:
        table = engine.csv([str(path)], ["birth_id", "outcome"], ",")
        with pytest.raises(InputError) as caught:
            engine.rows(table)
    assert "SECRET" not in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("threads", [0, -1, 1025, 100_000])
def test_a_number_of_threads_that_no_machine_has_is_refused(threads: int) -> None:
    with (
        pytest.raises(UsageError, match="from 1 to 1024"),
        open_engine(threads=threads),
    ):
        pass


@pytest.mark.parametrize("by", ["", " ", ",", " , "])
def test_blank_keys_and_blank_files_are_refused(by: str, many: Path) -> None:
    births = fy.synthetic.pair(births=400, seed=1).births
    with pytest.raises(UsageError, match="Say what to count by"):
        fy.records.tally(births, many, [by])
    with pytest.raises(UsageError, match="is blank"):
        fy.records.tally("", many, ["year"])
