"""/api/areas: which places there are, and how they lie in each other."""

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from firstyear.figures.arrow import pc
from firstyear.picture.geography import atlas
from firstyear_web.api import asked
from firstyear_web.api.answers import rows_answer, unchanged
from firstyear_web.api.schemas import CSV_TOO, NOT_MODIFIED, AreasPage
from firstyear_web.config.store import current_store

router = Router(tags=["areas"])


class AreasAsked(asked.Rows):
    level: asked.AnyLevel = Field("", description="The kind of area.")
    within: str = Field(
        "", description="Code of an area; with a level, what of it lies inside."
    )


@router.get(
    "/areas",
    response={200: AreasPage, **NOT_MODIFIED},
    openapi_extra=CSV_TOO,
    summary="Places",
)
def areas(request: HttpRequest, call: Query[AreasAsked]) -> HttpResponse:
    """Codes and names, one row for each parent of a place."""
    call.only(request)
    store = current_store()
    codes = asked.known_areas(store, call.within)
    if codes is not None and (len(codes) != 1 or not call.level):
        raise asked.WrongCallError(
            "Give one code for within, and the level of what lies inside."
        )
    if (same := unchanged(request, store)) is not None:
        return same
    table = store.areas(call.level or None)
    if codes is not None:
        inside = [place.code for place in atlas(store).members(codes[0], call.level)]
        table = table.filter(pc.is_in(table["area"], pa.array(inside, pa.string())))
    return rows_answer(request, store, table, name="areas", call=call)
