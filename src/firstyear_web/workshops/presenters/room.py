"""What the screens of a room show: the same for every phone, and for the projector."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from firstyear.picture.beside import Beside, beside, indicators_of_part
from firstyear_web.config.store import public_store
from firstyear_web.design.formats import part_name
from firstyear_web.workshops import queries
from firstyear_web.workshops.models import AgendaLine, Ballot, Session
from firstyear_web.workshops.presenters.prompts import Prompt, prompts
from firstyear_web.workshops.presenters.results import Results, results

LETTERS = {"cloud": 60, "text": 4000, "level": 4000}


@dataclass(frozen=True)
class Showing:
    """The ballot that the room looks at, with its results where it may see them."""

    ballot: Ballot
    open: bool
    round: int
    second: bool
    results: Results | None
    part: str
    place: str
    figures: tuple[Beside, ...]

    @property
    def key(self) -> str:
        """What a screen compares to know whether it is another thing to answer."""
        return f"{self.ballot.key} {self.round} {'open' if self.open else 'shut'}"


@dataclass(frozen=True)
class RoomPage:
    """What the room is at."""

    session: Session
    line: AgendaLine | None
    showing: Showing | None
    leaving: bool
    prompt: Prompt | None = None


def room_page(session: Session) -> RoomPage:
    """The state of a session's room, as every screen may see it."""
    line = session.current
    last = queries.agenda(session)[-1:]
    return RoomPage(
        session,
        line,
        _showing(session, session.showing),
        # People begin to leave while groups feed back.
        leaving=line is not None
        and (line.kind in ("feedback", "close") or line in last),
        prompt=_prompt(session),
    )


def _prompt(session: Session) -> Prompt | None:
    """The question to talk about that the screens show, with the area's figures."""
    if not session.prompt or session.state != Session.State.OPEN:
        return None
    row = queries.instrument(session).question(session.prompt)
    return prompts(session, (row,))[0]


def results_of(ballot: Ballot, language: str = "en") -> Results | None:
    """What the room has seen of a ballot; None where it has seen nothing."""
    if ballot.revealed == 0:
        return None
    return results(
        ballot.kind,
        ballot.options,
        [queries.answers(ballot, one) for one in range(1, ballot.revealed + 1)],
        name="now",
        scale=ballot.session.instrument["scale"],
        people=queries.people(ballot.session),
        language=language,
    )


def _showing(session: Session, ballot: Ballot | None) -> Showing | None:
    if ballot is None or session.state != Session.State.OPEN:
        return None
    is_open = ballot.state == Ballot.State.OPEN
    language = str(session.instrument.get("language", "en"))
    part = next(
        (one for one in session.instrument["parts"] if one["id"] == ballot.part), None
    )
    return Showing(
        ballot,
        open=is_open,
        round=ballot.rounds,
        second=ballot.rounds > 1,
        results=None if is_open else _latest(ballot, language),
        part=f"{part_name(ballot.part)}: {part['title']}"
        if part and ballot.question
        else "",
        place="" if part is None else part_name(ballot.part),
        figures=figures_beside(session, ballot),
    )


def warm(session: Session) -> None:
    """Have the area's figures at hand, so that no phone waits for the first of them."""
    beside(public_store(), session.area, ())


def figures_beside(session: Session, ballot: Ballot) -> tuple[Beside, ...]:
    """The area's figures that bear on what is voted on, as anybody may see them."""
    instrument = queries.instrument(session)
    if ballot.question:
        chosen = instrument.question(ballot.question).indicators
    elif ballot.part:
        chosen = indicators_of_part(instrument, ballot.part)
    else:
        chosen = ()
    return beside(public_store(), session.area, chosen)


def _latest(ballot: Ballot, language: str) -> Results | None:
    return results_of(ballot, language) if ballot.revealed == ballot.rounds else None


def join_address(request: Any) -> str:
    """The address that people type to join, without its scheme."""
    return str(request.build_absolute_uri(reverse("join")))
