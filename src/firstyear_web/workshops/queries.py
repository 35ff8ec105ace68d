"""Questions of sessions: views, presenters and documents ask here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from firstyear import sessions as library
from firstyear.packs import Instrument
from firstyear_web.people.models import User
from firstyear_web.workshops.actions.planning import instrument_of
from firstyear_web.workshops.actions.voices import digest, long_code
from firstyear_web.workshops.models import (
    Act,
    AgendaLine,
    Answer,
    Ballot,
    Invitee,
    Note,
    Offer,
    OwnInstrument,
    Parked,
    Runner,
    Session,
    Voice,
)
from firstyear_web.workshops.reading import key_or_none
from firstyear_web.workshops.recording import answer_record


@dataclass(frozen=True)
class Pulse:
    """What a screen waits for: another `turn`, or more to count."""

    turn: int
    answers: int
    notes: int
    voices: int

    @property
    def text(self) -> str:
        return f"{self.turn}.{self.answers}.{self.notes}.{self.voices}"


def sessions_for(user: User) -> QuerySet[Session]:
    """Sessions that are open to somebody, the newest first."""
    theirs = Q(facilitator=user) | Q(runners__person=user)
    if user.organisation_id is not None:
        theirs |= Q(organisation_id=user.organisation_id)
    # A list of ids, not a join: somebody may be both runner and of the organisation.
    ids = Session.objects.filter(theirs).values("pk")
    return Session.objects.filter(pk__in=ids).select_related("facilitator")


def session_for(user: User, pk: str) -> Session:
    """The session. What is not open to them is not there for them."""
    found = session(pk)
    if not found.open_to(user):
        raise Http404("There is no such session.")
    return found


def session(pk: str) -> Session:
    """The session, for what acts on nobody's behalf: phones have their own tokens."""
    found = (
        Session.objects.select_related("current", "showing", "facilitator")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("There is no such session.")
    return found


def session_by_code(code: str) -> Session | None:
    """The open session with this code, None where none has it or its time is over.

    The code is the six figures of the screen, or the twelve of its QR code.
    """
    plain = figures_of(code)
    if len(plain) not in (6, 12):
        return None
    found = Session.objects.filter(
        code=plain[:6], state=Session.State.OPEN, code_until__gt=timezone.now()
    ).first()
    if found is None or len(plain) == 6 or compare_digest(plain, long_code(found)):
        return found
    return None


def figures_of(code: str) -> str:
    """The figures of a code as somebody typed it, in groups or not."""
    return "".join(letter for letter in code if letter in "0123456789")


def voice_by_token(token: str) -> Voice | None:
    """The voice that holds this token.

    The whole instrument is read where a page shows some of it, and not for an answer.
    """
    if not token:
        return None
    return (
        Voice.objects.select_related("session", "session__current", "session__showing")
        .defer("session__instrument")
        .filter(token=digest(token))
        .first()
    )


def pulse(pk: str) -> Pulse | None:
    """The state of a session's counters; None where it is gone."""
    found = Session.objects.filter(pk=pk).values_list("turn", "left").first()
    if found is None:
        return None
    turn, left = found
    return Pulse(
        turn,
        Answer.objects.filter(session=pk).count(),
        Note.objects.filter(session=pk).count(),
        left + Voice.objects.filter(session=pk, scribe_for=None).count(),
    )


def people(of: Session) -> int:
    """How many are in the room: phones that joined, or how many answered.

    Who left is counted as before, for nobody sees that somebody left.
    """
    return of.joined or of.left + of.voices.filter(scribe_for=None).count()


def ballot(of: Session, key: str) -> Ballot:
    found = of.ballots.select_related("session", "line").filter(key=key).first()
    if found is None:
        raise Http404("This session has no such question.")
    return found


def runners(of: Session) -> tuple[Runner, ...]:
    return tuple(of.runners.select_related("person", "person__organisation"))


def runner(of: Session, pk: int) -> Runner:
    found = of.runners.filter(pk=pk).first()
    if found is None:
        raise Http404("Nobody of that number runs this session.")
    return found


def line(of: Session, pk: int) -> AgendaLine:
    found = of.agenda.filter(pk=pk).first()
    if found is None:
        raise Http404("The agenda has no such line.")
    return found


def agenda(of: Session) -> tuple[AgendaLine, ...]:
    return tuple(of.agenda.prefetch_related("ballots"))


def answers(of: Ballot, round_: int) -> tuple[library.Answer, ...]:
    """The answers that count in one round, as the record has them."""
    rows = of.answers.filter(round=round_, counts=True)
    return tuple(answer_record(one, of.key, one.group) for one in rows)


def counted(of: Ballot) -> tuple[int, int]:
    """How many answers count in the latest round, and how many wait as late."""
    found = of.answers.aggregate(
        now=Count("pk", filter=Q(round=of.rounds, counts=True)),
        late=Count("pk", filter=Q(late=True)),
    )
    return int(found["now"]), int(found["late"])


def own_answers(of: Voice) -> tuple[Answer, ...]:
    """What a device has answered, newest last."""
    return tuple(of.answers.select_related("ballot").order_by("order", "pk"))


def invitee(of: Session, pk: int) -> Invitee:
    found = of.invited.filter(pk=pk).first()
    if found is None:
        raise Http404("Nobody of that number is invited.")
    return found


def evaluation(of: Session) -> tuple[Ballot, ...]:
    """The questions about the session itself, in order."""
    return tuple(of.ballots.filter(key__startswith=library.EVALUATION))


def offer(pk: int) -> Offer | None:
    return Offer.objects.select_related("session").filter(pk=pk).first()


def held(of: Session) -> tuple[Answer | Note | Parked, ...]:
    """Everything in a session that waits for somebody to read it."""
    return (
        *of.answers.select_related("ballot").filter(state="held", counts=True),
        *of.notes.filter(state="held"),
        *of.parked.filter(state="held"),
    )


def thing(of: Session, kind: str, pk: str) -> Answer | Note | Parked:
    """A note, an answer or a line of the parking list, by its id."""
    rows: dict[str, QuerySet[Answer] | QuerySet[Note] | QuerySet[Parked]] = {
        "answer": of.answers.all(),
        "note": of.notes.all(),
        "parked": of.parked.all(),
    }
    key = key_or_none(pk) if kind == "parked" else pk
    found = rows[kind].filter(pk=key).first() if kind in rows else None
    if found is None:
        raise Http404("There is no such thing in this session.")
    return found


def notes(of: Session, group: int | None = None) -> tuple[Note, ...]:
    found = of.notes.exclude(state="removed")
    return tuple(found if group is None else found.filter(group=group))


def note(of: Session, pk: str) -> Note | None:
    return of.notes.filter(pk=pk).first()


def acts(of: Session, most: int = 12) -> tuple[Act, ...]:
    return tuple(of.acts.select_related("by")[:most])


def offers(of: Session, today: datetime.date) -> tuple[Offer, ...]:
    return tuple(of.offers.filter(until__gte=today))


def earlier(of: Session) -> tuple[Session, ...]:
    """Closed sessions of the same area, topic and organisation, oldest first."""
    found = Session.objects.filter(
        area=of.area, state=Session.State.CLOSED, date__lt=of.date
    ).order_by("date")
    if of.organisation_id is None:
        found = found.filter(organisation=None, facilitator=of.facilitator_id)
    else:
        found = found.filter(organisation=of.organisation_id)
    topic = of.instrument.get("topic")
    return tuple(one for one in found if one.instrument.get("topic") == topic)


def own_instruments(*, offered: bool = False) -> tuple[OwnInstrument, ...]:
    """Instruments that were put in here, each version; with `offered` those that new
    sessions may be planned with."""
    found = OwnInstrument.objects.select_related("by").defer("content")
    return tuple(found.filter(retired=False) if offered else found)


def own_instrument(pk: int) -> OwnInstrument | None:
    return OwnInstrument.objects.filter(pk=pk).first()


def instrument(of: Session) -> Instrument:
    return instrument_of(of)


def cleared(of: Session) -> frozenset[str]:
    """Ids of notes and answers whose words may be shared beyond the room."""
    return frozenset(
        [
            *of.answers.filter(cleared=True).values_list("pk", flat=True),
            *of.notes.filter(cleared=True).values_list("pk", flat=True),
        ]
    )


def shareable(of: Session, record: library.Session) -> library.Session:
    """The record of a session as anybody may see it: one way for page and document."""
    known = library.roles_by_id()
    return library.share_safe(
        record,
        cleared=cleared(of),
        broad_groups={key: role.broad_group for key, role in known.items()},
    )


def group_names(groups: Iterable[str], place: int | None) -> str:
    """The name of a discussion group by its place; blank for none."""
    known = list(groups)
    return known[place] if place is not None and place < len(known) else ""
