"""Local help on every page of its area; names that end in time, or on request."""

import datetime
import io
from uuid import uuid4

import docx
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.figures import Release
from firstyear_web.care import actions, keeping, names, queries
from firstyear_web.care.models import LocalHelp, TakenAway
from firstyear_web.people import actions as accounts
from firstyear_web.people.models import Role, User
from firstyear_web.people.permissions import CommandLine
from firstyear_web.reviews import actions as reviewing
from firstyear_web.workshops import actions as workshops
from firstyear_web.workshops import devices
from firstyear_web.workshops.models import Note, Session

PASSWORD = "four plain words here"
AREA = "X06000069"
TODAY = timezone.localdate()


@pytest.fixture
def local(people: dict[str, User], region: Release) -> User:
    """A facilitator whose organisation is the area's own."""
    place = accounts.add_organisation(
        name="Fernmoor Council", area=AREA, by=CommandLine()
    )
    made = accounts.create_account(
        email="fern@example.org",
        display_name="Fern",
        role=Role.FACILITATOR,
        organisation=place,
        by=CommandLine(),
    )
    accounts.set_password(account=made, password=PASSWORD, by=made)
    return made


@pytest.fixture
def theirs(local: User) -> Client:
    made = Client()
    assert made.login(email=local.email, password=PASSWORD)
    return made


def told(answer) -> str:
    return answer.content.decode()


def planned(by: User, day: datetime.date, **details) -> Session:
    return workshops.plan_session(
        title="Spring",
        area=AREA,
        area_name="Fernmoor",
        date=day,
        starts=datetime.time(9, 30),
        by=by,
        **details,
    )


def test_no_migration_is_missing(home) -> None:
    call_command("makemigrations", "care", check=True, dry_run=True, verbosity=0)


def test_local_help_is_on_every_page_of_its_area(
    local: User, theirs: Client, client: Client
) -> None:
    before = told(client.get(f"/area/{AREA}"))
    assert "Fernmoor Bereavement" not in before
    form = {
        "kind": "support",
        "area": AREA,
        "name": "Fernmoor Bereavement Midwives",
        "says": "They ring back the same day.",
        "telephone": "0121 496 0000",
        "web": "",
    }
    kept = theirs.post("/support/local", form, follow=True)
    assert "Fernmoor Bereavement Midwives is kept." in told(kept)
    # Pages of the area were made and kept before: they show it all the same.
    for address in (
        f"/area/{AREA}",
        f"/area/{AREA}/is-it-real",
        f"/support/?area={AREA}",
        f"/left?area={AREA}",
    ):
        page = told(client.get(address))
        assert "Fernmoor Bereavement Midwives" in page, address
        assert 'href="tel:01214960000"' in page, address
    for elsewhere in ("/area/X06000063", "/support/", "/"):
        assert "Fernmoor Bereavement" not in told(client.get(elsewhere))
    entry = LocalHelp.objects.get()
    page = f"/support/local/{entry.pk}"
    changed = theirs.post(page, form | {"name": "Fernmoor Listening"}, follow=True)
    assert "Fernmoor Listening is kept." in told(changed)
    assert "Fernmoor Listening" in told(client.get(f"/area/{AREA}"))
    theirs.post(f"{page}/off")
    assert "Fernmoor Listening" not in told(client.get(f"/area/{AREA}"))
    said = [one.history_change_reason for one in entry.history.all()]
    assert said == ["taken off", "changed", "added"]


def test_a_concern_goes_by_the_route_of_the_area(local: User, theirs: Client) -> None:
    actions.add_help(
        by=local,
        kind="concern",
        area=AREA,
        area_name="Fernmoor",
        name="Front door for children",
        telephone="01234 567890",
        web="https://example.org/front-door",
        says="Day and night.",
    )
    room = planned(local, TODAY)
    workshops.open_session(session=room, by=local)
    room.refresh_from_db()
    phone = Client()
    phone.cookies[devices.COOKIE] = workshops.join(session=room).token
    page = told(phone.get("/room/concern"))
    assert "Front door for children" in page
    assert 'href="tel:01234567890"' in page
    assert "0808 800 5000" in page
    assert "Front door" not in told(Client().get("/room/concern"))
    assert "Front door" in told(Client().get(f"/support/?area={AREA}"))


def test_documents_of_a_session_say_who_helps_near(local: User, theirs: Client) -> None:
    actions.add_help(
        by=local, kind="support", area=AREA, name="Fernmoor Listening", says="Calls."
    )
    room = planned(local, TODAY)
    for name in ("guide.docx", "invitation.docx", "recording-book.docx"):
        answer = theirs.get(f"/diagnosis/{room.pk}/documents/{name}")
        made = docx.Document(io.BytesIO(b"".join(answer)))
        words = [one.text for one in made.paragraphs]
        words += [
            cell.text for one in made.tables for row in one.rows for cell in row.cells
        ]
        assert "Fernmoor Listening. Calls." in "\n".join(words), name


def test_help_of_other_areas_is_not_theirs(
    local: User, theirs: Client, people: dict[str, User], clients: dict[str, Client]
) -> None:
    everywhere = actions.add_help(
        by=people["administrator"], kind="support", area="", name="Night line"
    )
    assert "Night line" in told(Client().get("/support/"))
    assert theirs.get(f"/support/local/{everywhere.pk}").status_code == 404
    assert theirs.post(f"/support/local/{everywhere.pk}/off").status_code == 404
    with pytest.raises(RefusedError, match="Only administrators"):
        actions.add_help(by=local, kind="support", area="", name="Mine")
    with pytest.raises(RefusedError, match="another organisation"):
        actions.add_help(by=local, kind="support", area="X06000063", name="Mine")
    with pytest.raises(RefusedError):
        actions.remove_help(entry=everywhere, by=local)
    assert clients["viewer"].get("/support/local").status_code == 403
    assert Client().get("/support/local").status_code == 302
    # Somebody whose organisation has no area is told what to do.
    page = told(clients["facilitator"].get("/support/local"))
    assert "ask an administrator" in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the name of the team"),
        ("name", "Dr Ann Lee", "named a person"),
        ("says", "Ask Mrs Jane Brown", "named a person"),
        ("telephone", "ring me", "Enter a telephone number"),
        ("web", "javascript:alert(1)", "begins with https"),
        ("web", 'https://x"onclick=', "begins with https"),
    ],
)
def test_what_no_page_may_show_is_refused(
    theirs: Client, field: str, value: str, said: str
) -> None:
    form = {"kind": "support", "area": AREA, "name": "A team", "says": "", "web": ""}
    answer = theirs.post("/support/local", form | {field: value})
    assert answer.status_code == 422
    assert said in told(answer)
    assert not LocalHelp.objects.exists()


def test_markup_stays_words(local: User) -> None:
    actions.add_help(
        by=local, kind="support", area=AREA, name="<script>alert(1)</script>"
    )
    page = told(Client().get(f"/area/{AREA}"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def old_session(by: User, **details) -> Session:
    """A session of three years ago, closed, with names in every place."""
    room = planned(
        by,
        TODAY - datetime.timedelta(days=3 * 366),
        support_person="Sam Carer",
        interpreter="Ida Voice",
        groups=["North"],
        **details,
    )
    workshops.invite(
        session=room,
        role="midwifery-director",
        name="Iris Stone",
        email="iris@example.org",
        by=by,
    )
    workshops.open_session(session=room, by=by)
    for text, lead in (
        ("Iris Stone brings the rota", "Iris Stone"),
        ("A rota for all", "Screening midwife"),
    ):
        workshops.write_note(
            session=room,
            note_id=uuid4().hex,
            kind="action",
            text=text,
            lead=lead,
            part="13",
            by=by,
        )
    workshops.circulate(
        session=room, to="Iris Stone", on=room.date, version="share-safe", by=by
    )
    workshops.close_session(session=room, by=by)
    room.refresh_from_db()
    return room


def test_names_of_a_session_become_roles_when_their_time_is_over(
    local: User, people: dict[str, User], clients: dict[str, Client]
) -> None:
    room = old_session(local)
    fresh = planned(local, TODAY, support_person="Sam Carer")
    page = told(clients["administrator"].get("/account/keeping"))
    assert "1 is due" in page
    done = clients["administrator"].post(
        "/account/keeping", {"kind": "session-names"}, follow=True
    )
    assert "Names were taken out of" in told(done)
    room.refresh_from_db()
    role = next(
        one.today
        for one in keeping.roles_by_id().values()
        if one.id == "midwifery-director"
    )
    notes = {one.text: one.lead for one in room.notes.all()}
    assert set(notes) == {f"{role} brings the rota", "A rota for all"}
    guest = room.invited.get()
    assert (guest.role, guest.name, guest.email) == ("midwifery-director", "", "")
    assert room.circulated.get().to == keeping.SENT
    assert (room.support_person, room.interpreter) == ("", "")
    assert not names.found("Iris Stone", "Ida Voice")
    # What is not due keeps its names, and what was done is on record without any.
    fresh.refresh_from_db()
    assert fresh.support_person == "Sam Carer"
    assert not names.found("Sam Carer")["history of session"] > 1
    assert "Iris" not in str(list(TakenAway.objects.values()))
    assert Note.history.filter(session_id=room.pk).count() == 2
    assert keeping.due(keeping.BY_KEY["session-names"], TODAY) == []


def test_an_hour_more_or_less_of_keeping(
    local: User, people: dict[str, User], clients: dict[str, Client]
) -> None:
    old_session(local)
    longer = clients["administrator"].post(
        "/account/keeping", {"kind": "session-names", "months": "48"}, follow=True
    )
    assert "The keeping time is changed." in told(longer)
    assert keeping.due(keeping.BY_KEY["session-names"], TODAY) == []
    for wrong in ("0", "many", "121", "²", ""):
        answer = clients["administrator"].post(
            "/account/keeping", {"kind": "session-names", "months": wrong}
        )
        assert answer.status_code == 422
        assert "from 1 to 120" in told(answer)
    with pytest.raises(InputError, match="no such kind"):
        actions.keep_for(kind="all", months=3, by=people["administrator"])
    for who in ("analyst", "facilitator", "viewer"):
        assert clients[who].get("/account/keeping").status_code == 403
        assert clients[who].post("/account/keeping/name").status_code == 403


@pytest.mark.parametrize(
    ("months", "today", "day"),
    [
        (24, "2028-02-29", "2026-02-28"),
        (1, "2027-03-31", "2027-02-28"),
        (3, "2027-01-15", "2026-10-15"),
        (12, "2027-12-31", "2026-12-31"),
    ],
)
def test_the_last_day_of_so_many_months(months: int, today: str, day: str) -> None:
    found = keeping.last_day(months, datetime.date.fromisoformat(today))
    assert found.isoformat() == day


def test_a_review_keeps_its_advice_without_the_name(
    local: User, people: dict[str, User]
) -> None:
    day = TODAY - datetime.timedelta(days=900)
    review = reviewing.start_review(
        title="Babies", area=AREA, area_name="Fernmoor", begins=day, ends=day, by=local
    )
    made = reviewing.recommend(
        review=review,
        text="One rota",
        level="policy",
        reach="all",
        control="own",
        approach="population",
        lead="Ann Lee",
        by=local,
    )
    by = people["administrator"]
    assert actions.end_keeping(kind="review-names", today=TODAY, by=by) == 2
    made.refresh_from_db()
    assert (made.lead, made.text) == (keeping.LEAD, "One rota")
    assert not names.found("Ann Lee")


def test_words_that_nobody_cleared_are_removed(
    local: User, people: dict[str, User]
) -> None:
    room = planned(local, TODAY - datetime.timedelta(days=200), groups=["North"])
    workshops.open_session(session=room, by=local)
    made = workshops.write_note(
        session=room,
        note_id=uuid4().hex,
        kind="gap",
        text="Mrs Jane Brown waited",
        part="13",
        by=local,
    )
    assert made.likeness
    workshops.close_session(session=room, by=local)
    by = people["administrator"]
    assert actions.end_keeping(kind="held-words", today=TODAY, by=by) == 1
    note = room.notes.get()
    assert (note.text, note.state) == (keeping.REMOVED, "removed")
    assert not names.found("Jane Brown")
    assert actions.end_keeping(kind="held-words", today=TODAY, by=by) == 0


def test_a_closed_account_loses_its_name(
    local: User, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = people["administrator"]
    accounts.close_account(account=local, by=by)
    assert actions.end_keeping(kind="closed-accounts", today=TODAY, by=by) == 0
    later = TODAY + datetime.timedelta(days=400)
    assert actions.end_keeping(kind="closed-accounts", today=later, by=by) == 1
    local.refresh_from_db()
    assert "Fern" not in local.display_name
    assert "fern@" not in str(list(local.history.values()))
    assert actions.end_keeping(kind="closed-accounts", today=later, by=by) == 0


def test_a_name_is_taken_away_on_request(
    local: User, clients: dict[str, Client]
) -> None:
    room = old_session(local)
    page = "/account/keeping/name"
    browser = clients["administrator"]
    form = {"name": "iris  STONE\niris@example.org", "role": "the midwifery lead"}
    looked = told(browser.post(page, form))
    assert "Found in" in looked
    assert "under note" in looked
    assert "under history of note" in looked
    assert room.notes.filter(text__contains="Iris").exists()
    done = browser.post(page, form | {"sure": "yes"}, follow=True)
    assert "and is not" in told(done)
    assert not names.found("Iris Stone", "iris@example.org")
    assert room.notes.filter(text="the midwifery lead brings the rota").exists()
    assert "Found nowhere" in told(browser.post(page, form))
    for wrong, said in (
        ({"name": "Iris"}, "in full"),
        ({"name": ""}, "Enter the name"),
        ({"role": "Iris Stone"}, "The role holds the name"),
        ({"role": ""}, "Enter the role"),
    ):
        answer = browser.post(page, form | wrong | {"sure": "yes"})
        assert answer.status_code == 422
        assert said in told(answer)


def test_every_place_where_people_write_is_looked_through() -> None:
    """A second list, by hand, of the fields in which somebody's name may stand."""
    looked = {table._meta.model_name for table in names.tables()}
    assert {
        "note", "historicalnote", "answer", "parked", "invitee", "circulation",
        "session", "historicalsession", "recommendation", "historicalrecommendation",
        "check", "historicalcheck", "interview", "finding", "evidence", "feedback",
        "followup", "swotentry", "reached", "dueregard", "consent", "tierchoice",
        "member", "offer", "act",
    } <= looked  # fmt: skip


def test_queries_give_those_near_first(local: User) -> None:
    actions.add_help(by=local, kind="support", area=AREA, name="Zebra line")
    found = queries.support(AREA)
    assert [one.name for one in found][:2] == ["Zebra line", "Sands"]
    assert [one.near for one in found][:2] == [True, False]
