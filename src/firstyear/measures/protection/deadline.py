"""How long the engine may take before it gives up, which is to say no."""

import time

from firstyear.errors import NotCertified, UsageError

OUT_OF_TIME = "The time ran out before the hidden counts were proved safe"


class Deadline:
    """A moment after which nothing is certified any more.

    The one clock of the measures: it never changes an answer, it only ends the wait.
    """

    def __init__(self, seconds: float) -> None:
        if not seconds > 0:
            raise UsageError(f"seconds must be above zero, not {seconds!r}")
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises NotCertified when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise NotCertified(OUT_OF_TIME)
        return left

    def passed(self, share_left: float = 0.0) -> bool:
        """Whether the moment has come, or only that many seconds are left."""
        return self._end - time.monotonic() <= share_left
