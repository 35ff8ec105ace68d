"""How every change to a review is kept: texts looked through, history written."""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from firstyear.errors import InputError
from firstyear.sessions import REMOVED, persons_in
from firstyear_web.people.models import User
from firstyear_web.reviews.models import Words

RUN: Final = "reviews.run"
READ: Final = "reviews.read"
NAMED: Final = "a title and a name"


def likenesses(*texts: str) -> tuple[str, ...]:
    """What in these texts looks like a person, each kind once."""
    return tuple(dict.fromkeys(one.what for text in texts for one in persons_in(text)))


def work_name(what: str, text: str) -> str:
    """Who leads, by name or role. Raises InputError for anything private beside it."""
    return refuse_persons(what, text, but=NAMED)


def refuse_persons(what: str, text: str, *, but: str = "") -> str:
    """A short text that every page shows. Raises InputError where it names a person."""
    found = [one for one in likenesses(text) if one != but]
    if found:
        raise InputError(
            f"{what} looks as if it named a person ({', '.join(found)}). Say it by "
            "role."
        )
    return text.strip()


def put(thing: Any, done: str, by: User, /, **values: Any) -> Any:
    """Save a thing with these values and a line in its history.

    Words that look like a person are held back, and go from the history once they are
    put otherwise; words that were changed have to be cleared for sharing again. Raises
    InputError for what a field cannot hold.
    """
    new = thing.pk is None or thing._state.adding
    before = () if new or not isinstance(thing, Words) else thing.written
    was_held = not new and isinstance(thing, Words) and thing.held
    for name, value in values.items():
        plain = value.strip().replace("\x00", "") if isinstance(value, str) else value
        setattr(thing, name, plain)
    if isinstance(thing, Words) and (new or thing.written != before):
        thing.held = bool(likenesses(*thing.written))
        thing.cleared = False
    keep(thing, done, by)
    if was_held and not thing.held:
        unsay_before(thing)
    return thing


def keep(thing: models.Model, done: str, by: User) -> None:
    """Save, with who did it and what. Raises InputError for what cannot be kept."""
    thing._history_user = by
    thing._change_reason = done[:100]
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save()
    except ValidationError as problem:
        raise InputError("; ".join(problem.messages)) from problem
    except IntegrityError as problem:
        raise InputError("It is there already.") from problem


def unsay_before(thing: Words) -> None:
    """Words that look like a person go from the history of a thing; its acts stay."""
    for record in thing.history.all():
        without_persons(record, thing.TEXTS)
        record.save()


def without_persons(record: Any, texts: Iterable[str]) -> None:
    """A thing, or a line of its history, with nothing in it that looks like a person.

    It is not saved.
    """
    for name in texts:
        if likenesses(getattr(record, name)):
            setattr(record, name, REMOVED)
    if hasattr(record, "more"):
        record.more = {
            key: REMOVED if likenesses(text) else text
            for key, text in record.more.items()
        }


def drop(thing: models.Model, done: str, by: User) -> None:
    """Delete, with a line in the history that stays."""
    thing._history_user = by
    thing._change_reason = done[:100]
    thing.delete()
