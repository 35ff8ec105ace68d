"""The API explained on a page of our own, from its OpenAPI description."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firstyear_web.api.api import api

EXAMPLES = {
    "/api/figures": "/api/figures?indicator=infant-mortality&level=region&from=2018",
    "/api/dictionary": "/api/dictionary?indicator=infant-mortality",
    "/api/releases": "/api/releases",
    "/api/comparisons": "/api/comparisons?indicator=infant-mortality"
    "&level=county-unitary&benchmark={country}&from=2018&format=csv",
    "/api/areas": "/api/areas?level=region",
    "/api/packs": "/api/packs",
    "/api/packs/{name}": "/api/packs/indicators",
}
ORDER = (
    *("indicator", "name", "level", "benchmark", "area", "within", "from", "to"),
    *("years", "dimension", "format", "limit", "offset"),
)


@dataclass(frozen=True)
class Parameter:
    name: str
    required: bool
    meaning: str
    values: str


@dataclass(frozen=True)
class Call:
    path: str
    title: str
    meaning: str
    parameters: tuple[Parameter, ...]
    example: str


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    return render(request, "api/documentation.html", {"calls": calls()})


def calls() -> list[Call]:
    """Every call there is, in the order of the description."""
    described = api.get_openapi_schema(path_prefix="/api/")["paths"]
    return [
        Call(
            path=path,
            title=call["summary"],
            meaning=call.get("description", ""),
            parameters=tuple(
                sorted(map(_parameter, call.get("parameters", ())), key=_place)
            ),
            example=EXAMPLES[path].format(country=_country()),
        )
        for path, methods in described.items()
        for call in methods.values()
    ]


def _parameter(described: dict[str, Any]) -> Parameter:
    schema = described["schema"]
    kinds = [schema, *schema.get("anyOf", ())]
    several = next((each["enum"] for each in kinds if each.get("enum")), ())
    values = ", ".join(map(str, several))
    if "maximum" in schema:
        values = f"{schema.get('minimum', 0):,} to {schema['maximum']:,}"
    elif any(each.get("format") == "date" for each in _inside(kinds)):
        values = "a year such as 2018, or a day such as 2018-04-01"
    default = schema.get("default")
    if isinstance(default, int):
        default = f"{default:,}"
    if default not in {None, ""}:
        values = (
            f"{values}; {default} by default" if values else f"{default} by default"
        )
    return Parameter(
        name=described["name"],
        required=described.get("required", False),
        meaning=described.get("description") or schema.get("description", ""),
        values=values,
    )


def _place(parameter: Parameter) -> tuple[bool, int]:
    """What is needed first, then what narrows, then what the answer looks like."""
    return not parameter.required, ORDER.index(parameter.name)


def _inside(kinds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return kinds + [inner for each in kinds for inner in each.get("anyOf", ())]


def _country() -> str:
    from firstyear.picture.geography import atlas
    from firstyear_web.config.store import current_store

    countries = atlas(current_store()).of_level("country")
    return countries[0].code if countries else "E92000001"
