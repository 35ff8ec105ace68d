"""Whose a session is: others find nothing of it. Who runs it, and who came."""

import asyncio
import datetime
import io
from collections.abc import Callable

import docx
import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from firstyear.errors import InputError, RefusedError
from firstyear.figures import Release
from firstyear_web.people import actions as accounts
from firstyear_web.people.models import Role, User
from firstyear_web.people.permissions import CommandLine
from firstyear_web.reviews import actions as reviewing
from firstyear_web.workshops import actions, devices, queries, urls
from firstyear_web.workshops.console_views import stream
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.recording import record

PASSWORD = "four plain words here"


@pytest.fixture
def council(people: dict[str, User]) -> User:
    """A facilitator of a council, beside the one who works for nobody named."""
    place = accounts.add_organisation(name="Testford Council", by=CommandLine())
    return _person("Carol", place)


def _person(name: str, place: object, role: Role = Role.FACILITATOR) -> User:
    made = accounts.create_account(
        email=f"{name.lower()}@example.org",
        display_name=name,
        role=role,
        organisation=place,
        by=CommandLine(),
    )
    accounts.set_password(account=made, password=PASSWORD, by=made)
    return made


def browser(person: User) -> Client:
    made = Client()
    assert made.login(email=person.email, password=PASSWORD)
    return made


@pytest.fixture
def room(council: User, region: Release) -> Session:
    made = actions.plan_session(
        title="Spring",
        area="X06000069",
        area_name="Fernmoor",
        date=datetime.date(2027, 5, 14),
        starts=datetime.time(9, 30),
        groups=["North", "South"],
        by=council,
    )
    actions.open_session(session=made, by=council)
    made.refresh_from_db()
    return made


def _addresses(room: Session) -> list[str]:
    """Every address below a session, made from the table of addresses itself."""
    known = {
        "line": str(room.agenda.first().pk),
        "invitee": "1",
        "runner": "1",
        "verb": "close",
        "kind": "console",
        "question": "1.1",
        "token": "1",
        "place": "0",
        "key": "part:1",
    }
    found = []
    for one in urls.DIAGNOSIS:
        if "(?P<pk>" not in str(one.pattern):
            continue
        names = dict(known)
        if one.name == "session-document":
            names["name"] = "report.docx"
        elif one.name == "session-export":
            names["name"] = "session.json"
        wanted = {
            key: names[key] for key in one.pattern.regex.groupindex if key != "pk"
        }
        found.append(reverse(one.name, kwargs={"pk": room.pk, **wanted}))
    assert len(found) > 15
    return found


def test_a_session_of_others_is_not_there(
    room: Session, people: dict[str, User], clients: dict[str, Client]
) -> None:
    other = _person(
        "Olga", accounts.add_organisation(name="Elsewhere", by=CommandLine())
    )
    for stranger in (browser(other), clients["administrator"], clients["facilitator"]):
        assert "Spring" not in stranger.get("/diagnosis/").content.decode()
        for address in _addresses(room):
            for method in (stranger.get, stranger.post):
                answer = method(address)
                assert answer.status_code in (404, 405, 401), (address, answer)
                assert b"Spring" not in b"".join(answer)
    room.refresh_from_db()
    assert room.state == "open"
    with pytest.raises(RefusedError, match="another organisation"):
        actions.close_session(session=room, by=other)


def test_colleagues_run_it_and_a_viewer_does_not(room: Session, council: User) -> None:
    colleague = _person("Colin", council.organisation)
    assert "Spring" in browser(colleague).get("/diagnosis/").content.decode()
    assert browser(colleague).get(f"/diagnosis/{room.pk}").status_code == 200
    viewer = _person("Vera", council.organisation, Role.VIEWER)
    assert browser(viewer).get(f"/diagnosis/{room.pk}").status_code == 403


def test_somebody_asked_in_runs_it_until_let_go(room: Session, council: User) -> None:
    place = accounts.add_organisation(name="Midshire Region", by=CommandLine())
    guest, third = _person("Greta", place), _person("Theo", place)
    mine = browser(council)
    page = f"/diagnosis/{room.pk}/people"
    asked = mine.post(page, {"form": "runner", "person": guest.pk}, follow=True)
    assert "Greta runs the session too." in asked.content.decode()
    theirs = browser(guest)
    assert theirs.get(f"/diagnosis/{room.pk}/console").status_code == 200
    assert "Spring" in theirs.get("/diagnosis/").content.decode()
    actions.close_session(session=room, by=guest)
    # Who was asked in asks nobody in, and hands nothing over.
    refused = theirs.post(page, {"form": "runner", "person": third.pk})
    assert refused.status_code == 422
    assert "own organisation" in refused.content.decode()
    again = mine.post(page, {"form": "runner", "person": guest.pk})
    assert "runs this session already" in again.content.decode()
    nobody = mine.post(page, {"form": "runner", "person": ""})
    assert nobody.status_code == 422
    assert "Choose somebody" in nobody.content.decode()
    runner = room.runners.get()
    mine.post(f"/diagnosis/{room.pk}/people/{runner.pk}/off")
    assert theirs.get(f"/diagnosis/{room.pk}").status_code == 404
    said = [one.history_change_reason for one in runner.history.all()]
    assert said == ["let go", "asked in"]


def test_a_session_is_handed_to_the_areas_own(room: Session, council: User) -> None:
    own = accounts.add_organisation(name="Fernmoor Council", by=CommandLine())
    theirs, colleague = _person("Fern", own), _person("Colin", council.organisation)
    page = f"/diagnosis/{room.pk}/people"
    done = browser(council).post(
        page, {"form": "hand-over", "organisation": own.pk}, follow=True
    )
    assert "belongs to Fernmoor Council now" in done.content.decode()
    assert browser(theirs).get(page).status_code == 200
    assert browser(colleague).get(page).status_code == 404
    # Who planned it still runs it.
    assert browser(council).get(page).status_code == 200


def test_earlier_sessions_are_those_of_the_same_organisation(
    room: Session, council: User, people: dict[str, User]
) -> None:
    actions.close_session(session=room, by=council)
    plan = {
        "title": "Autumn",
        "area": "X06000069",
        "area_name": "Fernmoor",
        "date": datetime.date(2027, 11, 1),
        "starts": datetime.time(9),
    }
    mine = actions.plan_session(**plan, by=council)
    theirs = actions.plan_session(**plan, by=people["facilitator"])
    assert [one.title for one in queries.earlier(mine)] == ["Spring"]
    assert queries.earlier(theirs) == ()


def test_a_review_is_linked_to_sessions_that_are_open_to_whoever_links(
    room: Session, council: User
) -> None:
    place = accounts.add_organisation(name="Midshire Region", by=CommandLine())
    other = _person("Greta", place)
    day = datetime.date(2027, 6, 1)
    review = reviewing.start_review(
        title="Babies",
        area="X06000069",
        area_name="Fernmoor",
        begins=day,
        ends=day,
        by=other,
    )
    with pytest.raises(RefusedError, match="another organisation"):
        reviewing.link_session(review=review, session=room, by=other)
    page = browser(other).get(f"/reviews/{review.pk}").content.decode()
    assert "Spring" not in page
    refused = browser(other).post(
        f"/reviews/{review.pk}/sessions", {"session": room.pk}
    )
    assert refused.status_code == 404


def test_who_left_early_took_part_once_they_answered(
    room: Session, council: User
) -> None:
    ballot = room.ballots.get(key="part:13")
    actions.open_ballot(ballot=ballot, by=council)
    stays, goes, silent = (
        actions.join(session=room, role=role).voice
        for role in ("midwifery-director", "midwifery-director", "")
    )
    for place, voice in enumerate((stays, goes)):
        actions.give_answer(
            answer_id=f"{place:032x}",
            ballot=ballot.key,
            round_=1,
            content={"level": 2, "confidence": "sure"},
            order=0,
            by=voice,
        )
    turn = Session.objects.get(pk=room.pk).turn
    actions.leave(voice=goes)
    actions.leave(voice=silent)
    # Nobody sees that somebody left.
    assert Session.objects.get(pk=room.pk).turn == turn
    closed = actions.close_session(session=room, by=council)
    assert (closed.joined, closed.joined_by_role) == (2, {"midwifery-director": 2})


def test_who_came_is_ticked_and_told(room: Session, council: User) -> None:
    mine, page = browser(council), f"/diagnosis/{room.pk}/people"
    came, stayed = (
        actions.invite(session=room, role=role, name=name, by=council)
        for role, name in (
            ("midwifery-director", "Iris"),
            ("neonatologist", "Jan"),
        )
    )
    before = _word(mine, room)
    assert "Nobody ticked who of them came." in before
    assert "nobody came" not in before
    wrong = mine.post(page, {"form": "came", "came": [came.pk], "people": "many"})
    assert wrong.status_code == 422
    assert "is not a number of people" in wrong.content.decode()
    assert f'value="{came.pk}" checked' in wrong.content.decode()
    kept = mine.post(
        page, {"form": "came", "came": [came.pk], "people": "23"}, follow=True
    )
    assert "Who came is kept." in kept.content.decode()
    actions.close_session(session=room, by=council)
    told = _word(mine, room)
    assert "23 people took part." in told
    assert "Invited, and nobody came:" in told
    report = mine.get(f"/diagnosis/{room.pk}/report").content.decode()
    assert "23 people" in report
    held = record(Session.objects.get(pk=room.pk))
    assert held.joined == 23
    assert held.joined_by_role == {"midwifery-director": 1}
    with pytest.raises(InputError, match="at least 2"):
        actions.say_who_came(
            session=room, came=[came.pk, stayed.pk], people=1, by=council
        )
    with pytest.raises(InputError, match="who were invited"):
        actions.say_who_came(session=room, came=[999], people=None, by=council)


def test_who_came_waits_for_the_doors(
    council: User, region: Release, make: Callable[[], Session]
) -> None:
    planned = make()
    with pytest.raises(RefusedError, match="once the session is open"):
        actions.say_who_came(session=planned, came=[], people=5, by=council)
    page = browser(council).get(f"/diagnosis/{planned.pk}/people").content.decode()
    assert "Who came" not in page


@pytest.fixture
def make(council: User) -> Callable[[], Session]:
    def planned() -> Session:
        return actions.plan_session(
            title="Later",
            area="X06000069",
            area_name="Fernmoor",
            date=datetime.date(2027, 5, 14),
            starts=datetime.time(9, 30),
            by=council,
        )

    return planned


def test_the_stream_of_a_session_of_others_is_closed(
    room: Session, people: dict[str, User]
) -> None:
    class Asked:
        async def auser(self) -> User:
            return people["facilitator"]

    with pytest.raises(Http404):
        asyncio.run(stream(Asked(), room.pk, "console"))


def test_a_form_nobody_filled_in_is_said_once(room: Session, council: User) -> None:
    actions.close_session(session=room, by=council)
    told = _word(browser(council), room)
    assert told.count("Nobody filled in the form about the session.") == 1
    assert "Nobody answered this." not in told


def test_questions_of_the_form_that_nobody_answered_are_listed(
    room: Session, council: User
) -> None:
    device = Client()
    device.cookies[devices.COOKIE] = actions.join(session=room).token
    form = {"form": "evaluation", "id": "0" * 32, "q0-statements": "1"}
    device.post("/room/leaving", form | {"q0-score-0": "4"})
    actions.close_session(session=room, by=council)
    told = _word(browser(council), room)
    assert "Of the form about the session, nobody answered:" in told
    assert "Nobody filled in" not in told


def _word(client: Client, room: Session) -> str:
    answer = client.get(f"/diagnosis/{room.pk}/documents/report.docx")
    assert answer.status_code == 200
    made = docx.Document(io.BytesIO(b"".join(answer)))
    words = [one.text for one in made.paragraphs]
    for table in made.tables:
        words += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(words)
