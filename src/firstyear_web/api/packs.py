"""/api/packs: indicators, groups, words, what can be done, and support of families."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from firstyear import packs
from firstyear_web.api import asked
from firstyear_web.api.answers import json_answer, unchanged
from firstyear_web.api.schemas import NOT_MODIFIED, Pack, PackNames
from firstyear_web.config.store import current_store

router = Router(tags=["packs"])

PACKS: dict[str, Callable[[], Iterable[Any]]] = {
    "indicators": lambda: packs.indicators().values(),
    "identities": packs.identities,
    "dimensions": lambda: packs.dimensions().values(),
    "glossary": lambda: packs.glossary().values(),
    "is-it-real": packs.is_it_real,
    "support": packs.support_links,
    "words-to-avoid": packs.avoid,
    # The instruments are not among them: a session opens its questions in the room.
    "interventions": lambda: packs.interventions().values(),
    "standards": lambda: packs.standards().values(),
    "bodies": lambda: packs.bodies().values(),
    "lists": lambda: chain.from_iterable(packs.lists().values()),
    "roles": packs.roles,
    "duties": packs.duties,
    "life-course": packs.life_course,
}


@router.get("/packs", response={200: PackNames, **NOT_MODIFIED}, summary="Packs")
def names(request: HttpRequest) -> HttpResponse:
    """The names of the packs."""
    asked.Asked.only(request)
    store = current_store()
    return unchanged(request, store) or json_answer(
        request, store, {"packs": list(PACKS)}
    )


@router.get("/packs/{name}", response={200: Pack, **NOT_MODIFIED}, summary="One pack")
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """Its entries, each with its owner and the day it is next looked at."""
    asked.Asked.only(request)
    if name not in PACKS:
        raise asked.WrongCallError(
            f"There is no pack called {name!r}. There are: {', '.join(PACKS)}.", 404
        )
    store = current_store()
    entries = [entry.model_dump(mode="json") for entry in PACKS[name]()]
    return unchanged(request, store) or json_answer(
        request, store, {"name": name, "entries": entries}
    )
