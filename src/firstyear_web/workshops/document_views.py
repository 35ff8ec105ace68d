"""Documents of a session: before the day, for the room, and after it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firstyear.errors import RefusedError
from firstyear.picture.beside import beside
from firstyear.reports import session as papers
from firstyear.sessions import Session as Record
from firstyear_web.config.store import public_store
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.console_views import room_address
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.recording import record

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class Asked:
    """What a document is made from: the session, its record, and who asks for it."""

    session: Session
    record: Record
    request: HttpRequest
    version: papers.Version


@require_safe
@never_cache
@login_required
def document(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """One document as a file; `?version=share-safe` for what may be shared."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    make = DOCUMENTS.get(name)
    if make is None:
        raise Http404("There is no such document of a session.")
    shared = request.GET.get("version") == "share-safe"
    held = record(found)
    version: papers.Version = "share-safe" if shared else "not-for-publication"
    told = queries.shareable(found, held) if shared else held
    asked = Asked(found, told, request, version)
    made = HttpResponse(make(asked), content_type=KINDS[name.rsplit(".", 1)[-1]])
    stem, _, ending = name.rpartition(".")
    mark = "-share-safe" if shared else ""
    area = slugify(found.area_name) or "session"
    made["Content-Disposition"] = (
        f'attachment; filename="{area}-{found.date}-{stem}{mark}.{ending}"'
    )
    return made


def _report(make: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    return lambda asked: make(asked.record, version=asked.version)


def _plain(make: Callable[[Record], bytes]) -> Callable[[Asked], bytes]:
    return lambda asked: make(asked.record)


def _joining(make: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def made(asked: Asked) -> bytes:
        if asked.session.state != Session.State.OPEN:
            raise RefusedError(
                "The joining sheet needs the code, and there is one when the session "
                "is open."
            )
        path = reverse("join-code", args=[actions.long_code(asked.session)])
        address = room_address(asked.request, path)
        return make(asked.record, address=address, code=asked.session.code)

    return made


def _invitation(make: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def made(asked: Asked) -> bytes:
        chosen = asked.request.GET.get("to", "")
        ids = [str(one.pk) for one in asked.session.invited.all()]
        to = asked.record.invited[ids.index(chosen)] if chosen in ids else None
        return make(
            asked.record,
            to,
            contact=_who_asks(asked.session),
            support_person=asked.session.support_person,
            quiet_space=asked.session.quiet_space,
        )

    return made


def _who_asks(session: Session) -> str:
    """Name, organisation and address of who sends the letter, as far as known."""
    person = session.facilitator
    named = (
        person.display_name,
        session.organisation.name if session.organisation else "",
        person.email,
    )
    return ", ".join(one for one in named if one)


def _book(make: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def made(asked: Asked) -> bytes:
        figures = {}
        for row in queries.instrument(asked.session).entries:
            told = beside(public_store(), asked.session.area, row.indicators)
            if told:
                figures[row.id] = " ".join(one.sentence for one in told)
        return make(asked.record, figures=figures, core="core" in asked.request.GET)

    return made


DOCUMENTS: dict[str, Callable[[Asked], bytes]] = {
    "report.docx": _report(papers.report_word),
    "report.pdf": _report(papers.report_pdf),
    "feedback.pptx": _report(papers.report_slides),
    "invitation.docx": _invitation(papers.invitation_word),
    "invitation.pdf": _invitation(papers.invitation_pdf),
    "joining-sheet.docx": _joining(papers.joining_sheet_word),
    "joining-sheet.pdf": _joining(papers.joining_sheet_pdf),
    "guide.docx": _plain(papers.facilitator_guide_word),
    "guide.pdf": _plain(papers.facilitator_guide_pdf),
    "guide.pptx": _plain(papers.facilitator_slides),
    "recording-book.docx": _book(papers.recording_book_word),
    "recording-book.pdf": _book(papers.recording_book_pdf),
    "paper-sheet.pdf": _plain(papers.paper_sheet_pdf),
}
