"""The server is killed in the middle of a vote, again and again: no receipt is lost.

Whatever a phone has a receipt for is there, once; whatever it has none for it sends
again when the server is back, and then it is there once too.
"""

import hashlib
import json
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.postgresql import MissingError, postgresql
from tests.room_site import RoomSite

PHONES = 8
ANSWERS = 6  # of each phone between two kills
TIMES = 10
MANY_TIMES = 100
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RoomSite]:
    if request.param == "sqlite":
        made = RoomSite(tmp_path)
        yield made
        made.stop()
        return
    try:
        with postgresql() as address:
            made = RoomSite(tmp_path, address)
            yield made
            made.stop()
    except MissingError as reason:
        pytest.skip(str(reason))


class Phone:
    """A phone that keeps every answer until it has its receipt."""

    def __init__(self, site: RoomSite) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.order = 0
        self.waiting: list[dict[str, object]] = []
        self.receipts: dict[str, str] = {}
        self.ask("GET", f"/join/{site.session['code']}")
        form = f"code={site.session['code']}&role="
        status, _ = self.ask(
            "POST", "/join", form.encode(), "application/x-www-form-urlencoded"
        )
        assert status == 302

    def vote(self, ballot: str) -> None:
        self.order += 1
        self.waiting.append(
            {
                "id": uuid.uuid4().hex, "ballot": ballot, "round": 1,
                "order": self.order, "level": self.order % 4, "confidence": "sure",
                "text": "",
            }
        )  # fmt: skip

    def send(self) -> None:
        """Send what waits, one after the other, until the server is gone."""
        while self.waiting:
            one = self.waiting[0]
            try:
                status, told = self.ask(
                    "POST", "/room/answer", json.dumps(one).encode(), "application/json"
                )
            except (OSError, HTTPException):
                return
            assert status == 200, (status, told)
            receipt = json.loads(told)["receipt"]
            known = self.receipts.setdefault(str(one["id"]), receipt)
            assert known == receipt
            self.waiting.pop(0)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, bytes]:
        asked = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            cookies = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
            headers = {"Cookie": cookies, "Content-Type": kind}
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
            asked.request(method, path, body, headers)
            answer = asked.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, held = value.partition(";")[0].partition("=")
                    self.cookies[key] = held
            return answer.status, answer.read()
        finally:
            asked.close()


def all_send(phones: list[Phone]) -> list[threading.Thread]:
    threads = [threading.Thread(target=phone.send) for phone in phones]
    for thread in threads:
        thread.start()
    return threads


def kill_and_account(site: RoomSite, times: int, chance: random.Random) -> None:
    ballot = site.session["ballots"][0]
    site.start()
    phones = [Phone(site) for _ in range(PHONES)]
    for _ in range(times):
        for phone in phones:
            for _ in range(ANSWERS):
                phone.vote(ballot)
        threads = all_send(phones)
        time.sleep(chance.uniform(0, 0.8))
        site.kill()
        for thread in threads:
            thread.join()
        site.start()
        # What a phone has a receipt for it may still send again: replayed, not doubled.
        for phone in phones:
            if phone.receipts and phone.waiting:
                replayed = dict(phone.waiting[0], id=next(reversed(phone.receipts)))
                phone.waiting.insert(0, replayed)
    for thread in all_send(phones):
        thread.join()
    assert [phone.waiting for phone in phones] == [[]] * PHONES
    kept = Counter(id_ for phone in phones for id_ in phone.receipts)
    assert len(kept) == PHONES * ANSWERS * times
    counted = {str(one["id"]): one["level"] for one in site.answers()}
    # The last word of each phone counts, once; the others are kept and do not.
    assert sorted(counted) == sorted(next(reversed(p.receipts)) for p in phones)
    assert set(counted.values()) == {ANSWERS * times % 4}
    assert ids_in_the_database(site) == kept


def ids_in_the_database(site: RoomSite) -> Counter[str]:
    """Every answer there is, counted or not, asked of the database itself."""
    code = (
        "import django; django.setup()\n"
        "from firstyear_web.workshops.models import Answer\n"
        "print('\\n'.join(Answer.objects.values_list('pk', flat=True)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return Counter(done.stdout.split())


def test_killed_ten_times_and_every_receipt_is_there_once(site: RoomSite) -> None:
    kill_and_account(site, TIMES, random.Random(4))


@pytest.mark.soak
def test_killed_a_hundred_times(site: RoomSite) -> None:
    kill_and_account(site, MANY_TIMES, random.Random(44))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to hold files small")
def test_a_full_disk_is_told_and_what_waits_goes_through_later(tmp_path: Path) -> None:
    import resource

    site = RoomSite(tmp_path)
    site.start()
    assert site.process is not None
    try:
        phone = Phone(site)
        phone.vote(site.session["ballots"][0])
        phone.send()
        # From now on the process can make no file any longer than 4 KB.
        _, hard = resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (4096, hard))
        phone.vote(site.session["ballots"][0])
        body = json.dumps(phone.waiting[0]).encode()
        status, told = phone.ask("POST", "/room/answer", body, "application/json")
        assert status == 503, told
        assert json.loads(told)["again"]
        assert "disk may be full" in json.loads(told)["problem"]
        resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        phone.send()
        assert len(phone.receipts) == 2
        assert ids_in_the_database(site) == Counter(phone.receipts.keys())
    finally:
        site.stop()


def test_closing_takes_tokens_out_of_the_files_of_the_database(tmp_path: Path) -> None:
    site = RoomSite(tmp_path)
    site.start()
    try:
        phone = Phone(site)
        phone.vote(site.session["ballots"][0])
        phone.send()
        token = phone.cookies["firstyear_room"]
        digest = hashlib.sha256(token.encode()).hexdigest().encode()
        assert digest in in_the_files(tmp_path)
        facilitator = Phone.__new__(Phone)
        facilitator.site = site
        facilitator.cookies = {"sessionid": site.session["cookie"]}
        facilitator.ask("GET", f"/diagnosis/{site.session['id']}/console")
        close = f"/diagnosis/{site.session['id']}/close"
        assert facilitator.ask("POST", close)[0] == 302
        held = in_the_files(tmp_path)
        assert str(next(iter(phone.receipts))).encode() in held  # its answer stays
        assert digest not in held
        assert token.encode() not in held
    finally:
        site.stop()


def in_the_files(home: Path) -> bytes:
    """Every byte of the database, with what it has not yet put in its place."""
    return b"".join(one.read_bytes() for one in sorted(home.glob("*.sqlite3*")))
