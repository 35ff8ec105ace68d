"""Where the review stands on the points of a list, and the logs beside the lists."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from firstyear import packs
from firstyear.errors import InputError
from firstyear.packs import Instrument
from firstyear.sessions import FEWEST_VOICES, tree
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.reviews.actions.keeping import RUN, put, refuse_persons, work_name
from firstyear_web.reviews.lists import check_list
from firstyear_web.reviews.models import Check, DueRegard, Reached, Review, SwotEntry
from firstyear_web.workshops.models import Note, Session
from firstyear_web.workshops.recording import record

# Middle answers that say something by themselves, and what they say.
ENDS: Final = {(0,): "weakness", (3,): "strength"}
# What a scribe wrote, as a side of the board. Opportunities and threats people add.
SIDES: Final = {
    "strength": "strength",
    "good-practice": "strength",
    "gap": "weakness",
}
LEAST: Final = 20  # letters: "Yes." is no due regard


@transaction.atomic
def answer_check(
    *,
    review: Review,
    name: str,
    point: str,
    status: str,
    by: User,
    text: str = "",
    lead: str = "",
    more: Mapping[str, str] | None = None,
) -> Check:
    """Where one point of a list stands; answered again, it is the same row."""
    require(by, RUN, review)
    chosen = check_list(name)
    chosen.item(point)
    if status not in dict(chosen.states):
        raise InputError("Choose one of the answers.")
    strange = set(more or {}) - set(chosen.more)
    if strange:
        raise InputError(f"{chosen.title} does not ask for {', '.join(strange)}.")
    row = review.check_rows.filter(list=name, point=point).first()
    kept: Check = put(
        row or Check(review=review, list=name, point=point),
        chosen.state_words(status).lower(),
        by,
        status=status,
        text=text,
        lead=work_name("The lead", lead),
        more={key: words.strip() for key, words in (more or {}).items()},
        on=timezone.localdate(),
    )
    return kept


@transaction.atomic
def write_swot(
    *,
    review: Review,
    side: str,
    text: str,
    by: User,
    factor: str = "",
    entry: SwotEntry | None = None,
) -> SwotEntry:
    """A line of the board, under a social factor or none; `entry` to change one."""
    require(by, RUN, review)
    if factor and factor not in {one.id for one in packs.points("social-factors")}:
        raise InputError("There is no such social factor.")
    kept: SwotEntry = put(
        entry or SwotEntry(review=review),
        "line changed" if entry else "line added",
        by,
        side=side,
        factor=factor,
        text=text,
    )
    return kept


@transaction.atomic
def fill_swot(*, review: Review, by: User) -> int:
    """Strengths and weaknesses from linked sessions; how many were new.

    From notes: each goes to the factor whose indicators its question bears on, or to
    none. From answers, once a session is closed: parts whose middle answer is the
    highest level or the lowest.
    """
    require(by, RUN, review)
    there = set(review.swotentry_rows.values_list("note", flat=True))
    notes = Note.objects.filter(
        session__review_links__review=review, kind__in=SIDES, state="shown"
    ).select_related("session")
    added = 0
    for note in notes:
        if note.pk in there:
            continue
        put(
            SwotEntry(review=review, note=note.pk),
            "taken from a session",
            by,
            side=SIDES[note.kind],
            factor=_factor(note),
            text=note.text,
        )
        added += 1
    for link in review.session_links.select_related("session"):
        for key, side, text in _from_answers(link.session):
            if key in there:
                continue
            entry = SwotEntry(review=review, note=key)
            put(entry, "taken from answers", by, side=side, factor="", text=text)
            added += 1
    return added


def _from_answers(session: Session) -> Iterator[tuple[str, str, str]]:
    """Parts whose middle answer is the highest level or the lowest, each with an id."""
    if session.state != Session.State.CLOSED:
        return
    told = record(session)
    for branch in tree(told, Instrument.from_dict(session.instrument)):
        found = branch.spread
        if found is None or found.answered < FEWEST_VOICES or found.middle not in ENDS:
            continue
        level = session.instrument["scale"][found.middle[0]]
        text = (
            f"{branch.title} “{level}” is the middle answer of {found.answered} "
            f"people, {session.date:%B %Y}."
        )
        yield f"{session.pk[:24]}:{branch.part}"[:32], ENDS[found.middle], text


@transaction.atomic
def log_reached(
    *,
    review: Review,
    who: str,
    by: User,
    told_on: datetime.date | None = None,
    how: str = "",
    reached: Reached | None = None,
) -> Reached:
    """Who needs to know, and whether they were told; `reached` to change a line."""
    require(by, RUN, review)
    if told_on is not None and not how.strip():
        raise InputError("Say how they were told.")
    kept: Reached = put(
        reached or Reached(review=review),
        "told" if told_on else "not told yet",
        by,
        who=who,
        told_on=told_on,
        how=how,
    )
    return kept


@transaction.atomic
def record_due_regard(
    *,
    review: Review,
    on: datetime.date,
    body: str,
    look_again: datetime.date,
    by: User,
    due_regard: DueRegard | None = None,
    **texts: Any,
) -> DueRegard:
    """How a decision had due regard: each limb, who was asked, what it changed.

    Nothing can be left out, and a word or two are not enough. Raises InputError.
    """
    require(by, RUN, review)
    if set(texts) != set(DueRegard.TEXTS):
        raise InputError("Fill in every part of the record.")
    short = [
        name
        for name, text in texts.items()
        if name != "decision" and len(text.strip()) < LEAST
    ]
    if short:
        raise InputError(
            "A word or two say nothing: write a sentence for "
            f"{', '.join(DUE_REGARD[name].lower() for name in short)}."
        )
    if look_again <= on:
        raise InputError("Look again after the decision, not before it.")
    kept: DueRegard = put(
        due_regard or DueRegard(review=review),
        "due regard changed" if due_regard else "due regard recorded",
        by,
        on=on,
        body=refuse_persons("Whose decision it is", body),
        look_again=look_again,
        **texts,
    )
    return kept


DUE_REGARD: Final = {
    "decision": "The decision",
    "eliminate": "How it helps to end what the Act forbids",
    "advance": "How it advances equality of opportunity",
    "foster": "How it fosters good relations",
    "people": "Who was asked, and where characteristics come together",
    "changed": "What was changed because of it",
    "watched": "How its real effect will be watched",
}


def _factor(note: Note) -> str:
    if not note.question:
        return ""
    entries = note.session.instrument.get("entries", ())
    bears_on = {
        indicator
        for entry in entries
        if entry.get("id") == note.question
        for indicator in entry.get("indicators", ())
    }
    for factor in packs.points("social-factors"):
        if bears_on & set(factor.indicators):
            return factor.id
    return ""
