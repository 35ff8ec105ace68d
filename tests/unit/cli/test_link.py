"""`firstyear link` and `firstyear count --link`, as people run them."""

import json
import stat
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import firstyear as fy
from firstyear.cli.main import app, main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("records")
    fy.synthetic.pair(births=2_000, deaths=250, identified=0.5, seed=4).write(place)
    return place


def run(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str
) -> int:  # fmt: skip
    files = ["--births", f"{folder}/births.parquet"]
    files += ["--deaths", f"{folder}/deaths.parquet"]
    monkeypatch.setattr("sys.argv", ["firstyear", words[0], *files, *words[1:]])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_linked_deaths_and_pairs_in_doubt_go_to_the_owner_only(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "NOT-FOR-RELEASE-linked.parquet"
    review = tmp_path / "NOT-FOR-RELEASE-review.csv"
    share = tmp_path / "share.csv"
    code = run(
        monkeypatch, folder, "link", "--out", str(out), "--review", str(review),
        "--share", str(share),
    )  # fmt: skip
    said = capsys.readouterr()
    assert code == 0, said.err
    assert "Deaths linked to their births: " in said.err
    assert said.out == ""
    table = pq.read_table(out)
    assert {"birth_id", "link_method"} <= set(table.column_names)
    assert not {"surname", "nhs_number", "postcode"} & set(table.column_names)
    for path in (out, review):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "death_surname" in review.read_text("utf-8").splitlines()[0]
    assert share.read_text("utf-8").splitlines()[0] == "year,area,percent"
    # No name, postcode or identifier of a record is said.
    births = pq.read_table(folder / "births.parquet")
    for name in ("birth_id", "surname", "postcode"):
        for value in births[name].drop_null().unique().to_pylist():
            assert value not in said.err


def test_shares_as_json_with_method_and_inputs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, folder, "link", "--passes-only", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["method"] == {"linkage": "1.0"}
    assert told["inputs"] == {
        "births": ["births.parquet"],
        "deaths": ["deaths.parquet"],
    }
    assert set(told["rows"][0]) == {"year", "area", "percent"}


@pytest.mark.parametrize("option", ["--out", "--review"])
def test_records_go_to_no_file_that_could_be_taken_for_a_release(
    option: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "linked.csv"
    assert run(monkeypatch, folder, "link", option, str(path)) == 2
    assert "NOT-FOR-RELEASE-" in capsys.readouterr().err
    assert not path.exists()


def test_count_links_first_where_asked(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    unknown = {}
    for words in ([], ["--link"]):
        out = tmp_path / f"NOT-FOR-RELEASE-{len(words)}.parquet"
        code = run(
            monkeypatch, folder, "count", "--by", "gestation", "--outcomes", "infant",
            "--unprotected", "--out", str(out), *words,
        )  # fmt: skip
        said = capsys.readouterr().err
        assert code == 0, said
        assert ("Deaths linked to their births" in said) == bool(words)
        rows = pq.read_table(out).to_pylist()
        unknown[bool(words)] = next(
            row["count"] for row in rows if row["category"] == "Unknown"
        )
    assert unknown[True] < unknown[False] / 2


def test_nothing_to_link_by_is_exit_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = fy.synthetic.pair(births=200, deaths=10, identified=0, seed=4)
    names = ["nhs_number", "surname", "forename", "postcode", "mothers_surname"]
    pq.write_table(made.births.drop_columns(names), tmp_path / "births.parquet")
    pq.write_table(made.deaths.drop_columns(names), tmp_path / "deaths.parquet")
    assert run(monkeypatch, tmp_path, "link") == 2
    assert "Deaths cannot be linked to births" in capsys.readouterr().err


def test_help_needs_no_engine() -> None:
    assert any(each.callback.__name__ == "link" for each in app.registered_commands)
