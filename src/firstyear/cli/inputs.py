"""INPUT of a verb: a file, standard input, or figures already loaded."""

import io
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from firstyear import figures, packs
from firstyear.errors import InputError, UsageError
from firstyear.figures.arrow import array, pc
from firstyear.picture.words import listed, plural

HOME_PREFIX = "home:"
COUNT, DENOMINATOR = "count", "denominator"


@dataclass(frozen=True)
class Chosen:
    """The rows that a verb works on, with what the pack knows of their indicator.

    `proportion` and `bounded` follow the pack, `by` the option; `said` is what was
    read and chosen, for --json.
    """

    table: pa.Table
    indicator: str
    by: list[str] | None
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
    count: str = COUNT,
    denominator: str = DENOMINATOR,
    per: float | None = None,
    proportion: bool = False,
    by: list[str] | None = None,
) -> Chosen:
    """The rows of one indicator and one breakdown.

    Raises InputError for a faulty file, UsageError where INPUT leaves open which
    indicator or breakdown is meant.
    """
    if per is not None and not (math.isfinite(per) and per > 0):
        raise UsageError(f"--per is a number above zero, not {per:g}.")
    if source.startswith(HOME_PREFIX):
        if (count, denominator) != (COUNT, DENOMINATOR):
            raise UsageError(
                "Loaded figures have a count and a denominator only: name other "
                "columns when reading a file."
            )
        table, said = _from_home(source, home, dimension)
    else:
        table, said = _from_file(source, count, denominator)
    table = _one_indicator(table, indicator)
    table = _one_breakdown(table, dimension)
    absent = [name for name in by or () if name not in table.column_names]
    if absent:
        raise UsageError(f"--by names {', '.join(absent)}, which the input has not.")
    name = str(table["indicator"][0])
    pack = packs.indicators().get(name)
    per = per or (pack.per if pack is not None else 1000.0)
    proportion = proportion or (pack is not None and pack.kind == "proportion")
    chosen = {"per": per, "proportion": proportion, "by": by, "dimension": dimension}
    return Chosen(
        table=table,
        indicator=name,
        by=by,
        per=per,
        proportion=proportion,
        bounded=pack is not None and pack.bounded,
        said={**said, "indicator": name, **chosen},
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
    releases = _distinct(table, "release")
    said: dict[str, object] = {"home": str(home), "releases": releases}
    return table.drop_columns(["release"]), said


def _from_file(
    source: str, count: str, denominator: str
) -> tuple[pa.Table, dict[str, object]]:
    given = io.BytesIO(sys.stdin.buffer.read()) if source == "-" else Path(source)
    reading = figures.read(given, count=count, denominator=denominator)
    tell(f"{reading.recognised}: {counted(reading.taken, 'row')}.", reading)
    if not reading.table.num_rows:
        raise InputError(f"{source} holds no figures.")
    table = reading.table
    if reading.format.startswith("tidy") and reading.taken == table.num_rows:
        # The header is row 1, so that a fault names the row people see.
        places = array(range(2, table.num_rows + 2), pa.int64())
        table = table.append_column("row", places)
    said = {"file": source, "sha256": reading.sha256, "format": reading.format}
    return table, dict(said)


def tell(opening: str, reading: figures.Reading) -> None:
    """What a reader recognised and what else it has to say, on standard error."""
    print(opening, file=sys.stderr)
    for state, rows in sorted(reading.states.items()):
        have = plural(rows, "has", "have")
        print(f"  {counted(rows, 'row')} {have} no figure: {state}.", file=sys.stderr)
    for note in reading.notes:
        print(f"  {note}", file=sys.stderr)


def counted(number: int, noun: str) -> str:
    """`1 row`, `1,510 rows`."""
    return f"{number:,} {plural(number, noun, f'{noun}s')}"


def _distinct(table: pa.Table, column: str) -> list[str]:
    return sorted(str(one) for one in table[column].unique().to_pylist())


def _one_indicator(table: pa.Table, wanted: str | None) -> pa.Table:
    held = _distinct(table, "indicator")
    if wanted is not None:
        if wanted not in held:
            raise UsageError(f"No rows of {wanted!r}: the input holds {listed(held)}.")
        return table.filter(pc.equal(table["indicator"], wanted))
    if len(held) > 1:
        raise UsageError(
            f"The input holds several indicators ({listed(held)}): choose one with "
            "--indicator."
        )
    return table


def _one_breakdown(table: pa.Table, wanted: str | None) -> pa.Table:
    held = _distinct(table, "dimension")
    if (wanted or "") in held:
        return table.filter(pc.equal(table["dimension"], wanted or ""))
    others = listed([one for one in held if one]) or "no breakdown"
    if wanted:
        raise UsageError(
            f"No rows broken down by {wanted!r}: the input holds {others}."
        )
    raise UsageError(f"No rows for everyone: choose with --dimension from {others}.")
