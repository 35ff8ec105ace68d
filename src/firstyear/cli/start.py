"""Where `firstyear` starts: Ctrl-C ends it quietly from the first moment on.

The verbs take a second or two to load. Nothing is begun before they are there, so that
whoever changes their mind in that time is simply let go, without a traceback.
"""

import os
import signal
import threading
from types import FrameType

INTERRUPTED = 130  # what shells say of a command that Ctrl-C ended


def main() -> None:
    """Run the command line; the entry point of `firstyear`."""
    # Handlers belong to the main thread. Who ignores Ctrl-C (nohup, a job in the
    # background) goes on doing so.
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if ours:
        signal.signal(signal.SIGINT, _leave)
    from firstyear.cli.main import main as run

    if ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _leave(number: int, frame: FrameType | None) -> None:
    # Not by an exception: one in the middle of an import comes out as a traceback.
    os._exit(INTERRUPTED)
