"""Every command and example in the documents runs, and prints what they say."""

import doctest
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from firstyear.cli.main import app
from tools.documents import (
    ROOT,
    Command,
    blocks,
    commands,
    folder_of_examples,
    pages,
    printed,
    runs_here,
    same,
)
from tools.write_example import FILE, example

KINDS = {"console", "python", "json", "text"}
# What make tells a make that runs within it, as this one does in `make test`.
OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"}
VERBS = get_command(app).commands  # type: ignore[attr-defined]

# Commands that are not run here, and where they are instead. Each key begins a command.
ELSEWHERE = {
    "make ": "test_recipes_do_what_the_documents_say, below",
    "python -m venv": "tests/architecture/test_wheel.py",
    "py -m venv": "tests/architecture/test_wheel.py",
    "python -m pip install": "tests/architecture/test_wheel.py",
    "python -m pip download": "test_pip_knows_the_options, below: it needs a network",
    "firstyear-env/bin/": "tests/architecture/test_wheel.py",
    "firstyear-env\\Scripts\\": "tests/architecture/test_wheel.py",
    "firstyear demo": "tests/architecture/test_wheel.py",
    "firstyear serve": "tests/browser/conftest.py",
    "firstyear account": "test_options_exist, below: it asks for a password",
}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def all_commands() -> list[Command]:
    return [command for page in pages() for command in commands(text_of(page))]


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("commands are shown as a terminal of Linux or macOS has them")
    folder = folder_of_examples(tmp_path)
    for command in filter(runs_here, commands(text_of(page))):
        code, got = printed(command, folder)
        assert code == 0, "\n".join(got)
        assert same(command.output, got), "\n".join(
            [f"$ {command.line}", *got, "(make docs writes outputs again)"]
        )


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_python_examples_give_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_of_examples(tmp_path))
    runner = doctest.DocTestRunner()
    names: dict[str, object] = {}
    for block in blocks(text_of(page)):
        if block.kind == "python":
            examples = doctest.DocTestParser().get_doctest(
                block.text, names, name_of(page), str(page), block.start
            )
            assert examples.examples, f"{name_of(page)}: a session starts with >>>"
            runner.run(examples, clear_globs=False)
            names = examples.globs
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_blocks_say_what_they_are(page: Path) -> None:
    for block in blocks(text_of(page)):
        where = f"{name_of(page)}, line {block.start}"
        assert block.kind in KINDS, where
        if block.kind == "json":
            json.loads(block.text)
        if block.kind == "text":
            assert not re.search(r"(?m)^[$>] ", block.text), where


def test_every_command_is_run_here_or_named_with_its_test() -> None:
    for command in all_commands():
        if not runs_here(command):
            assert command.line.startswith(tuple(ELSEWHERE)), command.line
    for where in ELSEWHERE.values():
        file = where.split(",")[0]
        if file.startswith("tests/"):
            assert (ROOT / file).is_file(), where


def test_options_exist() -> None:
    """Those of verbs that are not run here too: none is promised that is not there."""
    for command in all_commands():
        words = re.split(r"[\\/ ]+", command.line)
        if "firstyear" not in words or "pip" in words:
            continue
        verb, *rest = words[words.index("firstyear") + 1 :]
        command_of = VERBS[verb]
        if hasattr(command_of, "commands"):  # a group of verbs
            command_of = command_of.commands[rest.pop(0)]
        known = {name for each in command_of.params for name in each.opts}
        assert {word for word in rest if word.startswith("--")} <= known, command.line


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_verbs_and_recipes_in_sentences_exist(page: Path) -> None:
    text = text_of(page)
    recipes = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text()))
    kinds = re.search(r"(?m)^KINDS := (.*)$", (ROOT / "Makefile").read_text())
    assert kinds is not None
    recipes |= {f"test-{kind}" for kind in kinds[1].split()}
    assert set(re.findall(r"`firstyear ([a-z][a-z-]*)", text)) <= set(VERBS)
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= recipes
    assert set(re.findall(r"(?m)^[$>] make ([a-z-]+)", text)) <= recipes


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_recipes_do_what_the_documents_say() -> None:
    def plan(*words: str) -> str:
        return subprocess.run(
            ["make", "-n", "--no-print-directory", *words],
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if k not in OF_MAKE},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert plan("demo", "PORT=8123").endswith("-m firstyear.cli demo --port 8123")
    assert plan("demo").endswith("-m firstyear.cli demo")
    assert re.search(r"-m pytest .* tests$", plan("test").splitlines()[-1])
    assert plan("wheel").endswith("build -q --wheel --out-dir dist")


def test_pip_knows_the_options() -> None:
    import sys

    for command in all_commands():
        words = command.line.split()
        if "pip" not in words:
            continue
        verb = words[words.index("pip") + 1]
        said = subprocess.run(
            [sys.executable, "-m", "pip", verb, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for word in words:
            if word.startswith("--"):
                assert word.split("=")[0] in said, command.line


def test_the_example_file_is_the_made_up_country() -> None:
    assert FILE.read_text(encoding="utf-8") == example()


def test_a_page_that_promises_something_else_is_found() -> None:
    assert same(["Loaded 1 release ... today."], ["Loaded 1 release abc today."])
    assert not same(["Loaded 1 release."], ["Loaded 2 releases."])
    assert not same([], ["something"])
