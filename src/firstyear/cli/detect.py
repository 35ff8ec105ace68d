"""`firstyear detect`: how long it would take to see a change."""

import math
from typing import Annotated

import pyarrow as pa
import typer

from firstyear import measures
from firstyear.cli import options as o
from firstyear.cli.outputs import deliver
from firstyear.errors import UsageError


def add_to(app: typer.Typer) -> None:
    app.command()(detect)


def detect(
    *,
    events_per_year: Annotated[
        float, typer.Option("--events-per-year", metavar="N", help="Deaths a year now.")
    ],
    change: Annotated[
        str, typer.Option("--change", metavar="-20%", help="The true change to detect.")
    ],
    power: Annotated[
        float,
        typer.Option("--power", metavar="SHARE", help="The chance of detecting it."),
    ] = 0.8,
    alpha: Annotated[
        float,
        typer.Option("--alpha", metavar="SHARE", help="The chance of a false alarm."),
    ] = 0.05,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """How many years it would take to detect a change, before and after it."""
    if not (math.isfinite(events_per_year) and events_per_year > 0):
        raise UsageError(
            f"--events-per-year is a number above zero, not {events_per_year:g}."
        )
    found = measures.detect(events_per_year, share(change), power=power, alpha=alpha)
    asked = {"events_per_year": events_per_year, "change": share(change)}
    columns = {
        **asked,
        "years_each_side": float(found.years_each_side),
        "years_total": float(found.years_total),
        "events_needed": float(found.events_needed),
        "power": float(found.power),
        "sentence": found.sentence(),
    }
    deliver(
        pa.table({name: [value] for name, value in columns.items()}),
        out=out,
        as_json=as_json,
        method={"detectability": measures.METHODS["detectability"]},
        inputs={**asked, "power": power, "alpha": alpha},
        show=("years_each_side", "years_total", "events_needed", "power", "sentence"),
    )


def share(text: str) -> float:
    """`-20%` as -0.2; `-0.2` as it is. Raises UsageError for anything else.

    Examples:
        >>> share("-20%"), share("0.1")
        (-0.2, 0.1)
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"--change is a share such as -20% or -0.2, not {text!r}.")
    return value / 100 if plain.endswith("%") else value
