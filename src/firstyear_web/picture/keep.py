"""A small keep: each thing is made once, however many ask for it at the same time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Keep(Generic[Made]):
    """The last `most` things made, by key. Threads that ask for one wait for its maker.

    Examples:
        >>> keep = Keep(2)
        >>> keep.get("a", lambda: 1), keep.get("a", lambda: 2)
        (1, 1)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._makers: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under `key`, else what `make` gives; a failure is not kept."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            maker = self._makers.setdefault(key, Lock())
        with maker:
            with self._lock:
                if key in self._made:
                    return self._made[key]
            try:
                made = make()
                with self._lock:
                    self._made[key] = made
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
            finally:
                with self._lock:
                    self._makers.pop(key, None)
        return made
