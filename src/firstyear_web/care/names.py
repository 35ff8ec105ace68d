"""A name in every text that a site keeps, with its history: found, and replaced.

It goes by the models themselves, so that a field that is added later is looked
through too. Fields of ids, choices and addresses of things hold no names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models

LOOKED_THROUGH: Final = ("workshops", "reviews")
TEXT: Final = (models.CharField, models.TextField)


def pattern(name: str) -> re.Pattern[str]:
    """The name as a word of its own, however it is spaced or its letters are written.

    Examples:
        >>> bool(pattern("Ann Lee").search("Ask ANN  LEE of the trust"))
        True
        >>> bool(pattern("Ann Lee").search("Joann Leeds"))
        False
    """
    words = r"\s+".join(re.escape(one) for one in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def tables() -> Iterator[type[models.Model]]:
    """Every table that people write in, histories included."""
    for label in LOOKED_THROUGH:
        yield from apps.get_app_config(label).get_models(include_auto_created=True)


def found(*names: str) -> Counter[str]:
    """How many records of each table hold one of the names."""
    looked = [pattern(one) for one in names if one.strip()]
    counted = Counter[str]()
    for table in tables():
        rows = sum(bool(_changed(row, looked, "")) for row in _rows(table))
        if rows:
            counted[_plain_name(table)] += rows
    return counted


def replace(rows: Iterable[models.Model], names: Iterable[str], role: str) -> int:
    """The role in place of the names in these rows. How many rows changed."""
    looked = [pattern(one) for one in names if one.strip()]
    number = 0
    for row in rows:
        changed = _changed(row, looked, role)
        if changed:
            # Neither a new line of history, which would hold the name again, nor a
            # look at whether the row may change: the name goes, the act stays.
            type(row)._base_manager.filter(pk=row.pk).update(**changed)
            number += 1
    return number


def replace_everywhere(names: Iterable[str], role: str) -> int:
    """The role in place of the names, in every table and its history."""
    names = tuple(names)
    return sum(replace(_rows(table), names, role) for table in tables())


def _rows(table: type[models.Model]) -> Iterator[models.Model]:
    # All at once: rows change while they are gone through.
    return iter(list(table._base_manager.all()))


def _changed(
    row: models.Model, looked: list[re.Pattern[str]], role: str
) -> dict[str, Any]:
    """The fields of a row that hold a name, as they would be without."""
    changed = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.choices:
            continue
        value = getattr(row, field.attname)
        if isinstance(field, models.EmailField):
            new: Any = (
                "" if value and any(one.search(value) for one in looked) else value
            )
        elif isinstance(field, TEXT):
            new = _without(value, looked, role, field.max_length)
        elif isinstance(field, models.JSONField):
            new = _in_json(value, looked, role)
        else:
            continue
        if new != value:
            changed[field.attname] = new
    return changed


def _without(
    text: Any, looked: list[re.Pattern[str]], role: str, most: int | None
) -> Any:
    if not isinstance(text, str):
        return text
    for one in looked:
        text = one.sub(lambda _: role, text)
    return text[:most] if most else text


def _in_json(value: Any, looked: list[re.Pattern[str]], role: str) -> Any:
    """Texts in a value with names replaced; keys are ours and hold none."""
    if isinstance(value, str):
        return _without(value, looked, role, None)
    if isinstance(value, list):
        return [_in_json(one, looked, role) for one in value]
    if isinstance(value, dict):
        return {key: _in_json(one, looked, role) for key, one in value.items()}
    return value


def _plain_name(table: type[models.Model]) -> str:
    """A table as the page names it: its history counts apart."""
    name = str(table._meta.verbose_name)
    if name.startswith("historical "):
        return f"history of {name.removeprefix('historical ')}"
    return name
