"""INPUT of a verb: a file, standard input, or figures already loaded."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from firstyear import figures, packs
from firstyear.errors import InputError, UsageError

HOME_PREFIX = "home:"


@dataclass(frozen=True)
class Chosen:
    """The rows that a verb works on, with what the pack knows of their indicator.

    `proportion` and `bounded` follow the pack; `said` is what was read, for --json.
    """

    table: pa.Table
    indicator: str
    per: float
    proportion: bool
    bounded: bool
    said: dict[str, object]


def read_input(
    source: str,
    *,
    home: Path,
    indicator: str | None = None,
    dimension: str | None = None,
    count: str = "count",
    denominator: str = "denominator",
    per: float | None = None,
    proportion: bool = False,
) -> Chosen:
    """The rows of one indicator and one breakdown.

    Raises InputError for a faulty file, UsageError where INPUT leaves open which
    indicator or breakdown is meant.
    """
    if source.startswith(HOME_PREFIX):
        table, said = _from_home(source, home, dimension)
    else:
        table, said = _from_file(source, count, denominator)
    table = _one_indicator(table, indicator)
    table = _one_breakdown(table, dimension)
    name = table["indicator"][0].as_py() if table.num_rows else ""
    pack = packs.indicators().get(name)
    return Chosen(
        table=table,
        indicator=name,
        per=per or (pack.per if pack is not None else 1000.0),
        proportion=proportion or (pack is not None and pack.kind == "proportion"),
        bounded=pack is not None and pack.bounded,
        said=said,
    )


def _from_home(
    source: str, home: Path, dimension: str | None
) -> tuple[pa.Table, dict[str, object]]:
    name, _, release = source.removeprefix(HOME_PREFIX).partition("@")
    if not name:
        raise UsageError(
            "Write home:INDICATOR, for example home:infant-mortality. "
            "`firstyear releases` lists what is loaded."
        )
    store = figures.open(home)
    table = store.figures(name, dimension=dimension or "", release=release or None)
    releases = sorted(set(table["release"].to_pylist()))
    said = {"home": str(home), "indicator": name, "releases": releases}
    return table.drop_columns(["release"]), said


def _from_file(
    source: str, count: str, denominator: str
) -> tuple[pa.Table, dict[str, object]]:
    given: Path | io.BytesIO
    if source == "-":
        given = io.BytesIO(sys.stdin.buffer.read())
    else:
        given = Path(source)
    reading = figures.read(given, count=count, denominator=denominator)
    print(f"{reading.recognised}: {reading.taken:,} rows.", file=sys.stderr)
    for state, rows in sorted(reading.states.items()):
        print(f"{rows:,} rows have no figure: {state}.", file=sys.stderr)
    for note in reading.notes:
        print(note, file=sys.stderr)
    if not reading.table.num_rows:
        raise InputError(f"{source} holds no figures.")
    table = reading.table
    if reading.format.startswith("tidy") and reading.taken == table.num_rows:
        # The header is row 1, so that a fault names the row people see.
        rows = pa.array(range(2, table.num_rows + 2), pa.int64())
        table = table.append_column("row", rows)
    said = {"file": source, "sha256": reading.sha256, "format": reading.format}
    return table, said


def _one_indicator(table: pa.Table, wanted: str | None) -> pa.Table:
    held = sorted(set(table["indicator"].to_pylist()))
    if wanted is not None:
        if wanted not in held:
            raise UsageError(
                f"No rows of {wanted!r}. The input holds {', '.join(held) or 'nothing'}."
            )
        return table.filter(pc.equal(table["indicator"], wanted))
    if len(held) > 1:
        raise UsageError(
            f"The input holds several indicators ({', '.join(held)}): choose one with "
            "--indicator."
        )
    return table


def _one_breakdown(table: pa.Table, wanted: str | None) -> pa.Table:
    held = sorted(set(table["dimension"].to_pylist()))
    if (wanted or "") not in held:
        others = ", ".join(one for one in held if one)
        raise UsageError(
            f"No rows broken down by {wanted!r}. The input holds {others or 'none'}."
            if wanted
            else f"No rows for everyone: choose a breakdown with --dimension ({others})."
        )
    return table.filter(pc.equal(table["dimension"], wanted or ""))
