"""`firstyear quality`: how good records of births and deaths are, field by field."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from firstyear import figures
from firstyear.cli import count as c
from firstyear.cli import options as o
from firstyear.cli.inputs import counted
from firstyear.cli.outputs import check_out, deliver
from firstyear.errors import UsageError


def add_to(app: typer.Typer) -> None:
    app.command()(quality)


def quality(
    *,
    births: c.Births,
    deaths: c.Deaths,
    by: Annotated[
        str,
        typer.Option("--by", metavar="LIST", help="area, organisation, year."),
    ] = "area,year",
    engine: c.Engine = "duckdb",
    births_map: c.BirthsMap = None,
    deaths_map: c.DeathsMap = None,
    memory: c.Memory = None,
    threads: c.Threads = None,
    scratch: c.Scratch = None,
    unprotected: Annotated[
        bool,
        typer.Option(
            "--unprotected",
            help="Numbers too, to a file whose name begins NOT-FOR-RELEASE-.",
        ),
    ] = False,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """How complete, valid, consistent and timely records are, by field and place.

    Shows whole percentages, and none where few records are behind it.
    """
    if unprotected and as_json:
        raise UsageError("--unprotected writes a table: leave --json out.")
    path = c.unprotected_path(out, as_json=False) if unprotected else None
    check_out(out, as_json=as_json)
    from firstyear import records
    from firstyear.records.methods import METHODS
    from firstyear.records.unprotected import owner_only

    table = records.quality(
        births if len(births) > 1 else births[0],
        deaths if len(deaths) > 1 else deaths[0],
        by,
        engine=engine,
        births_map=births_map,
        deaths_map=deaths_map,
        **c.engine_options(engine, memory, threads, scratch),
    )
    if path is not None:
        with owner_only(path) as building:
            figures.write(table, building)
        rows = counted(table.num_rows, "row")
        print(f"Wrote {rows} to {path}: not protected.", file=sys.stderr)
        return
    deliver(
        records.shareable(table),
        out=out,
        as_json=as_json,
        method={"record-quality": METHODS["record-quality"]},
        inputs={"births": list(map(_name, births)), "deaths": list(map(_name, deaths)),
                "by": by},
        show=("table", "field", "measure", "area", "organisation", "year", "percent"),
    )  # fmt: skip


def _name(given: str) -> str:
    """The file without its folder, which may say who works where."""
    return Path(given).name
