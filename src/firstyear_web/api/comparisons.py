"""/api/comparisons: the classification that pages and the command line make too."""

from typing import Any

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from firstyear import frames
from firstyear.figures import Store
from firstyear.figures.arrow import pc
from firstyear.figures.dictionary import dictionary
from firstyear.picture.geography import atlas
from firstyear.picture.indicators import known_indicator
from firstyear_web.api import asked
from firstyear_web.api.answers import plain_rows, rows_answer, unchanged
from firstyear_web.api.figures import meaning_address
from firstyear_web.api.schemas import CSV_TOO, NOT_MODIFIED, ComparisonsPage
from firstyear_web.config.store import current_store

router = Router(tags=["figures"])


class ComparisonsAsked(asked.Rows, asked.Between):
    indicator: str = Field(
        ...,
        min_length=1,
        description="Id of one indicator.",
        json_schema_extra=asked.SOMETHING,
    )
    level: asked.Level = Field(..., description="The kind of area to compare.")
    benchmark: str = Field(
        "",
        description="Code of the area to compare with. The country by default; where "
        "there are several it has to be named.",
    )
    area: str = Field(
        "", description="Codes of areas to keep, with commas between them."
    )
    dimension: str = Field("", description="The breakdown. Blank is everyone.")
    years: asked.Years = Field(
        "",
        description="Only periods of this many years. By default periods of every "
        "length, each compared with the benchmark's of the same length.",
    )


@router.get(
    "/comparisons",
    response={200: ComparisonsPage, **NOT_MODIFIED},
    openapi_extra=CSV_TOO,
    summary="Higher, similar or lower",
)
def comparisons(request: HttpRequest, call: Query[ComparisonsAsked]) -> HttpResponse:
    """Every area of a level inside the benchmark against its figure of the same
    period, by its 95% interval and by the funnel, with the margin and how many deaths
    would change the answer."""
    call.only(request)
    store = current_store()
    wanted = asked.held(store, call.indicator)
    if len(wanted) > 1:
        raise asked.WrongCallError(
            "Name one indicator: comparisons are made one at a time."
        )
    areas = asked.known_areas(store, call.area)
    code = asked.benchmark_code(store, call.benchmark)
    chosen = asked.breakdown(store, wanted, call.dimension)
    if chosen is None:
        raise asked.WrongCallError(
            "Name one breakdown, or leave it blank for everyone."
        )
    between = call.days()
    if (same := unchanged(request, store)) is not None:
        return same
    table = compared(
        store,
        wanted[0],
        level=call.level,
        benchmark=code,
        years=int(call.years) if call.years else None,
        dimension=chosen,
        **between,
    )
    if areas is not None:
        table = table.filter(pc.is_in(table["area"], pa.array(areas)))
    return rows_answer(
        request,
        store,
        table,
        name="comparisons",
        call=call,
        more={"dictionary": plain_rows(dictionary(table))}
        if call.format == "json"
        else {},
        described_by=meaning_address(wanted),
    )


def compared(
    store: Store,
    indicator: str,
    *,
    level: str,
    benchmark: str,
    years: int | None = None,
    **which: Any,
) -> pa.Table:
    """The areas of a level inside the benchmark, each against it.

    Rates come from counts where the pack calls the indicator a rate or a proportion;
    of other kinds only what the publisher gives is compared, as on the pages.
    """
    inside = {place.code for place in atlas(store).members(benchmark, level)}
    own = store.figures(indicator, areas=[benchmark], **which)
    theirs = store.figures(indicator, level=level, **which)
    theirs = theirs.filter(
        pc.is_in(theirs["area"], pa.array(sorted(inside - {benchmark})))
    )
    if not own.num_rows:
        raise asked.WrongCallError(
            f"{benchmark} has no figure of {indicator} for these periods: choose "
            "another benchmark, or other periods.",
            404,
        )
    both = pa.concat_tables([own, theirs])
    known = known_indicator(indicator, both)
    if known.kind not in {"rate", "proportion"}:
        both = _as_published(both)
    table = frames.compare(
        both,
        benchmark,
        per=known.per,
        proportion=known.kind == "proportion",
        inside=inside,
        years=years,
    )
    if known.kind == "score":
        # a score has no denominator that chance could be worked out from
        table = _without(table, "funnel_comparison", "agree", "sentence")
    return table.filter(pc.not_equal(table["area"], benchmark))


def _as_published(table: pa.Table) -> pa.Table:
    for name in ("count", "denominator"):
        place = table.schema.get_field_index(name)
        nothing = pa.nulls(table.num_rows, pa.float64())
        table = table.set_column(place, name, nothing)
    return table


def _without(table: pa.Table, *names: str) -> pa.Table:
    return table.drop_columns([name for name in names if name in table.column_names])
