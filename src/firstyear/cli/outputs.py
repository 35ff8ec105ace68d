"""Results out: a file by its ending, a readable table on a terminal, CSV when piped."""

import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

import firstyear
from firstyear import figures
from firstyear.errors import StorageError, UsageError
from firstyear.figures.write import writer_of
from firstyear.figures.writing import replace_file

KEYS = (
    "indicator", "area", "name", "level", "date_from", "date_to", "dimension",
    "category", "count", "denominator",
)  # fmt: skip
MOST_ROWS = 200
WHOLE = ("area", "strip")  # a code or a strip that is cut says something else


def check_out(out: str | None, *, as_json: bool) -> None:
    """Whether `deliver` can write there, asked before anything is done.

    Raises
    ------
    UsageError
        for an ending that no format has.
    StorageError
        where there is no such folder, or nobody may write to it.
    """
    if as_json:
        _json_ending(out)
    if out in (None, "-"):
        return
    path = Path(str(out))
    writer_of(path)
    if not path.parent.is_dir():
        why = "there is no such folder"
    elif not os.access(path.parent, os.W_OK):
        why = "its folder may not be written to"
    elif path.is_dir():
        why = "it is a folder"
    else:
        return
    raise StorageError(f"{path} cannot be written: {why}. Choose another place")


def deliver(
    table: pa.Table,
    *,
    out: str | None,
    as_json: bool,
    method: Mapping[str, object],
    inputs: Mapping[str, object],
    show: Sequence[str] = (),
    done: str = "",
) -> None:
    """Hand a verb's result over.

    `method` and `inputs` go with --json; `show` names the columns a terminal shows;
    `done` is what an error adds where something was done and the file is not written.
    """
    try:
        _deliver(tidied(table), out, as_json, (method, inputs), show)
    except StorageError as problem:
        raise StorageError(f"{problem}. {done}" if done else str(problem)) from problem


def _deliver(
    table: pa.Table,
    out: str | None,
    as_json: bool,
    said: tuple[Mapping[str, object], Mapping[str, object]],
    show: Sequence[str],
) -> None:
    if as_json:
        _json_ending(out)
        result = {
            "firstyear": firstyear.__version__,
            "method": dict(said[0]),
            "inputs": dict(said[1]),
            "rows": rows_of(table),
        }
        _text(json.dumps(result, ensure_ascii=False, indent=1), out)
    elif out not in (None, "-"):
        figures.write(table, Path(str(out)))
        print(f"Wrote {table.num_rows:,} rows to {out}.", file=sys.stderr)
    elif out == "-" or not on_terminal():
        sys.stdout.write(figures.csv_text(table))
    else:
        _show(table, [name for name in show if name in table.column_names])


def on_terminal() -> bool:
    """Whether somebody looks at standard output."""
    return sys.stdout.isatty()


def tidied(table: pa.Table) -> pa.Table:
    """The keys, then every column that says something; our own `row` is left out."""
    kept = []
    for name in table.column_names:
        if name == "row":
            continue
        column = table[name]
        blank = column.null_count == len(column) or (
            pa.types.is_string(column.type) and set(column.unique().to_pylist()) <= {""}
        )
        if name in KEYS or name not in figures.FIGURES.names or not blank:
            kept.append(name)
    return table.select(kept)


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as plain values: dates as ISO text, no NaN."""
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in table.to_pylist()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _text(content: str, out: str | None) -> None:
    if out in (None, "-"):
        print(content)
    else:
        with replace_file(Path(str(out))) as building:
            building.write_text(content + "\n", encoding="utf-8")
        print(f"Wrote {out}.", file=sys.stderr)


def _json_ending(out: str | None) -> None:
    if out not in (None, "-") and Path(str(out)).suffix.lower() != ".json":
        raise UsageError(f"--json writes JSON: give {out} an ending of .json.")


def _show(table: pa.Table, columns: list[str]) -> None:
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        number = pa.types.is_floating(table[name].type) or pa.types.is_integer(
            table[name].type
        )
        shown.add_column(
            name, justify="right" if number else "left", no_wrap=number or name in WHOLE
        )
    rows = table.slice(0, MOST_ROWS).select(columns).to_pylist()
    for row in rows:
        shown.add_row(*(Text(_readable(value)) for value in row.values()))
    console = Console()
    console.print(shown)
    if table.num_rows > MOST_ROWS:
        console.print(
            f"... and {table.num_rows - MOST_ROWS:,} more: give --out FILE for all."
        )


def _readable(value: Any) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        whole = value == int(value) and abs(value) >= 1
        return f"{value:,.0f}" if whole else f"{value:,.3f}"
    return str(value)
