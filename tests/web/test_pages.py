"""Every page, as everybody: it answers, all can use it, and its words are ours."""

import re

import pytest
from django.test import Client
from firstyear_tests_pages import problems, read_page

from firstyear import packs
from firstyear.figures import Release

PASSWORD = "four plain words here"
PUBLIC = (
    "/data/",
    "/data/definitions",
    "/data/definitions?q=smok",
    "/data/definitions?q=nothing+like+it",
    "/data/release/{release}",
    "/methods/",
    "/methods/rates",
    "/glossary/",
    "/glossary/?q=rate",
    "/support/",
    "/accessibility/",
    "/api/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/password/reset/key/done/",
    "/accounts/3rdparty/login/cancelled/",
)
ACCOUNT = (
    "/account",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
)
ANALYSTS = ("/data/load",)
ADMINISTRATORS = (
    "/account/people/add",
    "/account/people/{viewer}",
    "/account/organisations/add",
)


def addresses(names: tuple[str, ...], **known: object) -> list[str]:
    return [name.format(**known) for name in names]


@pytest.mark.parametrize("role", ["nobody", "viewer", "analyst", "administrator"])
def test_public_pages_are_the_same_for_everybody(
    clients: dict[str, Client], region: Release, role: str
) -> None:
    for address in addresses(PUBLIC, release=region.id):
        if role != "nobody" and address.startswith("/accounts/"):
            continue
        response = clients[role].get(address)
        assert response.status_code == 200, address
        assert problems(response.content) == [], address


def test_pages_of_an_account_ask_who_you_are(
    clients: dict[str, Client], people: dict
) -> None:
    for address in addresses(
        ACCOUNT + ANALYSTS + ADMINISTRATORS, viewer=people["viewer"].pk
    ):
        response = clients["nobody"].get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(("/accounts/login/", "/")), address


@pytest.mark.parametrize("role", ["viewer", "analyst", "administrator"])
def test_account_pages_of_each_role(
    clients: dict[str, Client], people: dict, role: str
) -> None:
    client = Client()
    signed_in = client.post(
        "/accounts/login/",
        {"login": f"{role}@example.org", "password": PASSWORD},
    )
    assert signed_in.status_code == 302
    # Changing how one signs in asks for the password again.
    again = "/accounts/reauthenticate/?next=/account"
    assert problems(client.get(again).content) == []
    client.post(again, {"password": PASSWORD})
    for address in ACCOUNT:
        response = client.get(address)
        assert response.status_code == 200, address
        assert problems(response.content) == [], address
    for address in ANALYSTS:
        allowed = role in {"analyst", "administrator"}
        response = client.get(address)
        assert response.status_code == (200 if allowed else 403), address
        assert problems(response.content) == [], address
    for address in addresses(ADMINISTRATORS, viewer=people["viewer"].pk):
        response = client.get(address)
        assert response.status_code == (200 if role == "administrator" else 403), (
            address
        )
        assert problems(response.content) == [], address


def test_pages_say_no_word_to_avoid(
    clients: dict[str, Client], region: Release, people: dict
) -> None:
    administrator = clients["administrator"]
    pages = addresses(
        (*PUBLIC, *ANALYSTS, *ADMINISTRATORS, "/account", "/nowhere"),
        release=region.id,
        viewer=people["viewer"].pk,
    )
    pages += [
        link
        for _, link in read_page(administrator.get("/methods/").content).links
        if link.startswith("/methods/")
    ]
    found = {}
    for address in dict.fromkeys(pages):
        who = clients["nobody"] if address.startswith("/accounts/") else administrator
        said = read_page(who.get(address).content).words
        wrong = [each.word for each in packs.words_to_avoid(said)]
        if wrong:
            found[address] = wrong
    assert found == {}


def test_headings_are_not_about_rates_of_babies_who_died(
    clients: dict[str, Client], region: Release
) -> None:
    """Names of indicators may be; what we call pages may not."""
    names = {each.name for each in packs.indicators().values()}
    for address in addresses(PUBLIC, release=region.id):
        page = read_page(clients["nobody"].get(address).content)
        heads = [words for level, words in page.headings if level == "h1"]
        for words in (*heads, page.title):
            if words not in names:
                assert (
                    packs.words_to_avoid(words, where=["public", "headline"]) == ()
                ), address


def test_security_headers_stand_on_every_answer(
    client: Client, region: Release
) -> None:
    for address in (
        "/data/",
        "/glossary/",
        "/api/packs",
        "/nowhere",
        "/accounts/login/",
        "/healthz",
    ):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"


def test_scripts_stand_in_files_only(client: Client, region: Release) -> None:
    for address in addresses(PUBLIC, release=region.id):
        html = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", html), address


def test_only_safe_methods_where_nothing_changes(
    client: Client, region: Release
) -> None:
    for address in (
        "/data/",
        "/data/definitions",
        "/methods/",
        "/glossary/",
        "/support/",
        "/healthz",
    ):
        assert client.post(address).status_code == 405, address


def test_unknown_address_is_explained(client: Client, region: Release) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert problems(response.content) == []
    assert "There is no page at this address" in response.content.decode()


def test_a_command_in_a_message_is_shown_as_one(
    client: Client, region: Release
) -> None:
    page = client.get("/area/nowhere").content.decode()
    assert "<code>firstyear areas list</code>" in page
    assert "`" not in read_page(page.encode()).words
