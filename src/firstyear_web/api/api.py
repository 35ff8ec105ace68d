"""The read-only API: the same figures and the same classification as the pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

import firstyear
from firstyear.errors import FirstyearError, StorageError
from firstyear_web.api import areas, comparisons, figures, packs
from firstyear_web.api.asked import WrongCallError

api = NinjaAPI(
    title="Firstyear",
    version="1.0.0",
    description=(
        "Figures about babies who died and about their first year, read-only. "
        f"Served by Firstyear {firstyear.__version__}. Everything here is public, so "
        "no token is asked for."
    ),
    # Ninja's own documentation page asks another host for its scripts: ours is
    # firstyear_web.api.views.documentation.
    docs_url=None,
)
for router in (figures.router, comparisons.router, areas.router, packs.router):
    api.add_router("", router)


@api.exception_handler(WrongCallError)
def _wrong(request: HttpRequest, problem: WrongCallError) -> HttpResponse:
    return JsonResponse({"detail": str(problem)}, status=problem.status)


@api.exception_handler(FirstyearError)
def _explained(request: HttpRequest, problem: FirstyearError) -> HttpResponse:
    status = 503 if isinstance(problem, StorageError) else 400
    return JsonResponse({"detail": str(problem)}, status=status)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    said = "; ".join(_parameter(each) for each in problem.errors)
    return JsonResponse(
        {"detail": f"{said}. /api/ lists the parameters of every call."}, status=400
    )


def _parameter(error: dict[str, Any]) -> str:
    name = str(error["loc"][-1]) if error.get("loc") else "the call"
    if error.get("type") == "missing":
        return f"{name} is missing"
    return (
        f"{name}: {str(error.get('msg', 'is not valid')).removeprefix('Value error, ')}"
    )
