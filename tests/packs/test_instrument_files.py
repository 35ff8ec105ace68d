"""Instruments are read whole or told, with file, line and id, what does not fit."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import firstyear as fy
from firstyear.errors import Fault, InputError
from firstyear.packs import Instrument

HEADING = """
owner: A midwife
review_date: 2027-01-31
entries:
  - id: ours
    version: "0.1"
    title: Ours
    topic: Anything
    language: en
    source: Ourselves
    summary: Three questions.
    running_order: [second, first]
    scale: [none, some, most, all]
"""
PARTS = """
owner: A midwife
review_date: 2027-01-31
defaults: {side: centre, minutes: 10}
entries:
  - {id: first, title: First, says: We ask first.}
  - {id: second, title: Second, says: We ask second.}
"""
QUESTIONS = """
owner: A midwife
review_date: 2027-01-31
defaults: {part: first, theme: Ways, helper: Look around.}
entries:
  - {id: "1", text: What do we do?, answer: open}
  - id: "1.a"
    parent: "1"
    kind: sub-question
    text: Do we do it well?
    answer: yes-no-level
    levels: [We do not., We do at times., We do it., We do and it shows.]
    indicators: [stillbirth]
  - {id: "2", part: second, text: Who does it?, answer: who, core: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questions").mkdir()
    (tmp_path / "instrument.yaml").write_text(HEADING)
    (tmp_path / "parts.yaml").write_text(PARTS)
    (tmp_path / "questions" / "all.yaml").write_text(QUESTIONS)
    return tmp_path


def changed(folder: Path, file: str, before: str, after: str) -> tuple[Fault, ...]:
    """The faults that come of one change in one file."""
    path = folder / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    with pytest.raises(InputError) as caught:
        fy.packs.read_instrument(folder)
    return caught.value.faults


def line(folder: Path, file: str, entry_id: str) -> int:
    """The line where an entry starts, found by reading the file as a person does."""
    rows = (folder / file).read_text().splitlines()
    pattern = rf'^  - \{{?id: "?{re.escape(entry_id)}"?(,|$)'
    return next(number for number, row in enumerate(rows, 1) if re.search(pattern, row))


def test_ones_own_folder_is_read_in_running_order(folder: Path) -> None:
    ours = fy.packs.read_instrument(folder)
    assert [part.id for part in ours.parts] == ["second", "first"]
    assert [row.id for row in ours.questions()] == ["2", "1", "1.a"]
    assert [row.id for row in ours.questions("first")] == ["1", "1.a"]
    assert [row.id for row in ours.questions(core=True)] == ["2"]
    assert [row.id for row in ours.children("1")] == ["1.a"]
    assert ours.question("1.a").levels[3] == "We do and it shows."
    assert ours.part("first").says == "We ask first."
    assert not ours.copied_from


def test_an_instrument_is_frozen(folder: Path) -> None:
    ours = fy.packs.read_instrument(folder)
    with pytest.raises(ValueError, match="frozen"):
        ours.title = "Theirs"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("before", "after", "entry_id", "message"),
    [
        ('parent: "1"', 'parent: "7"', "1.a", "field parent: no such question"),
        ('parent: "1"', 'parent: "2"', "1.a", "field parent: is in another part"),
        ("part: second", "part: third", "2", "field part: no such part"),
        ("[stillbirth]", "[stilbirth]", "1.a", "field indicators: the packs have"),
        (
            "indicators: [stillbirth]",
            "interventions: [luck]",
            "1.a",
            "field interventions: the packs have none",
        ),
        (
            "indicators: [stillbirth]",
            "standards: [ours]",
            "1.a",
            "field standards: the packs have none",
        ),
        (
            "indicators: [stillbirth]",
            "bodies: [pct]",
            "1.a",
            "field bodies: the packs have none",
        ),
        (
            "We do it., ",
            "",
            "1.a",
            "answer yes-no-level has 4 levels, not 3",
        ),
        ("We do it., ", "We do not., ", "1.a", "two levels say the same"),
        ("answer: open", "answer: maybe", "1", "field answer"),
        ("answer: open", "answer: open, levels: [A]", "1", "has 0 levels, not 1"),
        ("kind: sub-question", "kind: question", "1.a", "a question has no parent"),
        ('id: "2"', 'id: "1"', "1", "field id: used already"),
    ],
)
def test_what_does_not_fit_is_told_with_file_line_and_id(
    folder: Path, before: str, after: str, entry_id: str, message: str
) -> None:
    (fault,) = changed(folder, "questions/all.yaml", before, after)
    assert message in fault.message
    assert f"entry {entry_id}, " in fault.message
    assert fault.file.endswith("questions/all.yaml")
    assert fault.line is not None
    if "used already" not in message:
        assert fault.line == line(folder, "questions/all.yaml", entry_id)


def test_a_parent_comes_before_its_rows(folder: Path) -> None:
    text = QUESTIONS.replace('"1.a"', '"0"').replace('id: "1",', 'id: "9",')
    text = text.replace('parent: "1"', 'parent: "2"').replace(
        "part: second", "core: no"
    )
    (folder / "questions" / "all.yaml").write_text(text.replace("core: no, ", ""))
    with pytest.raises(InputError, match="field parent: comes after this row"):
        fy.packs.read_instrument(folder)


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("instrument.yaml", "[second, first]", "[second]", "leaves a part out"),
        (
            "instrument.yaml",
            "[second, first]",
            "[second, first, third]",
            "no such part",
        ),
        ("instrument.yaml", "[second, first]", "[second, first, first]", "named twice"),
        ("instrument.yaml", "[none, some, most, all]", "[none, all]", "field scale"),
        ("parts.yaml", "side: centre", "side: left", "field side"),
    ],
)
def test_headings_and_parts_that_do_not_fit_are_told(
    folder: Path, file: str, before: str, after: str, message: str
) -> None:
    fault = changed(folder, file, before, after)[0]
    assert message in fault.message
    assert fault.file.endswith(file)
    assert fault.line is not None


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    (folder / "parts.yaml").write_text(PARTS.replace("minutes: 10", "minutes: 0"))
    faults = changed(folder, "questions/all.yaml", "answer: open", "answer: maybe")
    assert {Path(fault.file).name for fault in faults} == {"parts.yaml", "all.yaml"}
    assert len(faults) == 3


def test_what_is_no_instrument_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "parts.yaml").unlink()
    with pytest.raises(InputError, match=r"no parts\.yaml"):
        fy.packs.read_instrument(folder)
    with pytest.raises(InputError, match="no such file"):
        fy.packs.read_instrument(tmp_path / "nowhere.yaml")
    for name, text, message in (
        ("a.json", "{", "neither JSON nor YAML"),
        ("b.yaml", "a: [", "neither JSON nor YAML"),
        ("c.yaml", "- 1", "a mapping was expected"),
        ("d.yaml", "id: x", "field owner"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError, match=message):
            fy.packs.read_instrument(tmp_path / name)
    (tmp_path / "e.bin").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not text"):
        fy.packs.read_instrument(tmp_path / "e.bin")


def test_two_instruments_in_one_file_are_told(folder: Path) -> None:
    text = HEADING + HEADING.split("entries:")[1].replace("id: ours", "id: theirs")
    (folder / "instrument.yaml").write_text(text)
    with pytest.raises(InputError, match="an instrument has one entry here"):
        fy.packs.read_instrument(folder)


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump])
@pytest.mark.parametrize("instrument_id", sorted(fy.packs.instruments()))
def test_one_file_holds_all_of_an_instrument(
    tmp_path: Path, write: Callable[[object], str], instrument_id: str
) -> None:
    whole = fy.packs.instrument(instrument_id)
    path = tmp_path / "one"
    path.write_text(write(whole.to_dict()), encoding="utf-8")
    assert fy.packs.read_instrument(path) == whole
    assert Instrument.from_dict(whole.to_dict()) == whole


def test_a_fault_in_one_file_has_its_line(folder: Path) -> None:
    ours = fy.packs.read_instrument(folder).to_dict()
    ours["entries"][2]["indicators"] = ["luck"]
    ours["parts"][0]["minutes"] = "long"
    path = folder / "one.yaml"
    path.write_text(yaml.safe_dump(ours, sort_keys=False))
    with pytest.raises(InputError) as caught:
        fy.packs.read_instrument(path)
    (fault,) = caught.value.faults
    assert "entry second, field minutes" in fault.message
    assert fault.value == "long"
    ours["parts"][0]["minutes"] = 5
    path.write_text(yaml.safe_dump(ours, sort_keys=False))
    with pytest.raises(InputError) as caught:
        fy.packs.read_instrument(path)
    (fault,) = caught.value.faults
    assert "entry 1.a, field indicators" in fault.message
    assert path.read_text().splitlines()[fault.line - 1].strip() == "- id: 1.a"


def test_unknown_ids_say_what_was_meant() -> None:
    whole = fy.packs.instrument("infant-mortality")
    with pytest.raises(InputError, match=r"Perhaps 1\.1\.a"):
        whole.question("1.1.aa")
    with pytest.raises(InputError, match="See the parts it has"):
        whole.part("zzz")
    with pytest.raises(InputError, match="no such instrument"):
        fy.packs.instrument("weather")
    with pytest.raises(InputError, match="no such translation"):
        fy.packs.instrument("infant-mortality", "xx")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"version": ' + "9" * 5000 + "}"),
        ("a.yaml", "version: " + "9" * 5000),
        ("a.yaml", "review_date: 9999-99-99"),
        ("a.yaml", "version: 1:" + "1:" * 3000 + "1"),
    ],
    ids=["number", "yaml-number", "day", "sixties"],
)
def test_a_value_that_nothing_can_hold_is_explained(name: str, text: str) -> None:
    for files in ({name: text}, {name: text, "parts.yaml": text}):
        with pytest.raises(InputError, match="cannot be read"):
            fy.packs.read_instrument_texts(
                {each: what.encode() for each, what in files.items()}
            )


def test_what_is_nested_without_end_is_refused_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match="within lists"):
        fy.packs.read_instrument_texts({"a.yaml": b"[" * 200_000})
    assert time.monotonic() - began < 5
