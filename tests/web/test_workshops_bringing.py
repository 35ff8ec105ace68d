"""A session planned on one machine and held on another: nothing is lost on the way."""

from collections.abc import Callable

import pytest
from django.test import Client

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import read_session, roles_by_id, share_safe
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.recording import record
from tests.web.workshops import answered, join

CARE = {
    "support_person": "Sam Ode, chaplain",
    "quiet_space": "The library",
    "access_needs": "Step-free",
    "interpreter": "Polish",
    "expected": 20,
}


@pytest.fixture
def plan(make_room: Callable[..., Session], facilitator: User) -> Session:
    made = make_room(opened=False, **CARE)
    line = made.agenda.get(ref="13")
    actions.star(session=made, line=line, questions=["13.1.a"], by=facilitator)
    actions.invite(session=made, role="gp-lead", name="Jo Bloggs", by=facilitator)
    return made


def test_a_plan_goes_to_the_laptop_and_comes_back_as_what_was_held(
    plan: Session, facilitator: User, clients: dict[str, Client]
) -> None:
    page = clients["facilitator"].get(f"/diagnosis/{plan.pk}").content.decode()
    assert f"/diagnosis/{plan.pk}/session.json" in page
    taken = clients["facilitator"].get(f"/diagnosis/{plan.pk}/session.json").content
    before = record(queries.session(plan.pk))
    Session.objects.all().delete()
    # On the laptop it is a plan like any other.
    laptop = actions.bring_in(record=read_session(taken), by=facilitator)
    assert laptop.state == "planned"
    assert record(queries.session(laptop.pk)) == before
    assert {name: getattr(laptop, name) for name in CARE} == CARE
    assert laptop.starts == plan.starts
    actions.open_session(session=laptop, by=facilitator)
    starred = laptop.ballots.get(key="question:13.1.a")
    actions.open_ballot(ballot=starred, by=facilitator)
    answered(join(laptop), starred, level=2)
    actions.reveal(ballot=starred, by=facilitator)
    still_open = record(queries.session(laptop.pk))
    actions.close_session(session=laptop, by=facilitator)
    held = record(queries.session(laptop.pk))
    Session.objects.all().delete()
    # At the office it takes the place of the plan, once it is over.
    actions.bring_in(record=read_session(taken), by=facilitator)
    with pytest.raises(RefusedError, match="here already"):
        actions.bring_in(record=read_session(taken), by=facilitator)
    with pytest.raises(RefusedError, match="still open"):
        actions.bring_in(record=still_open, by=facilitator)
    back = actions.bring_in(record=read_session(held.to_json()), by=facilitator)
    assert record(queries.session(back.pk)) == held
    assert Session.objects.get().state == "closed"
    assert back.invited.count() == 1
    with pytest.raises(RefusedError, match="here already"):
        actions.bring_in(record=held, by=facilitator)


def test_nobody_replaces_a_plan_of_others(
    plan: Session, people: dict[str, User], facilitator: User
) -> None:
    stranger = people["administrator"]
    assert not plan.open_to(stranger)
    held = record(plan).model_copy(update={"state": "closed"})
    with pytest.raises(RefusedError, match="here already"):
        actions.bring_in(record=held, by=stranger)
    plan.refresh_from_db()
    assert plan.state == "planned"


def test_a_plan_with_answers_is_no_plan(room: Session, facilitator: User) -> None:
    ballot = room.ballots.get(key="part:13")
    actions.open_ballot(ballot=ballot, by=facilitator)
    answered(join(room), ballot, level=1)
    actions.reveal(ballot=ballot, by=facilitator)
    odd = record(room).model_copy(update={"state": "planned"})
    Session.objects.all().delete()
    with pytest.raises(InputError, match="has answers"):
        actions.bring_in(record=odd, by=facilitator)
    assert not Session.objects.exists()


def test_what_looks_after_people_is_not_shared(plan: Session) -> None:
    groups = {key: role.broad_group for key, role in roles_by_id().items()}
    shared = share_safe(record(plan), cleared=(), broad_groups=groups).to_json()
    for word in ("Sam Ode", "Step-free", "Polish", "The library"):
        assert word in record(plan).to_json()
        assert word not in shared
