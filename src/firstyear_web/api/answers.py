"""Answers: a page of rows as JSON or CSV, with an ETag, and links to the next page
and to what the rows mean."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

import firstyear
from firstyear.figures import Store
from firstyear.figures.arrow import pc
from firstyear_web.api.asked import Rows
from firstyear_web.data.exports import csv_text

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"


def etag(request: HttpRequest, store: Store) -> str:
    """Changes with the releases, with Firstyear, and with the question."""
    said = "|".join((firstyear.__version__, store.version, request.get_full_path()))
    return f'"{sha256(said.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, store: Store) -> HttpResponse | None:
    """304 where the caller has this very answer: nothing is worked out then."""
    answer = get_conditional_response(request, etag=etag(request, store))
    if answer is not None:
        answer["ETag"] = etag(request, store)
    return answer


def rows_answer(
    request: HttpRequest,
    store: Store,
    table: pa.Table,
    *,
    name: str,
    call: Rows,
    more: Mapping[str, object] | None = None,
    described_by: str = "",
) -> HttpResponse:
    """One page of a table. `more` stands beside the rows in JSON."""
    page = table.slice(call.offset, call.limit)
    if call.format == "csv":
        answer = HttpResponse(csv_text(page), content_type=CSV)
        answer["Content-Disposition"] = f'attachment; filename="firstyear-{name}.csv"'
    else:
        content = {
            name: plain_rows(page),
            "total": table.num_rows,
            "limit": call.limit,
            "offset": call.offset,
            **(more or {}),
        }
        answer = HttpResponse(
            json.dumps(content, ensure_ascii=False, allow_nan=False), content_type=JSON
        )
    links = _links(request, table.num_rows, call.limit, call.offset)
    if described_by:
        links.append(f'<{described_by}>; rel="describedby"')
    if links:
        answer["Link"] = ", ".join(links)
    answer["X-Total-Count"] = str(table.num_rows)
    return kept(answer, request, store)


def kept(answer: HttpResponse, request: HttpRequest, store: Store) -> HttpResponse:
    """The answer, which a caller may keep and ask after."""
    answer["ETag"] = etag(request, store)
    answer["Cache-Control"] = "no-cache"
    return answer


def json_answer(request: HttpRequest, store: Store, content: object) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return kept(HttpResponse(text, content_type=JSON), request, store)


def plain_rows(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as JSON has them: days as text, null where there is no number."""
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table[name]
        if pa.types.is_date(column.type):
            column = column.cast(pa.string())
        elif pa.types.is_floating(column.type):
            none = pa.scalar(None, column.type)
            column = pc.if_else(pc.is_finite(column), column, none)
        columns[name] = column
    return pa.table(columns).to_pylist()


def _links(request: HttpRequest, total: int, limit: int, offset: int) -> list[str]:
    last = max(0, (total - 1) // limit * limit)
    pages = {"first": 0, "last": last}
    if offset:
        pages["prev"] = max(0, offset - limit)
    if offset + limit < total:
        pages["next"] = offset + limit
    return [
        f'<{_address(request, start, limit)}>; rel="{name}"'
        for name, start in pages.items()
    ]


def _address(request: HttpRequest, offset: int, limit: int) -> str:
    query = request.GET.copy()
    query["offset"], query["limit"] = str(offset), str(limit)
    return f"{request.path}?{query.urlencode()}"
