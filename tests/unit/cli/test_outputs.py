"""Results out: endings, standard output, JSON with method, version and inputs."""

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import firstyear
from firstyear.cli import outputs


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".json", ".xlsx"])
def test_the_ending_says_the_format(run, small: Path, ending: str) -> None:
    target = Path(f"made{ending}")
    ran = run("rates", small, "--out", target)
    assert ran.code == 0, ran.err
    assert f"Wrote 30 rows to made{ending}" in ran.err
    assert not ran.out
    if ending == ".csv":
        assert target.read_text("utf-8") == run("rates", small).out
    elif ending == ".parquet":
        assert pq.read_table(target).num_rows == 30
    elif ending == ".json":
        made = json.loads(target.read_text("utf-8"))
        assert len(made["figures"]) == 30
        assert made["dictionary"]
    else:
        book = openpyxl.load_workbook(target, read_only=True)
        assert len(list(book["figures"].rows)) == 31


def test_a_dash_is_standard_output_and_so_is_a_pipe(run, small: Path) -> None:
    piped = run("rates", small)
    assert piped.out == run("rates", small, "--out", "-").out
    assert piped.out.startswith("indicator,area,")


def test_a_terminal_gets_a_table(
    run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "140")
    ran = run("rates", small)
    assert "Birmingham" in ran.out
    assert "," not in ran.out.splitlines()[0]
    assert "650,000" in ran.out


def test_a_long_table_says_how_much_more_there_is(
    run, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    monkeypatch.setattr(outputs, "on_terminal", lambda: True)
    monkeypatch.setattr(outputs, "MOST_ROWS", 4)
    assert "and 26 more" in run("rates", small).out


@pytest.mark.parametrize(
    ("verb", "options", "method"),
    [
        ("rates", (), "rates"),
        ("pool", (), "pooling"),
        ("compare", ("--benchmark", "E92000001"), "comparison-interval"),
        ("persistence", ("--benchmark", "E92000001"), "persistence"),
        ("stabilise", (), "stabilised-rates"),
        ("trend", (), "trend"),
    ],
)
def test_json_carries_method_version_and_inputs(
    run, small: Path, verb: str, options: tuple[str, ...], method: str
) -> None:
    made = run(verb, small, *options, "--json").json
    assert made["firstyear"] == firstyear.__version__
    assert made["method"][method] == firstyear.measures.METHODS[method]
    assert made["inputs"]["file"] == str(small)
    assert len(made["inputs"]["sha256"]) == 64
    assert made["inputs"]["per"] == 1000
    assert made["rows"]
    assert "NaN" not in json.dumps(made)


def test_json_to_a_file(run, small: Path) -> None:
    ran = run("rates", small, "--json", "--out", "made.json")
    assert ran.code == 0, ran.err
    assert json.loads(Path("made.json").read_text("utf-8"))["method"]
    ran = run("rates", small, "--json", "--out", "made.csv")
    assert ran.code == 2
    assert not Path("made.csv").exists()


def test_another_ending_is_refused(run, small: Path) -> None:
    ran = run("rates", small, "--out", "made.docx")
    assert ran.code == 2
    assert ".parquet" in ran.err


def test_a_folder_that_is_not_there(run, small: Path) -> None:
    ran = run("rates", small, "--out", "nowhere/made.csv")
    assert ran.code == 2
    assert "nowhere" in ran.err


@pytest.mark.parametrize("options", [("--out", "kept.csv"), ("--out", "kept.xlsx")])
def test_an_existing_file_stays_when_the_disk_is_full(
    run, small: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, str]
) -> None:
    target = Path(options[1])
    target.write_text("before", encoding="utf-8")

    def full(table: object, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    formats = dict.fromkeys((".csv", ".xlsx"), full)
    monkeypatch.setattr(sys.modules["firstyear.figures.write"], "_FORMATS", formats)
    ran = run("rates", small, *options)
    assert ran.code == 2
    assert "No space left" in ran.err
    assert target.read_text("utf-8") == "before"
    assert {path.name for path in Path().iterdir()} <= {target.name, small.name, "home"}


def test_an_existing_file_stays_when_the_input_is_faulty(run, write) -> None:
    Path("kept.csv").write_text("before", encoding="utf-8")
    path = write("infant-mortality,A1,Ash,county-unitary,2018,many,5000\n")
    assert run("rates", path, "--out", "kept.csv").code == 2
    assert Path("kept.csv").read_text("utf-8") == "before"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_must_not_be_written(run, small: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    ran = run("rates", small, "--out", closed / "made.csv")
    assert ran.code == 2
    assert "closed" in ran.err


def test_what_a_spreadsheet_would_run_is_written_as_text(run) -> None:
    table = pa.table({"area": ["A1"], "name": ["=cmd|calc"], "strip": ["++##"]})
    inputs: dict[str, object] = {}
    for name in ("made.csv", "made.xlsx"):
        outputs.deliver(table, out=name, as_json=False, method={}, inputs=inputs)
    assert "'=cmd|calc,++##" in Path("made.csv").read_text("utf-8")
    sheet = openpyxl.load_workbook("made.xlsx")["figures"]
    assert sheet["B2"].value == "'=cmd|calc"


def in_a_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "firstyear.cli", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=cwd,
    )


def test_the_entry_point_in_a_process_of_its_own(small: Path, tmp_path: Path) -> None:
    made = in_a_process("rates", str(small), cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[0].startswith("indicator,")
    wrong = in_a_process("rates", "absent.csv", cwd=tmp_path)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("firstyear: ")
    assert "Traceback" not in wrong.stderr


def test_a_reader_that_goes_away_is_no_error(small: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    rows = "".join(
        f"infant-mortality,A{i},Ash {i},county-unitary,2018,{i % 90},5000\n"
        for i in range(20_000)
    )
    many.write_text(small.read_text("utf-8").splitlines()[0] + "\n" + rows, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "firstyear.cli", "rates", str(many)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait() == 0
    assert "Traceback" not in said
