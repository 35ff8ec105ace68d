"""A session before the day: what is planned, who is missing, what to mind."""

from dataclasses import dataclass

from firstyear.figures import Store
from firstyear.reports.session.beside import group_line
from firstyear.sessions import (
    EVALUATION,
    Caution,
    Coverage,
    SmallGroup,
    cautions,
    coverage,
    roles_by_id,
)
from firstyear_web.workshops import queries
from firstyear_web.workshops.actions.planning import line_of
from firstyear_web.workshops.models import AgendaLine, Ballot, Invitee, Session

LEVELS = ("county-unitary", "district", "board", "system", "region")
CARE = (
    ("support_person", "No support person is named."),
    ("quiet_space", "No quiet space is named."),
)


@dataclass(frozen=True)
class Guest:
    invitee: Invitee
    role: str


@dataclass(frozen=True)
class PlanPage:
    session: Session
    lines: tuple[AgendaLine, ...]
    planned: int
    cautions: tuple[Caution, ...]
    guests: tuple[Guest, ...]
    coverage: Coverage
    votes: int
    kept: tuple[Session, ...]
    beside: tuple[str, ...]

    @property
    def core(self) -> int:
        """How many core questions there are, 0 where there are no others."""
        rows = self.session.instrument["entries"]
        core = sum(bool(one.get("core")) for one in rows)
        return core if core < len(rows) else 0


def plan_page(session: Session) -> PlanPage:
    """Everything that the page of a session shows before it is held."""
    lines = queries.agenda(session)
    items = [line_of(one).item for one in lines]
    invited = tuple(session.invited.all())
    expected = session.expected or (len(invited) or None)
    known = roles_by_id()
    return PlanPage(
        session,
        lines,
        sum(one.minutes for one in items),
        (
            *cautions(items, minutes=session.minutes, people=expected),
            *(
                Caution(said, "Name it under Details: this subject is a hard one.")
                for field, said in CARE
                if not getattr(session, field)
            ),
            *(
                Caution(
                    f"Nobody is named who leads the small group: "
                    f"{group_line(SmallGroup.model_validate(one))}.",
                    "Say who, so that what it finds comes into the room.",
                )
                for one in session.small_groups
                if not one["lead"]
            ),
        ),
        tuple(
            Guest(one, known[one.role].today if one.role in known else one.role)
            for one in invited
        ),
        coverage(
            (one.role for one in invited),
            beside=(one["topic"] for one in session.small_groups),
        ),
        sum(one.votes for one in items),
        queries.earlier(session),
        tuple(
            group_line(SmallGroup.model_validate(one)) for one in session.small_groups
        ),
    )


def areas_to_choose(store: Store) -> list[tuple[str, str]]:
    """Codes and names of the areas that a session can be about."""
    found: dict[str, str] = {}
    for level in LEVELS:
        for row in store.areas(level).to_pylist():
            if row["valid_to"] is None:
                found.setdefault(row["area"], row["name"] or row["area"])
    return sorted(found.items(), key=lambda one: one[1].casefold())


def left_undone(session: Session) -> tuple[str, ...]:
    """What the room may have forgotten, in sentences, before a session is closed."""
    ballots = session.ballots.exclude(key__startswith=EVALUATION)
    votes = ballots.filter(state=Ballot.State.OPEN).count()
    hidden = ballots.filter(state=Ballot.State.CLOSED, revealed=0).count()
    held = len(queries.held(session))
    alone = session.notes.filter(kind="action", lead="").exclude(state="removed")
    counted = (
        (votes, "vote is still open", "votes are still open"),
        (hidden, "vote was not shown to the room", "votes were not shown to the room"),
        (held, "text waits to be read", "texts wait to be read"),
        (alone.count(), "action has no lead", "actions have no lead"),
    )
    return tuple(
        f"{number} {one if number == 1 else many}."
        for number, one, many in counted
        if number
    )
