"""A room of 500 phones on one laptop: answers, receipts, and a reveal.

Every phone joins, listens for what changes, and answers when all the others do, which
is the worst moment there is. Beside an empty request (/healthz) at the same moment.

Run: python benchmarks/room.py [phones]
"""

import asyncio
import json
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.postgresql import MissingError, postgresql  # noqa: E402
from tests.room_site import RoomSite  # noqa: E402

PHONES = 500
ROUNDS = 3
SENT_TWICE = 10  # of so many, one is sent again at once
AIM_RATIO = 8
AIM_REVEAL = 2.0
JOINING = 40  # people do not all scan the code in one moment


class Phone:
    """One browser: a connection that is kept, its cookies, its stream."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None
        self.heard: list[tuple[float, str]] = []
        self.listening: asyncio.Task[None] | None = None

    async def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, bytes]:
        """One request on the kept connection: the status and the body.

        The site closes connections that nobody has used for some seconds; as a browser
        does, it is then asked again on a new one.
        """
        try:
            return await self._ask(method, path, body, headers)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.reader = None
            return await self._ask(method, path, body, headers)

    async def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        if self.reader is None or self.writer is None or self.reader.at_eof():
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port
            )
        self.writer.write(self._request(method, path, body, headers))
        await self.writer.drain()
        status, told = await self._head(self.reader)
        length = int(told.get("content-length", "0"))
        return status, await self.reader.readexactly(length)

    def _request(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookies}",
            f"X-CSRFToken: {self.cookies.get('csrftoken', '')}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        told = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie = value.partition(";")[0]
                key, _, held = cookie.partition("=")
                self.cookies[key] = held
            told[name.lower()] = value
        return int(first.split()[1]), told

    async def join(self, code: str) -> None:
        await self.ask("GET", f"/join/{code}")
        form = {
            "code": code,
            "role": "",
            "csrfmiddlewaretoken": self.cookies["csrftoken"],
        }
        status, _ = await self.ask(
            "POST",
            "/join",
            urlencode(form).encode(),
            Content_Type="application/x-www-form-urlencoded",
        )
        assert status == 302, status

    async def listen(self) -> None:
        """Open the stream and note when each of its events came."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self._request("GET", "/room/stream", b"", {}))
        status, _ = await self._head(reader)
        assert status == 200, status
        self.listening = asyncio.create_task(self._hear(reader, writer))

    async def _hear(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while line := await reader.readline():
                if b"data-key" in line:
                    self.heard.append((time.perf_counter(), line.decode()))
        finally:
            writer.close()

    async def answer(self, content: dict[str, object]) -> str:
        """The receipt of an answer."""
        status, told = await self.ask(
            "POST",
            "/room/answer",
            json.dumps(content).encode(),
            Content_Type="application/json",
        )
        assert status == 200, (status, told[:200])
        return str(json.loads(told)["receipt"])

    def close(self) -> None:
        if self.listening is not None:
            self.listening.cancel()
        if self.writer is not None:
            self.writer.close()


async def timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


def p95(spans: Iterable[float]) -> float:
    return quantiles(spans, n=20)[-1]


def missed(value: float, aim: float) -> str:
    return "" if value <= aim else ": MISSED"


async def few_at_a_time(
    phones: list[Phone], work: Callable[[Phone], Awaitable]
) -> None:
    gate = asyncio.Semaphore(JOINING)

    async def one(phone: Phone) -> None:
        async with gate:
            await work(phone)

    await asyncio.gather(*(one(phone) for phone in phones))


async def everybody_has(phones: list[Phone], words: str, patience: float) -> float:
    """When the last phone had heard this; raises TimeoutError."""
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        if all(any(words in said for _, said in phone.heard) for phone in phones):
            return max(
                next(when for when, said in phone.heard if words in said)
                for phone in phones
            )
        await asyncio.sleep(0.01)
    raise TimeoutError(f"some phones have not heard {words!r}")


async def step(console: Phone, session: str, verb: str, thing: str) -> None:
    form = {"verb": verb, "thing": thing}
    status, _ = await console.ask(
        "POST",
        f"/diagnosis/{session}/do",
        urlencode(form).encode(),
        Content_Type="application/x-www-form-urlencoded",
    )
    assert status == 302, status


async def answers_of_all(
    phones: list[Phone], ballot: str, order: int, kept: Counter[str]
) -> list[float]:
    """Everybody answers in one moment; some send theirs twice."""

    async def one(place: int, phone: Phone) -> float:
        content = {
            "id": uuid.uuid4().hex, "ballot": ballot, "round": 1, "order": order,
            "level": place % 4, "confidence": "sure", "text": "",
        }  # fmt: skip
        spent = await timed(phone.answer(content))
        if place % SENT_TWICE == 0:
            await phone.answer(content)
        kept[str(content["id"])] += 1
        return spent

    return await asyncio.gather(*(one(*each) for each in enumerate(phones)))


async def room(site: RoomSite, number: int) -> None:
    """The whole of it, on one site."""
    session = site.session
    key = str(session["id"])
    phones = [Phone(site.port) for _ in range(number)]
    console = Phone(site.port)
    console.cookies["sessionid"] = str(session["cookie"])
    await console.ask("GET", f"/diagnosis/{key}/console")
    joined = await timed(few_at_a_time(phones, lambda one: one.join(session["code"])))
    print(f"  {number} phones joined, {JOINING} at a time   {joined:6.1f} s")
    await few_at_a_time(phones, Phone.listen)
    await everybody_has(phones, "part:", 60)
    empty, answers = [], []
    kept: Counter[str] = Counter()
    reveals = []
    for order, ballot in enumerate(session["ballots"][:ROUNDS], start=1):
        await step(console, key, "open", ballot)
        await everybody_has(phones, f"{ballot} 1 open", 30)
        empty += await asyncio.gather(
            *(timed(one.ask("GET", "/healthz")) for one in phones)
        )
        answers += await answers_of_all(phones, ballot, order, kept)
        began = time.perf_counter()
        await step(console, key, "reveal", ballot)
        last = await everybody_has(phones, f"{ballot} 1 shut shown", 60)
        reveals.append(last - began)
    ratio = p95(answers) / p95(empty)
    print(
        f"  an empty request, all at once: middle {median(empty):.2f} s, "
        f"95% within {p95(empty):.2f} s\n"
        f"  an answer, all at once:        middle {median(answers):.2f} s, "
        f"95% within {p95(answers):.2f} s\n"
        f"  95th percentile as a ratio     {ratio:6.1f}, aim {AIM_RATIO}"
        f"{missed(ratio, AIM_RATIO)}\n"
        f"  reveal on the last phone       {max(reveals):6.2f} s, aim "
        f"{AIM_REVEAL:.0f} s{missed(max(reveals), AIM_REVEAL)}"
    )
    await account_for(console, key, kept, number)
    for phone in (*phones, console):
        phone.close()


async def account_for(
    console: Phone, session: str, kept: Counter[str], number: int
) -> None:
    """Every acknowledged answer is in the record, once; nothing else is."""
    _, told = await console.ask("GET", f"/diagnosis/{session}/session.json")
    found = Counter(str(one["id"]) for one in json.loads(told)["answers"])
    assert found == kept, (len(found), len(kept))
    assert len(kept) == ROUNDS * number
    print(f"  {len(kept)} acknowledged, {len(found)} counted, each once")


def measure(name: str, number: int, database: str = "") -> None:
    with tempfile.TemporaryDirectory() as home:
        site = RoomSite(Path(home), database)
        site.start()
        try:
            print(f"{name}:")
            asyncio.run(room(site, number))
        finally:
            site.stop()


def main() -> None:
    """Prints the same for both databases."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PHONES
    measure("SQLite, in the data folder", number)
    try:
        with postgresql(durable=True) as address:
            measure("PostgreSQL on the same machine", number, address)
    except MissingError as reason:
        print(f"PostgreSQL was left out: {reason}")


if __name__ == "__main__":
    main()
