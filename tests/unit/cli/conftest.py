"""Runs the command line as a person does, and keeps what it said."""

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from firstyear.cli.main import main
from tests.unit.cli.rows import HEADER

# Ten years of a country and two of its areas, one of them high throughout.
SMALL = HEADER + "".join(
    f"infant-mortality,{area},{name},{level},{year},{count},{births}\n"
    for year in range(2010, 2020)
    for area, name, level, count, births in (
        ("E92000001", "England", "country", 2600 - 10 * (year - 2010), 650_000),
        ("E08000025", "Birmingham", "county-unitary", 120 + year % 2, 16_000),
        ("E06000023", "Bristol", "county-unitary", 20 + year % 3, 6_400),
    )
)


@dataclass(frozen=True)
class Ran:
    """The exit code of a command, and what it wrote to each stream."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))

    @property
    def columns(self) -> list[str]:
        return next(csv.reader(io.StringIO(self.out)))

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


class _Stdin(io.TextIOWrapper):
    pass


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: Path,
    tmp_path: Path,
) -> Run:
    """`run("rates", path)`: in a folder of its own, with an empty data folder."""
    monkeypatch.setenv("FIRSTYEAR_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def _run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["firstyear", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", _Stdin(io.BytesIO(stdin)))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return _run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small tidy file of infant deaths."""
    path = tmp_path / "small.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Rows under the usual header (or a whole file's bytes) as a file."""

    def _write(rows: str | bytes, name: str = "given.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(rows if isinstance(rows, bytes) else (HEADER + rows).encode())
        return path

    return _write
