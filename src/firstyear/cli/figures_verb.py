"""What every verb on figures has in common: its INPUT, its options, its result."""

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firstyear import measures
from firstyear.cli import options as o
from firstyear.cli.inputs import read_input
from firstyear.cli.outputs import deliver

# Options after a verb's own, as they stand in its help: name, type, default.
SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("by", o.By, None),
    ("per", o.Per, None),
    ("proportion", o.Proportion, False),
    ("count", o.Count, "count"),
    ("denominator", o.Denominator, "denominator"),
    ("indicator", o.Indicator, None),
    ("dimension", o.Dimension, None),
    ("home", o.Home, None),
    ("out", o.Out, None),
    ("as_json", o.Json, False),
)


@dataclass(frozen=True)
class Answer:
    """The rows that a verb made, and the names of the methods behind them."""

    table: pa.Table
    methods: Sequence[str]


def figures_verb(
    show: Sequence[str],
) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """A verb of the command line from a function of the rows chosen.

    The function takes a `Chosen` and its own options as keywords. The verb takes
    INPUT and the shared options too, reads the rows, and hands the answer over;
    `show` names the columns that a terminal shows.
    """

    def made(function: Callable[..., Answer]) -> Callable[..., None]:
        own = list(inspect.signature(function).parameters.values())[1:]

        @functools.wraps(function)
        def verb(source: str, **given: Any) -> None:
            mine = {each.name: given.pop(each.name) for each in own}
            out, as_json = given.pop("out"), given.pop("as_json")
            # Expected deaths stand where births do.
            given["denominator"] = mine.get("expected") or given["denominator"]
            home, by = o.home_folder(given.pop("home")), o.listed(given.pop("by"))
            chosen = read_input(source, home=home, by=by, **given)
            answer = function(chosen, **mine)
            deliver(
                answer.table,
                out=out,
                as_json=as_json,
                method={name: measures.METHODS[name] for name in answer.methods},
                inputs={**chosen.said, **mine},
                show=show,
            )

        parameters = [
            inspect.Parameter(
                "source", inspect.Parameter.KEYWORD_ONLY, annotation=o.Input
            ),
            *own,
            *(
                inspect.Parameter(
                    name,
                    inspect.Parameter.KEYWORD_ONLY,
                    default=default,
                    annotation=kind,
                )
                for name, kind, default in SHARED
            ),
        ]
        # Typer reads options off the signature.
        verb.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        verb.__annotations__ = {each.name: each.annotation for each in parameters}
        return verb

    return made
