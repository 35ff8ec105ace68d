"""Match weights of the pairs that passes left, by Splink on the engine's connection.

Learnt without anybody's labels: how alike strangers are from a sample of both files,
how alike true pairs are by expectation and maximisation. The samples are chosen by
the identifiers, so that the same files give the same weights, to four decimals.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from firstyear.errors import UsageError
from firstyear.records.engine_errors import told
from firstyear.records.engines import Engine
from firstyear.records.linkage.sides import COMPARED

Expr = Any

# Pairs of strangers are counted among so many of each file: millions of pairs.
STRANGERS: Final = 2_000
# True pairs are learnt from so many deaths; with fewer than the least, from none.
MOST_DEATHS, FEWEST_DEATHS = 20_000, 200
LINKABLE: Final = 0.9  # deaths whose birth is in the file, before anything is known
EM_BLOCKS: Final = (
    ("born", "forename"),
    ("surname", "postcode"),
    ("born", "surname"),
    ("mothers_surname", "forename"),
)
# Sums over threads differ in their last places; what is told of a pair does not.
TOLD: Final = 4
_PAIRS_ENOUGH: Final = 1e12  # no sampling of Splink's own


@dataclass(frozen=True)
class Files:
    """What weights are learnt from: all deaths to be linked, the births in question
    for any of them, all births with their `number`, and the fields both files hold."""

    deaths: Expr
    in_question: Expr
    births: Expr
    held: tuple[str, ...]
    number: int


def weighed(files: Files, left: tuple[Expr, Expr], engine: Engine) -> Expr:
    """Pairs of `left`, deaths and births still free, with `weight` and `probability`.

    The weight is in bits: with each more, a pair is twice as likely a true one.
    """
    from firstyear.records.linkage import model

    chosen = model.compared(files.held)
    prior = min(LINKABLE / max(files.number, 1), 0.5)
    few = _some(files.deaths, "death_id", STRANGERS, engine)
    some = _some(files.births, "birth_id", STRANGERS, engine)
    known = engine.hold(_some(files.deaths, "death_id", MOST_DEATHS, engine))
    enough = engine.rows(known.select("death_id")).num_rows >= FEWEST_DEATHS
    with quiet(), told(engine.files), _unwrapped():
        session = _Session(engine)
        try:
            learnt = session.strangers(few, some, model.settings(chosen, prior))
            learnt = model.completed(learnt, chosen, prior)
            if enough:
                blocks = _em_blocks(files.held)
                learnt = session.true_pairs(known, files.in_question, learnt, blocks)
                learnt = model.completed(learnt, chosen, prior)
            return session.predictions(*left, learnt)
        finally:
            session.close()


def _em_blocks(held: Sequence[str]) -> Sequence[tuple[str, ...]]:
    """Two blocks of fields that are held, so that each thing is learnt in one."""
    able = [each for each in EM_BLOCKS if set(each) <= set(held)]
    first = able[:1]
    others = [each for each in able[1:] if first and not set(each) & set(first[0])]
    return first + (others or able[1:])[:1]


def _some(table: Expr, identifier: str, number: int, engine: Engine) -> Expr:
    """So many rows at most, chosen by a number made of the identifier."""
    chosen = table.mutate(order=engine.number_of(table[identifier]))
    return chosen.order_by(chosen.order, chosen[identifier]).limit(number).drop("order")


class _Session:
    """Splink on the connection of an engine, and the tables it made there."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.apis: list[Any] = []

    def linker(self, deaths: Expr, births: Expr, settings: Any) -> Any:
        from splink import Linker

        # Splink names tables by their order, and so tells the deaths by being first.
        api = _api(self.engine)
        self.apis.append(api)
        tables = [
            self._table(deaths, "death_id", api),
            self._table(births, "birth_id", api),
        ]
        return Linker(tables, settings, log_level=None)

    def strangers(self, deaths: Expr, births: Expr, settings: Any) -> dict[str, Any]:
        """Settings with the shares among pairs of strangers."""
        linker = self.linker(deaths, births, settings)
        linker.training.estimate_u_using_random_sampling(
            max_pairs=_PAIRS_ENOUGH, seed=1, min_count_per_level=None, num_chunks=1
        )
        return dict(linker.misc.save_model_to_json())

    def true_pairs(
        self,
        deaths: Expr,
        births: Expr,
        settings: Any,
        blocks: Sequence[tuple[str, ...]],
    ) -> dict[str, Any]:
        """Settings with the shares among true pairs, learnt within each block."""
        from splink import block_on

        linker = self.linker(deaths, births, settings)
        for fields in blocks:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*fields)
            )
        return dict(linker.misc.save_model_to_json())

    def predictions(self, deaths: Expr, births: Expr, settings: Any) -> Expr:
        linker = self.linker(deaths, births, settings)
        made = linker.inference.predict(warning_mode="never")
        table = self.engine.connection.table(made.physical_name)
        one = table.select(
            death_id=table.record_id_l,
            birth_id=table.record_id_r,
            weight=table.match_weight.cast("float64").round(TOLD),
            probability=table.match_probability.cast("float64").round(TOLD),
        )
        return self.engine.hold(one)

    def _table(self, records: Expr, identifier: str, api: Any) -> Any:
        born = records.born
        kept = self.engine.hold(
            records.select(
                record_id=records[identifier],
                day=born.epoch_days(),
                ymd=born.year() * 10_000 + born.month() * 100 + born.day(),
                ydm=born.year() * 10_000 + born.day() * 100 + born.month(),
                **{name: records[name] for name in COMPARED},
            )
        )
        return api.register(kept.op().name)

    def close(self) -> None:
        for api in self.apis:
            api.delete_tables_created_by_splink_from_db()


def _api(engine: Engine) -> Any:
    if engine.name == "duckdb":
        from splink import DuckDBAPI

        return DuckDBAPI(connection=engine.connection.con)
    from splink import SparkAPI

    # Kept in Spark's own store: no folder has to be there on every machine.
    session = engine.connection._session
    api = SparkAPI(spark_session=session, break_lineage_method="persist")
    try:
        session.sql("select jaro_winkler('a', 'a')").collect()
    except Exception as problem:
        raise UsageError(
            "This Spark cannot weigh pairs: its setting spark.jars has to name the "
            "similarity functions of Splink (docs/records.md). Without them link by "
            "identifiers and passes: --passes-only, or probabilistic=False."
        ) from problem
    return api


@contextmanager
def quiet() -> Iterator[None]:
    """Splink says nothing: what it logs is for those who build it, not for a user."""
    logger = logging.getLogger("splink")
    level, passes_on = logger.level, logger.propagate
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.propagate = passes_on


@contextmanager
def _unwrapped() -> Iterator[None]:
    """The engine's own error, not Splink's with its query around it."""
    from splink.internals.exceptions import SplinkException

    try:
        yield
    except SplinkException as problem:
        if problem.__cause__ is None:
            raise
        raise problem.__cause__ from None
