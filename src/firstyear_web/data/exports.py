"""Figures taken away: CSV, with the dictionary, gaps and code list they need."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyarrow as pa

from firstyear import packs
from firstyear.figures import Release, Store, label
from firstyear.figures.arrow import pc
from firstyear.figures.dictionary import dictionary
from firstyear.figures.write import escaped
from firstyear_web.data.doer import PERSONS
from firstyear_web.data.meanings import COLUMNS, VALUES

BATCH = 5_000
BESIDE = ("dictionary.csv", "gaps.csv", "codes.csv")
PERIOD = ("date_from", "date_to")
GROUP = ("indicator", "level", "dimension", *PERIOD)
STATES = ("value", "suppressed", "missing", "not-applicable", "not-calculated")


def csv_lines(table: pa.Table) -> Iterator[str]:
    """The table as CSV in pieces: full precision, blank where there is no number,
    and no text that a spreadsheet would run as a formula."""
    yield _lines([table.column_names])
    for start in range(0, table.num_rows, BATCH):
        piece = table.slice(start, BATCH).combine_chunks()
        yield _lines(zip(*map(_plain, piece.columns), strict=True))


def csv_text(table: pa.Table) -> str:
    return "".join(csv_lines(table))


def figures_of(store: Store, release: Release) -> Iterator[pa.Table]:
    """The figures of a release, one indicator at a time, to keep memory low."""
    for held in release.holds:
        yield store.figures(held.indicator, dimension=None, release=release.id)


def dictionary_of(tables: Iterable[pa.Table]) -> pa.Table:
    """What each indicator means, and how many rows have no number and why."""
    parts = [dictionary(table) for table in tables if table.num_rows]
    if not parts:
        return pa.table({"indicator": pa.array([], pa.string())})
    return pa.concat_tables(parts, promote_options="permissive")


def gaps_of(tables: Iterable[pa.Table]) -> pa.Table:
    """For each indicator, level, breakdown and period: how many areas have a figure,
    how many have none and why, and how many that have one at another time are absent.
    """
    rows: list[dict[str, Any]] = []
    for table in tables:
        rows += _gaps(table)
    names = (
        *("indicator", "level", "dimension", *PERIOD, "period", "areas", "rows"),
        *(state.replace("-", "_") for state in STATES),
        "areas_absent",
    )
    return pa.table({name: [row[name] for row in rows] for name in names})


def codes_of(store: Store, tables: Iterable[pa.Table]) -> pa.Table:
    """Every code in the figures and what it means: columns, marks, areas with their
    parents, breakdowns and their groups."""
    rows = [("column", name, "", meaning, "") for name, meaning in COLUMNS.items()]
    rows += [
        (kind, code, "", meaning, "")
        for kind, meanings in VALUES.items()
        for code, meaning in meanings.items()
    ]
    areas: dict[str, tuple[str, str]] = {}
    groups: dict[tuple[str, str], None] = {}
    for table in tables:
        seen = table.group_by(["area", "name", "level"]).aggregate([]).to_pylist()
        areas |= {row["area"]: (row["name"], row["level"]) for row in seen}
        found = table.group_by(["dimension", "category"]).aggregate([]).to_pylist()
        groups |= {(row["dimension"], row["category"]): None for row in found}
    rows += _areas(store, areas)
    rows += _groups(groups)
    names = ("kind", "code", "name", "meaning", "within")
    columns = zip(*rows, strict=True)
    return pa.table(
        {
            name: pa.array(list(each), pa.string())
            for name, each in zip(names, columns, strict=True)
        }
    )


def bundle(store: Store, release: Release) -> IO[bytes]:
    """A ZIP with everything that is needed to use the figures of a release."""
    # Whoever sends the file closes it.
    out = tempfile.TemporaryFile(prefix="firstyear-")  # noqa: SIM115
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("figures.csv", "w") as figures:
            for number, table in enumerate(figures_of(store, release)):
                for place, lines in enumerate(csv_lines(table)):
                    if place or not number:
                        figures.write(lines.encode())
        for name in BESIDE:
            archive.writestr(name, csv_text(beside(store, release, name)))
        told = release.model_dump_json(indent=2, exclude=PERSONS)
        archive.writestr("release.json", told)
    out.seek(0)
    return out


def beside(store: Store, release: Release, name: str) -> pa.Table:
    """One of the tables that go with the figures of a release."""
    tables = figures_of(store, release)
    if name == "dictionary.csv":
        return dictionary_of(tables)
    if name == "gaps.csv":
        return gaps_of(tables)
    return codes_of(store, tables)


def _gaps(table: pa.Table) -> list[dict[str, Any]]:
    one_hot = table.select([*GROUP, "area"])
    for state in STATES:
        column = pc.equal(table["status"], state).cast(pa.int64())
        one_hot = one_hot.append_column(state.replace("-", "_"), column)
    wanted: list[Any] = [(state.replace("-", "_"), "sum") for state in STATES]
    counted = one_hot.group_by(list(GROUP)).aggregate(
        [("area", "count_distinct"), ("area", "count"), *wanted]
    )
    ever = one_hot.group_by(["indicator", "level", "dimension"]).aggregate(
        [("area", "count_distinct")]
    )
    most = {
        (row["indicator"], row["level"], row["dimension"]): row["area_count_distinct"]
        for row in ever.to_pylist()
    }
    ordered = counted.sort_by([(name, "ascending") for name in GROUP]).to_pylist()
    return [
        {
            **{name: row[name] for name in GROUP},
            "period": label(row["date_from"], row["date_to"]),
            "areas": row["area_count_distinct"],
            "rows": row["area_count"],
            **{each: row[f"{each}_sum"] for each, _ in wanted},
            "areas_absent": most[row["indicator"], row["level"], row["dimension"]]
            - row["area_count_distinct"],
        }
        for row in ordered
    ]


def _areas(
    store: Store, areas: dict[str, tuple[str, str]]
) -> list[tuple[str, str, str, str, str]]:
    known: dict[str, dict[str, Any]] = {}
    for row in store.areas().to_pylist():
        if row["area"] in areas:
            entry = known.setdefault(row["area"], {**row, "parents": []})
            if row["parent"]:
                entry["parents"].append(row["parent"])
    listed = []
    for code, (name, level) in sorted(areas.items()):
        entry = known.get(code, {})
        within = ";".join(dict.fromkeys(entry.get("parents", ())))
        listed.append(("area", code, entry.get("name") or name, level, within))
    return listed


def _groups(
    groups: Iterable[tuple[str, str]],
) -> list[tuple[str, str, str, str, str]]:
    listed = []
    for identifier in sorted({dimension for dimension, _ in groups if dimension}):
        known = packs.dimension(identifier)
        listed.append(
            (
                "dimension",
                identifier,
                known.name if known else "",
                f"{known.version}. {known.caution}" if known else "",
                "",
            )
        )
    for identifier, category in sorted(groups):
        if not identifier:
            continue
        known = packs.dimension(identifier)
        meaning = ", ".join(known.holds.get(category, ())) if known else ""
        name = known.label(category) if known else category
        listed.append(("category", category, name, meaning, identifier))
    return listed


def _lines(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _plain(column: Any) -> list[object]:
    """A column as it is written: worked on whole, for files have millions of cells."""
    if pa.types.is_string(column.type):
        return _escaped(column)
    if pa.types.is_date(column.type):
        column = column.cast(pa.string())
    values: list[object] = column.to_pylist()
    if not pa.types.is_floating(column.type):
        return values
    return [_number(each) for each in values]


def _escaped(column: Any) -> list[object]:
    encoded = column.combine_chunks().dictionary_encode()
    known: Any = pa.array(
        [
            None if each is None else escaped(each)
            for each in encoded.dictionary.to_pylist()
        ],
        pa.string(),
    )
    values: list[object] = known.take(encoded.indices).to_pylist()
    return values


def _number(value: Any) -> object:
    """`181.0` as `181`, a blank for none."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
