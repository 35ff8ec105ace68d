"""instruments list, check and copy: the questions, and one's own."""

import json
from pathlib import Path

import pytest

import firstyear as fy


def test_list_names_each_with_its_languages(run) -> None:
    ran = run("instruments", "list")
    assert ran.code == 0
    assert "infant-mortality 1.0 (en, cy): " in ran.out
    assert "14 parts, 359 rows, " in ran.out
    assert "generic 1.0 (en): " in ran.out


def test_a_copy_can_be_checked_and_changed(run, tmp_path: Path) -> None:
    ran = run(
        "instruments",
        "copy",
        "generic",
        "--id",
        "falls",
        "--title",
        "Falls",
        "--out",
        "falls.yaml",
    )
    assert ran.code == 0, ran.err
    assert "Written to falls.yaml: 14 parts, 42 rows" in ran.out
    made = fy.packs.read_instrument(tmp_path / "falls.yaml")
    assert (made.id, made.title, made.copied_from) == ("falls", "Falls", "generic 1.0")
    changed = fy.packs.drop_question(made, "1.c")
    assert run("instruments", "check", "falls.yaml").out.startswith("Falls\n")
    (tmp_path / "ours.json").write_text(json.dumps(changed.to_dict()), encoding="utf-8")
    assert "Left out 1.c." in run("instruments", "check", "ours.json").out


def test_the_core_set_in_welsh_is_one_file(run, tmp_path: Path) -> None:
    asked = ("instruments", "copy", "infant-mortality", "--title", "Plovergate")
    ran = run(*asked, "--id", "cy", "--core", "--language", "cy", "--out", "cy.yaml")
    assert ran.out == (
        "Written to cy.yaml: 14 parts, 38 rows, 38 of them in the core set.\n"
    )
    made = fy.packs.read_instrument(tmp_path / "cy.yaml")
    assert (made.language, made.scale[0]) == ("cy", "heb fod yn ei le")
    ran = run(*asked, "--id", "fr", "--language", "fr", "--out", "fr.yaml")
    assert (ran.code, "is in en, cy, and not in fr" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("nothing", "--id", "x", "--title", "X"), "no such instrument"),
        (("generic", "--id", "generic", "--title", "X"), "an id of its own"),
        (("generic", "--id", "Not An Id", "--title", "X"), "field id"),
        (("generic", "--id", "x", "--title", ""), "field title"),
    ],
)
def test_a_copy_that_cannot_be_is_told_and_nothing_is_written(
    run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ran = run("instruments", "copy", *options, "--out", "x.yaml")
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "x.yaml").exists()


def test_a_file_that_is_there_stays(run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("mine")
    ran = run(
        "instruments", "copy", "generic", "--id", "x", "--title", "X", "--out", "x.yaml"
    )
    assert ran.code == 2
    assert "is there already" in ran.err
    assert (tmp_path / "x.yaml").read_text() == "mine"


def test_faults_are_told_with_line_and_id(run, tmp_path: Path) -> None:
    path = tmp_path / "falls.yaml"
    run(
        "instruments",
        "copy",
        "generic",
        "--id",
        "falls",
        "--title",
        "Falls",
        "--out",
        path,
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("answer: who", "answer: nobody", 2), encoding="utf-8")
    ran = run("instruments", "check", path)
    assert ran.code == 1
    assert "2 things did not fit together." in ran.err
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines, 1) if line == "- id: 13.c")
    assert f"falls.yaml, line {first}: entry 13.c, field answer" in ran.err
    assert run("instruments", "check", "nowhere").code == 2
