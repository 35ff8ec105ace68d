"""Deaths that name no birth, linked to their births."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from firstyear.errors import Fault, InputError, UsageError
from firstyear.records import births as birth_rules
from firstyear.records import states
from firstyear.records.engines import Engine
from firstyear.records.layout import TableMap, table_map
from firstyear.records.linkage import shares, sides, stages
from firstyear.records.linkage.assigning import NOTHING_TO_REVIEW
from firstyear.records.linkage.passes import IDENTIFIER, PASSES, WORDS, Pass
from firstyear.records.linkage.records_out import in_default_layout
from firstyear.records.preparing import load, running
from firstyear.records.sources import Given

Expr = Any

REVIEW = 200


@dataclass(frozen=True)
class Linked:
    """What linking gave.

    `deaths` are the deaths in the columns of the default layout, with `birth_id`
    filled in, how it was found in `link_method` (`identifier`, `pass-1` and so on,
    `probabilistic`, blank where it was not), and for probabilistic links
    `link_weight`, in bits, and `link_probability`. What serves linking only is gone.

    `share` is the share of deaths with a birth, by year of death and by area of the
    death; `methods` how many links each method made. `review` are pairs near the
    weight at which pairs are linked, with what was compared, for people to look at.
    None of it is protected, and nothing of it is shown when this is printed.
    """

    deaths: pa.Table = field(repr=False)
    share: pa.Table = field(repr=False)
    review: pa.Table = field(repr=False)
    methods: Mapping[str, int] = field(repr=False)

    @property
    def shareable(self) -> pa.Table:
        """`share` in whole percentages and without numbers: blank where few deaths
        are behind one."""
        return shares.shown(self.share)


class Linker:
    """Fills in the births of deaths before they are counted: `tally(linker=...)`.

    After that `share`, `methods` and `review` say what came of it.
    """

    def __init__(
        self,
        *,
        passes: Sequence[Pass] = PASSES,
        probabilistic: bool = True,
        review: int = REVIEW,
    ) -> None:
        if review < 0:
            raise UsageError("review is a number of pairs, 0 or more.")
        for each in passes:
            wrong = [name for name in (*each.exact, *each.near) if name not in WORDS]
            if wrong or set(each.near) - {"born"}:
                raise UsageError(
                    f"A pass is made of {', '.join(WORDS)}; only born may be near."
                )
        self.asked = stages.Asked(tuple(passes), probabilistic, review)
        self.share = shares.table_of([])
        self.review = NOTHING_TO_REVIEW
        self.methods: dict[str, int] = {}

    def __call__(self, engine: Engine, births: Expr, deaths: Expr) -> Expr:
        """The deaths with `birth_id` filled in, and nothing else changed."""
        return self.link(engine, births, deaths)[0]

    def link(self, engine: Engine, births: Expr, deaths: Expr) -> tuple[Expr, Expr]:
        """The deaths with `birth_id` filled in; and every link that holds."""
        deaths = engine.hold(deaths)
        born = sides.births_side(births)
        given = engine.hold(_given(deaths, births, engine))
        blank = engine.hold(sides.deaths_side(deaths))
        taken = deaths.filter(deaths.birth_id.notnull()).select("birth_id").distinct()
        found = stages.found(born, blank, taken, self.asked, engine)
        self._refuse_nothing(engine, found, taken, blank)
        every = engine.hold(found.links.union(given))
        self.review = found.review
        self.share = shares.shares(deaths, every, engine)
        counts = engine.rows(every.group_by("method").agg(n=every.count()))
        self.methods = {
            row["method"]: int(row["n"])
            for row in sorted(counts.to_pylist(), key=lambda row: row["method"])
        }
        new = found.links.select(linked_id="death_id", found_birth="birth_id")
        filled = deaths.left_join(new, deaths.death_id == new.linked_id)
        filled = filled.mutate(
            birth_id=ibis.coalesce(filled.birth_id, filled.found_birth)
        ).select(*deaths.columns)
        return engine.hold(filled), every

    def _refuse_nothing(
        self, engine: Engine, found: stages.Found, taken: Expr, blank: Expr
    ) -> None:
        """A file without anything to link by is a wrong file, not one of no links."""
        if found.able or engine.rows(taken.limit(1)).num_rows:
            return
        if engine.rows(blank.limit(1)).num_rows:
            raise InputError(
                "Deaths cannot be linked to births:",
                [
                    Fault(
                        "no identifier, and no two fields that both files fill in",
                        remedy="give birth_id or nhs_number, or two of date_of_birth, "
                        "surname, forename, mothers_surname and postcode, in both; "
                        "name the columns in a column map",
                    )
                ],
            )


def _given(deaths: Expr, births: Expr, engine: Engine) -> Expr:
    """Links that the deaths bring with them, to births that are there."""
    named = deaths.filter(deaths.death_id.notnull() & deaths.birth_id.notnull())
    there = births.filter(births.state == states.LIVE).select("birth_id")
    ids = engine.hold(there.semi_join(named.select("birth_id"), "birth_id"))
    null = ibis.null("float64")
    return (
        named.semi_join(ids, "birth_id")
        .select("death_id", "birth_id")
        .distinct()
        .mutate(method=ibis.literal(IDENTIFIER), weight=null, probability=null)
    )


def link(
    births: Given,
    deaths: Given,
    *,
    engine: str | Engine = "duckdb",
    births_map: str | Path | TableMap | None = None,
    deaths_map: str | Path | TableMap | None = None,
    passes: Sequence[Pass] = PASSES,
    probabilistic: bool = True,
    review: int = REVIEW,
    today: date | None = None,
    **engine_options: Any,
) -> Linked:
    """Deaths with the identifier of their birth filled in where it is blank.

    In stages, each on what the one before left: by identifier (`birth_id` as it
    stands, then NHS number), in `passes` of fields that agree, and by match weights
    (Fellegi and Sunter's, by Splink). No birth gets two deaths. Where it cannot be
    told which of two is meant, neither is linked.

    Parameters
    ----------
    births, deaths
        as of `tally`: files, folders, addresses, or frames.
    engine
        `duckdb`, `spark`, or an engine that is open.
    births_map, deaths_map
        the name of a layout or a file with a column map.
    passes
        the sets of fields, in order (`PASSES`). Empty: none.
    probabilistic
        whether pairs that no pass took are weighed.
    review
        how many pairs near the threshold to keep for people to look at.
    today
        no date of birth is after it (default: the day it is).
    engine_options
        of `open_engine`: `memory`, `threads`, `scratch`, `most_scratch`, `session`.

    Returns
    -------
    Linked

    Raises
    ------
    InputError
        for a file that cannot be read, or where there is nothing to link by.
    UsageError
        for an engine or a pass that there is none of.
    StorageError
        where there is no room for what does not fit in memory.

    Notes
    -----
    Fellegi and Sunter (1969), A theory for record linkage, Journal of the American
    Statistical Association 64: 1183 to 1210. Splink: Linacre and others (2022),
    International Journal of Population Data Science 7(3).

    Examples
    --------
    >>> import firstyear as fy
    >>> made = fy.synthetic.pair(births=500, deaths=20, seed=1, identified=0)
    >>> told = fy.records.link(made.births, made.deaths, probabilistic=False)
    >>> told.deaths["link_method"].to_pylist()[0]
    'identifier'
    """
    linker = Linker(passes=passes, probabilistic=probabilistic, review=review)
    with running(engine, **engine_options) as one:
        born = load(one, births, table_map(births_map, "births"), "births")
        died = load(one, deaths, table_map(deaths_map, "deaths"), "deaths")
        day = today or date.today()  # noqa: DTZ011 - a day, not a moment
        once = birth_rules.once(birth_rules.accepted(born.records(), day), one)
        filled, links = linker.link(one, once, died.records())
        table = in_default_layout(filled, links, died.held, one)
    return Linked(
        deaths=table,
        share=linker.share,
        review=linker.review,
        methods=linker.methods,
    )
