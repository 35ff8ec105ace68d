"""While a room is served, other devices reach the room and nothing else."""

import pytest
from django.test import Client

ROOM = "http://192.168.137.1:8000"
PHONE = {"REMOTE_ADDR": "192.168.137.44", "headers": {"host": "testserver"}}
LAPTOP = {"REMOTE_ADDR": "127.0.0.1", "headers": {"host": "localhost"}}


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "FIRSTYEAR_ROOM", ROOM)


@pytest.mark.parametrize(
    "address",
    [
        "/", "/account", "/accounts/login/", "/accounts/password/reset/", "/data/",
        "/api/packs", "/diagnosis/", "/diagnosis/plan", "/healthz/../account",
        "/joined", "/methods/", "/room/../account", "//account",
    ],
)  # fmt: skip
def test_a_phone_is_told_where_such_pages_are(
    room: None, region: object, clients: dict[str, Client], address: str
) -> None:
    for who in ("nobody", "administrator"):
        answer = clients[who].get(address, **PHONE)
        assert answer.status_code == 403, address
        assert "facilitator’s laptop" in answer.content.decode()
        assert clients[who].post(address, **PHONE).status_code == 403


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/join", 200), ("/join/123456", 404), ("/left", 200), ("/healthz", 200),
        ("/support/", 200), ("/room/", 401), ("/room/concern", 200),
    ],
)  # fmt: skip
def test_a_phone_reaches_the_room(
    room: None, region: object, client: Client, address: str, status: int
) -> None:
    assert client.get(address, **PHONE).status_code == status


def test_who_is_signed_in_counts_on_the_laptop_only(
    room: None, region: object, clients: dict[str, Client]
) -> None:
    facilitator = clients["facilitator"]
    assert facilitator.get("/diagnosis/", **LAPTOP).status_code == 200
    page = facilitator.get("/support/", **PHONE).content.decode()
    assert "facilitator Person" not in page
    assert "Facilitator Person" not in page
    # A name that is the laptop's, asked for from elsewhere, or through something else.
    elsewhere = {"REMOTE_ADDR": "10.0.0.9", "headers": {"host": "localhost"}}
    assert facilitator.get("/diagnosis/", **elsewhere).status_code == 403
    passed_on = {"headers": {"host": "localhost", "x-forwarded-for": "127.0.0.1"}}
    assert facilitator.get("/diagnosis/", **passed_on).status_code == 403


def test_without_a_room_nothing_changes(region: object, client: Client) -> None:
    assert client.get("/accounts/login/", **PHONE).status_code == 200
