"""Sessions of every kind on made-up figures, held in a data folder: for pictures and
for tests of what documents promise.

    python tools/hold_sessions.py HOME

Prints as JSON, for each of `planned`, `open`, `shown`, `again`, `polls` and `closed`,
the id and the code of a session, the line of a part that was starred, and the tokens
of a phone and of a scribe.
"""

import datetime
import json
import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AREA, NAME = "X06000069", "Plovergate"
GROUPS = ("Blue table", "Green table", "Red table", "Yellow table")
PEOPLE = 24
NOTES = (
    ("strength", "13", "Midwives, health visitors and the council meet every month", 1),
    ("strength", "6", "We know where babies die, by ward and by cause", 0),
    ("good-practice", "2", "Stop-smoking advice is offered at every first visit", 0),
    ("gap", "13", "Nobody answers the telephone at night", 2),
    ("gap", "4", "Interpreters come to three of five clinics", 1),
    ("recommendation", "13", "One named lead for babies in every organisation", 2),
    ("action", "13", "Name one lead, and tell every team who it is", 1),
    ("action", "4", "Book interpreters together with each first visit", 2),
)
CLOUD = (
    *("Poverty", "poverty", "Housing", "Smoking", "smoking", "Smoking", "Late booking"),
    *("Damp homes", "Language", "Trust", "Staffing", "staffing", "Sleep", "Poverty"),
)


def hold() -> dict[str, dict[str, str]]:
    """The sessions, held by the demo's analyst. Django is set up already."""
    from firstyear_web.people.setup import ensure_demo

    by = ensure_demo(os.environ["FIRSTYEAR_HOME"])
    return {
        "planned": _planned(by),
        "open": _open(by),
        "shown": _shown(by),
        "again": _again(by),
        "polls": _polls(by),
        "closed": _closed(by),
    }


def _session(by: Any, title: str, **details: Any) -> Any:
    from firstyear_web.workshops import actions

    return actions.plan_session(
        title=title, area=AREA, area_name=NAME, by=by,
        date=datetime.date(2027, 5, 14), starts=datetime.time(9, 30),
        **{
            "place": "The Guildhall", "expected": PEOPLE, "groups": list(GROUPS),
            "support_person": "At the door, with a yellow scarf",
            "quiet_space": "Room 2", **details,
        },
    )  # fmt: skip


def _opened(by: Any, title: str, *polls: Any, **details: Any) -> Any:
    """An open session; with `polls` their lines stand first in its agenda."""
    from firstyear_web.workshops import actions, queries
    from firstyear_web.workshops.actions.planning import Line, line_of

    made = _session(by, title, **details)
    if polls:
        lines = [*(Line(one) for one in polls), *map(line_of, queries.agenda(made))]
        actions.set_agenda(session=made, lines=lines, by=by)
    actions.open_session(session=made, by=by)
    made.refresh_from_db()
    return made


def _told(made: Any, **tokens: str) -> dict[str, str]:
    return {"id": made.pk, "code": made.code, **tokens}


def _planned(by: Any) -> dict[str, str]:
    from firstyear_web.workshops import actions

    made = _session(by, "Where we stand", expected=7, support_person="")
    line = made.agenda.get(ref="1")
    actions.star(session=made, line=line, questions=["1.1.a"], by=by)
    for role in ("gp-lead", "obstetrician", "voices-chair"):
        actions.invite(session=made, role=role, organisation="Plovergate", by=by)
    return _told(made, line=str(line.pk))


def _people(made: Any) -> list[Any]:
    from firstyear.sessions import roles_by_id
    from firstyear_web.workshops import actions

    known = list(roles_by_id())
    return [
        actions.join(session=made, role=known[place % len(known)])
        for place in range(PEOPLE)
    ]


def _vote(
    made: Any, joined: list[Any], key: str, by: Any, tilt: int = 0, lift: int = 0
) -> Any:
    """Everybody answers a vote; levels differ by broad group, and by `tilt`."""
    from firstyear_web.workshops import actions, queries

    ballot = queries.ballot(made, key)
    if ballot.state != "open":
        actions.open_ballot(ballot=ballot, by=by)
        ballot.refresh_from_db()
    for place, one in enumerate(joined):
        high = one.voice.group in ("hospital", "commissioning-and-public-health")
        level = max(0, min(3, (place + tilt) % 2 + high + lift))
        actions.give_answer(
            answer_id=f"{next(_NUMBERS):032x}",
            ballot=key,
            round_=ballot.rounds,
            order=next(_NUMBERS),
            by=one.voice,
            content={
                "level": None if place == 5 else level,
                "confidence": ("sure", "fairly-sure", "not-sure")[place % 3],
                "text": "It depends on which hospital you go to." if place == 3 else "",
                "kept": True,
            },
        )
    return ballot


def _open(by: Any) -> dict[str, str]:
    from firstyear_web.workshops import actions

    made = _opened(by, "Vote open")
    joined = _people(made)
    actions.move_to(session=made, line=made.agenda.get(ref="1"), by=by)
    _vote(made, joined[4:], "part:1", by)
    scribe = actions.join(session=made, scribe_for=0)
    _write(made, by, at_most=3)
    return _told(made, phone=joined[0].token, scribe=scribe.token)


def _shown(by: Any) -> dict[str, str]:
    from firstyear_web.workshops import actions

    made = _opened(by, "Answers shown")
    joined = _people(made)
    actions.reveal(ballot=_vote(made, joined, "part:13", by), by=by)
    return _told(made, phone=joined[0].token)


def _again(by: Any) -> dict[str, str]:
    from firstyear_web.workshops import actions, queries

    made = _opened(by, "A second vote")
    joined = _people(made)
    _vote_twice(made, joined, "part:13", by)
    actions.park(session=made, text="Car parking at the clinic", by=by)
    ballot = queries.ballot(made, "part:13")
    assert ballot.rounds == 2
    return _told(made, phone=joined[0].token)


def _vote_twice(made: Any, joined: list[Any], key: str, by: Any) -> None:
    from firstyear_web.workshops import actions, queries

    actions.reveal(ballot=_vote(made, joined, key, by), by=by)
    actions.vote_again(ballot=queries.ballot(made, key), by=by)
    _vote(made, joined, key, by, tilt=1)
    actions.reveal(ballot=queries.ballot(made, key), by=by)


def _polls(by: Any) -> dict[str, str]:
    from firstyear.sessions import open_agenda
    from firstyear_web.workshops import actions
    from firstyear_web.workshops.actions.planning import Line

    made = _session(by, "Polls and groups")
    lines = [Line(one) for one in open_agenda()]
    actions.set_agenda(session=made, lines=lines, by=by)
    actions.open_session(session=made, by=by)
    made.refresh_from_db()
    joined = _people(made)
    _answer_polls(made, joined, by, upto=1)
    scribes = {
        f"scribe-{place + 1}": actions.join(session=made, scribe_for=place).token
        for place in range(len(GROUPS))
    }
    return _told(made, phone=joined[0].token, **scribes)


def _answer_polls(made: Any, joined: list[Any], by: Any, upto: int = 4) -> None:
    from firstyear_web.workshops import actions

    for ballot in made.ballots.filter(key__startswith="poll:")[:upto]:
        actions.open_ballot(ballot=ballot, by=by)
        for place, one in enumerate(joined[: len(CLOUD)]):
            options = range(len(ballot.options))
            content = {
                "cloud": {"text": CLOUD[place]},
                "choose": {"chosen": [n for n in options[:-1] if (place + n) % 3 == 0]},
                "scale": {"scores": [(place + n) % 4 + 1 for n in options]},
                "rank": {"chosen": [place % 5, 6 + place % 3, 10 + place % 7]},
            }[ballot.kind]
            actions.give_answer(
                answer_id=f"{next(_NUMBERS):032x}",
                ballot=ballot.key,
                round_=1,
                order=next(_NUMBERS),
                by=one.voice,
                content=content,
            )
        actions.reveal(ballot=ballot, by=by)


def _write(made: Any, by: Any, at_most: int = len(NOTES)) -> None:
    from firstyear_web.workshops import actions

    for place, (kind, part, text, point) in enumerate(NOTES[:at_most]):
        lead = "Head of midwifery" if kind in ("action", "recommendation") else ""
        actions.write_note(
            session=made, note_id=f"{next(_NUMBERS):032x}", kind=kind, text=text,
            part=part, point=point, lead=lead, group=place % len(GROUPS), by=by,
            due=datetime.date(2027, 9, 1) if lead else None,
        )  # fmt: skip


def _closed(by: Any) -> dict[str, str]:
    from firstyear.sessions import open_agenda
    from firstyear_web.workshops import actions

    polls = [one for one in open_agenda() if one.kind == "poll"]
    made = _opened(by, "What we said", *polls, minutes=300)
    joined = _people(made)
    _answer_polls(made, joined, by)
    for place, ballot in enumerate(made.ballots.filter(kind="level")):
        if place == 2:
            _vote_twice(made, joined, ballot.key, by)
        elif place < 12:
            some = joined[place // 3 :]
            one = _vote(made, some, ballot.key, by, tilt=place, lift=place % 3 - 1)
            actions.reveal(ballot=one, by=by)
    _write(made, by)
    for text in ("Car parking at the clinic", "Who pays for interpreters at night"):
        actions.park(session=made, text=text, by=by)
    for note in made.notes.filter(kind__in=("strength", "action")):
        actions.clear(thing=note, verb="clear", by=by)
    actions.close_session(session=made, by=by)
    actions.circulate(
        session=made, to="Everybody who came", on=datetime.date(2027, 5, 15),
        version="share-safe", by=by,
    )  # fmt: skip
    return _told(made)


_NUMBERS = count(1)


if __name__ == "__main__":
    os.environ["FIRSTYEAR_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstyear_web.config.settings"
    import django

    django.setup()
    print(json.dumps(hold()))
