"""Every screen is told what changed, once, and the database is asked once for all."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from django.db import OperationalError

from firstyear_web.workshops import hub as hub_module
from firstyear_web.workshops.hub import Hub
from firstyear_web.workshops.queries import Pulse

SCREENS = 200


class World:
    """A session as the hub sees it, and how often it was looked at."""

    def __init__(self) -> None:
        self.turn = 1
        self.answers = 0
        self.broken = False
        self.gone = False
        self.made = 0

    def pulse(self, session: str) -> Pulse | None:
        if self.broken:
            raise OperationalError("starting again")
        return None if self.gone else Pulse(self.turn, self.answers, 0, 3)

    def render(self, session: str) -> str:
        self.made += 1
        return f"<p>turn {self.turn}</p>\n<p>two lines</p>"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(hub_module.queries, "pulse", made.pulse)
    monkeypatch.setattr(hub_module, "EVERY", 0.01)
    monkeypatch.setattr(hub_module, "HEARTBEAT", 0.2)

    def apart(work: Callable[[str], Any]) -> Callable[[str], Any]:
        async def done(session: str) -> Any:
            return work(session)

        return done

    monkeypatch.setattr(hub_module, "_apart", apart)
    return made


async def until(events: AsyncIterator[str], words: str) -> str:
    async with asyncio.timeout(5):
        async for event in events:
            if words in event:
                return event
    raise AssertionError(words)


def test_one_rendering_for_all_screens_and_for_those_that_come_late(
    world: World,
) -> None:
    async def room() -> None:
        hub = Hub({"phone": world.render})
        screens = [hub.events("one", "phone") for _ in range(SCREENS)]
        told = await asyncio.gather(*(until(one, "turn 1") for one in screens))
        assert set(told) == {
            "event: live\ndata: <p>turn 1</p>\ndata: <p>two lines</p>\n\n"
        }
        late = [hub.events("one", "phone") for _ in range(SCREENS)]
        await asyncio.gather(*(until(one, "turn 1") for one in late))
        assert world.made == 1
        world.turn = 2
        await asyncio.gather(*(until(one, "turn 2") for one in (*screens, *late)))
        assert world.made == 2
        for one in (*screens, *late):
            await one.aclose()
        assert hub._screens == {}
        assert hub._watchers == {}

    asyncio.run(room())


def test_counting_is_told_to_the_console_and_not_to_phones(world: World) -> None:
    async def room() -> None:
        hub = Hub({"phone": world.render})
        console, phone = hub.events("one", "console"), hub.events("one", "phone")
        await until(phone, "turn 1")
        await until(console, '"answers": 0')
        world.answers = 5
        assert "event: pulse" in await until(console, '"answers": 5')
        assert await until(phone, ":") == ": still here\n\n"
        assert world.made == 1

    asyncio.run(room())


def test_screens_wait_out_a_database_that_starts_again(world: World) -> None:
    async def room() -> None:
        world.broken = True
        hub = Hub({"phone": world.render})
        phone = hub.events("one", "phone")
        await until(phone, "still here")
        world.broken = False
        await until(phone, "turn 1")

    asyncio.run(room())


def test_a_watcher_that_stopped_is_started_again(world: World) -> None:
    async def room() -> None:
        world.gone = True
        hub = Hub({"phone": world.render})
        phone = hub.events("one", "phone")
        await until(phone, "still here")
        world.gone = False
        await until(phone, "turn 1")

    asyncio.run(room())


def test_only_the_latest_is_told(world: World) -> None:
    async def room() -> None:
        hub = Hub({"phone": world.render})
        slow = hub.events("one", "phone")
        await until(slow, "turn 1")
        quick = hub.events("one", "phone")
        for turn in (2, 3, 4):
            world.turn = turn
            await until(quick, f"turn {turn}")
        assert "turn 4" in await until(slow, "turn")

    asyncio.run(room())
