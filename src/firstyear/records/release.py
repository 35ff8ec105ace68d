"""The only way out of record level: counts leave through the disclosure gate.

What `release` hands over is a release of the home folder: figures whose small counts
are hidden, with a certificate, entered in the ledger. Nothing else leaves this room but
a file named NOT-FOR-RELEASE, for its owner's eyes.
"""

from pathlib import Path

import pyarrow as pa

from firstyear.figures import Loaded, Provenance, Reading, load
from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import areas_of
from firstyear.figures.disclosure import SECONDS
from firstyear.figures.schema import AREAS, FIGURES, LAYOUT, conform, empty
from firstyear.figures.store import open_store
from firstyear.records.results import Counted

FORMAT = "records"
RECOGNISED = "Births and deaths, counted"


def release(
    counted: Counted,
    home: Path | str,
    *,
    title: str = "",
    drawn_from: str = "",
    released_by: str = "",
    supplied_by: str = "",
    areas: pa.Table | None = None,
    policy: str = "",
    seconds: float = SECONDS,
) -> Loaded:
    """The release that the counts became, and what the gate did with them.

    home: the data folder; what it holds already is known to the gate.
    title: what the release is called. drawn_from: `registration`, `nhs` or blank;
    the rule of what is hidden follows from it. released_by: who answers for it.
    supplied_by: the organisation whose records these are, where its people may see
    their own counts on the site, signed in and not for publication.
    areas: which areas make up which, of `figures.AREAS`. policy: a stricter rule.

    Raises
    ------
    NotCertified
        where the counts could not be proven safe, with what would help: fewer keys,
        more years together, broader groups. Nothing is written.
    InputError, RefusedError, StorageError
        as `fy.figures.load` does.

    Examples
    --------
    >>> import tempfile, firstyear as fy
    >>> made = fy.synthetic.records.pair(births=2_000, seed=1)
    >>> counted = fy.records.tally(made.births, made.deaths, ["area,year"])
    >>> with tempfile.TemporaryDirectory() as home:
    ...     loaded = fy.records.release(counted, home, title="Deaths by area")
    >>> loaded.release.origin, loaded.release.disclosure.rules
    ('local', ('nhs-8',))
    """
    known = open_store(home).areas() if Path(home).is_dir() else AREAS.empty_table()
    table = _placed(conform(counted.figures), areas, known)
    reading = Reading(
        table=table,
        areas=areas_of(table) if areas is None else areas,
        layout=empty(LAYOUT),
        format=FORMAT,
        recognised=RECOGNISED,
        taken=counted.figures.num_rows,
        faults=(),
        file="",
    )
    provenance = Provenance.model_validate(
        {
            "origin": "local",
            "title": title or RECOGNISED,
            "drawn_from": drawn_from,
            "released_by": released_by,
            "supplied_by": supplied_by,
        }
    )
    return load(home, [reading], provenance, policy=policy, seconds=seconds)


def _placed(table: pa.Table, areas: pa.Table | None, known: pa.Table) -> pa.Table:
    """The figures with the level and name of each area, where somebody knows them.

    Records hold codes alone; which rule a figure follows goes by the kind of area.
    """
    told: dict[str, tuple[str, str]] = {}
    for source in (known, areas):
        for row in source.to_pylist() if source is not None else ():
            told[row["area"]] = (row["level"], row["name"])
    columns: dict[str, object] = {name: table[name] for name in table.column_names}
    codes = [str(code) for code in table["area"].to_pylist()]
    for place, name in enumerate(("level", "name")):
        columns[name] = [
            own
            or told.get(code, ("", ""))[place]
            or (level_of(code) if name == "level" else "")
            for own, code in zip(table[name].to_pylist(), codes, strict=True)
        ]
    return pa.table(columns, schema=FIGURES)
