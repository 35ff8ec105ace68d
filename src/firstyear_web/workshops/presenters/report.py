"""What a session said, as its report shows it: whole, or as it may be shared."""

from dataclasses import dataclass

from firstyear.charts.tree_picture import tree_picture
from firstyear.packs import Instrument
from firstyear.reports.session.beside import OWN_WORDS, group_line
from firstyear.sessions import (
    BEREAVED,
    BROAD_GROUPS,
    EVALUATION,
    NOTE_KINDS,
    ApproachBalance,
    Balance,
    Branch,
    Note,
    Parked,
    approach_balance,
    balance,
    coverage,
    roles_by_id,
    tree,
)
from firstyear.sessions import (
    Session as Record,
)
from firstyear_web.workshops import queries
from firstyear_web.workshops.models import Circulation, Session
from firstyear_web.workshops.presenters.choosing import question_words
from firstyear_web.workshops.presenters.results import (
    Picture,
    Results,
    drawn_picture,
    results,
)
from firstyear_web.workshops.recording import record

KINDS = {
    "strength": "Strengths",
    "good-practice": "Good practice",
    "gap": "Gaps",
    "recommendation": "Recommendations",
    "action": "Actions",
}
SIDES = {
    "challenge-to-providers": "Challenge to providers",
    "population-focus": "Population focus",
    "centre": "Centre",
    "outcome": "Outcome",
}


@dataclass(frozen=True)
class VoteRow:
    title: str
    part: str
    rounds: int
    results: Results


@dataclass(frozen=True)
class NoteRow:
    note: Note
    part: str
    question: str
    cleared: bool


@dataclass(frozen=True)
class ReportPage:
    record: Record
    headline: str
    branches: tuple[Branch, ...]
    tree: Picture
    balance: Balance
    balance_sentence: str
    notes: dict[str, tuple[NoteRow, ...]]
    points: tuple[NoteRow, ...]
    votes: tuple[VoteRow, ...]
    attendance: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    beside: tuple[str, ...]
    own_words: str
    approaches: ApproachBalance
    parked: tuple[Parked, ...]
    circulated: tuple[Circulation, ...]
    waiting: int


def report_page(session: Session, *, shared: bool) -> ReportPage:
    """The report of a session; with `shared` only what anybody may see."""
    whole = record(session)
    cleared = queries.cleared(session)
    told = queries.shareable(session, whole) if shared else whole
    instrument = queries.instrument(session)
    branches = tree(told, instrument)
    leaning = balance(branches)
    rows = [
        NoteRow(
            one,
            _part(instrument, one.part),
            question_words(session, one.question),
            one.id in cleared,
        )
        for one in told.notes
        if one.state == "shown"
    ]
    return ReportPage(
        record=told,
        headline=_headline(told, rows, shared=shared),
        branches=branches,
        tree=drawn_picture(tree_picture(branches, scale=instrument.scale)),
        balance=leaning,
        balance_sentence=balance_sentence(leaning),
        notes={
            kind: tuple(row for row in rows if row.note.kind == kind)
            for kind in NOTE_KINDS
        },
        points=tuple(
            sorted(
                (row for row in rows if row.note.point),
                key=lambda row: (row.note.group, row.note.point),
            )
        ),
        votes=_votes(told, instrument),
        attendance=tuple(
            (_who(key), people)
            for key, people in sorted(
                told.joined_by_role.items(), key=lambda one: (-one[1], one[0])
            )
        ),
        missing=_missing(told) if not shared else (),
        beside=tuple(group_line(one) for one in told.small_groups),
        own_words=OWN_WORDS
        if any(one.topic == BEREAVED for one in told.small_groups)
        else "",
        approaches=approach_balance(
            (row.note.approach for row in rows if row.note.kind == "action"),
            noun="action",
        ),
        parked=tuple(one for one in told.parked if one.state == "shown"),
        circulated=tuple(session.circulated.all()) if not shared else (),
        waiting=len(queries.held(session)),
    )


def balance_sentence(found: Balance) -> str:
    """How many parts of either side the room saw in place."""
    said = [
        f"{SIDES[side].lower()}, {found.in_place[side]} of {found.voted[side]}"
        for side in ("challenge-to-providers", "population-focus")
        if found.voted[side]
    ]
    if not said:
        return "No part of either side has been voted on."
    leans = f" The tree leans to {SIDES[found.leans].lower()}." if found.leans else ""
    return f"Parts that are in place: {'; '.join(said)}.{leans}"


def _headline(told: Record, rows: list[NoteRow], *, shared: bool) -> str:
    gaps = sum(row.note.kind == "gap" for row in rows)
    strengths = sum(row.note.kind == "strength" for row in rows)
    actions = sum(row.note.kind == "action" for row in rows)
    people = "1 person" if told.joined == 1 else f"{told.joined} people"
    counted = (
        f"{_several(strengths, 'strength')}, {_several(gaps, 'gap')} and "
        f"{_several(actions, 'action')}"
    )
    if shared:  # what was not cleared is not told as if nobody had said it
        return f"{people} answered. Of what they wrote down, {counted} may be shared."
    return f"{people} answered. They wrote down {counted}."


def _votes(told: Record, instrument: Instrument) -> tuple[VoteRow, ...]:
    found = []
    for place, ballot in enumerate(told.ballots):
        if not ballot.revealed or _unasked(told, ballot.id):
            continue
        rounds = [
            [
                one
                for one in told.answers
                if one.ballot == ballot.id and one.round == number
            ]
            for number in range(1, ballot.revealed + 1)
        ]
        found.append(
            VoteRow(
                ballot.title,
                _part(instrument, ballot.part),
                ballot.revealed,
                results(
                    ballot.kind,
                    ballot.options,
                    rounds,
                    name=f"vote-{place}",
                    scale=instrument.scale,
                    people=told.joined or None,
                    language=instrument.language,
                ),
            )
        )
    return tuple(found)


def _unasked(told: Record, ballot: str) -> bool:
    """A question of the form before people go, to which nobody said anything."""
    answered = any(one.ballot == ballot for one in told.answers)
    return ballot.startswith(EVALUATION) and not answered


def _part(instrument: Instrument, part: str) -> str:
    found = next((one for one in instrument.parts if one.id == part), None)
    return "" if found is None else found.title


def _who(key: str) -> str:
    known = roles_by_id()
    if key in known:
        return known[key].today
    return BROAD_GROUPS.get(key, "Role not given")


def _missing(told: Record) -> tuple[str, ...]:
    there = [key for key, people in told.joined_by_role.items() if people]
    beside = [one.topic for one in told.small_groups]
    return tuple(role.today for role in coverage(there, beside=beside).missing)


def _several(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
