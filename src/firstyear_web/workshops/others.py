"""Questions about other areas that agreed to be seen, without their names."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, F

from firstyear.packs import Instrument
from firstyear.sessions import FEWEST_VOICES, Agreed, Voice, spread, wording
from firstyear_web.workshops.actions.planning import instrument_of
from firstyear_web.workshops.models import Agreement, Answer, Session


def agreements(of: Session) -> tuple[Agreement, ...]:
    """What its area agreed to and took back, the latest first."""
    return tuple(of.agreements.all())


def agreement(of: Session) -> Agreement | None:
    """The agreement that stands, None where there is none."""
    return of.agreements.filter(ended=None).first()


def agreed(instrument: Instrument) -> tuple[Agreed, ...]:
    """Every session whose area agreed, ever, with its levels of parts that were asked
    as this instrument asks them."""
    rows = tuple(
        Agreement.objects.filter(
            session__state=Session.State.CLOSED,
            session__instrument__topic=instrument.topic,
        ).select_related("session")
    )
    sessions = {one.session_id: one.session for one in rows}
    asked = {part.id: wording(instrument, part.id) for part in instrument.parts}
    told = levels(sessions)
    same = {pk: _same(instrument_of(one), asked) for pk, one in sessions.items()}
    return tuple(
        Agreed(
            area=one.session.area,
            session=one.session_id,
            date=one.session.date,
            given=one.recorded,
            withdrawn=one.ended,
            levels={
                part: level
                for part, level in told[one.session_id].items()
                if part in same[one.session_id]
            },
        )
        for one in rows
    )


def levels(sessions: Iterable[str]) -> dict[str, dict[str, int]]:
    """The room's level of each part, by session and part: of the latest vote that the
    room has seen, where at least five voices answered."""
    counted: dict[tuple[str, str], Counter[int | None]] = defaultdict(Counter)
    rows = (
        Answer.objects.filter(
            session__in=list(sessions),
            ballot__key__startswith="part:",
            ballot__revealed__gt=0,
            round=F("ballot__revealed"),
            counts=True,
        )
        .values_list("session", "ballot__part", "level")
        .order_by()
        .annotate(people=Count("pk"))
    )
    for session, part, level, people in rows:
        counted[session, part][level] += people
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (session, part), people in counted.items():
        if people.total() < FEWEST_VOICES:
            continue
        told = spread(Voice(level) for level in people.elements()).level
        if told is not None:
            found[session][part] = told
    return found


def _same(other: Instrument, asked: dict[str, tuple[object, ...]]) -> frozenset[str]:
    return frozenset(
        part.id
        for part in other.parts
        if part.id in asked and wording(other, part.id) == asked[part.id]
    )
