"""`firstyear count`: births and deaths, record level, to figures."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import firstyear
from firstyear import figures, measures
from firstyear.cli import options as o
from firstyear.cli import provenance as source
from firstyear.cli.inputs import counted
from firstyear.cli.loaded import tell_loaded
from firstyear.cli.outputs import check_out, deliver, rows_of, tidied
from firstyear.errors import UsageError
from firstyear.figures.disclosure import SECONDS

if TYPE_CHECKING:
    from firstyear.records import Counted

# Written here as well, so that help needs no engine.
ENGINES = "duckdb or spark"
BASES = "birth, death or registration"

Births = Annotated[
    list[str],
    typer.Option(
        "--births",
        metavar="FILE",
        help="Births: Parquet or CSV, a folder, a pattern, an address; repeatable.",
    ),
]
Deaths = Annotated[
    list[str],
    typer.Option(
        "--deaths", metavar="FILE", help="Deaths of babies, likewise; repeatable."
    ),
]
BirthsMap = Annotated[
    str | None,
    typer.Option(
        "--births-map",
        metavar="NAME|FILE",
        help="Layout of the births, or a column map. Default: the default layout.",
    ),
]
DeathsMap = Annotated[
    str | None,
    typer.Option("--deaths-map", metavar="NAME|FILE", help="The same for the deaths."),
]
Engine = Annotated[str, typer.Option("--engine", metavar="NAME", help=f"{ENGINES}.")]
Memory = Annotated[
    str | None,
    typer.Option(
        "--memory", metavar="SIZE", help="Most memory DuckDB takes. Default: 3GB."
    ),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", metavar="N", min=1, help="Of DuckDB. Default: all."),
]
Scratch = Annotated[
    Path | None,
    typer.Option(
        "--scratch",
        metavar="DIR",
        help="Where DuckDB writes what memory cannot hold; emptied at the end.",
    ),
]


def add_to(app: typer.Typer) -> None:
    app.command()(count)


def count(
    *,
    births: Births,
    deaths: Deaths,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar="LIST",
            help="Keys, commas between; + crosses two; repeatable: area,year "
            "ethnic-group imd-decile imd-quintile mothers-age gestation birthweight "
            "sex plurality cause.",
        ),
    ],
    outcomes: Annotated[
        str | None,
        typer.Option(
            "--outcomes",
            metavar="LIST",
            help="Such as infant,neonatal,stillbirth. Default: the usual seven.",
        ),
    ] = None,
    basis: Annotated[
        str, typer.Option("--basis", metavar="NAME", help=f"{BASES}.")
    ] = "birth",
    engine: Engine = "duckdb",
    births_map: BirthsMap = None,
    deaths_map: DeathsMap = None,
    areas: Annotated[
        Path | None,
        typer.Option(
            "--areas", metavar="FILE", help="An areas file, to add areas up by."
        ),
    ] = None,
    complete_to: Annotated[
        str | None,
        typer.Option(
            "--complete-to",
            metavar="YYYY-MM-DD",
            help="The last day of deaths that are all there. Default: the end of the "
            "month of the last death.",
        ),
    ] = None,
    impute: Annotated[
        str | None,
        typer.Option(
            "--impute",
            metavar="LIST",
            help="Fill in what is missing of gestation, birthweight or both, from the "
            "other; notes say of how many.",
        ),
    ] = None,
    link: Annotated[
        bool,
        typer.Option(
            "--link",
            help="Find the births of deaths that name none first; see firstyear link.",
        ),
    ] = False,
    memory: Memory = None,
    threads: Threads = None,
    scratch: Scratch = None,
    unprotected: Annotated[
        bool,
        typer.Option(
            "--unprotected",
            help="Raw counts, to a file whose name begins NOT-FOR-RELEASE-.",
        ),
    ] = False,
    title: source.Title = "",
    drawn_from: source.DrawnFrom = "",
    policy: source.Policy = "",
    seconds: source.Seconds = SECONDS,
    released_by: source.ReleasedBy = "",
    supplied_by: source.SuppliedBy = "",
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Counts births, stillbirths and deaths of babies by any lists of keys at once.

    The counts become a release of the data folder, small ones hidden; --out writes
    the same figures to a file too.
    """
    path = unprotected_path(out, as_json=as_json) if unprotected else None
    check_out(out, as_json=as_json)
    from firstyear import records

    lookup = None if areas is None else figures.read(areas).areas
    linker = records.Linker(review=0) if link else None
    made = records.tally(
        births if len(births) > 1 else births[0],
        deaths if len(deaths) > 1 else deaths[0],
        by,
        engine=engine,
        outcomes=outcomes,
        basis=basis,
        areas=lookup,
        births_map=births_map,
        deaths_map=deaths_map,
        complete_to=day(complete_to),
        impute=impute,
        linker=linker,
        **engine_options(engine, memory, threads, scratch),
    )
    _tell(made)
    if linker is not None:
        print(f"  {records.share_in_words(linker.share)}", file=sys.stderr)
    asked: dict[str, object] = {"by": by, "basis": basis}
    if path is not None:
        _write(made, path, as_json=as_json, asked=asked)
        return
    loaded = records.release(
        made,
        o.home_folder(home),
        title=title,
        drawn_from=drawn_from,
        released_by=released_by,
        supplied_by=supplied_by,
        areas=lookup,
        policy=policy,
        seconds=seconds,
    )
    tell_loaded(loaded)
    if loaded.gated is not None and (out is not None or as_json):
        deliver(
            loaded.gated.figures,
            out=out,
            as_json=as_json,
            method=records_methods() | {"disclosure": measures.METHODS["disclosure"]},
            inputs={**asked, "release": loaded.release.id},
            done=f"The data folder has the figures, as release {loaded.release.id}: "
            "the same command again writes the file",
        )


def records_methods() -> dict[str, str]:
    """Which methods turned records into counts, with their versions."""
    from firstyear.records.methods import METHODS

    return dict(METHODS)


def engine_options(
    engine: str, memory: str | None, threads: int | None, scratch: Path | None
) -> dict[str, Any]:
    """Settings of the engine that were given; UsageError for DuckDB's with Spark."""
    given: dict[str, Any] = {"memory": memory, "threads": threads, "scratch": scratch}
    chosen = {name: value for name, value in given.items() if value is not None}
    if engine == "spark" and set(chosen) & {"memory", "threads"}:
        raise UsageError(
            "--memory and --threads are DuckDB's: Spark's own settings say how much it "
            "takes (docs/records.md)."
        )
    return chosen


def day(text: str | None) -> date | None:
    """A day of an option, or None. Raises UsageError for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--complete-to is a date such as 2024-06-30, not {text!r}."
        ) from None


def unprotected_path(out: str | None, *, as_json: bool) -> Path:
    from firstyear.records.unprotected import check_name

    if out in (None, "-"):
        raise UsageError(
            "Counts that are not protected go to a file only: write --out "
            "NOT-FOR-RELEASE-NAME.csv."
        )
    path = Path(str(out))
    check_name(path)
    if as_json and path.suffix.lower() != ".json":
        raise UsageError(f"--json writes JSON: give {out} an ending of .json.")
    return path


def _tell(made: "Counted") -> None:
    """What was read and what was left out: reasons and numbers, no record."""
    said = [counted(made.records[name], name[:-1]) for name in ("births", "deaths")]
    print(f"Read {said[0]} and {said[1]}.", file=sys.stderr)
    for each in made.refused:
        records = counted(each.records, each.table[:-1])
        print(f"  Left out {records}: {each.words} ({each.field}).", file=sys.stderr)
    for number, what in (
        (made.unlinked, "without a birth in the file: Unknown by what the birth says"),
        (made.causes_unknown, "with no code of ICD-10: cause Unknown"),
    ):
        if number:
            print(f"  {counted(number, 'death')} {what}.", file=sys.stderr)
    for note in made.notes:
        print(f"  {note}", file=sys.stderr)


def _write(
    made: "Counted", path: Path, *, as_json: bool, asked: dict[str, object]
) -> None:
    from firstyear.records.unprotected import owner_only

    table = tidied(made.figures)
    with owner_only(path) as building:
        if as_json:
            result = {
                "firstyear": firstyear.__version__,
                "method": records_methods(),
                "inputs": asked,
                "rows": rows_of(table),
            }
            text = json.dumps(result, ensure_ascii=False, indent=1)
            building.write_text(text + "\n", encoding="utf-8")
        else:
            figures.write(table, building)
    rows = counted(table.num_rows, "row")
    print(f"Wrote {rows} to {path}: not protected, not for release.", file=sys.stderr)
