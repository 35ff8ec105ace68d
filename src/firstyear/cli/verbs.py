"""Verbs that work on figures: rates, pool, compare, persistence, stabilise, trend, detect.

Each reads INPUT, asks one function of `fy.frames` and hands the rows over.
"""

from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer

from firstyear import frames, measures
from firstyear.cli import options as o
from firstyear.cli.inputs import Chosen, read_input
from firstyear.cli.outputs import deliver
from firstyear.errors import UsageError

TESTS = ("interval", "funnel", "both")
METHODS = ("auto", "byar", "exact")

Method = Annotated[
    str,
    typer.Option(
        "--method",
        help="Limits: exact below 10 events and Byar from 10 (auto), byar, or exact.",
    ),
]


def add_to(app: typer.Typer) -> None:
    for verb in (rates, pool, compare, persistence, stabilise, trend, detect):
        app.command()(verb)


def _chosen(
    source: str,
    home: Path | None,
    indicator: str | None,
    dimension: str | None,
    *,
    count: str = "count",
    denominator: str = "denominator",
    per: float | None = None,
    proportion: bool = False,
) -> Chosen:
    return read_input(
        source,
        home=o.home_folder(home),
        indicator=indicator,
        dimension=dimension,
        count=count,
        denominator=denominator,
        per=per,
        proportion=proportion,
    )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise UsageError(f"--{name} is one of {', '.join(allowed)}, not {value!r}.")
    return value


def _method(*names: str) -> dict[str, object]:
    """The methods behind a result and their versions, for --json."""
    return {name: measures.METHODS[name] for name in names}


def _said(chosen: Chosen, **more: Any) -> dict[str, object]:
    return {**chosen.said, "per": chosen.per, "proportion": chosen.proportion, **more}


def rates(
    source: o.Input,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    per: o.Per = None,
    confidence: Annotated[
        list[float] | None,
        typer.Option("--confidence", help="Confidence of the limits; may be repeated."),
    ] = None,
    method: Method = "auto",
    proportion: o.Proportion = False,
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """The rate of every row and its interval: exact below 10 events, Byar from 10."""
    _one_of("method", method, METHODS)
    levels = confidence or [0.95]
    chosen = _chosen(
        source, home, indicator, dimension,
        count=count, denominator=denominator, per=per, proportion=proportion,
    )  # fmt: skip
    result = frames.rates(
        chosen.table,
        per=chosen.per,
        confidence=levels[0] if len(levels) == 1 else levels,
        method=method,
        proportion=chosen.proportion,
        bounded=chosen.bounded,
    )
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("proportions" if chosen.proportion else "rates"),
        inputs=_said(chosen, confidence=levels),
        show=("area", "name", "date_from", "date_to", "category", "count",
              "denominator", "value", "lower", "upper", "status"),
    )  # fmt: skip


def pool(
    source: o.Input,
    years: Annotated[int, typer.Option("--years", help="Years in each window.")] = 3,
    by: o.By = None,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Rolling sums of consecutive years, for each area and group."""
    chosen = _chosen(
        source, home, indicator, dimension, count=count, denominator=denominator
    )
    result = frames.pool(chosen.table, years=years, by=o.listed(by))
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("pooling"),
        inputs=_said(chosen, years=years),
        show=("area", "name", "date_from", "date_to", "category", "count",
              "denominator", "shared_years", "status"),
    )  # fmt: skip


def compare(
    source: o.Input,
    benchmark: o.Benchmark,
    test: Annotated[
        str, typer.Option("--test", help="interval, funnel or both.")
    ] = "both",
    round_benchmark: Annotated[
        int | None,
        typer.Option("--round-benchmark", metavar="N", help="Decimals to round it to."),
    ] = None,
    overdispersion: Annotated[
        bool,
        typer.Option("--overdispersion", help="Widen the funnel by the spread found."),
    ] = False,
    method: Method = "auto",
    per: o.Per = None,
    proportion: o.Proportion = False,
    by: o.By = None,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Every area against the benchmark's figure of the same period."""
    _one_of("test", test, TESTS)
    _one_of("method", method, METHODS)
    chosen = _chosen(
        source, home, indicator, dimension,
        count=count, denominator=denominator, per=per, proportion=proportion,
    )  # fmt: skip
    result = frames.compare(
        chosen.table,
        benchmark,
        test=test,
        round_benchmark=round_benchmark,
        per=chosen.per,
        method=method,
        proportion=chosen.proportion,
        by=o.listed(by),
        overdispersion=overdispersion,
    )
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("comparison-interval", "comparison-funnel"),
        inputs=_said(chosen, benchmark=benchmark, round_benchmark=round_benchmark),
        show=("area", "name", "date_from", "date_to", "category", "value",
              "benchmark_value", "comparison", "margin", "funnel_comparison", "agree"),
    )  # fmt: skip


def persistence(
    source: o.Input,
    benchmark: o.Benchmark,
    since: Annotated[
        int | None, typer.Option("--since", help="Periods that start in or after.")
    ] = None,
    until: Annotated[
        int | None, typer.Option("--until", help="Periods that end in or before.")
    ] = None,
    round_benchmark: Annotated[
        int | None,
        typer.Option("--round-benchmark", metavar="N", help="Decimals to round it to."),
    ] = None,
    method: Method = "auto",
    per: o.Per = None,
    proportion: o.Proportion = False,
    by: o.By = None,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """In how many periods each area was higher, with what chance would give."""
    _one_of("method", method, METHODS)
    chosen = _chosen(
        source, home, indicator, dimension,
        count=count, denominator=denominator, per=per, proportion=proportion,
    )  # fmt: skip
    result = frames.persistence(
        chosen.table,
        benchmark,
        since=since,
        until=until,
        per=chosen.per,
        method=method,
        proportion=chosen.proportion,
        round_benchmark=round_benchmark,
        by=o.listed(by),
    )
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("persistence", "comparison-interval"),
        inputs=_said(chosen, benchmark=benchmark, since=since, until=until),
        show=("area", "name", "periods", "higher", "lower", "expected_high_by_chance",
              "independent_periods", "smallest_margin", "strip"),
    )  # fmt: skip


def stabilise(
    source: o.Input,
    benchmark: Annotated[
        str | None,
        typer.Option("--benchmark", metavar="CODE", help="Chance of being above it."),
    ] = None,
    expected: Annotated[
        str | None,
        typer.Option(
            "--expected", metavar="COLUMN", help="Expected deaths, not births."
        ),
    ] = None,
    per: o.Per = None,
    by: o.By = None,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Rates allowing for small numbers, and how sure each is above the benchmark."""
    if benchmark is not None and expected is not None:
        raise UsageError("Give --benchmark or --expected, not both.")
    chosen = _chosen(
        source, home, indicator, dimension,
        count=count, denominator=expected or denominator, per=per,
    )  # fmt: skip
    result = frames.stabilise(
        chosen.table,
        benchmark=benchmark,
        expected="denominator" if expected else None,
        per=chosen.per,
        by=o.listed(by),
    )
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("stabilised-rates"),
        inputs=_said(chosen, benchmark=benchmark, expected=expected),
        show=("area", "name", "date_from", "date_to", "category", "value", "stabilised",
              "lower", "upper", "probability_higher", "own_share"),
    )  # fmt: skip


def trend(
    source: o.Input,
    points: Annotated[
        int, typer.Option("--points", help="How many of the last periods.")
    ] = 5,
    per: o.Per = None,
    proportion: o.Proportion = False,
    by: o.By = None,
    count: o.Count = "count",
    denominator: o.Denominator = "denominator",
    indicator: o.Indicator = None,
    dimension: o.Dimension = None,
    home: o.Home = None,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """Whether each area has been rising or falling over periods that share no years."""
    chosen = _chosen(
        source, home, indicator, dimension,
        count=count, denominator=denominator, per=per, proportion=proportion,
    )  # fmt: skip
    result = frames.trend(
        chosen.table,
        points=points,
        per=chosen.per,
        proportion=chosen.proportion,
        by=o.listed(by),
    )
    deliver(
        result,
        out=out,
        as_json=as_json,
        method=_method("trend"),
        inputs=_said(chosen, points=points),
        show=("area", "name", "category", "slope", "chi2", "p", "direction"),
    )  # fmt: skip


def detect(
    events_per_year: Annotated[
        float, typer.Option("--events-per-year", metavar="N", help="Deaths a year now.")
    ],
    change: Annotated[
        str, typer.Option("--change", metavar="-20%", help="The true change to detect.")
    ],
    power: Annotated[
        float, typer.Option("--power", help="The chance of detecting it.")
    ] = 0.8,
    alpha: Annotated[
        float, typer.Option("--alpha", help="The chance of a false alarm.")
    ] = 0.05,
    out: o.Out = None,
    as_json: o.Json = False,
) -> None:
    """How many years it would take to detect a change, before and after it."""
    found = measures.detect(events_per_year, share(change), power=power, alpha=alpha)
    columns = {
        "events_per_year": events_per_year,
        "change": share(change),
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
        method=_method("detectability"),
        inputs={"power": power, "alpha": alpha},
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
        raise UsageError(
            f"--change is a share such as -20% or -0.2, not {text!r}."
        ) from None
    return value / 100 if plain.endswith("%") else value
