"""So many requests at once and no more: the rest wait their turn, in order.

A room of phones answers in one moment. Each request has a thread and a connection of
the database, so hundreds at once would be slower than one after the other, and more
connections than a database takes. A request has its turn once all of it has arrived,
so that a slow phone keeps nobody waiting; what is too long to wait for has turns of its
own, so that whoever sends a file, or pretends to, holds up no answer; a stream of
events gives its turn back as soon as it begins.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

AT_ONCE: Final = 12
LONG_AT_ONCE: Final = 4
# What is longer, such as a file that is loaded, is not waited for.
MOST_BYTES: Final = 64 * 1024


def in_turns(
    application: Application,
    at_once: int = AT_ONCE,
    long_at_once: int = LONG_AT_ONCE,
) -> Application:
    """The application, with at most `at_once` requests in it, and `long_at_once` more
    whose bodies are long."""
    short, long = asyncio.Semaphore(at_once), asyncio.Semaphore(long_at_once)

    async def wrapped(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        arrived: list[Message] = []
        free = long
        if _length(scope) <= MOST_BYTES:
            free = short
            arrived = await _whole(receive)
            if arrived[-1]["type"] == "http.disconnect":
                return
        turn = _Turn(free)

        async def again() -> Message:
            return arrived.pop(0) if arrived else await receive()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_stream(message):
                turn.give_back()
            await send(message)

        await free.acquire()
        try:
            await application(scope, again, sent)
        finally:
            turn.give_back()

    return wrapped


class _Turn:
    """A turn, which can be given back once."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free: asyncio.Semaphore | None = free

    def give_back(self) -> None:
        if self._free is not None:
            self._free.release()
            self._free = None


async def _whole(receive: Receive) -> list[Message]:
    found = [await receive()]
    while found[-1]["type"] == "http.request" and found[-1].get("more_body"):
        found.append(await receive())
    return found


def _length(scope: dict[str, Any]) -> int:
    headers = dict(scope.get("headers", ()))
    if b"transfer-encoding" in headers:
        return MOST_BYTES + 1
    said = headers.get(b"content-length", b"0")
    return int(said) if said.isdigit() else 0


def _is_stream(message: Message) -> bool:
    kind = dict(message.get("headers", ())).get(b"Content-Type", b"")
    return bool(kind.startswith(b"text/event-stream"))
