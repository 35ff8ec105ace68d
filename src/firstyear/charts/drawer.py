"""A second process that draws: while one draws, no other thread of a process runs.

`python -m firstyear.charts.drawer` reads a specification a line and writes a picture a
line, both as JSON, until nobody writes to it any more.
"""

import json
import subprocess
import sys
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress

import vl_convert

from firstyear.charts.layers import VEGA_LITE

MOST_ASKED = 200


def draw(spec: str) -> str:
    """The picture of a Vega-Lite specification, drawn in this process."""
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


class Helper:
    """The second process, and what it has been asked for.

    Work is shared: what the helper has not begun when its picture is wanted is drawn
    by whoever wants it. A helper that has died is done without.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "firstyear.charts.drawer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drawer")
        self._asked: dict[str, Future[str]] = {}
        self._lock = threading.Lock()
        self.ask(json.dumps({"data": {"values": []}, "mark": "point"}))

    def ask(self, spec: str) -> None:
        """Have the helper draw this when it comes to it."""
        with self._lock:
            if spec not in self._asked:
                self._asked[spec] = self._thread.submit(self._drawn, spec)
            # What nobody came for: a reader who went away.
            while len(self._asked) > MOST_ASKED:
                self._asked.pop(next(iter(self._asked))).cancel()

    def picture(self, spec: str) -> str:
        """The picture, from the helper or, where it has not begun it, from here."""
        with self._lock:
            asked = self._asked.pop(spec, None)
        if asked is None or asked.cancel():
            return draw(spec)
        try:
            return asked.result()
        except (CancelledError, OSError, ValueError):
            return draw(spec)

    def close(self) -> None:
        """Let the process end."""
        self._thread.shutdown(cancel_futures=True)
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it has died already
            self._process.stdin.close()
        self._process.wait()

    def _drawn(self, spec: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(spec.encode() + b"\n")
        self._process.stdin.flush()
        picture = json.loads(self._process.stdout.readline())
        if not isinstance(picture, str):
            raise ValueError("the helper could not draw this")
        return picture


def main() -> None:
    """Draw whatever comes, until nothing comes."""
    for line in sys.stdin.buffer:
        try:
            picture = draw(line.decode())
        except ValueError:
            picture = None  # whoever asked draws it again, and is told why
        sys.stdout.buffer.write(json.dumps(picture).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
