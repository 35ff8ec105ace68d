"""Reads a pack: YAML that sits beside this file, checked entry by entry.

A pack file is a mapping with `owner`, `review_date`, `entries` and, where the
entries share values, `defaults`. Every fault in every file asked for is collected
and told at once, each with the file, the line, the entry and the field.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from firstyear.errors import Fault, InputError
from firstyear.packs import places
from firstyear.packs.models import Entry

QUICK_LOADER = places.QUICK_LOADER

EntryT = TypeVar("EntryT", bound=Entry)

HEADER = {"owner", "review_date", "defaults", "entries", "title"}


def pack_text(path: str) -> str:
    """The text of a pack file, `path` counted from the packs folder."""
    return files("firstyear.packs").joinpath(path).read_text(encoding="utf-8")


def pack_paths(folder: str) -> tuple[str, ...]:
    """Paths of the YAML files of a folder of packs, in order of name."""
    found = files("firstyear.packs").joinpath(folder).iterdir()
    names = sorted(item.name for item in found if item.name.endswith(".yaml"))
    return tuple(f"{folder}/{name}" for name in names)


def read(model: type[EntryT], *paths: str) -> tuple[EntryT, ...]:
    """Entries of the pack files at `paths`, in the order they are written.

    Raises InputError with every fault found in any of them.
    """
    return parse(model, {path: pack_text(path) for path in paths})


def parse(model: type[EntryT], texts: Mapping[str, str]) -> tuple[EntryT, ...]:
    """Entries of pack texts, keyed by the file name that messages shall show.

    Raises InputError: not YAML, a header that is short of something, a field that
    is missing, unknown or of the wrong kind, or an id used twice.
    """
    faults: list[Fault] = []
    entries: list[EntryT] = []
    seen: dict[str, str] = {}
    for path, text in texts.items():
        for position, raw in _raw_entries(path, text, faults):
            found: list[Fault] = []
            entry = _checked(model, path, raw, found)
            if entry is not None and entry.id in seen:
                found.append(
                    Fault(
                        f"entry {entry.id}, field id: used already",
                        remedy=f"See {seen[entry.id]}",
                        file=path,
                    )
                )
            if found:
                line = places.entry_lines(text)[position][1]
                faults.extend(replace(fault, line=line) for fault in found)
            if entry is None:
                continue
            seen[entry.id] = path
            entries.append(entry)
    if faults:
        raise InputError("A pack cannot be read:", faults)
    return tuple(entries)


def _raw_entries(
    path: str, text: str, faults: list[Fault]
) -> list[tuple[int, dict[str, Any]]]:
    """Each entry with its place in the list, and the values it shares with others."""
    try:
        content = yaml.load(text, Loader=QUICK_LOADER)  # noqa: S506 - a safe loader
    except (ValueError, yaml.YAMLError) as error:  # a day that no calendar has
        faults.append(Fault(f"not YAML: {error}", file=path))
        return []
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        faults.append(
            Fault("no list called entries", file=path, remedy="Add one at the top")
        )
        return []
    faults.extend(
        Fault(
            f"field {name} is not one of a pack's",
            file=path,
            remedy="Use " + ", ".join(sorted(HEADER)),
        )
        for name in content
        if name not in HEADER
    )
    shared = {
        name: content[name] for name in ("owner", "review_date") if name in content
    }
    shared |= content.get("defaults") or {}
    raw: list[tuple[int, dict[str, Any]]] = []
    for position, entry in enumerate(content["entries"]):
        if isinstance(entry, dict):
            raw.append((position, shared | entry))
        else:
            faults.append(
                Fault(
                    f"entry {position + 1} is not a mapping",
                    file=path,
                    value=str(entry),
                )
            )
    return raw


def _checked(
    model: type[EntryT], path: str, raw: dict[str, Any], faults: list[Fault]
) -> EntryT | None:
    name = raw.get("id", "without id")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            field = ".".join(str(part) for part in detail["loc"]) or "(whole entry)"
            given = detail["input"]
            faults.append(
                Fault(
                    f"entry {name}, field {field}: {detail['msg']}",
                    file=path,
                    value=as_given(given),
                )
            )
        return None


def as_given(value: object) -> str:
    """A value as a message shows it; blank for a whole entry."""
    try:
        return "" if isinstance(value, dict) else str(value)
    except ValueError:  # a number that Python does not write out
        return "a number of thousands of figures"
