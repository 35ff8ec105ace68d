"""One indicator over areas, periods and breakdowns: the exploration is the address."""

from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from firstyear import packs
from firstyear.charts.indicator_set import indicator_charts
from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.indicator import IndicatorPicture, indicator_picture
from firstyear_web.config.store import current_store
from firstyear_web.picture.addresses import address_of_area
from firstyear_web.picture.files import chart_file
from firstyear_web.picture.kept import fragment
from firstyear_web.picture.presenters.indicator import indicator_page

ASKED = ("country", "level", "region", "years", "period", "area", "dimension")


@lru_cache(maxsize=128)
def _kept(
    store: Store, version: str, identifier: str, asked: tuple[tuple[str, str], ...]
) -> IndicatorPicture:
    options: dict[str, object] = dict(asked)
    years = options.get("years")
    if years is not None:
        text = str(years)
        if not (text.isascii() and text.isdigit()):
            raise UsageError("Choose a period length in whole years, such as 3.")
        options["years"] = int(text)
    return indicator_picture(store, identifier, **options)  # type: ignore[arg-type]


def _asked(request: HttpRequest) -> dict[str, str]:
    given = {name: request.GET.get(name, "").strip() for name in ASKED}
    return {name: value for name, value in given.items() if value}


def _picture(identifier: str, asked: dict[str, str]) -> IndicatorPicture:
    store = current_store()
    return _kept(store, store.version, identifier, tuple(sorted(asked.items())))


@require_safe
def indicator(request: HttpRequest, identifier: str) -> HttpResponse:
    asked = _asked(request)
    picture = _picture(identifier, asked)

    def build() -> str:
        page = indicator_page(picture, request.path, asked)
        return render_to_string(
            "picture/indicator_body.html",
            {"page": page, "support": packs.support_links()},
        )

    body = fragment(
        f"indicator|{request.path}|{urlencode(sorted(asked.items()))}", build
    )
    return render(
        request,
        "picture/page.html",
        {"body": body, "title": picture.indicator.name, "trail": []},
    )


@require_safe
def indicator_chart(
    request: HttpRequest, identifier: str, chart: str, ending: str
) -> HttpResponse:
    picture = _picture(identifier, _asked(request))
    return chart_file(
        indicator_charts(picture, address_of_area), chart, ending, identifier
    )
