"""The two versions of a report, what each says on every page, and who may have it."""

from typing import Final, Literal

from firstyear.charts import BROAD_GROUPS
from firstyear.errors import RefusedError, UsageError
from firstyear.sessions import Session

Version = Literal["not-for-publication", "share-safe"]

MARKS: Final[dict[str, str]] = {
    "not-for-publication": (
        "Not for publication (and may be asked for under freedom of information)"
    ),
    "share-safe": "Share-safe version: no names, no small groups",
}
LEFT_OUT: Final = (
    "Names, organisations and addresses of people, and who leads an action.",
    "Notes and answers in people’s own words that nobody has read and cleared.",
    "Which broad group an answer came from, and which discussion group wrote a note.",
    "Who came, by role: only broad groups of five and more are told.",
    "What was put aside for another time, and who was sent the report.",
    "Which small groups met beside the session.",
    "Votes that the room was not shown.",
)


def checked(session: Session, version: str) -> str:
    """What stands on each page of this version of the session.

    Raises UsageError for a version there is not, and RefusedError where a share-safe
    report is asked of a record that `firstyear.sessions.share_safe` has not been
    through.
    """
    if version not in MARKS:
        raise UsageError(f"version {version!r} is not one of {', '.join(MARKS)}")
    if version == "share-safe" and _names_somebody(session):
        raise RefusedError(
            "This record still says who came or who leads: make a share-safe record "
            "of it first, with firstyear.sessions.share_safe."
        )
    return MARKS[version]


def _names_somebody(session: Session) -> bool:
    """Whether anything is there that `share_safe` takes out.

    Words that nobody has cleared cannot be told from others here.
    """
    seen = {one.id: one.revealed for one in session.ballots}
    return bool(
        session.invited
        or session.support_person
        or session.access_needs
        or session.interpreter
        or session.small_groups
        or session.circulated
        or session.parked
        or any(one.lead or one.group for one in session.notes)
        or any(one.group for one in session.answers)
        or any(one.state != "shown" for one in session.notes)
        or any(one.state != "shown" for one in session.answers)
        or any(role not in BROAD_GROUPS for role in session.joined_by_role)
        or any(one.round > seen.get(one.ballot, 0) for one in session.answers)
    )
