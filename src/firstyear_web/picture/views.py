"""Pages that show a region, an area and the checks of one figure."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from firstyear.charts import Chart
from firstyear.charts.area_set import (
    falls_chart,
    gap_charts,
    neighbours_chart,
    profile_chart,
    series_chart,
)
from firstyear.charts.region_set import region_charts
from firstyear.errors import FirstyearError, UsageError
from firstyear.figures import Store
from firstyear.picture.home import (
    countries_and_regions,
    home_area,
    home_region,
    of_area,
    of_region,
    other_than_usual,
    places_above,
)
from firstyear.picture.region import RegionPicture
from firstyear.picture.rug import rug
from firstyear.picture.rug_cells import RugRow
from firstyear_web.care import queries as care
from firstyear_web.config.store import current_store
from firstyear_web.design.explained import explained
from firstyear_web.picture.addresses import address_of_indicator, areas_with, kept
from firstyear_web.picture.files import chart_file
from firstyear_web.picture.kept import answer, edition
from firstyear_web.picture.options import Options, read_options
from firstyear_web.picture.presenters.area import area_page
from firstyear_web.picture.presenters.forms import choices
from firstyear_web.picture.presenters.region import begin_drawing, region_page
from firstyear_web.picture.presenters.rug import SHOWS, rug_of, rug_page
from firstyear_web.picture.presenters.start import start_page
from firstyear_web.picture.presenters.trail import trail


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    now = edition()
    store = now.store
    organisation = getattr(request.user, "organisation", None)
    own = getattr(organisation, "area", "")
    here = home_region(store, own, settings.FIRSTYEAR_REGION)
    picture, problem = None, ""
    if here is not None:
        try:
            picture = now.region(here.code)
        except FirstyearError as error:
            problem = str(error)
    places = countries_and_regions(store)
    only = other_than_usual(store, places)
    page = start_page(here, places, picture, problem, only)
    return render(
        request,
        "picture/start.html",
        {
            "page": page,
            "own": home_area(store, own),
            "support": care.support(here.code if here else ""),
        },
    )


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    options = read_options(request.GET)
    now = edition()
    store = now.store
    picture = now.region(code, **_arguments(options), level=options.level)
    show = request.GET.get("show", "value")
    if show not in SHOWS:
        raise UsageError(f"Cells of the rug can print {', '.join(SHOWS)}.")
    helpers = care.support(code)

    def build() -> str:
        begin_drawing(picture, options.query())
        rows = _rug_rows(now.store, picture)
        page = region_page(picture, request.path, options.query())
        made = render_to_string(
            "picture/region_body.html",
            {
                "page": page,
                "rug": rug_page(rows, picture, request.path, show, options.query()),
                "support": helpers,
                "form": choices(
                    of_region(store, code, picture.level, picture.grid.indicator.id),
                    options,
                    picture.grid,
                    picture.level,
                ),
                "place": picture.region,
            },
        )
        return explained(made)

    body = now.fragment(
        f"region|{request.path}|{show}|{sorted(options.query().items())}|{helpers}",
        build,
    )
    return answer(
        request,
        body,
        {
            "title": f"{picture.region.name}: {picture.grid.indicator.family_phrase}",
            "trail": trail(places_above(store, code), query=kept(options.query())),
        },
    )


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    options = read_options(request.GET)
    now = edition()
    store = now.store
    picture = now.area(code, **_arguments(options))
    helpers = care.support(code)

    def build() -> str:
        page = area_page(picture, request.path, options.query())
        made = render_to_string(
            "picture/area_body.html",
            {
                "page": page,
                "support": helpers,
                "form": choices(
                    of_area(store, code, picture.grid.indicator.id),
                    options,
                    picture.grid,
                ),
                "place": picture.here,
            },
        )
        return explained(made)

    body = now.fragment(
        f"area|{request.path}|{sorted(options.query().items())}|{helpers}", build
    )
    return answer(
        request,
        body,
        {
            "title": f"{picture.here.name}: {picture.grid.indicator.family_phrase}",
            "of_area": picture.here,
            "trail": trail(places_above(store, code), query=kept(options.query())),
        },
    )


@require_safe
def reality(request: HttpRequest, code: str) -> HttpResponse:
    options = read_options(request.GET)
    picture = edition().area(code, **_arguments(options))
    return render(
        request,
        "picture/is_it_real.html",
        {
            "page": area_page(picture, reverse("area", args=[code]), options.query()),
            "of_area": picture.here,
            "trail": trail(
                places_above(current_store(), code),
                picture.here,
                kept(options.query()),
            ),
            "support": care.support(code),
        },
    )


@require_safe
def region_chart(
    request: HttpRequest, code: str, chart: str, ending: str
) -> HttpResponse:
    options = read_options(request.GET)
    now = edition()
    picture = now.region(code, **_arguments(options), level=options.level)
    charts = list(region_charts(picture, areas_with(options.query())))
    if chart == "rug":
        found = rug_of(_rug_rows(now.store, picture), picture)
        charts = [found[0]] if found is not None else []
    return chart_file(charts, chart, ending, code)


def _rug_rows(store: Store, picture: RegionPicture) -> tuple[RugRow, ...]:
    places = tuple(s.place for s in picture.areas)
    return rug(store, places, level=picture.level, country=picture.country)


@require_safe
def area_chart(
    request: HttpRequest, code: str, chart: str, ending: str
) -> HttpResponse:
    options = read_options(request.GET)
    picture = edition().area(code, **_arguments(options))
    charts: list[Chart | None] = [
        *(series_chart(picture, s) for s in (picture.pooled, picture.annual) if s),
        falls_chart(picture),
        profile_chart(picture, address_of_indicator),
        *gap_charts(picture),
        neighbours_chart(picture, areas_with(options.query())),
    ]
    return chart_file([one for one in charts if one], chart, ending, code)


def _arguments(options: Options) -> dict[str, object]:
    return {
        "indicator": options.indicator,
        "years": options.years,
        "since": options.since,
    }
