"""The verbs put together, and mistakes turned into messages and exit codes.

Exit codes: 0 done; 1 a check that the verb exists to make came out negative; 2 wrong
use or faulty input. A user's mistake never gives a traceback.
"""

import os
import sys
from io import TextIOWrapper

import typer

from firstyear.cli import (
    approve,
    areas,
    count,
    detect,
    disclosure,
    figures,
    home,
    instruments,
    ledger,
    link,
    profile,
    quality,
    room_check,
    site,
    verbs,
)
from firstyear.cli.start import INTERRUPTED
from firstyear.errors import FirstyearError

app = typer.Typer(
    name="firstyear",
    help="Why babies die in a place, what to do, and whether it works.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
verbs.add_to(app)
detect.add_to(app)
figures.add_to(app)
disclosure.add_to(app)
ledger.add_to(app)
approve.add_to(app)
areas.add_to(app)
count.add_to(app)
quality.add_to(app)
link.add_to(app)
profile.add_to(app)
instruments.add_to(app)
home.add_to(app)
site.add_to(app)
room_check.add_to(app)


def main() -> None:
    """Run the command line, its verbs loaded; `start.main` is the entry point."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles may not start in UTF-8.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except FirstyearError as error:
        print(f"firstyear: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as problem:
        # What the disk or the system says no to where no verb foresaw it.
        place = f"{problem.filename}: " if problem.filename else ""
        reason = problem.strerror or problem
        print(f"firstyear: {place}{reason}", file=sys.stderr)
        raise SystemExit(2) from None
