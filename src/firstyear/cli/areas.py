"""`firstyear areas list|check|import`: codes, names, levels, parents, changes."""

import sys
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.cli import provenance as source
from firstyear.cli.inputs import counted
from firstyear.cli.outputs import deliver
from firstyear.errors import CheckFailed, InputError, UsageError
from firstyear.figures.areas import check
from firstyear.figures.schema import LEVELS

group = typer.Typer(
    help="Areas: codes, names, levels, parents and changes over time.",
    no_args_is_help=True,
)

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Areas files or lookups.")
]


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="areas")


@group.command("list")
def list_areas(
    *,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="LEVEL", help="Only areas of this level."),
    ] = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Every area that a release names, one row a parent."""
    if level is not None and level not in LEVELS:
        raise UsageError(f"--level is one of {', '.join(LEVELS)}, not {level!r}.")
    table = figures.open(o.home_folder(home)).areas(level)
    if not table.num_rows and not as_json:
        print("No areas are loaded yet. `firstyear areas import FILE` adds some.")
        return
    deliver(
        table,
        out=out,
        as_json=as_json,
        method={},
        inputs={"level": level},
        show=("area", "name", "level", "parent", "valid_from", "valid_to", "successor"),
    )


@group.command("check")
def check_areas(files: Files) -> None:
    """Whether files of areas fit together: parents known, no circles, shares whole."""
    readings = figures.read_all(files)
    table = _areas_of(readings)
    found = check(table)
    for fault in found:
        print(f"  {fault}", file=sys.stderr)
    if found:
        raise CheckFailed(f"{counted(len(found), 'thing')} did not fit together.")
    areas = len(set(table["area"].to_pylist()))
    print(f"{counted(areas, 'area')} fit together.")


@group.command("import")
def import_areas(
    *,
    files: Files,
    origin: source.Origin = "derived",
    publisher: source.Publisher = "",
    title: source.Title = "",
    address: source.Address = "",
    publication_date: source.PublicationDate = "",
    licence: source.Licence = "",
    home: o.Home = None,
) -> None:
    """Areas, lookups and tile layouts into the data folder, as one release."""
    readings = figures.read_all(files)
    for reading in readings:
        print(f"{reading.file}: {reading.recognised}.", file=sys.stderr)
    if not any(r.areas.num_rows or r.layout.num_rows for r in readings):
        raise InputError("No areas were found in these files.")
    provenance = source.provenance_of(
        origin=origin,
        publisher=publisher,
        title=title or ", ".join(path.name for path in files),
        address=address,
        publication_date=publication_date,
        licence=licence,
    )
    release = figures.publish(o.home_folder(home), readings, provenance)
    if release.repeated:
        print(f"These areas are there already, as release {release.id}.")
        return
    areas = len({code for r in readings for code in r.areas["area"].to_pylist()})
    places = sum(r.layout.num_rows for r in readings)
    print(
        f"Loaded {counted(areas, 'area')} and {counted(places, 'place')} on a map as "
        f"{release.id}."
    )


def _areas_of(readings: list[figures.Reading]) -> pa.Table:
    table = pa.concat_tables([reading.areas for reading in readings])
    if not table.num_rows:
        raise InputError("No areas were found in these files.")
    return table
