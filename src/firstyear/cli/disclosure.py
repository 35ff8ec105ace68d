"""`protect` and `attack`: hiding small counts, and trying to work hidden ones out."""

import io
import sys
from pathlib import Path
from typing import Annotated

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import typer

from firstyear import figures, measures
from firstyear.cli import options as o
from firstyear.cli import provenance as source_options
from firstyear.cli.inputs import COUNT, DENOMINATOR, counted, tell
from firstyear.cli.loaded import tell_left_out
from firstyear.cli.outputs import check_out, deliver
from firstyear.cli.rounded import deliver_rounded
from firstyear.errors import CheckFailed, InputError, UsageError
from firstyear.figures import certificates
from firstyear.figures.arrow import array
from firstyear.figures.disclosure import SECONDS, Around, gate
from firstyear.figures.hiding import REASON
from firstyear.figures.past import past_of
from firstyear.figures.private import write_private
from firstyear.figures.published import attack_file
from firstyear.figures.rounded import round_figures
from firstyear.figures.rounded_products import refuse_rounded
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets.cells import keys_of
from firstyear.figures.table_sets.known import Past

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help="Figures in any layout that a reader knows."),
]
Areas = Annotated[
    Path | None,
    typer.Option(
        "--areas", metavar="FILE", help="Which areas make up which; else by the input."
    ),
]
Also = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        metavar="RELEASE",
        help="A release of the data folder that readers know too. Repeat for more.",
    ),
]


def add_to(app: typer.Typer) -> None:
    app.command("protect")(protect)
    app.command("attack")(attack)


def protect(
    source: File,
    *,
    areas: Areas = None,
    count: o.Count = COUNT,
    denominator: o.Denominator = DENOMINATOR,
    policy: source_options.Policy = "",
    drawn_from: source_options.DrawnFrom = "",
    also: Also = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate",
            metavar="FILE",
            help="Where to write the proof. It says which counts are small: keep it.",
        ),
    ] = None,
    round_to: Annotated[
        int | None,
        typer.Option(
            "--round",
            metavar="N",
            help="Hide nothing: every count becomes a multiple of N, 3 or 5, and sums "
            "hold. It is entered in the ledger: a table goes out one way only.",
        ),
    ] = None,
    released_by: source_options.ReleasedBy = "",
    seconds: source_options.Seconds = SECONDS,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Hide small counts, and others so that nobody can work the small ones out.

    Or, with --round, round all of them.
    """
    check_out(out, as_json=as_json)
    reading, lookup = _read(source, areas, count, denominator)
    folder = o.home_folder(home)
    if round_to is not None:
        if policy or also or certificate is not None:
            raise UsageError(
                "--round hides nothing: leave --policy, --also and --certificate out."
            )
        done = round_figures(
            folder,
            reading,
            base=round_to,
            areas=None if areas is None else lookup,
            drawn_from=drawn_from,
            by=released_by,
            seconds=seconds,
        )
        deliver_rounded(done, out=out, as_json=as_json)
        return
    refuse_rounded(folder, reading.table)
    facts, past = _also(folder, also or [])
    gated = gate(
        reading.table,
        Around(lookup, drawn_from, facts, past),
        policy=policy,
        seconds=seconds,
    )
    if certificate is not None:
        write_private(certificate, certificates.text_of(gated.certificate))
    tell_left_out(gated)
    told = gated.disclosure
    print(
        f"{counted(told.shown, 'row')} shown, {told.hidden:,} hidden: {gated.rule}.",
        file=sys.stderr,
    )
    table = gated.figures.append_column(
        "reason", array([REASON if each else "" for each in gated.hidden], pa.string())
    )
    deliver(
        table,
        out=out,
        as_json=as_json,
        method={"disclosure": measures.METHODS["disclosure"]},
        # No checksum of the file: with it anybody could try hidden counts out.
        inputs={"policy": list(told.rules), "drawn_from": told.drawn_from},
        show=("area", "date_from", "category", "count", "denominator", "reason"),
    )


def attack(
    source: File,
    *,
    areas: Areas = None,
    count: o.Count = COUNT,
    denominator: o.Denominator = DENOMINATOR,
    policy: source_options.Policy = "",
    drawn_from: source_options.DrawnFrom = "",
    truth: Annotated[
        Path | None,
        typer.Option(
            "--truth", metavar="FILE", help="The same rows with the true counts."
        ),
    ] = None,
    seconds: source_options.Seconds = SECONDS,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Try to work hidden counts out from everything else in the file.

    Exit code 1 where any can be.
    """
    check_out(out, as_json=as_json)
    reading, lookup = _read(source, areas, count, denominator)
    rules = rules_for(list(keys_of(reading.table)), drawn_from, policy)
    true = (
        None
        if truth is None
        else figures.read(truth, count=count, denominator=denominator).table
    )
    found = attack_file(
        reading.table, areas=lookup, rules=rules, truth=true, seconds=seconds
    )
    table = reading.table.take(array(found.rows))
    for name in ("lower", "upper"):
        place = FIGURES.get_field_index(name)
        limits = getattr(found, name)
        column = array(
            np.where(np.isfinite(limits), limits, np.nan),
            pa.float64(),
            from_pandas=True,
        )
        table = table.set_column(place, FIGURES.field(place), column)
    table = table.append_column(
        "exposed", array(["yes" if one else "no" for one in found.exposed], pa.string())
    )
    deliver(
        table,
        out=out,
        as_json=as_json,
        method={"disclosure": measures.METHODS["disclosure"]},
        inputs={"policy": list(rules.names), "truth": truth is not None},
        show=("area", "date_from", "category", "lower", "upper", "exposed"),
    )
    exposed = int(found.exposed.sum())
    if exposed or found.beside:
        beside = (
            f", and {counted(found.beside, 'count')} that the file does not print"
            if found.beside
            else ""
        )
        raise CheckFailed(
            f"{exposed:,} of {counted(len(found.rows), 'hidden count')} can be worked "
            f"out{beside}."
        )
    print(
        f"None of {counted(len(found.rows), 'hidden count')} can be worked out.",
        file=sys.stderr,
    )


def _read(
    source: str, areas: Path | None, count: str, denominator: str
) -> tuple[figures.Reading, pa.Table]:
    given = io.BytesIO(sys.stdin.buffer.read()) if source == "-" else Path(source)
    reading = figures.read(given, count=count, denominator=denominator)
    tell(f"{reading.recognised}: {counted(reading.taken, 'row')}.", reading)
    if not reading.table.num_rows:
        raise InputError(f"{source} holds no figures.")
    if areas is None:
        return reading, reading.areas
    lookup = figures.read(areas).areas
    if not lookup.num_rows:
        raise InputError(f"{areas} holds no areas.")
    return reading, lookup


def _also(home: Path, wanted: list[str]) -> tuple[pa.Table | None, list[Past]]:
    """What is public of the releases named, and what went through the gate before."""
    if not wanted:
        return None, []
    facts, past = [], []
    held = {each.id: each for each in figures.open(home).releases()}
    for name in wanted:
        if name not in held:
            raise UsageError(f"There is no release {name!r}: see `firstyear releases`.")
        table = pq.read_table(
            home / "releases" / name / "figures.parquet", schema=FIGURES
        )
        if held[name].origin == "local":
            past.append(past_of(held[name], table))
        else:
            facts.append(table)
    return (pa.concat_tables(facts) if facts else None), past
