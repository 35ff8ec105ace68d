"""Whether anything at all changed in the database, and every address of a page."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver

SIGN_IN = "/accounts/login/"


def rows() -> dict[str, list[str]]:
    """Every row of every table, as text and in an order of its own."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """Tables that hold something else now. A sign-in is no page's doing."""
    assert before.keys() == after.keys()
    return [
        table
        for table in before
        if before[table] != after[table] and table != "django_session"
    ]


def leaves(patterns: list[Any]) -> Iterator[URLPattern]:
    """Every address of a table of addresses, those that it includes with them."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from leaves(one.url_patterns)
        else:
            yield one


def turned_away(answer: HttpResponseBase) -> bool:
    """Whether whoever asked was sent to sign in, refused or told it is not there."""
    if answer.status_code == 302:
        return answer.headers["Location"].startswith(SIGN_IN)
    return answer.status_code in (401, 403, 404, 405)


def tried(
    client: Client, address: str, bodies: list[dict[str, Any]]
) -> Iterator[tuple[str, HttpResponseBase]]:
    """The answers to looking at an address, and to sending each body there."""
    yield f"GET {address}", client.get(address)
    for body in bodies:
        yield f"POST {address} {body}", client.post(address, body)
