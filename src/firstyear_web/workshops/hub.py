"""Tells every screen of a room that something changed, as it changes.

One task for each session that anybody watches looks at its counters a few times a
second and makes each fragment once, however many screens wait for it. It looks in the
database, so it does not matter which process wrote.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections

from firstyear_web.workshops import queries

EVERY: Final = 0.25
HEARTBEAT: Final = 15.0
# A screen that lost its server asks again after so many milliseconds.
RETRY: Final = 1500
LIVE: Final = "live"

Render = Callable[[str], str]
T = TypeVar("T")


@dataclass(eq=False)
class Screen:
    """A screen that waits: what kind it is, and what it has not been told yet."""

    kind: str
    turn: int | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[str, str] = field(default_factory=dict)

    def tell(self, event: str, data: str) -> None:
        """The latest of each kind of event; what it replaces nobody needs any more."""
        self.waiting[event] = data
        self.news.set()


class Hub:
    """The screens of this process by session, and a watcher for each session."""

    def __init__(self, renders: dict[str, Render]) -> None:
        self._renders = renders
        self._screens: dict[str, set[Screen]] = {}
        self._watchers: dict[str, asyncio.Task[None]] = {}

    async def events(self, session: str, kind: str) -> AsyncIterator[str]:
        """Server-sent events for one screen, for as long as it listens.

        The first comes with the next look, so that a room full of phones that come
        back together asks the database once.
        """
        screen = Screen(kind)
        self._screens.setdefault(session, set()).add(screen)
        try:
            yield f"retry: {RETRY}\n\n"
            while True:
                self._watched(session)
                try:
                    await asyncio.wait_for(screen.news.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                screen.news.clear()
                told, screen.waiting = screen.waiting, {}
                for event, data in told.items():
                    yield data if event == LIVE else _event(event, data)
        finally:
            self._screens[session].discard(screen)
            if not self._screens[session]:
                del self._screens[session]
                watcher = self._watchers.pop(session, None)
                if watcher is not None:
                    watcher.cancel()

    def _watched(self, session: str) -> None:
        watcher = self._watchers.get(session)
        if watcher is None or watcher.done():
            self._watchers[session] = asyncio.create_task(self._watch(session))

    async def _watch(self, session: str) -> None:
        before: queries.Pulse | None = None
        made: dict[str, str] = {}
        while session in self._screens:
            try:
                beat = await _apart(queries.pulse)(session)
                if beat is None:
                    return
                if before is None or beat.turn != before.turn:
                    made.clear()
                await self._show(session, beat, made, changed=beat != before)
            except DatabaseError:  # it may be starting again: screens wait
                await asyncio.sleep(HEARTBEAT / 10)
                continue
            before = beat
            await asyncio.sleep(EVERY)

    async def _show(
        self, session: str, beat: queries.Pulse, made: dict[str, str], *, changed: bool
    ) -> None:
        """Tell each screen what it has not been told; `made` holds this turn's."""
        for screen in tuple(self._screens.get(session, ())):
            new = screen.turn is None
            if screen.turn != beat.turn and screen.kind in self._renders:
                if screen.kind not in made:
                    html = await _apart(self._renders[screen.kind])(session)
                    made[screen.kind] = _event(LIVE, html)
                screen.tell(LIVE, made[screen.kind])
            screen.turn = beat.turn
            if screen.kind != "phone" and (changed or new):
                screen.tell("pulse", json.dumps(beat.__dict__))


def _apart(work: Callable[[str], T]) -> Callable[[str], Awaitable[T]]:
    """Work of the database on a thread of its own, with a connection that still lives.

    No request ends here, so nothing else looks after the connection.
    """

    def looked_after(session: str) -> T:
        close_old_connections()
        try:
            return work(session)
        finally:
            close_old_connections()

    return sync_to_async(looked_after, thread_sensitive=False)


def _event(name: str, data: str) -> str:
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n"
