"""Groups keep their names once somebody may have written for them."""

import html
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from firstyear.errors import InputError
from firstyear.figures import Release
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Session

FORM = {
    "title": "Spring", "area": "X06000069", "date": "14 5 2027", "starts": "10:00",
    "minutes": "200", "mode": "phones",
}  # fmt: skip


def report(client: Client, room: Session) -> str:
    return html.unescape(client.get(f"/diagnosis/{room.pk}/report").content.decode())


def write(room: Session, by: User, group: int) -> None:
    actions.write_note(
        session=room, note_id=uuid.uuid4().hex, kind="gap", text="Nobody rings back",
        group=group, by=by,
    )  # fmt: skip


@pytest.mark.parametrize(
    "groups", ["Sky\nTable two", "Table two\nTable one", "Table two", ""]
)
def test_no_note_changes_its_group_while_the_session_is_open(
    room: Session,
    facilitator: User,
    clients: dict[str, Client],
    region: Release,
    groups: str,
) -> None:
    write(room, facilitator, 1)
    address = f"/diagnosis/{room.pk}/details"
    answer = clients["facilitator"].post(address, {**FORM, "groups": groups})
    assert answer.status_code in (200, 422)
    said = html.unescape(answer.content.decode())
    assert "Leave Table one, Table two as they are, in this order" in said
    room.refresh_from_db()
    assert room.groups == ["Table one", "Table two"]
    assert room.title == "Midshire diagnosis"
    assert "Table two" in report(clients["facilitator"], room)


def test_another_group_comes_after_them(
    room: Session, facilitator: User, clients: dict[str, Client], region: Release
) -> None:
    write(room, facilitator, 1)
    given = {**FORM, "groups": "Table one\nTable two\nTable three"}
    answer = clients["facilitator"].post(f"/diagnosis/{room.pk}/details", given)
    assert answer.status_code == 302
    room.refresh_from_db()
    assert room.groups == ["Table one", "Table two", "Table three"]


def test_a_plan_may_name_them_anew_until_something_is_written(
    make_room: Callable[..., Any], facilitator: User
) -> None:
    plan = make_room(opened=False)
    actions.change_session(session=plan, groups=["Sky", "Sea"], by=facilitator)
    plan.refresh_from_db()
    assert plan.groups == ["Sky", "Sea"]
    write(plan, facilitator, 0)
    with pytest.raises(InputError, match="Leave Sky, Sea as they are"):
        actions.change_session(session=plan, groups=["Sea", "Sky"], by=facilitator)
