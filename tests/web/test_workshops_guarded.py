"""Every address of sessions against everybody who may not: turned away, and not a row
of the database is another one.

The table of addresses is gone through itself, so that a new one cannot be forgotten;
that its people may is tried with the same forms, so that no form is refused for being
empty.
"""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from firstyear_tests_council import AREA, ROW, Place, council_place, in_room
from firstyear_tests_guarding import changed, leaves, rows, tried, turned_away

from firstyear.figures import Release
from firstyear_web.workshops import actions, urls
from firstyear_web.workshops.models import Session

DAY = "14 5 2026"
# Everybody who may run sessions may plan one, put in an instrument and bring one in.
GENERAL = {"sessions", "plan-session", "instruments", "session-bring-in"}


@pytest.fixture
def place(region: Release) -> Place:
    return council_place()


def forms(place: Place) -> dict[str, tuple[Session, dict[str, str], list[Any]]]:
    """For each address below a session: whose, its names, and forms that do much."""
    planned, opened, closed = place.planned, place.open, place.closed
    line = str(planned.agenda.get(ref="13").pk)
    other_line = str(opened.agenda.get(ref="1").pk)
    note = f"note:{closed.notes.get().pk}"
    details = {
        "title": "Autumn", "area": AREA, "date": DAY, "starts": "10:00",
        "minutes": "200", "mode": "phones", "groups": "North\nSouth",
    }  # fmt: skip
    agenda = {
        f"{name}-{line}": value
        for name, value in {"use": "on", "place": "1", "minutes": "30"}.items()
    }
    words = {"text": "Is there one plan?", "helper": ROW.helper}
    words |= {f"level-{at}": level for at, level in enumerate(ROW.levels)}
    added = {
        "text": "Who pays for it?", "helper": "Look at the budget", "answer": "open",
    }  # fmt: skip
    steps: list[Any] = [
        {"verb": "open", "thing": "part:1"},
        *({"verb": verb, "thing": "part:13"} for verb in ("hide", "again", "open")),
        {"verb": "hands", "thing": "part:13", "hands-1": "4"},
        {"verb": "move", "thing": other_line},
        {"verb": "park", "text": "Later"},
        {"verb": "undo"},
    ]
    runners = closed.runners.get(), planned.runners.get()
    return {
        "session": (planned, {}, []),
        "session-change": (planned, {}, [details]),
        "session-agenda": (planned, {}, [agenda]),
        "session-part": (planned, {"line": line}, [{"starred": []}]),
        "session-invite": (planned, {}, [{"role": "obstetrician"}]),
        "session-uninvite": (
            planned, {"invitee": str(planned.invited.get().pk)}, [{}],
        ),
        "session-people": (
            planned,
            {},
            [
                {"form": "hand-over", "organisation": str(place.other.organisation_id)},
                {"form": "runner", "person": str(place.other.pk)},
            ],
        ),
        "session-runner-off": (planned, {"runner": str(runners[1].pk)}, [{}]),
        "session-state": (planned, {"verb": "open"}, [{}]),
        "console": (opened, {}, []),
        "console-do": (opened, {}, steps),
        "projector": (opened, {}, []),
        "console-stream": (opened, {"kind": "console"}, []),
        "session-document": (closed, {"name": "report.docx"}, []),
        "session-question": (planned, {"question": ROW.id}, [words]),
        "session-note": (
            closed, {}, [{"id": uuid.uuid4().hex, "kind": "action", "text": "Act"}],
        ),
        "session-beside": (closed, {}, []),
        "session-sheet": (
            opened, {"key": "part:13"}, [{"sheet": "1", "kind": "level", "level": "2"}],
        ),
        "session-report": (closed, {}, []),
        "session-export": (closed, {"name": "session.json"}, []),
        "session-clear": (closed, {}, [{"thing": note, "verb": "clear"}]),
        "session-circulate": (
            closed, {}, [{"to": "Leaders", "on": DAY, "version": "share-safe"}],
        ),
        "session-agree": (closed, {}, [{"given_by": "Board", "given_on": DAY}]),
        "session-take-back": (closed, {}, [{"withdrawn_by": "The board"}]),
        "session-small-group": (
            planned,
            {},
            [{"topic": "screening", "group_name": "", "on": "", "lead": ""}],
        ),
        "session-small-group-off": (planned, {"place": "0"}, [{}]),
        "session-add-question": (planned, {"line": line}, [added]),
    }  # fmt: skip


def general(place: Place) -> dict[str, tuple[dict[str, str], list[Any]]]:
    """The addresses that belong to no session."""
    plan = {
        "title": "Autumn", "area": AREA, "date": DAY, "starts": "10:00",
        "minutes": "200", "mode": "phones", "groups": "", "kind": "workbook",
    }  # fmt: skip
    return {
        "sessions": ({}, []),
        "plan-session": ({}, [plan]),
        "instruments": ({}, []),
        "instrument-retire": ({"number": str(place.instrument.pk)}, [{}]),
        "session-bring-in": ({}, []),
    }


def addresses(place: Place) -> dict[str, tuple[str, list[Any]]]:
    made = {
        name: (reverse(name, kwargs={"pk": of.pk, **names}), bodies)
        for name, (of, names, bodies) in forms(place).items()
    }
    return made | {
        name: (reverse(name, kwargs=names), bodies)
        for name, (names, bodies) in general(place).items()
    }


def outsiders(place: Place) -> dict[str, Client]:
    """Everybody who may not, with what they do hold."""
    held = place.open
    return {
        "nobody": Client(),
        "a viewer of the council": place.browser(place.viewer),
        "an analyst of elsewhere": place.browser(place.other),
        "a phone in the room": in_room(actions.join(session=held).token),
        "a scribe in the room": in_room(actions.join(session=held, scribe_for=0).token),
    }


def test_no_address_is_left_out(place: Place) -> None:
    listed = {one.name for one in leaves(urls.DIAGNOSIS)}
    assert listed == set(addresses(place))


def test_who_may_not_is_turned_away_and_changes_nothing(place: Place) -> None:
    for who, client in outsiders(place).items():
        before = rows()
        for name, (address, bodies) in addresses(place).items():
            if name in GENERAL and who == "an analyst of elsewhere":
                continue
            for what, answer in tried(client, address, [*bodies, {}]):
                assert turned_away(answer), (who, what, answer.status_code)
                assert changed(before, rows()) == [], (who, what)


def test_the_same_forms_of_its_own_people_do_something(place: Place) -> None:
    client = place.browser(place.own)
    for name, (address, bodies) in addresses(place).items():
        if name in (
            "session-agree",
        ):  # it is agreed to already, until it is taken back
            continue
        for body in bodies:
            before = rows()
            with transaction.atomic():
                answer = client.post(address, body)
                assert answer.status_code == 302, (address, body, answer.status_code)
                assert changed(before, rows()), (address, body)
                transaction.set_rollback(True)


def test_a_file_of_somebody_who_may_not_is_not_read(place: Place) -> None:
    own = place.browser(place.own)
    taken = own.get(f"/diagnosis/{place.closed.pk}/session.json").content
    for who, client in outsiders(place).items():
        if who == "an analyst of elsewhere":
            continue
        before = rows()
        for address, field in (("bring-in", "file"), ("instruments", "files")):
            sent = SimpleUploadedFile("session.json", taken)
            answer = client.post(f"/diagnosis/{address}", {field: sent})
            assert turned_away(answer), (who, address)
        assert changed(before, rows()) == []
