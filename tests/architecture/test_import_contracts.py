"""Which way imports go: the contracts hold, and each is seen to bite."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}

# For each contract a file and the import that would break it.
PLANTED = {
    "ladder": ("firstyear/packs/reader.py", "import firstyear.figures.store"),
    "arithmetic": ("firstyear/measures/rates.py", "import pandas"),
    "library": ("firstyear/reports/profile.py", "import django.http"),
    "no-records-in-the-site": (
        "firstyear_web/data/uploads.py",
        "import firstyear.records.count",
    ),
    "presenters": (
        "firstyear_web/picture/presenters/region.py",
        "import firstyear_web.picture.kept",
    ),
    "one-writer": ("firstyear_web/api/views.py", "import firstyear.figures.releases"),
}


def lint(folder: Path) -> tuple[int, str]:
    """Exit code and words of import-linter on the source in `folder`."""
    # Its own folder comes first, before where the environment finds Firstyear.
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "src"),
        "COLUMNS": "300",
        "NO_COLOR": "1",
    }
    command = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source and its contracts, to break without harm."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "static", "*.yaml"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds(copy: Path) -> None:
    code, said = lint(copy)
    assert code == 0, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said
    for name in CONTRACTS.values():
        assert f"{name} KEPT" in said


def test_every_contract_has_a_breach_to_try() -> None:
    assert set(PLANTED) == set(CONTRACTS)


def test_every_contract_is_named_as_a_sentence() -> None:
    for name in CONTRACTS.values():
        assert len(name.split()) >= 5, name
        assert name[0].isupper(), name


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_breach_is_caught_and_named(copy: Path, contract: str) -> None:
    file, line = PLANTED[contract]
    path = copy / "src" / file
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    code, said = lint(copy)
    assert code == 1, said
    assert f"{CONTRACTS[contract]} BROKEN" in said


def test_records_do_not_reach_the_site_through_another_room(copy: Path) -> None:
    """The ladder forbids that too; this is the site's own contract."""
    path = copy / "src" / "firstyear" / "picture" / "region.py"
    line = "import firstyear.records.count"
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    code, said = lint(copy)
    assert code == 1, said
    assert f"{CONTRACTS['no-records-in-the-site']} BROKEN" in said


def test_a_room_that_is_added_stands_on_the_ladder() -> None:
    """A package of the library that no contract knows could import anything."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"][0]["layers"]
    rooms = {
        f"firstyear.{path.parent.name}"
        for path in (ROOT / "src" / "firstyear").glob("*/__init__.py")
    }
    assert rooms <= set(declared)
