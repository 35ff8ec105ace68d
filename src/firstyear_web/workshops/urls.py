"""Addresses of sessions: planned and reported on under /diagnosis/; a phone's own."""

from django.urls import include, path, re_path

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
from firstyear_web.workshops import sheet_views as sheets
from firstyear_web.workshops import small_group_views as beside_it

PK = r"(?P<pk>[0-9a-f]{32})"

DIAGNOSIS = [
    path("", plan.index, name="sessions"),
    path("plan", plan.plan, name="plan-session"),
    re_path(rf"^{PK}$", plan.session, name="session"),
    re_path(rf"^{PK}/details$", plan.change, name="session-change"),
    re_path(rf"^{PK}/agenda$", plan.agenda, name="session-agenda"),
    re_path(
        rf"^{PK}/part/(?P<line>[0-9]{{1,9}})$",
        plan.part,
        name="session-part",
    ),
    re_path(rf"^{PK}/invite$", plan.invite, name="session-invite"),
    re_path(
        rf"^{PK}/uninvite/(?P<invitee>[0-9]{{1,9}})$",
        plan.uninvite,
        name="session-uninvite",
    ),
    re_path(rf"^{PK}/people$", whose.people, name="session-people"),
    re_path(
        rf"^{PK}/people/(?P<runner>[0-9]{{1,9}})/off$",
        whose.let_go,
        name="session-runner-off",
    ),
    re_path(
        rf"^{PK}/(?P<verb>open|close)$",
        doors.open_or_close,
        name="session-state",
    ),
    re_path(rf"^{PK}/console$", console.console, name="console"),
    re_path(rf"^{PK}/do$", console.do, name="console-do"),
    re_path(rf"^{PK}/projector$", console.projector, name="projector"),
    re_path(
        rf"^{PK}/stream/(?P<kind>console|projector)$",
        console.stream,
        name="console-stream",
    ),
    re_path(
        rf"^{PK}/documents/(?P<name>[a-z-]+\.(?:pdf|docx|pptx))$",
        documents.document,
        name="session-document",
    ),
    re_path(
        rf"^{PK}/question/(?P<question>[a-z0-9.-]{{1,80}})$",
        questions.question,
        name="session-question",
    ),
    re_path(
        rf"^{PK}/sheet/(?P<key>[a-z0-9][a-z0-9.:-]{{0,119}})$",
        sheets.sheet,
        name="session-sheet",
    ),
    re_path(rf"^{PK}/note$", noting.note, name="session-note"),
    re_path(rf"^{PK}/beside$", beside.beside, name="session-beside"),
    re_path(rf"^{PK}/report$", after.report, name="session-report"),
    re_path(
        rf"^{PK}/(?P<name>session\.json|answers\.csv|notes\.csv)$",
        after.export,
        name="session-export",
    ),
    re_path(rf"^{PK}/clear$", after.clear, name="session-clear"),
    re_path(rf"^{PK}/circulate$", after.circulate, name="session-circulate"),
    re_path(rf"^{PK}/agree$", after.agree, name="session-agree"),
    re_path(rf"^{PK}/take-back$", after.take_back, name="session-take-back"),
    re_path(
        rf"^{PK}/small-group$",
        beside_it.small_group,
        name="session-small-group",
    ),
    re_path(
        rf"^{PK}/small-group/(?P<place>[0-9]{{1,2}})/off$",
        beside_it.small_group_off,
        name="session-small-group-off",
    ),
    re_path(
        rf"^{PK}/part/(?P<line>[0-9]{{1,9}})/add$",
        questions.add,
        name="session-add-question",
    ),
    path("instruments", instruments.instruments, name="instruments"),
    re_path(
        r"^instruments/(?P<number>[0-9]{1,9})/retire$",
        instruments.retire,
        name="instrument-retire",
    ),
    path("bring-in", after.bring_in, name="session-bring-in"),
]

# Short, for they are typed on phones.
ROOM = [
    path("join", joining.join, name="join"),
    re_path(r"^join/(?P<code>[0-9]{6}|[0-9]{12})$", joining.join, name="join-code"),
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
]

urlpatterns = [path("diagnosis/", include(DIAGNOSIS)), *ROOM]
