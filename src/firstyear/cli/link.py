"""`firstyear link`: deaths that name no birth, linked to their births."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firstyear import figures
from firstyear.cli import count as c
from firstyear.cli import options as o
from firstyear.cli.inputs import counted
from firstyear.cli.outputs import check_out, deliver

if TYPE_CHECKING:
    import pyarrow as pa


def add_to(app: typer.Typer) -> None:
    app.command()(link)


def link(
    *,
    births: c.Births,
    deaths: c.Deaths,
    engine: c.Engine = "duckdb",
    births_map: c.BirthsMap = None,
    deaths_map: c.DeathsMap = None,
    passes_only: Annotated[
        bool,
        typer.Option(
            "--passes-only", help="Identifiers and fields that agree; weigh no pairs."
        ),
    ] = False,
    memory: c.Memory = None,
    threads: c.Threads = None,
    scratch: c.Scratch = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="The deaths with birth_id filled in; its name begins "
            "NOT-FOR-RELEASE-.",
        ),
    ] = None,
    review: Annotated[
        str | None,
        typer.Option(
            "--review",
            metavar="FILE",
            help="Pairs in doubt, names and all, for people to look at; its name "
            "begins NOT-FOR-RELEASE-.",
        ),
    ] = None,
    share: Annotated[
        str | None,
        typer.Option(
            "--share",
            metavar="FILE",
            help="The share that is linked, by year and area. Default: standard "
            "output.",
        ),
    ] = None,
    as_json: o.Json = False,
) -> None:
    """Finds the births of deaths that name none: by identifier, fields, and weights.

    Shows the share that is linked in whole percentages, and none where few deaths are
    behind it.
    """
    paths = [
        None if each is None else c.unprotected_path(each, as_json=False)
        for each in (out, review)
    ]
    check_out(share, as_json=as_json)
    from firstyear import records
    from firstyear.records.methods import METHODS

    made = records.link(
        births if len(births) > 1 else births[0],
        deaths if len(deaths) > 1 else deaths[0],
        engine=engine,
        births_map=births_map,
        deaths_map=deaths_map,
        probabilistic=not passes_only,
        **c.engine_options(engine, memory, threads, scratch),
    )
    print(records.share_in_words(made.share), file=sys.stderr)
    for table, path in zip((made.deaths, made.review), paths, strict=True):
        if path is not None:
            _write(table, path)
    deliver(
        made.shareable,
        out=share,
        as_json=as_json,
        method={"linkage": METHODS["linkage"]},
        inputs={
            "births": [Path(each).name for each in births],
            "deaths": [Path(each).name for each in deaths],
        },
        show=("year", "area", "percent"),
    )


def _write(table: "pa.Table", path: Path) -> None:
    from firstyear.records.unprotected import owner_only

    with owner_only(path) as building:
        figures.write(table, building)
    rows = counted(table.num_rows, "row")
    print(f"Wrote {rows} to {path}: not protected, not for release.", file=sys.stderr)
