"""Accounts, roles and organisations: who may do what, and what is written down."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rules
from django.test import Client, TestCase
from firstyear_tests_pages import problems, read_page

from firstyear.errors import FirstyearError, InputError, RefusedError
from firstyear_web.data import actions as data_actions
from firstyear_web.people import actions, queries
from firstyear_web.people.models import Kind, Role, User
from firstyear_web.people.permissions import (
    PERMISSIONS,
    CommandLine,
    allowed,
    require,
)
from firstyear_web.people.setup import create_administrator, ensure_demo

MAY = {
    "people.load_figures": {"analyst", "administrator"},
    "workshops.run": {"facilitator", "analyst", "administrator"},
    "reviews.read": {str(role) for role in Role},
    "reviews.run": {"facilitator", "analyst", "administrator"},
    "care.edit_help": {"facilitator", "analyst", "administrator"},
    "people.approve_releases": {"analyst", "administrator"},
    "people.see_own_counts": {str(role) for role in Role},
    "people.manage_accounts": {"administrator"},
    "people.change_password": {"administrator"},
}
HERE = CommandLine()
Actions = dict[str, Callable[..., Any]]


def public_functions(module: object) -> Actions:
    return {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def test_permissions_table_is_complete() -> None:
    assert {each.name for each in PERMISSIONS} == set(MAY)
    for each in PERMISSIONS:
        assert set(each.roles) == MAY[each.name], each.name
        assert rules.perm_exists(each.name)
    ours = ("people.", "workshops.", "reviews.", "care.")
    registered = {one for one in rules.permissions.permissions if one.startswith(ours)}
    assert registered == set(MAY)


def test_permissions_of_each_role(people: dict[str, User]) -> None:
    from django.contrib.auth.models import AnonymousUser

    for name, roles in MAY.items():
        assert not allowed(AnonymousUser(), name)
        assert allowed(HERE, name)
        for role, account in people.items():
            assert allowed(account, name) == (role in roles), (role, name)
            assert account.has_perm(name) == (role in roles)
            account.is_active = False
            assert not allowed(account, name), "a closed account may nothing"
            account.is_active = True


def test_own_password_is_everybodys_own(people: dict[str, User]) -> None:
    viewer, analyst = people["viewer"], people["analyst"]
    assert allowed(viewer, "people.change_password", viewer)
    assert not allowed(viewer, "people.change_password", analyst)


def test_permission_that_is_not_in_the_table_is_a_fault_of_ours() -> None:
    with pytest.raises(LookupError, match="no permission is called"):
        allowed(HERE, "people.eat_cake")


def test_refusal_says_who_may(people: dict[str, User]) -> None:
    with pytest.raises(RefusedError, match="Analysts or administrators may"):
        require(people["viewer"], "people.load_figures")


@pytest.mark.parametrize("module", [actions, data_actions])
def test_every_action_checks_permission_and_names_who(module: object) -> None:
    for name, function in public_functions(module).items():
        if function.__module__ != module.__name__:
            continue
        parameters = inspect.signature(function).parameters
        assert "by" in parameters, name
        kinds = {each.kind for each in parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}, name
        assert "require(by, " in inspect.getsource(function), name


def test_every_action_on_people_is_one_transaction() -> None:
    for name, function in public_functions(actions).items():
        assert "@transaction.atomic" in inspect.getsource(function), name


def calls(people: dict[str, User]) -> list[tuple[Callable[..., Any], dict[str, Any]]]:
    organisation = actions.add_organisation(name="A board", by=HERE)
    viewer = people["viewer"]
    return [
        (actions.create_account, {"email": "new@example.org", "display_name": "New"}),
        (
            actions.change_account,
            {"account": viewer, "display_name": "Other", "organisation": organisation},
        ),
        (actions.change_role, {"account": viewer, "role": Role.ANALYST}),
        (actions.close_account, {"account": viewer}),
        (actions.open_account, {"account": viewer}),
        (actions.set_password, {"account": viewer, "password": "another four words"}),
        (actions.note, {"account": viewer, "done": "did something"}),
        (actions.add_organisation, {"name": "Another board"}),
        (
            actions.change_organisation,
            {"organisation": organisation, "name": "B", "area": "", "kind": Kind.BOARD},
        ),
        (actions.forget_person, {"account": viewer}),
    ]


def test_every_action_is_refused_to_analysts(people: dict[str, User]) -> None:
    made = calls(people)
    assert {function.__name__ for function, _ in made} == set(public_functions(actions))
    for function, given in made:
        with pytest.raises(RefusedError):
            function(**given, by=people["analyst"])


def test_every_action_of_an_administrator_is_written_down(
    people: dict[str, User],
) -> None:
    administrator = people["administrator"]
    for function, given in calls(people):
        thing = function(**given, by=administrator)
        act = queries.acts(thing)[0]
        assert act.by == "Administrator Person", function.__name__
        assert act.done, function.__name__


def test_history_holds_no_password(people: dict[str, User]) -> None:
    record = people["viewer"].history.first()
    assert not hasattr(record, "password")


def test_last_administrator_stays(people: dict[str, User]) -> None:
    administrator = people["administrator"]
    for attempt in (
        lambda: actions.close_account(account=administrator, by=administrator),
        lambda: actions.forget_person(account=administrator, by=administrator),
        lambda: actions.change_role(
            account=administrator, role=Role.VIEWER, by=administrator
        ),
    ):
        with pytest.raises(RefusedError, match="only open administrator"):
            attempt()
    actions.change_role(
        account=people["viewer"], role=Role.ADMINISTRATOR, by=administrator
    )
    actions.close_account(account=administrator, by=people["viewer"])
    assert not queries.person(administrator.pk).is_active


def test_account_twice_is_refused_whatever_the_letters(people: dict[str, User]) -> None:
    with pytest.raises(InputError):
        actions.create_account(
            email="VIEWER@example.org", display_name="Again", by=people["administrator"]
        )


def test_forgotten_name_is_nowhere(people: dict[str, User]) -> None:
    viewer = people["viewer"]
    actions.forget_person(account=viewer, by=people["administrator"])
    assert viewer.display_name == f"Viewer {viewer.pk}"
    for record in viewer.history.all():
        assert "Person" not in record.display_name
        assert record.email == viewer.email
    with pytest.raises(RefusedError):
        actions.open_account(account=viewer, by=people["administrator"])


def test_closed_account_is_signed_out_at_once(
    clients: dict[str, Client], people: dict[str, User]
) -> None:
    assert clients["viewer"].get("/account").status_code == 200
    actions.close_account(account=people["viewer"], by=people["administrator"])
    assert clients["viewer"].get("/account").status_code == 302
    response = clients["viewer"].post(
        "/accounts/login/",
        {"login": "viewer@example.org", "password": "four plain words here"},
    )
    assert response.status_code in {200, 302}
    assert clients["viewer"].get("/account").status_code == 302


def test_administrator_adds_a_person_who_chooses_a_password(
    clients: dict[str, Client], client: Client
) -> None:
    administrator = clients["administrator"]
    response = administrator.post(
        "/account/people/add",
        {"email": "New@Example.org", "display_name": "New Person", "role": "analyst"},
    )
    assert response.status_code == 200
    assert problems(response.content) == []
    page = read_page(response.content)
    (address,) = re.findall(
        r"<code>http://testserver(/\S+)</code>", response.content.decode()
    )
    assert "New Person" in page.words
    opened = client.get(address, follow=True)
    assert problems(opened.content) == []
    action = opened.redirect_chain[-1][0]
    weak = client.post(action, {"password1": "short", "password2": "short"})
    assert problems(weak.content) == []
    assert 'href="#id_password' in weak.content.decode()
    chosen = client.post(
        action, {"password1": "quite a long phrase", "password2": "quite a long phrase"}
    )
    assert chosen.status_code == 302
    done = client.post(
        "/accounts/login/",
        {"login": "new@example.org", "password": "quite a long phrase"},
    )
    assert done.status_code == 302
    assert "Analyst" in client.get("/account").content.decode()
    made = queries.person_by_email("new@example.org")
    assert made is not None
    assert [act.done for act in queries.acts(made)][:2] == [
        "password chosen",
        "link to choose a password made",
    ]
    # The link worked once.
    assert b"does not work any more" in Client().get(address, follow=True).content


def test_administrator_manages_accounts_in_plain_forms(
    clients: dict[str, Client], people: dict[str, User]
) -> None:
    administrator, viewer = clients["administrator"], people["viewer"]
    administrator.post(
        "/account/organisations/add",
        {"name": "Midshire Board", "kind": "board", "area": "X54000001"},
    )
    board = queries.organisations().get()
    here = f"/account/people/{viewer.pk}"
    changed = administrator.post(
        here, {"display_name": "Renamed", "organisation": board.pk, "role": "analyst"}
    )
    assert changed.status_code == 302
    viewer.refresh_from_db()
    assert (viewer.display_name, viewer.organisation, viewer.role) == (
        "Renamed",
        board,
        "analyst",
    )
    assert administrator.post(f"{here}/close").status_code == 302
    viewer.refresh_from_db()
    assert not viewer.is_active
    assert administrator.post(f"{here}/invite").status_code == 403
    assert administrator.post(f"{here}/open").status_code == 302
    assert administrator.post(f"{here}/forget").status_code == 302
    administrator.get("/account")  # where what was done is told once
    assert "Renamed" not in administrator.get("/account").content.decode()
    page = administrator.get(here)
    assert problems(page.content) == []
    edited = administrator.post(
        f"/account/organisations/{board.pk}",
        {"name": "Midshire Care Board", "kind": "board", "area": "X 1"},
    )
    assert problems(edited.content) == []
    assert "with no spaces" in edited.content.decode()


def test_mistakes_in_forms_are_linked_to_their_fields(
    clients: dict[str, Client],
) -> None:
    response = clients["administrator"].post(
        "/account/people/add", {"email": "x", "display_name": "", "role": "king"}
    )
    html = response.content.decode()
    assert problems(response.content) == []
    assert "<title>Error: " in html
    for field in ("email", "display_name", "role"):
        assert f'href="#id_{field}"' in html


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_others_cannot_change_accounts(
    clients: dict[str, Client], people: dict[str, User], role: str
) -> None:
    here = f"/account/people/{people['administrator'].pk}"
    for address in (
        "/account/people/add",
        "/account/organisations/add",
        here,
        f"{here}/close",
        f"{here}/invite",
    ):
        assert clients[role].post(address, {}).status_code == 403, address
        assert Client().post(address, {}).status_code == 302, address
    assert people["administrator"].is_active


def test_forms_need_the_token_of_the_page(people: dict[str, User]) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(
        people["administrator"], backend="django.contrib.auth.backends.ModelBackend"
    )
    for address in ("/account/people/add", "/data/load", "/account/organisations/add"):
        assert careful.post(address, {}).status_code == 403, address


def test_nobody_signs_themselves_up(client: Client) -> None:
    response = client.post(
        "/accounts/signup/",
        {"email": "me@example.org", "password1": "a b c d e f g h", "password2": ""},
    )
    assert "made by an administrator" in response.content.decode()
    assert queries.person_by_email("me@example.org") is None


def test_wrong_password_is_explained(client: Client, people: dict[str, User]) -> None:
    response = client.post(
        "/accounts/login/", {"login": "viewer@example.org", "password": "nonsense"}
    )
    assert response.status_code == 200
    assert problems(response.content) == []
    assert "There is a problem" in response.content.decode()


def test_second_factor_from_setting_it_up_to_signing_in(
    client: Client, people: dict[str, User]
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

    def sign_in(browser: Client) -> str:
        response = browser.post(
            "/accounts/login/",
            {"login": "analyst@example.org", "password": "four plain words here"},
        )
        return str(response["Location"])

    def code(secret: str) -> str:
        import time

        return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))

    assert TOTP is not None
    sign_in(client)
    client.post(
        "/accounts/reauthenticate/?next=/account", {"password": "four plain words here"}
    )
    page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert problems(page.content) == []
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert problems(wrong.content) == []
    with TestCase.captureOnCommitCallbacks(execute=True):
        on = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert on.status_code == 302
    for address in (
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
        "/account",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert problems(response.content) == [], address
    done = {act.done for act in queries.acts(people["analyst"])}
    assert "added a second factor (app)" in done
    other = Client()
    assert sign_in(other) == "/accounts/2fa/authenticate/"
    assert problems(other.get("/accounts/2fa/authenticate/").content) == []
    assert other.get("/account").status_code == 302
    codes = client.get("/accounts/2fa/recovery-codes/download/").content.decode()
    recovery = next(line for line in codes.split() if line.isalnum() and len(line) >= 8)
    other.post("/accounts/2fa/authenticate/", {"code": recovery})
    assert other.get("/account").status_code == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/accounts/2fa/totp/deactivate/")
    assert "removed a second factor (app)" in {
        act.done for act in queries.acts(people["analyst"])
    }


def test_administrator_is_made_with_a_good_password_only(home: object) -> None:
    with pytest.raises(InputError, match="12 characters"):
        create_administrator("boss@example.org", password="short")
    made = create_administrator(
        "Boss@Example.org", password="a phrase of some length", display_name="Boss"
    )
    assert (made.role, made.email) == ("administrator", "boss@example.org")
    assert made.check_password("a phrase of some length")
    assert queries.acts(made)[0].by == "the command line"
    with pytest.raises(FirstyearError):
        create_administrator("boss@example.org", password="a phrase of some length")


def test_demo_account_is_made_once(region: object) -> None:
    first, second = ensure_demo(), ensure_demo()
    assert first.pk == second.pk
    assert first.role == Role.ANALYST
    assert not first.has_usable_password()
    assert first.organisation is not None
    assert first.organisation.area.startswith("X12")


def test_database_is_as_the_models_say_and_its_owners_own(home: Path) -> None:
    from django.core.management import call_command

    from firstyear_web.config.database import migrate

    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)
    migrate()
    assert (home / "firstyear.sqlite3").stat().st_mode & 0o077 == 0
