"""Verbs for the store: load, releases, fetch."""

import csv
import sys
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.cli import provenance as source
from firstyear.cli.inputs import counted, tell
from firstyear.cli.loaded import tell_loaded
from firstyear.cli.outputs import deliver
from firstyear.errors import Fault, UsageError
from firstyear.figures.audiences import public_releases
from firstyear.figures.disclosure import SECONDS
from firstyear.figures.fetch import FINGERTIPS
from firstyear.figures.write import escaped
from firstyear.figures.writing import replace_file


def add_to(app: typer.Typer) -> None:
    for verb in (load, releases, fetch):
        app.command()(verb)


def load(
    *,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files that readers know.")
    ],
    origin: source.Origin = "local",
    publisher: source.Publisher = "",
    title: source.Title = "",
    address: source.Address = "",
    publication_date: source.PublicationDate = "",
    licence: source.Licence = "",
    retrieved: source.Retrieved = "",
    released_by: source.ReleasedBy = "",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Anything else.")
    ] = "",
    areas: Annotated[
        Path | None, typer.Option("--areas", metavar="FILE", help="An areas file.")
    ] = None,
    drawn_from: source.DrawnFrom = "",
    audience: source.Audience = "public",
    agreement: source.Agreement = "",
    partner: source.Partners = None,
    supplied_by: source.SuppliedBy = "",
    second_person: source.SecondPerson = "",
    policy: source.Policy = "",
    seconds: source.Seconds = SECONDS,
    accept_refusals: Annotated[
        bool,
        typer.Option("--accept-refusals", help="Keep the good rows, list the others."),
    ] = False,
    refusals: Annotated[
        Path, typer.Option("--refusals", metavar="FILE", help="Where to list them.")
    ] = Path("refused-rows.csv"),
    home: o.Home = None,
) -> None:
    """Figures into the data folder, as one release: there whole or not at all."""
    provenance = source.provenance_of(
        origin=origin,
        publisher=publisher,
        title=title or ", ".join(path.name for path in files),
        address=address,
        publication_date=publication_date,
        licence=licence,
        retrieved=retrieved,
        released_by=released_by,
        note=note,
        drawn_from=drawn_from,
        audience=audience,
        agreement=agreement,
        partners=partner,
        supplied_by=supplied_by,
        second_person=second_person,
    )
    readings = figures.read_all(
        files, areas=areas, accept_refusals=accept_refusals, origin=origin
    )
    for reading in readings:
        _tell(reading)
    faults = [fault for reading in readings for fault in reading.faults]
    if faults:
        # Before anything is loaded, so that a list that cannot be written stops it.
        _list_refusals(refusals, faults)
        rows = counted(len(faults), "fault")
        print(f"{rows} left rows out: see {refusals}.", file=sys.stderr)
    loaded = figures.load(
        o.home_folder(home), readings, provenance, policy=policy, seconds=seconds
    )
    tell_loaded(loaded)


def _tell(reading: figures.Reading) -> None:
    taken = counted(reading.taken, "row")
    file, what = reading.file, reading.recognised
    tell(f"{file}: {what}; {taken} taken, {reading.refused:,} refused.", reading)


def _list_refusals(path: Path, faults: list[Fault]) -> None:
    with (
        replace_file(path) as building,
        building.open("w", newline="", encoding="utf-8") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(["file", "row", "column", "value", "problem", "what_to_do"])
        for fault in faults:
            place = [fault.file, fault.row, fault.column, escaped(fault.value)]
            writer.writerow([*place, fault.message, fault.remedy])


def releases(
    *, home: o.Home = None, out: o.Out = None, as_json: o.Json = False
) -> None:
    """What is loaded: every release with where it came from, newest first."""
    held = figures.open(o.home_folder(home)).releases()
    if not held and not as_json:
        print("Nothing is loaded yet. `firstyear load FILE` adds a release.")
        return
    public = public_releases(o.home_folder(home))
    rows = {
        "release": [each.id for each in held],
        "title": [each.title for each in held],
        "origin": [each.origin for each in held],
        "publisher": [each.publisher for each in held],
        "address": [each.address for each in held],
        "publication_date": [each.publication_date for each in held],
        "licence": [each.licence for each in held],
        "seen_by": [_seen_by(each, public) for each in held],
        "rows": [sum(one.rows for one in each.holds) for each in held],
        "hidden": pa.array(
            [each.disclosure.hidden if each.disclosure else None for each in held],
            pa.int64(),
        ),
        "indicators": [", ".join(one.indicator for one in each.holds) for each in held],
    }
    deliver(
        pa.table(rows),
        out=out,
        as_json=as_json,
        method={},
        inputs={"home": str(o.home_folder(home))},
        show=("release", "title", "origin", "seen_by", "rows", "hidden"),
    )


def _seen_by(release: figures.Release, public: frozenset[str]) -> str:
    if release.origin != "local" or release.id in public:
        return "everybody"
    if release.audience == "partners":
        return ", ".join(release.partners)
    return "signed in"


def fetch(
    *,
    service: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Where from: fingertips.")
    ],
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
    if service != "fingertips":
        raise UsageError(f"Firstyear can fetch from fingertips, not from {service!r}.")
    fetched = figures.fetch_fingertips(
        o.home_folder(home), indicator, area_type, base=base
    )
    print(f"{fetched.sentence}.", file=sys.stderr)
    reading = figures.read(fetched.path)
    _tell(reading)
    if out is not None:
        with replace_file(out) as building:
            building.write_bytes(fetched.path.read_bytes())
        print(f"Wrote {out}.")
    else:
        print(fetched.path)
