"""Lists, records, the board, the life course, advice, and the shared story."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.lists import check_list, check_lists
from firstyear_web.reviews.models import Check, Review
from firstyear_web.reviews.presenters.advice import advice_page
from firstyear_web.reviews.presenters.board import board as board_page
from firstyear_web.reviews.presenters.findings import by_lens
from firstyear_web.reviews.presenters.lists import life_course as course_page
from firstyear_web.reviews.presenters.lists import list_page
from firstyear_web.reviews.presenters.records import SHAPES, records_page
from firstyear_web.reviews.record_forms import check_form
from firstyear_web.reviews.views.answering import answered
from firstyear_web.reviews.views.doors import doing, page, reading, running


@reading
def whole(request: HttpRequest, found: Review, name: str) -> HttpResponse:
    """A list with the answers of this review, and of the one before."""
    _known(name)
    before = queries.earlier(found, request.user)
    return page(request, "list", found, page=list_page(found, name, before))


@running
def point(request: HttpRequest, found: Review, name: str, key: str) -> HttpResponse:
    """One point of a list."""
    chosen = _known(name)
    item = next((one for one in chosen.items() if one.id == key), None)
    if item is None:
        raise Http404("This list has no such point.")
    row = queries.checks(found, name).get(key)
    form = check_form(chosen, request.POST or None, _initial(row))

    def save(given: dict[str, Any]) -> object:
        more = {one: given.pop(one) for one in chosen.more}
        return actions.answer_check(
            review=found,
            name=name,
            point=key,
            more=more,
            by=request.user,
            **given,
        )

    return answered(
        request,
        found,
        form,
        save,
        back="review-list",
        to=(name,),
        title=item.name,
        says=item.says,
        below=_history(chosen, row),
    )


@reading
def records(request: HttpRequest, found: Review, kind: str) -> HttpResponse:
    """Everything of one kind as a table."""
    if kind not in SHAPES:
        raise Http404("There is no page at this address.")
    return page(request, "records", found, page=records_page(found, kind))


@reading
def board(request: HttpRequest, found: Review) -> HttpResponse:
    """Strengths, weaknesses, opportunities, threats: a row for each social factor."""
    return page(
        request,
        "board",
        found,
        page=board_page(found),
        sessions=queries.links(found),
    )


@doing
def fill_board(request: HttpRequest, found: Review) -> HttpResponse:
    """Strengths and weaknesses from the notes of the review's sessions."""
    added = actions.fill_swot(review=found, by=request.user)
    noun = "line was" if added == 1 else "lines were"
    messages.success(request, f"{added or 'No'} {noun} taken from sessions.")
    return redirect("review-board", found.pk)


@reading
def life_course(request: HttpRequest, found: Review) -> HttpResponse:
    """What helps at each stage of life, by whether it is in place here."""
    chosen = request.GET.get("state", "")
    known = {key for key, _ in check_list("interventions").states} | {"", "none"}
    if chosen not in known:
        raise Http404("There is no such state.")
    return page(request, "life_course", found, page=course_page(found, chosen))


@reading
def advice(request: HttpRequest, found: Review) -> HttpResponse:
    """Recommendations, whether they pull a long lever, and their balance."""
    return page(request, "advice", found, page=advice_page(found))


@reading
def story(request: HttpRequest, found: Review) -> HttpResponse:
    """The shared story on one page: what lies behind it, what is turned, our part."""
    return page(
        request,
        "story",
        found,
        page=list_page(found, "action-focus", None),
        causes=[
            row
            for lens in by_lens(found)
            for row in lens.rows
            if row.finding.nature == "cause"
        ],
        advice=advice_page(found),
    )


def _known(name: str) -> Any:
    found = check_lists().get(name)
    if found is None:
        raise Http404("There is no such list.")
    return found


def _initial(row: Check | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {"status": row.status, "text": row.text, "lead": row.lead, **row.more}


def _history(chosen: Any, row: Check | None) -> tuple[dict[str, Any], ...]:
    """What was answered before, newest first: acts and answers, no words."""
    if row is None:
        return ()
    return tuple(
        {
            "when": one.history_date,
            "done": chosen.state_words(one.status),
            "by": one.history_user.display_name if one.history_user else "the site",
        }
        for one in row.history.select_related("history_user")
    )
