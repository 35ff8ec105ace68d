"""/api/figures, and what goes with them."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router

from firstyear.figures.dictionary import dictionary
from firstyear.picture.periods import of_length
from firstyear_web.api import asked
from firstyear_web.api.answers import json_answer, plain_rows, rows_answer, unchanged
from firstyear_web.api.schemas import (
    CSV_TOO,
    NOT_MODIFIED,
    Codes,
    FiguresPage,
    Releases,
)
from firstyear_web.config.store import current_store
from firstyear_web.data.doer import PERSONS
from firstyear_web.data.exports import codes_of, dictionary_of, gaps_of

router = Router(tags=["figures"])


SEVERAL = "Ids of indicators, with commas between them."


class MeaningAsked(asked.Asked):
    indicator: str = Field(
        ..., min_length=1, description=SEVERAL, json_schema_extra=asked.SOMETHING
    )


class FiguresAsked(asked.Rows, asked.Between):
    indicator: str = Field(
        ..., min_length=1, description=SEVERAL, json_schema_extra=asked.SOMETHING
    )
    area: str = Field(
        "", description="Codes of areas, with commas between them. All by default."
    )
    level: asked.AnyLevel = Field("", description="The kind of area.")
    dimension: str = Field(
        "", description="The breakdown. Blank is everyone; “all” is every breakdown."
    )
    years: asked.Years = Field("", description="Only periods of this many years.")


@router.get(
    "/figures",
    response={200: FiguresPage, **NOT_MODIFIED},
    openapi_extra=CSV_TOO,
    summary="Figures",
)
def figures(request: HttpRequest, call: Query[FiguresAsked]) -> HttpResponse:
    """Counts, denominators and published rates, in the columns of a tidy file. In
    JSON the dictionary of the indicators stands beside them; the header Link names
    the next page, and where the dictionary, the gaps and the code list are."""
    call.only(request)
    store = current_store()
    wanted = asked.held(store, call.indicator)
    areas = asked.known_areas(store, call.area)
    chosen = asked.breakdown(store, wanted, call.dimension)
    between = call.days()
    if (same := unchanged(request, store)) is not None:
        return same
    table = store.figures(
        wanted, areas=areas, level=call.level or None, dimension=chosen, **between
    )
    if call.years:
        table = of_length(table, int(call.years))
    return rows_answer(
        request,
        store,
        table,
        name="figures",
        call=call,
        more={"dictionary": plain_rows(dictionary(table))}
        if call.format == "json"
        else {},
        described_by=meaning_address(wanted),
    )


@router.get(
    "/dictionary",
    response={200: Codes, **NOT_MODIFIED},
    summary="What figures mean",
)
def meanings(request: HttpRequest, call: Query[MeaningAsked]) -> HttpResponse:
    """The dictionary of the indicators, where they have gaps and why, and what the
    codes in them stand for."""
    call.only(request)
    store = current_store()
    wanted = asked.held(store, call.indicator)
    if (same := unchanged(request, store)) is not None:
        return same
    tables = [store.figures(each, dimension=None) for each in wanted]
    return json_answer(
        request,
        store,
        {
            "dictionary": plain_rows(dictionary_of(tables)),
            "gaps": plain_rows(gaps_of(tables)),
            "codes": plain_rows(codes_of(store, tables)),
        },
    )


@router.get(
    "/releases",
    response={200: Releases, **NOT_MODIFIED},
    summary="Where figures come from",
)
def releases(request: HttpRequest) -> HttpResponse:
    """Every release: publisher, title, address, licence, origin, checksums, what it
    holds. Who loaded it is told to people who are signed in, on the pages."""
    asked.Asked.only(request)
    store = current_store()
    if (same := unchanged(request, store)) is not None:
        return same
    listed = [
        each.model_dump(mode="json", exclude=PERSONS) for each in store.releases()
    ]
    return json_answer(request, store, {"releases": listed})


def meaning_address(indicators: tuple[str, ...]) -> str:
    """Where the dictionary, gaps and codes of these indicators are."""
    query = urlencode({"indicator": ",".join(indicators)})
    return f"{reverse('api-1.0.0:meanings')}?{query}"
