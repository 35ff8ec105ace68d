"""One indicator over areas, periods and breakdowns: the exploration is the address."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from firstyear.charts.indicator_set import indicator_charts
from firstyear.errors import UsageError
from firstyear_web.care import queries as care
from firstyear_web.design.explained import explained
from firstyear_web.picture.files import chart_file
from firstyear_web.picture.kept import answer, edition
from firstyear_web.picture.presenters.indicator import areas_of, indicator_page

ASKED = ("country", "level", "region", "years", "period", "area", "dimension")


def _asked(request: HttpRequest) -> dict[str, str]:
    given = {name: request.GET.get(name, "").strip() for name in ASKED}
    return {name: value for name, value in given.items() if value}


def _options(asked: dict[str, str]) -> dict[str, object]:
    """The choices of the address. Raises UsageError for years that are no number."""
    options: dict[str, object] = dict(asked)
    years = asked.get("years")
    if years is not None:
        if not (years.isascii() and years.isdigit()):
            raise UsageError("Choose a period length in whole years, such as 3.")
        options["years"] = int(years)
    return options


@require_safe
def indicator(request: HttpRequest, identifier: str) -> HttpResponse:
    asked = _asked(request)
    now = edition()
    picture = now.indicator(identifier, **_options(asked))
    helpers = care.support()

    def build() -> str:
        page = indicator_page(picture, request.path, asked)
        return explained(
            render_to_string(
                "picture/indicator_body.html",
                {"page": page, "support": helpers},
            )
        )

    body = now.fragment(
        f"indicator|{request.path}|{urlencode(sorted(asked.items()))}|{helpers}", build
    )
    return answer(
        request,
        body,
        {"title": picture.indicator.name, "trail": []},
    )


@require_safe
def indicator_chart(
    request: HttpRequest, identifier: str, chart: str, ending: str
) -> HttpResponse:
    picture = edition().indicator(identifier, **_options(_asked(request)))
    return chart_file(
        indicator_charts(picture, areas_of(picture)), chart, ending, identifier
    )
