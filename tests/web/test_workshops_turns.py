"""Requests take turns: no more at once than the database has connections for."""

import asyncio
from typing import Any

from firstyear_web.config.turns import MOST_BYTES, in_turns

HTML = [(b"Content-Type", b"text/html")]
EVENTS = [(b"Content-Type", b"text/event-stream; charset=utf-8")]


class Site:
    """An application that notes how many are in it, and waits to be let on."""

    def __init__(self, headers: list[tuple[bytes, bytes]] = HTML) -> None:
        self.headers = headers
        self.inside = 0
        self.most = 0
        self.bodies: list[bytes] = []
        self.go = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self.bodies.append(body)
        await send({"type": "http.response.start", "headers": self.headers})
        await self.go.wait()
        await send({"type": "http.response.body", "body": b"done"})
        self.inside -= 1


async def ask(application: Any, *pieces: bytes, length: int | None = None) -> list[Any]:
    waiting = [
        {"type": "http.request", "body": piece, "more_body": place < len(pieces) - 1}
        for place, piece in enumerate(pieces)
    ]
    told: list[Any] = []

    async def receive() -> Any:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(3600)
        return None

    async def send(message: Any) -> None:
        told.append(message)

    size = sum(map(len, pieces)) if length is None else length
    scope = {"type": "http", "headers": [(b"content-length", str(size).encode())]}
    await application(scope, receive, send)
    return told


def test_no_more_at_once_than_said_and_all_of_them_in_the_end() -> None:
    async def room() -> Site:
        site = Site()
        application = in_turns(site, at_once=3)
        asked = [asyncio.create_task(ask(application, b"a", b"b")) for _ in range(10)]
        await asyncio.sleep(0.05)
        assert site.inside == 3
        site.go.set()
        await asyncio.gather(*asked)
        return site

    site = asyncio.run(room())
    assert site.most == 3
    assert site.bodies == [b"ab"] * 10


def test_streams_give_their_turn_back() -> None:
    async def room() -> Site:
        site = Site(EVENTS)
        application = in_turns(site, at_once=2)
        asked = [asyncio.create_task(ask(application, b"")) for _ in range(10)]
        await asyncio.sleep(0.05)
        site.go.set()
        await asyncio.gather(*asked)
        return site

    assert asyncio.run(room()).most == 10


def test_a_slow_phone_keeps_nobody_waiting() -> None:
    async def room() -> None:
        site = Site()
        site.go.set()
        application = in_turns(site, at_once=1)

        async def never() -> Any:
            await asyncio.sleep(3600)

        slow = asyncio.create_task(
            application({"type": "http", "headers": []}, never, never)
        )
        await asyncio.sleep(0.02)
        await asyncio.wait_for(ask(application, b"quick"), 5)
        slow.cancel()

    asyncio.run(room())


def test_whoever_pretends_to_send_files_holds_up_no_answer() -> None:
    async def room() -> int:
        site = Site()
        site.go.set()
        application = in_turns(site, at_once=2, long_at_once=3)

        async def never() -> Any:
            await asyncio.sleep(3600)

        scope = {"type": "http", "headers": [(b"content-length", b"90000000")]}
        slow = [
            asyncio.create_task(application(scope, never, never)) for _ in range(20)
        ]
        await asyncio.sleep(0.02)
        held = site.inside
        await asyncio.wait_for(ask(application, b"quick"), 5)
        for one in slow:
            one.cancel()
        return held

    assert asyncio.run(room()) == 3


def test_a_mistake_gives_the_turn_back_and_a_large_file_is_not_held() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise OSError("gone")

    async def room() -> Site:
        application = in_turns(broken, at_once=1)
        for _ in range(3):
            told = await asyncio.gather(ask(application, b""), return_exceptions=True)
            assert isinstance(told[0], OSError)
        site = Site()
        site.go.set()
        await ask(in_turns(site), b"x", b"y", length=MOST_BYTES + 1)
        return site

    assert asyncio.run(room()).bodies == [b"xy"]


def test_who_goes_away_first_is_not_served() -> None:
    async def room() -> int:
        site = Site()

        async def gone() -> Any:
            return {"type": "http.disconnect"}

        await in_turns(site)({"type": "http", "headers": []}, gone, gone)
        return site.most

    assert asyncio.run(room()) == 0
