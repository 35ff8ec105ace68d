"""Verbs that work on figures: each asks one function of `fy.frames`."""

from typing import Annotated

import typer

from firstyear import frames
from firstyear.cli import options as o
from firstyear.cli.figures_verb import Answer, figures_verb
from firstyear.cli.inputs import Chosen
from firstyear.cli.lengths import usual_years
from firstyear.errors import UsageError

TESTS = ("interval", "funnel", "both")
METHODS = ("auto", "byar", "exact")
ROW = ("area", "name", "date_from", "date_to", "category")

Method = Annotated[
    str,
    typer.Option(
        "--method",
        metavar="NAME",
        help="Limits: exact below 10 events and Byar from 10 (auto), byar, or exact.",
    ),
]
Benchmark = Annotated[
    str, typer.Option("--benchmark", metavar="CODE", help="The area to compare with.")
]
RoundBenchmark = Annotated[
    int | None,
    typer.Option(
        "--round-benchmark", metavar="N", min=0, help="Decimals to round it to."
    ),
]


def add_to(app: typer.Typer) -> None:
    for verb in (rates, pool, compare, persistence, stabilise, trend):
        app.command()(verb)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"--{name} is one of {', '.join(allowed)}, not {value!r}.")


@figures_verb(show=(*ROW, "count", "denominator", "value", "lower", "upper", "status"))
def rates(
    chosen: Chosen,
    *,
    confidence: Annotated[
        list[float] | None,
        typer.Option(
            "--confidence",
            metavar="SHARE",
            help="Confidence of the limits, 0.95 where not given; may be repeated.",
        ),
    ] = None,
    method: Method = "auto",
) -> Answer:
    """The rate of every row and its interval: exact below 10 events, Byar from 10."""
    _one_of("method", method, METHODS)
    levels = confidence or [0.95]
    table = frames.rates(
        chosen.table,
        per=chosen.per,
        confidence=levels[0] if len(levels) == 1 else levels,
        method=method,
        proportion=chosen.proportion,
        bounded=chosen.bounded,
    )
    return Answer(table, ["proportions" if chosen.proportion else "rates"])


@figures_verb(show=(*ROW, "count", "denominator", "shared_years", "status"))
def pool(
    chosen: Chosen,
    *,
    years: Annotated[
        int, typer.Option("--years", metavar="N", min=1, help="Years in each window.")
    ] = 3,
) -> Answer:
    """Rolling sums of consecutive years, for each area and group."""
    table = frames.pool(chosen.table, years=years, by=chosen.by)
    return Answer(table, ["pooling"])


@figures_verb(
    show=(*ROW, "value", "benchmark_value", "comparison", "margin",
          "funnel_comparison", "agree")
)  # fmt: skip
def compare(
    chosen: Chosen,
    *,
    benchmark: Benchmark,
    test: Annotated[
        str, typer.Option("--test", metavar="NAME", help="interval, funnel or both.")
    ] = "both",
    years: o.Years = None,
    round_benchmark: RoundBenchmark = None,
    overdispersion: Annotated[
        bool,
        typer.Option("--overdispersion", help="Widen the funnel by the spread found."),
    ] = False,
    method: Method = "auto",
) -> Answer:
    """Every area against the benchmark's figure of the same period."""
    _one_of("test", test, TESTS)
    _one_of("method", method, METHODS)
    table = frames.compare(
        chosen.table,
        benchmark,
        test=test,
        round_benchmark=round_benchmark,
        per=chosen.per,
        method=method,
        proportion=chosen.proportion,
        years=years,
        by=chosen.by,
        overdispersion=overdispersion,
    )
    methods = [f"comparison-{one}" for one in TESTS if test in (one, "both")][:2]
    return Answer(table, [*methods, *(["over-dispersion"] if overdispersion else [])])


@figures_verb(
    show=("area", "name", "periods", "higher", "lower", "expected_high_by_chance",
          "independent_periods", "smallest_margin", "strip")
)  # fmt: skip
def persistence(
    chosen: Chosen,
    *,
    benchmark: Benchmark,
    since: Annotated[
        int | None,
        typer.Option("--since", metavar="YEAR", help="Periods that start in or after."),
    ] = None,
    until: Annotated[
        int | None,
        typer.Option("--until", metavar="YEAR", help="Periods that end in or before."),
    ] = None,
    years: o.Years = None,
    round_benchmark: RoundBenchmark = None,
    method: Method = "auto",
) -> Answer:
    """In how many periods each area was higher, with what chance would give."""
    _one_of("method", method, METHODS)
    table = frames.persistence(
        chosen.table,
        benchmark,
        since=since,
        until=until,
        years=years if years is not None else usual_years(chosen),
        per=chosen.per,
        method=method,
        proportion=chosen.proportion,
        round_benchmark=round_benchmark,
        by=chosen.by,
    )
    return Answer(table, ["persistence", "comparison-interval"])


@figures_verb(
    show=(*ROW, "value", "stabilised", "lower", "upper", "probability_higher",
          "own_share")
)  # fmt: skip
def stabilise(
    chosen: Chosen,
    *,
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
    confidence: Annotated[
        float,
        typer.Option("--confidence", metavar="SHARE", help="Confidence of the limits."),
    ] = 0.95,
    years: o.Years = None,
) -> Answer:
    """Rates allowing for small numbers, and how sure each is above the benchmark."""
    if benchmark is not None and expected is not None:
        raise UsageError("Give --benchmark or --expected, not both.")
    table = frames.stabilise(
        chosen.table,
        benchmark=benchmark,
        expected="denominator" if expected else None,
        per=chosen.per,
        years=years,
        by=chosen.by,
        confidence=confidence,
    )
    return Answer(table, ["stabilised-rates"])


@figures_verb(
    show=("area", "name", "category", "length", "slope", "chi2", "p", "direction")
)
def trend(
    chosen: Chosen,
    *,
    points: Annotated[
        int,
        typer.Option(
            "--points", metavar="N", min=2, help="How many of the last periods."
        ),
    ] = 5,
    years: o.Years = None,
) -> Answer:
    """Whether each area has been rising or falling over periods that share no years."""
    table = frames.trend(
        chosen.table,
        points=points,
        per=chosen.per,
        proportion=chosen.proportion,
        years=years,
        by=chosen.by,
    )
    return Answer(table, ["trend"])
