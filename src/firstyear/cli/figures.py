"""Verbs for the store: load, releases, fetch."""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.cli.outputs import deliver
from firstyear.errors import Fault, InputError, UsageError
from firstyear.figures.fetch import FINGERTIPS
from firstyear.figures.write import escaped


def add_to(app: typer.Typer) -> None:
    for verb in (load, releases, fetch):
        app.command()(verb)


Publisher = Annotated[str, typer.Option("--publisher", help="Who published it.")]
Address = Annotated[str, typer.Option("--address", help="Where anyone can get it.")]
Licence = Annotated[str, typer.Option("--licence", help="Under what licence.")]


def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files that readers know.")
    ],
    origin: Annotated[
        str,
        typer.Option("--origin", help="published, derived, synthetic, or local."),
    ] = "local",
    publisher: Publisher = "",
    title: Annotated[str, typer.Option("--title", help="What it is called.")] = "",
    address: Address = "",
    publication_date: Annotated[
        str, typer.Option("--publication-date", metavar="YYYY-MM-DD")
    ] = "",
    licence: Licence = "",
    retrieved: Annotated[
        str, typer.Option("--retrieved", metavar="YYYY-MM-DD", help="Default: today.")
    ] = "",
    released_by: Annotated[
        str, typer.Option("--released-by", help="The release manager who vouches.")
    ] = "",
    note: Annotated[str, typer.Option("--note", help="Anything else.")] = "",
    areas: Annotated[
        Path | None, typer.Option("--areas", metavar="FILE", help="An areas file.")
    ] = None,
    accept_refusals: Annotated[
        bool,
        typer.Option("--accept-refusals", help="Keep the good rows, list the others."),
    ] = False,
    refusals: Annotated[
        Path, typer.Option("--refusals", metavar="FILE", help="Where to list them.")
    ] = Path("refused-rows.csv"),
    home: o.Home = None,
) -> None:
    """Figures into the data folder, as one release that is there whole or not at all."""
    provenance = figures.Provenance(
        origin=_origin(origin),
        publisher=publisher,
        title=title or ", ".join(path.name for path in files),
        address=address,
        publication_date=day("--publication-date", publication_date),
        licence=licence,
        retrieved=day("--retrieved", retrieved) or _today(),
        released_by=released_by,
        note=note,
    )
    readings = figures.read_all(
        files, areas=areas, accept_refusals=accept_refusals, origin=origin
    )
    for reading in readings:
        _tell(reading)
    faults = [fault for reading in readings for fault in reading.faults]
    folder = o.home_folder(home)
    held = figures.already_held(folder, readings, provenance)
    release = held or figures.publish(folder, readings, provenance)
    if faults:
        _list_refusals(refusals, faults)
        print(f"{len(faults):,} rows were refused: see {refusals}.", file=sys.stderr)
    if held is not None:
        print(f"These figures are there already, as release {release.id}.")
    else:
        rows = sum(reading.table.num_rows for reading in readings)
        print(f"Loaded {rows:,} figures as release {release.id}.")


ORIGINS = ("published", "derived", "synthetic", "local")


def _origin(given: str):  # type: ignore[no-untyped-def]
    if given not in ORIGINS:
        raise UsageError(f"--origin is one of {', '.join(ORIGINS)}, not {given!r}.")
    return given


def day(option: str, text: str) -> date | None:
    """The date of an option. Raises UsageError where it is not one."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option} is a date such as 2023-11-01, not {text!r}."
        ) from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a day, not a moment


def _tell(reading: figures.Reading) -> None:
    print(
        f"{reading.file}: {reading.recognised}; {reading.taken:,} rows taken, "
        f"{reading.refused:,} refused.",
        file=sys.stderr,
    )
    for state, rows in sorted(reading.states.items()):
        print(f"  {rows:,} rows have no figure: {state}.", file=sys.stderr)
    for note in reading.notes:
        print(f"  {note}", file=sys.stderr)


def _list_refusals(path: Path, faults: list[Fault]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "row", "column", "value", "problem", "what_to_do"])
        for fault in faults:
            writer.writerow(
                [fault.file, fault.row, fault.column, escaped(fault.value),
                 fault.message, fault.remedy]
            )  # fmt: skip


def releases(home: o.Home = None, out: o.Out = None, as_json: o.Json = False) -> None:
    """What is loaded: every release with where it came from, newest first."""
    held = figures.open(o.home_folder(home)).releases()
    if not held and not as_json:
        print("Nothing is loaded yet. `firstyear load FILE` adds a release.")
        return
    rows = {
        "release": [each.id for each in held],
        "title": [each.title for each in held],
        "origin": [each.origin for each in held],
        "publisher": [each.publisher for each in held],
        "address": [each.address for each in held],
        "publication_date": [each.publication_date for each in held],
        "licence": [each.licence for each in held],
        "rows": [sum(one.rows for one in each.holds) for each in held],
        "indicators": [", ".join(one.indicator for one in each.holds) for each in held],
    }
    deliver(
        pa.table(rows),
        out=out,
        as_json=as_json,
        method={},
        inputs={"home": str(o.home_folder(home))},
        show=("release", "title", "origin", "publisher", "rows"),
    )


def fetch(
    source: Annotated[str, typer.Argument(help="fingertips")],
    indicator: Annotated[
        str, typer.Option("--indicator", metavar="ID", help="Its number there.")
    ],
    area_type: Annotated[
        str, typer.Option("--area-type", metavar="ID", help="Its number there.")
    ],
    base: Annotated[
        str, typer.Option("--base", metavar="ADDRESS", help="Another address.")
    ] = FINGERTIPS,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="A copy here.")
    ] = None,
    home: o.Home = None,
) -> None:
    """Download an indicator, and keep it with its date for when the source is down."""
    if source != "fingertips":
        raise UsageError(f"Firstyear can fetch from fingertips, not from {source!r}.")
    fetched = figures.fetch_fingertips(
        o.home_folder(home), indicator, area_type, base=base
    )
    print(f"{fetched.sentence}.", file=sys.stderr)
    reading = figures.read(fetched.path)
    _tell(reading)
    if out is not None:
        if out.exists() and out.is_dir():
            raise InputError(f"{out} is a folder: give the name of a file.")
        out.write_bytes(fetched.path.read_bytes())
        print(f"Wrote {out}.")
    else:
        print(fetched.path)
