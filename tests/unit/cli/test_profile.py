"""`firstyear profile`: by code or by name, one file, whole or not at all."""

from pathlib import Path

import pytest

from firstyear.figures import Store


@pytest.fixture
def loaded(made_up: Store) -> tuple[str, Path]:
    return "--home", made_up.home


def test_by_name_and_by_code(run, loaded) -> None:
    rows = run("areas", "list", "--level", "county-unitary", *loaded).rows
    area = rows[0]
    ran = run("profile", area["area"], *loaded)
    assert ran.code == 0, ran.err
    assert f"Wrote profile-{area['area']}.html" in ran.out
    by_name = run("profile", area["name"].upper(), "--out", "named.html", *loaded)
    assert by_name.code == 0, by_name.err
    first = Path(f"profile-{area['area']}.html").read_text("utf-8")
    assert Path("named.html").read_text("utf-8") == first
    assert area["name"] in first


def test_another_outcome_and_a_later_start(run, loaded) -> None:
    rows = run("areas", "list", "--level", "county-unitary", *loaded).rows
    options = ("--indicator", "stillbirth", "--since", "2012", "-o", "x.html")
    ran = run("profile", rows[3]["area"], *options, *loaded)
    assert ran.code == 0, ran.err
    assert "Stillbirth" in Path("x.html").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("Nowhere",),
        ("X12000001", "--indicator", "nothing"),
        ("X12000001", "--since", "2090"),
    ],
)
def test_what_is_not_there(run, loaded, arguments) -> None:
    Path("kept.html").write_text("before", encoding="utf-8")
    ran = run("profile", *arguments, "--out", "kept.html", *loaded)
    assert ran.code == 2
    assert ran.err
    assert Path("kept.html").read_text("utf-8") == "before"


def test_another_ending_and_an_empty_home(run, loaded) -> None:
    ran = run("profile", "X12000001", "--out", "x.docx", *loaded)
    assert ran.code == 2
    assert ".html" in ran.err
    assert run("profile", "X12000001").code == 2


def test_a_folder_that_is_not_there(run, loaded) -> None:
    rows = run("areas", "list", "--level", "county-unitary", *loaded).rows
    ran = run("profile", rows[0]["area"], "--out", "nowhere/x.html", *loaded)
    assert ran.code == 2
    assert "nowhere" in ran.err
