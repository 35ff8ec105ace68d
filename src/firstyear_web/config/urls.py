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
from firstyear_web.workshops import after_views as after
from firstyear_web.workshops import beside_views as beside
from firstyear_web.workshops import console_views as console
from firstyear_web.workshops import document_views as documents
from firstyear_web.workshops import door_views as doors
from firstyear_web.workshops import instrument_views as instruments
from firstyear_web.workshops import join_views as joining
from firstyear_web.workshops import leaving_views as going
from firstyear_web.workshops import note_views as noting
from firstyear_web.workshops import people_views as whose
from firstyear_web.workshops import plan_views as plan
from firstyear_web.workshops import question_views as questions
from firstyear_web.workshops import room_views as room
from firstyear_web.workshops import scribe_views as scribing
from firstyear_web.workshops import small_group_views as beside_it

# Pages of the sign-in part that nobody needs here lead to the account page.
CLOSED_DOORS = [
    path(f"accounts/{door}", RedirectView.as_view(pattern_name="account"))
    for door in ("email/", "confirm-email/", "3rdparty/", "social/connections/")
]
CHART = r"(?P<chart>[a-z0-9-]+)\.(?P<ending>csv|svg|png)"
SESSION = r"(?P<pk>[0-9a-f]{32})"
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
    path("diagnosis/", plan.index, name="sessions"),
    path("diagnosis/plan", plan.plan, name="plan-session"),
    re_path(rf"^diagnosis/{SESSION}$", plan.session, name="session"),
    re_path(rf"^diagnosis/{SESSION}/details$", plan.change, name="session-change"),
    re_path(rf"^diagnosis/{SESSION}/agenda$", plan.agenda, name="session-agenda"),
    re_path(
        rf"^diagnosis/{SESSION}/part/(?P<line>[0-9]{{1,9}})$",
        plan.part,
        name="session-part",
    ),
    re_path(rf"^diagnosis/{SESSION}/invite$", plan.invite, name="session-invite"),
    re_path(
        rf"^diagnosis/{SESSION}/uninvite/(?P<invitee>[0-9]{{1,9}})$",
        plan.uninvite,
        name="session-uninvite",
    ),
    re_path(rf"^diagnosis/{SESSION}/people$", whose.people, name="session-people"),
    re_path(
        rf"^diagnosis/{SESSION}/people/(?P<runner>[0-9]{{1,9}})/off$",
        whose.let_go,
        name="session-runner-off",
    ),
    re_path(
        rf"^diagnosis/{SESSION}/(?P<verb>open|close)$",
        doors.open_or_close,
        name="session-state",
    ),
    re_path(rf"^diagnosis/{SESSION}/console$", console.console, name="console"),
    re_path(rf"^diagnosis/{SESSION}/do$", console.do, name="console-do"),
    re_path(rf"^diagnosis/{SESSION}/projector$", console.projector, name="projector"),
    re_path(
        rf"^diagnosis/{SESSION}/stream/(?P<kind>console|projector)$",
        console.stream,
        name="console-stream",
    ),
    re_path(
        rf"^diagnosis/{SESSION}/documents/(?P<name>[a-z-]+\.(?:pdf|docx|pptx))$",
        documents.document,
        name="session-document",
    ),
    re_path(
        rf"^diagnosis/{SESSION}/question/(?P<question>[a-z0-9.-]{{1,80}})$",
        questions.question,
        name="session-question",
    ),
    re_path(rf"^diagnosis/{SESSION}/note$", noting.note, name="session-note"),
    re_path(rf"^diagnosis/{SESSION}/beside$", beside.beside, name="session-beside"),
    re_path(rf"^diagnosis/{SESSION}/report$", after.report, name="session-report"),
    re_path(
        rf"^diagnosis/{SESSION}/(?P<name>session\.json|answers\.csv|notes\.csv)$",
        after.export,
        name="session-export",
    ),
    re_path(rf"^diagnosis/{SESSION}/clear$", after.clear, name="session-clear"),
    re_path(
        rf"^diagnosis/{SESSION}/circulate$", after.circulate, name="session-circulate"
    ),
    re_path(rf"^diagnosis/{SESSION}/agree$", after.agree, name="session-agree"),
    re_path(
        rf"^diagnosis/{SESSION}/take-back$", after.take_back, name="session-take-back"
    ),
    re_path(
        rf"^diagnosis/{SESSION}/small-group$",
        beside_it.small_group,
        name="session-small-group",
    ),
    re_path(
        rf"^diagnosis/{SESSION}/small-group/(?P<place>[0-9]{{1,2}})/off$",
        beside_it.small_group_off,
        name="session-small-group-off",
    ),
    re_path(
        rf"^diagnosis/{SESSION}/part/(?P<line>[0-9]{{1,9}})/add$",
        questions.add,
        name="session-add-question",
    ),
    path("diagnosis/instruments", instruments.instruments, name="instruments"),
    re_path(
        r"^diagnosis/instruments/(?P<number>[0-9]{1,9})/retire$",
        instruments.retire,
        name="instrument-retire",
    ),
    path("diagnosis/bring-in", after.bring_in, name="session-bring-in"),
    path("reviews/", include("firstyear_web.reviews.urls")),
    path("join", joining.join, name="join"),
    re_path(r"^join/(?P<code>[0-9]{6})$", joining.join, name="join-code"),
    re_path(
        r"^join/(?P<code>[0-9]{6})/scribe/(?P<group>[1-9])/(?P<key>[a-z2-7]{5})$",
        scribing.join_as_scribe,
        name="join-scribe",
    ),
    path("join/resume", joining.resume, name="resume"),
    path("room/", room.room, name="room"),
    path("room/live", room.room_live, name="room-live"),
    path("room/answer", room.answer, name="room-answer"),
    path("room/mine", room.mine, name="room-mine"),
    path("room/leave", joining.leave, name="room-leave"),
    path("room/next", joining.next_person, name="room-next"),
    path("room/leaving", going.leaving, name="room-leaving"),
    path("offers/<str:token>", going.offers, name="offers"),
    path("room/concern", room.concern, name="concern"),
    path("room/stream", room.stream, name="room-stream"),
    path("room/scribe", scribing.scribe, name="scribe"),
    path("room/scribe/live", scribing.scribe_live, name="scribe-live"),
    path("left", joining.left, name="left"),
    re_path(rf"^data/release/{RELEASE}/approve$", data.approve, name="release-approve"),
    re_path(rf"^data/release/{RELEASE}/own-counts$", own.own_counts, name="own-counts"),
    re_path(
        rf"^data/release/{RELEASE}/own-counts\.csv$",
        own.own_counts_file,
        name="own-counts-file",
    ),
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
