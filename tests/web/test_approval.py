"""Local figures wait for a second person: who sees them until then, and who says so."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from firstyear_tests_local import SAID, USUAL, local_csv
from firstyear_tests_pages import problems, read_page

import firstyear as fy
from firstyear.figures import Release, ledger
from firstyear_web.config.store import current_store, public_store
from firstyear_web.people.models import Organisation, User

pytestmark = pytest.mark.usefixtures("folder_as_before")

QUERY = "indicator=infant-mortality&from=2024-01-01"
AREA = "/area/X06000074?indicator=infant-mortality&years=1"


def loaded(client: Client) -> str:
    """The page of a release that this client has just loaded."""
    file = SimpleUploadedFile("registers.csv", local_csv(USUAL))
    sent = client.post("/data/load", {**SAID, "files": [file]})
    accepted = client.post(f"{sent['Location']}/accept")
    assert accepted.status_code == 302
    return str(accepted["Location"])


def counted(client: Client) -> set[str]:
    """Releases whose figures of 2024 the API hands to this client."""
    told = client.get(f"/api/figures?{QUERY}&limit=1000").json()["figures"]
    return {each["release"] for each in told}


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_until_approved_only_people_who_are_signed_in_see_it(
    clients: dict[str, Client],
) -> None:
    page = loaded(clients["analyst"])
    release = page.rsplit("/", 1)[-1]
    for address in (page, f"{page}/figures.csv", f"{page}/everything.zip"):
        assert clients["nobody"].get(address).status_code == 404, address
    assert release not in counted(clients["nobody"])
    assert release not in clients["nobody"].get("/api/releases").content.decode()
    assert release not in clients["nobody"].get("/data/").content.decode()
    assert release in counted(clients["viewer"])
    seen = clients["viewer"].get(page)
    assert problems(seen.content) == []
    said = read_page(seen.content).words
    assert "Not public" in said
    assert "Approve for everybody" not in said, "viewers do not approve"
    file = b"".join(clients["viewer"].get(f"{page}/figures.csv"))
    assert release in file.decode(), "what is sent later is sent to the same reader"


def test_what_somebody_signed_in_sees_is_in_no_shared_cache(
    clients: dict[str, Client],
) -> None:
    before = clients["nobody"].get(AREA)
    loaded(clients["analyst"])
    own, others = clients["viewer"].get(AREA), clients["nobody"].get(AREA)
    assert "private" in own["Cache-Control"]
    assert "Cookie" in own["Vary"]
    assert "Not public." in own.content.decode()
    assert "Not public." not in others.content.decode()
    assert read_page(others.content).words == read_page(before.content).words
    mine = clients["viewer"].get(f"/api/figures?{QUERY}")
    theirs = clients["nobody"].get(f"/api/figures?{QUERY}")
    assert mine["ETag"] != theirs["ETag"]


def test_a_second_person_approves_and_the_page_and_ledger_say_who(
    clients: dict[str, Client], people: dict[str, User], home: Path
) -> None:
    page = loaded(clients["analyst"])
    release = page.rsplit("/", 1)[-1]
    own = read_page(clients["analyst"].get(page).content).words
    assert "You loaded it: somebody else approves it" in own
    assert clients["analyst"].post(f"{page}/approve").status_code == 403
    assert clients["viewer"].post(f"{page}/approve").status_code == 403
    assert clients["nobody"].post(f"{page}/approve").status_code == 302
    assert release not in counted(clients["nobody"]), "none of these approved it"
    assert [each.what for each in ledger.entries(home)] == ["loaded"]

    offered = clients["administrator"].get(page)
    assert problems(offered.content) == []
    assert "Approve for everybody" in read_page(offered.content).words
    assert clients["administrator"].post(f"{page}/approve").status_code == 302
    assert release in counted(clients["nobody"])
    colleague = read_page(clients["viewer"].get(page).content).words
    stranger = read_page(clients["nobody"].get(page).content).words
    for name in ("Analyst Person", "Administrator Person"):
        assert name in colleague
        assert name not in stranger
    assert "an administrator" in stranger
    entry = ledger.entries(home)[-1]
    first, second = people["analyst"], people["administrator"]
    assert entry.what == "approved"
    assert (entry.by, entry.second) == (f"account-{first.pk}", f"account-{second.pk}")
    done = second.history.first()
    assert done.history_change_reason == f"release approved: {release}"
    assert done.history_user == second
    again = clients["administrator"].post(f"{page}/approve")
    assert again.status_code == 403
    assert len(ledger.entries(home)) == 2


def test_only_post_approves(clients: dict[str, Client]) -> None:
    page = loaded(clients["analyst"])
    assert clients["administrator"].get(f"{page}/approve").status_code == 405


def test_a_changed_ledger_makes_nothing_public(
    clients: dict[str, Client], home: Path
) -> None:
    page = loaded(clients["analyst"])
    clients["administrator"].post(f"{page}/approve")
    assert clients["nobody"].get(page).status_code == 200
    path = home / "ledger.jsonl"
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    assert clients["nobody"].get(page).status_code == 404


def from_command_line(home: Path, **said: object) -> Release:
    reading = fy.figures.read(_file(home))
    provenance = fy.figures.Provenance.model_validate(
        {"title": "Counts", "drawn_from": "registration", **said}
    )
    return fy.figures.load(home, [reading], provenance).release


def _file(home: Path) -> Path:
    path = home / "cache" / "registers.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(local_csv(USUAL))
    return path


@pytest.mark.parametrize("first", ["Administrator Person", "administrator@example.org"])
def test_a_name_on_the_command_line_is_the_same_person_on_the_site(
    clients: dict[str, Client], home: Path, first: str
) -> None:
    made = from_command_line(home, released_by=first)
    page = f"/data/release/{made.id}"
    assert clients["administrator"].post(f"{page}/approve").status_code == 403
    assert clients["analyst"].post(f"{page}/approve").status_code == 302


def test_where_nobody_says_who_loaded_it_nobody_approves_it_here(
    clients: dict[str, Client], home: Path
) -> None:
    page = f"/data/release/{from_command_line(home).id}"
    assert clients["analyst"].post(f"{page}/approve").status_code == 403
    said = read_page(clients["analyst"].get(page).content).words
    assert "Nobody says who loaded it" in said


def test_partners_under_an_agreement_see_it_and_no_other_organisation(
    clients: dict[str, Client], people: dict[str, User], home: Path
) -> None:
    made = from_command_line(
        home,
        audience="partners",
        agreement="the agreement of May 2026",
        partners=("Midshire Council",),
        released_by="A. Analyst",
    )
    page = f"/data/release/{made.id}"
    for role, name in (("viewer", "Midshire Council"), ("analyst", "Farshire")):
        people[role].organisation = Organisation.objects.create(name=name)
        people[role].save()
    assert clients["viewer"].get(page).status_code == 200
    assert made.id in counted(clients["viewer"])
    for role in ("nobody", "analyst", "administrator"):
        assert clients[role].get(page).status_code == 404, role
        assert made.id not in counted(clients[role]), role
    assert clients["analyst"].post(f"{page}/approve").status_code == 404
    said = read_page(clients["viewer"].get(page).content).words
    assert "Midshire Council, under the agreement of May 2026" in said


def test_without_a_request_only_what_is_public_is_there(
    clients: dict[str, Client], home: Path
) -> None:
    made = from_command_line(home, released_by="A. Analyst")
    assert made.id not in [each.id for each in current_store().releases()]
    fy.figures.approve(home, made.id, by="S. Second")
    assert made.id in [each.id for each in public_store().releases()]


def sent(client: Client, **said: str) -> Any:
    file = SimpleUploadedFile("registers.csv", local_csv(USUAL))
    return client.post("/data/load", {**SAID, **said, "files": [file]})


def test_partners_are_named_on_the_form(
    clients: dict[str, Client], people: dict[str, User]
) -> None:
    council = Organisation.objects.create(name="Midshire Council")
    people["viewer"].organisation = council
    people["viewer"].save()
    said = {"agreement": "May 2026", "partners": " Midshire  Council \r\n\r\n"}
    report = sent(clients["analyst"], **said)["Location"]
    words = read_page(clients["analyst"].get(report).content).words
    assert "People of Midshire Council, and you, will see" in words
    page = clients["analyst"].post(f"{report}/accept")["Location"]
    assert clients["analyst"].get(page).status_code == 200, "who loaded it sees it"
    assert clients["viewer"].get(page).status_code == 200
    assert clients["administrator"].get(page).status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"agreement": "May 2026"}, "Enter the partners of this agreement"),
        ({"partners": "Midshire Council"}, "Enter the agreement"),
        (
            {"agreement": "May", "partners": "Nowhere <b>Council"},
            "No organisation here is called Nowhere",
        ),
    ],
)
def test_partners_that_are_not_whole_are_explained(
    clients: dict[str, Client], said: dict[str, str], told: str
) -> None:
    Organisation.objects.create(name="Midshire Council")
    answer = sent(clients["analyst"], **said)
    assert answer.status_code == 400
    assert problems(answer.content) == []
    assert told in read_page(answer.content).words


def test_figures_that_others_share_already_are_told_without_a_dead_end(
    clients: dict[str, Client],
) -> None:
    """The page of a release for partners is not for whoever loads the same again."""
    Organisation.objects.create(name="Midshire Council")
    said = {"agreement": "May 2026", "partners": "Midshire Council"}
    clients["analyst"].post(f"{sent(clients['analyst'], **said)['Location']}/accept")
    report = sent(clients["administrator"])["Location"]
    told = clients["administrator"].post(f"{report}/accept", follow=True)
    assert told.status_code == 200
    assert (
        "for partners of whom your organisation is none"
        in read_page(told.content).words
    )
