"""`ledger`: which local figures went out, when, by which rule and by whose word."""

import pyarrow as pa
import typer

from firstyear.cli import options as o
from firstyear.cli.outputs import deliver
from firstyear.figures.ledger import Entry, entries

COLUMNS = (
    "when",
    "what",
    "release",
    "title",
    "rule",
    "tables",
    "shown",
    "hidden",
    "by",
    "second",
)


def add_to(app: typer.Typer) -> None:
    app.command("ledger")(ledger)


def ledger(*, home: o.Home = None, out: o.Out = None, as_json: o.Json = False) -> None:
    """Which local figures were released, oldest first; exit 1 if it was changed."""
    folder = o.home_folder(home)
    held = entries(folder)
    if not held and not as_json:
        print("No local figures have been released yet.")
        return
    deliver(
        pa.table({name: [_plain(each, name) for each in held] for name in COLUMNS}),
        out=out,
        as_json=as_json,
        method={},
        inputs={"home": str(folder)},
        show=("when", "release", "title", "shown", "hidden", "by"),
    )


def _plain(entry: Entry, name: str) -> object:
    value = getattr(entry, name)
    return value.isoformat() if name == "when" else value
