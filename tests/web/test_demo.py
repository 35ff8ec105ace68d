"""The demo signs its reader in, and answers nobody who is not on this machine."""

import asyncio

import pytest
from django.conf import LazySettings
from django.test import AsyncClient, Client

from firstyear_web.people.setup import ensure_demo


@pytest.fixture
def demo(region: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    assert isinstance(settings, LazySettings)
    monkeypatch.setattr(settings, "FIRSTYEAR_DEMO", True)
    ensure_demo()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_reader_on_this_machine_is_the_demo_analyst(demo: None, name: str) -> None:
    page = Client(headers={"host": name}).get("/account")
    assert page.status_code == 200
    assert "Demo analyst" in page.content.decode()
    assert "Midshire" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "10.1.2.3", "headers": {"host": "localhost"}},
        {"REMOTE_ADDR": "127.0.0.1", "headers": {"host": "testserver"}},
        {"REMOTE_ADDR": "", "headers": {"host": "localhost"}},
        {"headers": {"host": "localhost", "x-forwarded-for": "127.0.0.1"}},
        {"headers": {"host": "localhost", "forwarded": "for=127.0.0.1"}},
    ],
)
def test_anybody_else_is_turned_away(demo: None, asked: dict) -> None:
    for address in ("/", "/account", "/data/load", "/api/packs", "/accounts/login/"):
        assert Client().get(address, **asked).status_code == 403, address


def test_demo_lets_its_reader_load_but_not_manage(demo: None) -> None:
    reader = Client(headers={"host": "localhost"})
    assert reader.get("/data/load").status_code == 200
    assert reader.get("/account/people/add").status_code == 403


def test_demo_works_in_async_requests(
    demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask() -> int:
        return int(asyncio.run(AsyncClient().get("/healthz")).status_code)

    # Django's client for async requests always asks for this name.
    assert ask() == 403
    monkeypatch.setattr("firstyear_web.people.demo.LOOPBACK_NAMES", {"testserver"})
    assert ask() == 200


def test_without_the_demo_nobody_is_signed_in(region: object) -> None:
    ensure_demo()
    reader = Client(headers={"host": "localhost"})
    assert reader.get("/account").status_code == 302
