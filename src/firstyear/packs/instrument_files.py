"""Reads instruments: those of the packs, and one's own from a folder or a file.

A folder holds `instrument.yaml`, `parts.yaml`, `questions/*.yaml` and perhaps
`strings/LANGUAGE.yaml`. A file holds all of one instrument, as `to_dict` gives it.
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from pydantic import ValidationError

from firstyear.errors import Fault, InputError
from firstyear.packs import reader
from firstyear.packs.instrument_checks import Places, What, checked
from firstyear.packs.models_instrument import Heading, Instrument, Part, Question
from firstyear.packs.places import line_of

SHARED = ("owner", "review_date")
WHOLE = ("instrument.yaml", "parts.yaml")
DEEPEST = 20
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.()-]{0,119}\.(ya?ml|json)")


def read_instrument(folder_or_file: str | Path) -> Instrument:
    """One's own instrument: a folder laid out like the packs', or one file.

    The file is JSON or YAML of what `Instrument.to_dict` gives. Raises InputError with
    every fault, each with the file, the line and the id.

    Example:
        >>> import json, tempfile
        >>> from pathlib import Path
        >>> import firstyear as fy
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kept = Path(folder) / "ours.json"
        ...     whole = fy.packs.instrument("infant-mortality")
        ...     _ = kept.write_text(json.dumps(whole.to_dict()))
        ...     fy.packs.read_instrument(kept) == whole
        True
    """
    path = Path(folder_or_file)
    if path.is_dir():
        return instrument_in(path, name=str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not text" if isinstance(error, UnicodeDecodeError) else "no such file"
        fault = Fault(reason, "Name a folder or a file", file=str(path))
        raise InputError("The instrument cannot be read:", [fault]) from error
    return instrument_of(_mapping(text, str(path)), file=str(path), text=text)


def read_instrument_texts(files: Mapping[str, bytes]) -> Instrument:
    """An instrument that somebody handed over: one file, or the files of a folder.

    `files` holds what is in each by its name. Of several, `instrument.yaml` and
    `parts.yaml` are what they are in a folder, and the others hold questions. YAML
    with anchors and aliases is not read: a short text can stand for an endless one.
    Raises InputError with every fault, each with the file, the line and the id.

    Example:
        >>> import json
        >>> import firstyear as fy
        >>> ours = fy.packs.instrument("generic")
        >>> told = json.dumps(ours.to_dict()).encode()
        >>> fy.packs.read_instrument_texts({"ours.json": told}) == ours
        True
    """
    texts = {name: _plain(name, content) for name, content in files.items()}
    try:
        if len(texts) == 1:
            ((name, text),) = texts.items()
            return instrument_of(_mapping(text, name), file=name, text=text)
        with TemporaryDirectory() as folder:
            laid = Path(folder)
            laid.joinpath("questions").mkdir()
            for name, text in texts.items():
                within = laid if name in WHOLE else laid / "questions"
                within.joinpath(name).write_text(text, encoding="utf-8")
            return instrument_in(laid, name="instrument")
    except RecursionError as error:
        fault = Fault("lists within lists without end", file=", ".join(texts))
        raise InputError("The instrument cannot be read:", [fault]) from error


def pack_folder(instrument_id: str) -> Traversable:
    """The folder of an instrument of the packs."""
    return files("firstyear.packs").joinpath("instruments", instrument_id)


def instrument_in(folder: Traversable, *, name: str) -> Instrument:
    """The instrument in a folder; `name` is what messages call the folder."""
    heading_texts = _texts(folder, name, "instrument.yaml")
    part_texts = _texts(folder, name, "parts.yaml")
    question_texts = _texts(folder, name, "questions")
    faults: list[Fault] = []
    found: list[tuple[Any, ...]] = []
    for model, texts in (
        (Heading, heading_texts),
        (Part, part_texts),
        (Question, question_texts),
    ):
        try:
            found.append(reader.parse(model, texts))
        except InputError as error:
            faults.extend(error.faults)
    if not faults and len(found[0]) != 1:
        faults.append(
            Fault("an instrument has one entry here", file=next(iter(heading_texts)))
        )
    if faults:
        raise InputError("The instrument cannot be read:", faults)
    headings, parts, entries = found
    texts_of: dict[What, dict[str, str]] = {
        "instrument": heading_texts,
        "part": part_texts,
        "question": question_texts,
    }

    def places(what: What, name: str) -> tuple[str, int | None]:
        for path, text in texts_of[what].items():
            if (line := line_of(text, name)) is not None:
                return path, line
        return next(iter(texts_of[what])), None

    return checked(_ordered(headings[0], parts, entries), places)


def instrument_of(
    content: Mapping[str, Any], *, file: str, text: str = ""
) -> Instrument:
    """The instrument in a mapping; `file` and `text` are what faults point into."""

    def places(what: What, name: str) -> tuple[str, int | None]:
        key = {"part": "parts", "question": "entries"}.get(what)
        return file, line_of(text, name, key) if key else None

    shared = {name: content[name] for name in SHARED if name in content}
    own = dict(content)
    for name in ("parts", "entries"):
        rows = content.get(name)
        if isinstance(rows, list):
            own[name] = [shared | row if isinstance(row, dict) else row for row in rows]
    try:
        made = Instrument.model_validate(own)
    except ValidationError as error:
        faults = [_told(detail, content, places) for detail in error.errors()]
        raise InputError("The instrument cannot be read:", faults) from error
    return checked(_ordered(made, made.parts, made.entries), places)


def _ordered(
    heading: Heading, parts: tuple[Part, ...], entries: tuple[Question, ...]
) -> Instrument:
    """The instrument with parts and rows in running order; strays stand last."""
    place = {name: number for number, name in enumerate(heading.running_order)}
    last = len(place)
    held = heading.model_dump() | {
        "parts": tuple(sorted(parts, key=lambda part: place.get(part.id, last))),
        "entries": tuple(sorted(entries, key=lambda row: place.get(row.part, last))),
    }
    return Instrument(**held)


def _texts(folder: Traversable, name: str, what: str) -> dict[str, str]:
    """Texts by the path messages show: of a file, or of every YAML file of a folder."""
    there = folder.joinpath(what)
    if there.is_dir():
        names = sorted(item.name for item in there.iterdir())
        kept = [each for each in names if each.endswith((".yaml", ".yml"))]
        return {
            f"{name}/{what}/{each}": there.joinpath(each).read_text(encoding="utf-8")
            for each in kept
        }
    if there.is_file():
        return {f"{name}/{what}": there.read_text(encoding="utf-8")}
    fault = Fault(f"no {what}", "See the instruments of the packs", file=name)
    raise InputError("The instrument cannot be read:", [fault])


def _plain(name: str, content: bytes) -> str:
    """What is in a file that somebody handed over, as text without aliases."""
    problem, line = "", None
    text = ""
    try:
        text = content.decode("utf-8-sig")
        if not text.lstrip().startswith("{"):
            problem, line = _endless(text)
    except UnicodeDecodeError:
        problem = "not text in UTF-8"
    except (yaml.YAMLError, RecursionError) as error:
        problem = f"neither JSON nor YAML: {error}"
    if not FILE_NAME.fullmatch(name):
        problem = "the name of the file ends in none of .yaml, .yml, .json, or is odd"
    if problem:
        fault = Fault(problem, file=name[:120], line=line)
        raise InputError("The instrument cannot be read:", [fault])
    return text


def _endless(text: str) -> tuple[str, int | None]:
    """Why a short text would be long to read, with its line; blank where it is not."""
    depth = 0
    for event in yaml.parse(text, Loader=reader.QUICK_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            return "anchors and aliases are not read", line
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return "lists within lists without end", line
    return "", None


def _mapping(text: str, file: str) -> dict[str, Any]:
    try:
        # JSON is read as such: YAML would take longer over it.
        content = (
            json.loads(text)
            if text.lstrip().startswith("{")
            else yaml.load(text, Loader=reader.QUICK_LOADER)  # noqa: S506 - a safe loader
        )
    except (ValueError, yaml.YAMLError) as error:
        # A ValueError is told of JSON that is none, a number of thousands of figures,
        # and a day that no calendar has.
        fault = Fault(f"neither JSON nor YAML: {error}", file=file)
        raise InputError("The instrument cannot be read:", [fault]) from error
    if not isinstance(content, dict):
        fault = Fault("no instrument: a mapping was expected", file=file)
        raise InputError("The instrument cannot be read:", [fault])
    return content


def _told(detail: Any, content: Mapping[str, Any], places: Places) -> Fault:
    """A fault of a model, with the id of its row where it is in one."""
    where = list(detail["loc"])
    entry, file, line = "", *places("instrument", "")
    if len(where) > 1 and where[0] in ("parts", "entries"):
        row = content[where[0]][where[1]]
        name = str(row.get("id", "without id")) if isinstance(row, dict) else "?"
        entry = f"entry {name}, "
        what: What = "part" if where[0] == "parts" else "question"
        file, line = places(what, name)
        where = where[2:]
    field = ".".join(str(part) for part in where) or "(whole entry)"
    given = detail["input"]
    return Fault(
        f"{entry}field {field}: {detail['msg']}",
        file=file,
        line=line,
        value=reader.as_given(given),
    )
