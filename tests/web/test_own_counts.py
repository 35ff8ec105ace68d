"""The team that supplied the records sees its own counts, and every look is logged."""

import csv
import io
import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from firstyear_tests_local import OTHERWISE, SAID, USUAL, local_csv
from firstyear_tests_pages import problems, read_page

from firstyear.figures import own_counts
from firstyear_web.people.models import Organisation, User

pytestmark = pytest.mark.usefixtures("folder_as_before")

SMALL = "X06000074"


@pytest.fixture
def team(people: dict[str, User]) -> dict[str, User]:
    """Analyst and viewer work for the same council, the administrator elsewhere."""
    council = Organisation.objects.create(name="Midshire Council")
    elsewhere = Organisation.objects.create(name="Farshire Council")
    for role, where in (
        ("analyst", council),
        ("viewer", council),
        ("administrator", elsewhere),
    ):
        people[role].organisation = where
        people[role].save()
    return people


def loaded(client: Client, deaths: dict[str, tuple[int, int, int]] = USUAL) -> str:
    file = SimpleUploadedFile("registers.csv", local_csv(deaths))
    said = {**SAID, "own_counts": "on", "files": [file]}
    sent = client.post("/data/load", said)
    assert sent.status_code == 302, read_page(sent.content).words
    accepted = client.post(f"{sent['Location']}/accept")
    assert accepted.status_code == 302
    return str(accepted["Location"])


def test_the_team_sees_its_own_counts_marked_and_logged(
    team: dict[str, User], clients: dict[str, Client], home: Path
) -> None:
    page = loaded(clients["analyst"])
    assert "See your own counts" in clients["viewer"].get(page).content.decode()
    seen = clients["viewer"].get(f"{page}/own-counts")
    assert problems(seen.content) == []
    said = read_page(seen.content).words
    assert said.count("Not for publication") >= 2, said
    assert "Viewer Person" in said, "this very look is on the page"
    for answer in (seen, clients["analyst"].get(f"{page}/own-counts.csv")):
        assert "no-store" in answer["Cache-Control"]
    file = clients["analyst"].get(f"{page}/own-counts.csv")
    assert "NOT-FOR-RELEASE" in file["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(file.content.decode())))
    assert {row["mark"] for row in rows} == {own_counts.MARK}
    own = {(row["area"], row["category"]): row["count"] for row in rows}
    assert own[SMALL, ""] == str(sum(USUAL[SMALL]))
    release = page.rsplit("/", 1)[-1]
    told = own_counts.looks(home, release)
    assert [each.way for each in told] == ["page", "file", "file"]
    assert told[0].account == f"account-{team['viewer'].pk}"
    log = home / "private" / own_counts.LOOKS
    for path in (log, *(home / "private" / own_counts.FOLDER).iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_nobody_else_sees_them_whatever_their_role(
    team: dict[str, User], clients: dict[str, Client], home: Path
) -> None:
    page = loaded(clients["analyst"])
    approved = clients["administrator"].post(f"{page}/approve")
    assert approved.status_code == 302
    for ending in ("own-counts", "own-counts.csv"):
        address = f"{page}/{ending}"
        assert clients["administrator"].get(address).status_code == 403
        assert clients["nobody"].get(address).status_code == 302
    for client in (clients["administrator"], clients["nobody"]):
        assert "own-counts" not in client.get(page).content.decode()
    assert own_counts.looks(home) == (), "what was refused is no look"


def test_a_look_that_cannot_be_written_down_shows_nothing(
    team: dict[str, User], clients: dict[str, Client], home: Path
) -> None:
    page = loaded(clients["analyst"])
    (home / "private" / own_counts.LOOKS).mkdir()
    answer = clients["viewer"].get(f"{page}/own-counts")
    assert answer.status_code == 503
    assert "could not be written down" in answer.content.decode()
    assert "Own count" not in answer.content.decode()


def test_own_counts_are_not_kept_unless_somebody_asks(
    team: dict[str, User], clients: dict[str, Client], home: Path
) -> None:
    file = SimpleUploadedFile("registers.csv", local_csv(USUAL))
    sent = clients["analyst"].post("/data/load", {**SAID, "files": [file]})
    page = clients["analyst"].post(f"{sent['Location']}/accept")["Location"]
    assert not (home / "private" / own_counts.FOLDER).exists()
    assert clients["analyst"].get(f"{page}/own-counts").status_code == 403


def test_the_same_figures_again_leave_the_first_counts(
    team: dict[str, User], clients: dict[str, Client], home: Path
) -> None:
    """Two files that differ in hidden counts alone are one release."""
    first = loaded(clients["analyst"])
    assert loaded(clients["analyst"], OTHERWISE) == first
    assert len(list((home / "private" / own_counts.FOLDER).iterdir())) == 1
    file = clients["analyst"].get(f"{first}/own-counts.csv").content.decode()
    rows = csv.DictReader(io.StringIO(file))
    own = {(row["area"], row["category"]): row["count"] for row in rows}
    assert own[SMALL, ""] == str(sum(USUAL[SMALL]))


def test_an_account_of_no_organisation_has_no_team(clients: dict[str, Client]) -> None:
    file = SimpleUploadedFile("registers.csv", local_csv(USUAL))
    said = {**SAID, "own_counts": "on", "files": [file]}
    answer = clients["analyst"].post("/data/load", said)
    assert answer.status_code == 403
    assert "belongs to no organisation" in answer.content.decode()
