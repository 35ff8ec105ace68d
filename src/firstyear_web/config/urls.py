"""Addresses of the site. They are part of the public face: keep them."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from firstyear_web.api import views as api_pages
from firstyear_web.api.api import api
from firstyear_web.care import views as care
from firstyear_web.data import load_views as load
from firstyear_web.data import own_counts_views as own
from firstyear_web.data import views as data
from firstyear_web.people import views as people
from firstyear_web.picture import indicator_views, views
from firstyear_web.shelf import views as shelf

# Pages of the sign-in part that nobody needs here lead to the account page.
CLOSED_DOORS = [
    path(f"accounts/{door}", RedirectView.as_view(pattern_name="account"))
    for door in ("email/", "confirm-email/", "3rdparty/", "social/connections/")
]
CHART = r"(?P<chart>[a-z0-9-]+)\.(?P<ending>csv|svg|png)"
UPLOAD = r"(?P<token>[0-9a-f]{32})"
RELEASE = r"(?P<release>[A-Za-z0-9-]{1,120})"
RELEASE_FILE = r"(?P<name>(?:figures|dictionary|gaps|codes)\.csv|everything\.zip)"
# Any code that an area file may define: letters and figures with signs between.
CODE = r"(?P<code>[^/?#\x00-\x1f]{1,80})"

urlpatterns = [
    path("", views.start, name="start"),
    re_path(rf"^region/{CODE}$", views.region, name="region"),
    re_path(rf"^region/{CODE}/{CHART}$", views.region_chart, name="region-chart"),
    re_path(rf"^area/{CODE}$", views.area, name="area"),
    re_path(rf"^area/{CODE}/is-it-real$", views.reality, name="is-it-real"),
    re_path(rf"^area/{CODE}/{CHART}$", views.area_chart, name="area-chart"),
    path("indicator/<slug:identifier>", indicator_views.indicator, name="indicator"),
    re_path(
        rf"^indicator/(?P<identifier>[a-z0-9-]+)/{CHART}$",
        indicator_views.indicator_chart,
        name="indicator-chart",
    ),
    path("data/", data.index, name="data"),
    path("data/load", load.load, name="load"),
    re_path(rf"^data/load/{UPLOAD}$", load.load_report, name="load-report"),
    re_path(rf"^data/load/{UPLOAD}/accept$", load.accept, name="load-accept"),
    re_path(rf"^data/load/{UPLOAD}/discard$", load.discard, name="load-discard"),
    re_path(
        rf"^data/load/{UPLOAD}/rows-not-taken\.csv$", load.faults, name="load-faults"
    ),
    re_path(
        rf"^data/load/{UPLOAD}/hidden-rows\.csv$",
        load.hidden_rows,
        name="load-hidden-rows",
    ),
    path("data/ledger", data.ledger, name="ledger"),
    path("data/ledger.csv", data.ledger_file, name="ledger-file"),
    path("data/definitions", data.definitions, name="definitions"),
    re_path(rf"^data/release/{RELEASE}$", data.release, name="release"),
    re_path(
        rf"^data/release/{RELEASE}/{RELEASE_FILE}$",
        data.release_file,
        name="release-file",
    ),
    re_path(rf"^data/release/{RELEASE}/approve$", data.approve, name="release-approve"),
    re_path(rf"^data/release/{RELEASE}/own-counts$", own.own_counts, name="own-counts"),
    re_path(
        rf"^data/release/{RELEASE}/own-counts\.csv$",
        own.own_counts_file,
        name="own-counts-file",
    ),
    path("", include("firstyear_web.workshops.urls")),
    path("reviews/", include("firstyear_web.reviews.urls")),
    path("methods/", shelf.methods, name="methods"),
    path("methods/<slug:slug>", shelf.method, name="method"),
    path("glossary/", shelf.glossary, name="glossary"),
    path("support/", shelf.support, name="support"),
    path("support/local", care.local_help, name="local-help"),
    re_path(
        r"^support/local/(?P<pk>[0-9]{1,9})$",
        care.change_help,
        name="local-help-change",
    ),
    re_path(
        r"^support/local/(?P<pk>[0-9]{1,9})/off$",
        care.remove_help,
        name="local-help-off",
    ),
    path("account/keeping", care.keeping, name="keeping"),
    path("account/keeping/name", care.take_name_away, name="take-name-away"),
    path("accessibility/", shelf.accessibility, name="accessibility"),
    path("account", people.account, name="account"),
    path("account/people/add", people.add_account, name="account-add"),
    path("account/people/<int:pk>", people.change_account, name="account-change"),
    re_path(
        r"^account/people/(?P<pk>[0-9]{1,9})/(?P<verb>close|open|forget|invite)$",
        people.change_account_state,
        name="account-state",
    ),
    path("account/organisations/add", people.add_organisation, name="organisation-add"),
    path(
        "account/organisations/<int:pk>",
        people.change_organisation,
        name="organisation-change",
    ),
    *CLOSED_DOORS,
    path("accounts/", include("allauth.urls")),
    path("healthz", shelf.healthz, name="healthz"),
    path("api/", api_pages.documentation, name="api"),
    path("api/", api.urls),
]
handler404 = "firstyear_web.design.mistakes.not_found"
handler500 = "firstyear_web.design.mistakes.broken"
