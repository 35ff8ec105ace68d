"""Sessions of Midshire, a place that does not exist, as full as a real one may be."""

import datetime
import random
from collections import Counter

import firstyear as fy
from firstyear.packs import Instrument
from firstyear.sessions import (
    AgendaLine,
    Answer,
    Ballot,
    Circulated,
    Invitee,
    Note,
    Parked,
    Session,
    default_agenda,
    share_safe,
)

PEOPLE = 28
STARRED = 10
NOTES = 120
NAMES = ("Asha Okonkwo-Fitzwilliam", "Bryn Llewellyn", "Carys Ní Dhomhnaill")
WORRIES = (
    "poverty", "late booking", "smoking", "damp homes", "staffing", "trust",
    "overcrowding", "interpreters", "language", "distance", "racism", "money",
)  # fmt: skip
SAID = {
    "strength": "Midwives and health visitors meet weekly in the children's centre",
    "good-practice": "Carbon monoxide is measured at every visit, for the home too",
    "gap": "In the east of the town women book late, and nobody knows why",
    "recommendation": "Put the interpreting budgets of the three trusts together",
    "action": "Offer booking by text message in five languages",
}


def instrument() -> Instrument:
    return fy.packs.instrument("infant-mortality")


def broad_groups() -> dict[str, str]:
    """The broad group of each role."""
    return {one.id: one.broad_group for one in fy.packs.roles()}


def full_session(*, seed: int = 4, notes: tuple[Note, ...] = ()) -> Session:
    """28 people, 14 parts with two votes on some, 10 starred questions, four polls.

    `notes` are added to the 120.
    """
    draw = random.Random(seed)
    whole = instrument()
    people = [draw.choice(fy.packs.roles()) for _ in range(PEOPLE)]
    ballots = [*_level_ballots(whole, draw), *_polls()]
    answers = [
        one
        for ballot in ballots
        for round_ in range(1, ballot.rounds + 1)
        for role in people
        if (one := _answer(ballot, round_, role.broad_group, draw)) is not None
    ]
    return Session(
        id=_id(draw),
        title="Babies’ first year in Midshire: where we stand",
        area="X06000063",
        area_name="Midshire",
        date=datetime.date(2026, 5, 14),
        place="The Guildhall, High Street, Midtown",
        state="closed",
        instrument=whole.to_dict(),
        groups=("Blue", "Green", "Orange", "Purple"),
        joined=PEOPLE,
        joined_by_role=dict(Counter(one.id for one in people)),
        agenda=tuple(
            AgendaLine(kind=one.kind, title=one.title, minutes=one.minutes, ref=one.ref)
            for one in default_agenda(whole)
        ),
        invited=tuple(
            Invitee(
                role=one.id,
                name=draw.choice(NAMES),
                organisation="Midshire University Hospitals NHS Foundation Trust",
                email="a.person@example.org",
                came=one in people,
            )
            for one in fy.packs.roles()
        ),
        ballots=tuple(ballots),
        answers=tuple(answers),
        notes=(*_notes(whole, draw), *notes),
        parked=(
            Parked(text="Who pays for the taxi from the north?", part="4"),
            Parked(text="This one is held back", state="held"),
        ),
        circulated=(
            Circulated(
                to="Midshire health and wellbeing board",
                on=datetime.date(2026, 5, 20),
                version="not-for-publication",
            ),
        ),
    )


def empty_session() -> Session:
    """A session that was planned and in which nothing was said."""
    draw = random.Random(1)
    return Session(
        id=_id(draw),
        title="Nothing yet",
        area="X06000063",
        area_name="Midshire",
        date=datetime.date(2026, 5, 14),
        instrument=instrument().to_dict(),
    )


def shared_session(session: Session | None = None, *, every: int = 2) -> Session:
    """The share-safe version, with every second note and answer cleared."""
    whole = session or full_session()
    ids = [*(one.id for one in whole.notes), *(one.id for one in whole.answers)]
    return share_safe(whole, cleared=set(ids[::every]), broad_groups=broad_groups())


def note(text: str, *, kind: str = "gap", part: str = "13", seed: int = 0) -> Note:
    """One note more."""
    return Note(
        id=_id(random.Random(f"{text}{kind}{seed}")),
        kind=kind,  # type: ignore[arg-type]
        text=text,
        part=part,
        group="Blue",
    )


def _id(draw: random.Random) -> str:
    return f"{draw.getrandbits(128):032x}"


def _level_ballots(whole: Instrument, draw: random.Random) -> list[Ballot]:
    parts = [
        Ballot(
            id=f"part:{one.id}",
            kind="level",
            title=one.title,
            part=one.id,
            rounds=1 + (number % 3 == 0),
            revealed=1 + (number % 3 == 0),
        )
        for number, one in enumerate(whole.parts)
    ]
    starred = [one for one in whole.entries if one.core and one.levels][:STARRED]
    return [
        *parts,
        *(
            Ballot(
                id=f"question:{one.id}",
                kind="level",
                title=one.text,
                part=one.part,
                question=one.id,
                rounds=1,
                revealed=1,
            )
            for one in starred
        ),
    ]


def _polls() -> list[Ballot]:
    kinds = {
        "word-cloud": "cloud",
        "choose-several": "choose",
        "scale": "scale",
        "rank-three": "rank",
    }
    return [
        Ballot(
            id=f"poll:{one.id}",
            kind=kinds[one.kind],  # type: ignore[arg-type]
            title=one.question,
            options=one.options,
            most=one.most or 0,
            rounds=1,
            revealed=1,
        )
        for one in fy.packs.polls()
    ]


def _answer(
    ballot: Ballot, round_: int, group: str, draw: random.Random
) -> Answer | None:
    if draw.random() < 0.08:
        return None
    given: dict[str, object] = {}
    if ballot.kind == "level":
        lean = sum(ord(sign) for sign in ballot.id) % 3
        given = {
            "level": draw.choice((lean, lean, lean, min(3, lean + 1), None)),
            "confidence": draw.choice(("sure", "sure", "fairly-sure", "not-sure", "")),
        }
        if round_ == 2 and given["level"] == 0:
            given["level"] = 1
        if draw.random() < 0.02:
            given |= {"kept": True, "text": "There is a group. No parent is in it."}
    elif ballot.kind == "cloud":
        given = {"text": ", ".join(draw.sample(WORRIES, 2))}
    elif ballot.kind == "choose":
        given = {"chosen": tuple(sorted(draw.sample(range(len(ballot.options)), 3)))}
    elif ballot.kind == "rank":
        given = {"chosen": tuple(draw.sample(range(len(ballot.options)), 3))}
    else:
        given = {"scores": tuple(draw.randint(1, 5) for _ in ballot.options)}
    return Answer(id=_id(draw), ballot=ballot.id, round=round_, group=group, **given)


def _notes(whole: Instrument, draw: random.Random) -> list[Note]:
    kinds = tuple(SAID)
    found = []
    for number in range(NOTES):
        kind = kinds[number % len(kinds)]
        part = whole.parts[number % len(whole.parts)]
        led = kind in ("action", "recommendation")
        found.append(
            Note(
                id=_id(draw),
                kind=kind,  # type: ignore[arg-type]
                text=f"{SAID[kind]} ({part.title.lower()[:20].strip()}, {number})",
                part=part.id,
                group=("Blue", "Green", "Orange", "Purple")[number % 4],
                point=number // 4 + 1 if number < 8 else 0,
                lead=NAMES[number % 3] if led and number % 2 == 0 else "",
                due=datetime.date(2026, 9, 1 + number % 28) if led else None,
                state="held" if number == 17 else "shown",
            )
        )
    return found
