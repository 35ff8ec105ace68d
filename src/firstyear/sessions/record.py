"""The record of a session: what goes out as JSON, comes in again, and is reported on.

This is a contract: fields are added, never renamed. `version` says which it is.
"""

import datetime
from collections import Counter
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from firstyear.errors import Fault, InputError
from firstyear.sessions.votes import Confidence

FORMAT: Final = "firstyear-session"
VERSION: Final = 1
# How ids begin of votes that are the form about the session itself.
EVALUATION: Final = "evaluation:"

AnswerId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:-]{0,119}$")]
Line = Annotated[str, Field(max_length=400)]
Words = Annotated[str, Field(max_length=4000)]
People = Annotated[int, Field(ge=0, le=100_000)]

BallotKind = Literal["level", "scale", "choose", "rank", "cloud", "text"]
NoteKind = Literal["strength", "good-practice", "gap", "recommendation", "action"]
# Held: it looks like a person, and is in no shared view until somebody clears it.
NoteState = Literal["shown", "held", "removed"]
Mode = Literal["phones", "tablets", "one-device"]

NOTE_KINDS: Final[tuple[NoteKind, ...]] = (
    "strength", "good-practice", "gap", "recommendation", "action",
)  # fmt: skip


class Frozen(BaseModel):
    """Nothing extra, nothing changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AgendaLine(Frozen):
    """A line of the agenda as it was planned, and when it ran.

    `starred` are ids of the questions that the room votes on beside the part.
    """

    kind: str
    title: Line
    minutes: Annotated[int, Field(ge=0, le=600)]
    ref: str = ""
    began: datetime.datetime | None = None
    ended: datetime.datetime | None = None
    starred: tuple[Line, ...] = ()


class Invitee(Frozen):
    """Somebody asked to come: work details only. `role` is an id of the roles pack."""

    role: str
    name: Line = ""
    organisation: Line = ""
    email: Line = ""
    came: bool = False


class SmallGroup(Frozen):
    """A small group that meets beside the session, with people who are not in it.

    `topic` is an id of `SMALL_GROUPS`, `name` what the group is called where that says
    more, `on` its day, `lead` who leads it, by role.
    """

    topic: Line
    name: Line = ""
    on: datetime.date | None = None
    lead: Line = ""


class Ballot(Frozen):
    """Something the room votes on. `id` is `part:13`, `question:13.1.a` or `poll:...`.

    `options` are what is chosen from, or the statements of a scale; `most` is how many
    may be chosen. `rounds` is how many votes were held; `revealed` the latest round
    whose answers the room has seen, 0 for none.
    """

    id: Key
    kind: BallotKind
    title: Line
    part: str = ""
    question: str = ""
    options: tuple[Line, ...] = ()
    most: Annotated[int, Field(ge=0, le=50)] = 0
    rounds: Annotated[int, Field(ge=0, le=9)] = 0
    revealed: Annotated[int, Field(ge=0, le=9)] = 0


class Answer(Frozen):
    """One answer that counts. `id` was made where it was given.

    `level` None says "I do not know" on a ballot of levels. `chosen` are places in the
    ballot's options, in order of importance for `rank`; `scores` 1 to 5 for each
    statement of a scale, 0 for none. `group` is a broad group. `kept` is a view that
    its author agreed to show.
    """

    id: AnswerId
    ballot: Key
    round: Annotated[int, Field(ge=1, le=9)] = 1
    level: Annotated[int, Field(ge=0, le=3)] | None = None
    confidence: Confidence = ""
    chosen: tuple[Annotated[int, Field(ge=0, le=49)], ...] = ()
    scores: tuple[Annotated[int, Field(ge=0, le=5)], ...] = ()
    text: Words = ""
    state: NoteState = "shown"
    kept: bool = False
    group: str = ""


class Note(Frozen):
    """What a scribe wrote: a strength, good practice, gap, recommendation or action.

    `group` is the discussion group; `point` 1 or 2 where it is one of the two points
    that the group feeds back. `lead`, `due` and `approach` belong to actions and
    recommendations: an approach is `population`, `community`, `individual` or blank.
    """

    id: AnswerId
    kind: NoteKind
    text: Words
    part: str = ""
    question: str = ""
    group: Line = ""
    point: Annotated[int, Field(ge=0, le=2)] = 0
    lead: Line = ""
    due: datetime.date | None = None
    approach: str = ""
    state: NoteState = "shown"


class Parked(Frozen):
    """Something put aside for another time."""

    text: Words
    part: str = ""
    state: NoteState = "shown"


class Circulated(Frozen):
    """Who was sent the report, and when. `version` is closed or share-safe."""

    to: Line
    on: datetime.date
    version: Literal["not-for-publication", "share-safe"]


class Session(Frozen):
    """A whole session."""

    format: Literal["firstyear-session"] = FORMAT
    version: Literal[1] = VERSION
    id: AnswerId
    title: Line
    area: Line
    area_name: Line
    date: datetime.date
    place: Line = ""
    mode: Mode = "phones"
    state: Literal["planned", "open", "closed"] = "planned"
    minutes: Annotated[int, Field(ge=10, le=600)] = 240
    starts: datetime.time | None = None
    expected: Annotated[int, Field(ge=1, le=500)] | None = None
    support_person: Line = ""
    quiet_space: Line = ""
    access_needs: Words = ""
    interpreter: Line = ""
    instrument: dict[str, Any]
    groups: tuple[Line, ...] = ()
    # Who helps families near the area, a line each, for the notice of documents.
    help_near: tuple[Words, ...] = ()
    joined: People = 0
    joined_by_role: dict[Line, People] = {}
    agenda: tuple[AgendaLine, ...] = ()
    invited: tuple[Invitee, ...] = ()
    small_groups: tuple[SmallGroup, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    answers: tuple[Answer, ...] = ()
    notes: tuple[Note, ...] = ()
    parked: tuple[Parked, ...] = ()
    circulated: tuple[Circulated, ...] = ()

    def ballot(self, ballot_id: str) -> Ballot | None:
        """The ballot of this id, None where the session has none."""
        return next((one for one in self.ballots if one.id == ballot_id), None)

    def to_json(self) -> str:
        """The record as JSON; `read_session` reads it again."""
        return self.model_dump_json(indent=1)


def read_session(text: str | bytes, *, file: str = "") -> Session:
    """A record that `Session.to_json` wrote, checked.

    Raises InputError with every field that is not as it should be, and every answer
    that is there twice or belongs to a ballot that is not there.
    """
    try:
        found = Session.model_validate_json(text)
    except ValidationError as problem:
        raise InputError(
            "This is not the record of a session:",
            [
                Fault(
                    f"{'.'.join(str(part) for part in one['loc']) or 'the file'}: "
                    f"{one['msg']}",
                    file=file,
                )
                for one in problem.errors()[:20]
            ],
        ) from problem
    faults = [*_twice(found, file), *_strays(found, file)]
    if faults:
        raise InputError("This record of a session does not hold together:", faults)
    return found


def _twice(found: Session, file: str) -> list[Fault]:
    ids = [*(one.id for one in found.answers), *(one.id for one in found.notes)]
    return [
        Fault(f"{one} is there twice", file=file)
        for one, times in Counter(ids).items()
        if times > 1
    ]


def _strays(found: Session, file: str) -> list[Fault]:
    known = {one.id for one in found.ballots}
    return [
        Fault(
            f"answer {one.id} is to {one.ballot}, which the session does not have",
            file=file,
        )
        for one in found.answers
        if one.ballot not in known
    ]
