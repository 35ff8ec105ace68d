"""The laptop cannot write: people are told, and keep what they typed."""

import uuid
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from firstyear_web.workshops import actions
from firstyear_web.workshops.actions import voices
from firstyear_web.workshops.models import Ballot, Session


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the database, or its disk is full."""

    def refuse(**_: Any) -> None:
        raise OperationalError("database is locked")

    for module, names in (
        (actions, ("join", "leave", "write_note", "leave_offer", "undo")),
        (voices, ("join",)),
    ):
        for name in names:
            monkeypatch.setattr(module, name, refuse)


def test_each_page_says_that_nothing_was_written(
    region: object,
    room: Session,
    level: Ballot,
    clients: dict[str, Client],
    request: pytest.FixtureRequest,
) -> None:
    laptop, guest, phone = clients["facilitator"], Client(), Client()
    phone.cookies["firstyear_room"] = actions.join(session=room).token
    request.getfixturevalue("locked")
    note = {"id": uuid.uuid4().hex, "kind": "gap", "text": "Typed just now"}
    offer = {"form": "offer", "email": "a@example.org", "offers": "Typed just now"}
    base = f"/diagnosis/{room.pk}"
    for browser, page, form, status in (
        (guest, "/join", {"code": room.code, "role": ""}, 503),
        (laptop, f"{base}/do", {"verb": "undo"}, 422),
        (laptop, f"{base}/note", note, 422),
        (phone, "/room/leaving", offer, 422),
    ):
        browser.raise_request_exception = False
        answer = browser.post(page, form)
        assert answer.status_code == status, page
        told = answer.content.decode()
        assert "was not kept" in told, page
        assert ("Typed just now" in told) == ("Typed just now" in form.values())


def test_leaving_is_one_tap_on_a_full_disk_too(
    region: object, room: Session, request: pytest.FixtureRequest
) -> None:
    phone = Client()
    phone.cookies["firstyear_room"] = actions.join(session=room).token
    request.getfixturevalue("locked")
    assert phone.post("/room/leave").status_code == 302
    assert phone.cookies["firstyear_room"].value == ""
