"""Interviews, feedback, looks again and logs: one shape of page for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from firstyear_web.design.formats import day
from firstyear_web.reviews import queries
from firstyear_web.reviews.informants import informants
from firstyear_web.reviews.lists import themes
from firstyear_web.reviews.models import (
    DueRegard,
    Feedback,
    FollowUp,
    Interview,
    Reached,
    Review,
)
from firstyear_web.reviews.presenters.wording import listed, several, words


@dataclass(frozen=True)
class RecordRow:
    key: int
    cells: tuple[str, ...]
    held: bool


@dataclass(frozen=True)
class RecordsPage:
    kind: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[RecordRow, ...]
    add: str
    empty: str
    counted: str


@dataclass(frozen=True)
class _Shape:
    title: str
    says: str
    columns: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]
    add: str
    empty: str
    counted: Callable[[tuple[Any, ...]], str]


def records_page(review: Review, kind: str) -> RecordsPage:
    """Everything of one kind as a table."""
    shape = SHAPES[kind]
    found = queries.rows(review, kind)
    return RecordsPage(
        kind,
        shape.title,
        shape.says,
        shape.columns,
        tuple(RecordRow(one.pk, shape.cells(one), one.held) for one in found),
        shape.add,
        shape.empty,
        shape.counted(found),
    )


def _interview(one: Interview) -> tuple[str, ...]:
    return (
        informants().get(one.role, one.role),
        _day(one.on, "Not fixed"),
        Interview.Agreed(one.consent).label
        + (f", {day(one.consent_on)}" if one.consent_on else ""),
        listed(themes().get(each, each) for each in one.themes),
        words(one)["heard"],
    )


def _feedback(one: Feedback) -> tuple[str, ...]:
    told = words(one)
    return day(one.on), one.to, told["said"], told["answered"]


def _followup(one: FollowUp) -> tuple[str, ...]:
    told = words(one)
    return (
        f"After {one.months} months",
        day(one.due),
        _day(one.held_on, "Not held yet"),
        told["done"],
        told["outcome"],
    )


def _reached(one: Reached) -> tuple[str, ...]:
    told = words(one)
    return told["who"], _day(one.told_on, "Not told yet"), told["how"]


def _due_regard(one: DueRegard) -> tuple[str, ...]:
    told = words(one)
    return (
        told["decision"],
        f"{one.body}, {day(one.on)}",
        told["eliminate"],
        told["advance"],
        told["foster"],
        told["people"],
        told["changed"],
        f"{told['watched']} Look again: {day(one.look_again)}.",
    )


def _day(when: date | None, none: str) -> str:
    return none if when is None else day(when)


def _of_interviews(rows: tuple[Interview, ...]) -> str:
    agreed = sum(one.consent == "given" for one in rows)
    if not rows:
        return "None planned yet."
    return f"{several(len(rows), 'interview')}, {agreed} with consent."


def _of_reached(rows: tuple[Reached, ...]) -> str:
    told = sum(one.told_on is not None for one in rows)
    return f"{told} of {len(rows)} know." if rows else ""


def _of_looks(rows: tuple[FollowUp, ...]) -> str:
    held = sum(one.held_on is not None for one in rows)
    return f"{held} of {len(rows)} held."


def _of_others(rows: tuple[Any, ...]) -> str:
    return f"{len(rows)} on record." if rows else ""


SHAPES: Final = {
    "interview": _Shape(
        "Interviews",
        "With people who know, by their role. Nothing that was heard is kept without "
        "consent, and no name has a place here.",
        ("Role", "Day", "Consent", "Themes", "What was heard"),
        _interview,
        "Plan an interview",
        "Nobody has been asked yet.",
        _of_interviews,
    ),
    "feedback": _Shape(
        "Feedback",
        "What was said back, to whom, and what they answered: the same day, before the "
        "team leaves.",
        ("Day", "To", "What was said", "What they answered"),
        _feedback,
        "Write down feedback",
        "Nothing has been said back yet.",
        _of_others,
    ),
    "follow-up": _Shape(
        "Follow-up",
        "What was done since, and what came of it: after 3, 6 and 12 months.",
        ("When", "Due", "Held", "What was done", "What came of it"),
        _followup,
        "",
        "No look again is in the diary.",
        _of_looks,
    ),
    "told": _Shape(
        "Does everyone who needs to know, know?",
        "Who was told what lies behind the deaths here, when and how; and who not yet.",
        ("Who, by role or body", "When", "How"),
        _reached,
        "Add somebody who needs to know",
        "Nobody is on the list yet.",
        _of_reached,
    ),
    "due-regard": _Shape(
        "Due regard in decisions",
        "For each decision: how each limb of the equality duty was thought of, who was "
        "asked, what changed because of it, and how its real effect is watched.",
        (
            "Decision",
            "Whose, and when",
            "To end what the Act forbids",
            "To advance equality",
            "To foster good relations",
            "Who was asked",
            "What changed",
            "How it is watched",
        ),
        _due_regard,
        "Record a decision",
        "No decision is on record yet.",
        _of_others,
    ),
}
