"""Forms for everything that hangs on a review: one way to add and to change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.presenters.wording import HELD, words
from firstyear_web.reviews.record_forms import (
    AdviceForm,
    DueRegardForm,
    FeedbackForm,
    FindingForm,
    FollowUpForm,
    InterviewForm,
    ReachedForm,
    StatusForm,
    SwotForm,
)
from firstyear_web.reviews.views.answering import answered, as_typed
from firstyear_web.reviews.views.doors import running

Save = Callable[[Review, Any, dict[str, Any], Any], object]


@dataclass(frozen=True)
class Kind:
    """How one kind is written: its form, its action, and where one goes afterwards.

    `name` is the keyword under which the action takes what is changed; `adds` is False
    for what is there already and only changed; `thing` is the kind to look it up by.
    """

    form: type[forms.Form]
    save: Save
    add: str
    change: str
    back: str
    to: tuple[str, ...] = ()
    adds: bool = True
    thing: str = ""
    choices: Callable[[Review], Mapping[str, Any]] = field(default=lambda _: {})


def _plain(action: Callable[..., object], name: str) -> Save:
    def save(found: Review, by: Any, given: dict[str, Any], thing: Any) -> object:
        return action(review=found, by=by, **given, **{name: thing})

    return save


def _status(found: Review, by: Any, given: dict[str, Any], thing: Any) -> object:
    return actions.move_on(recommendation=thing, by=by, **given)


def _look(found: Review, by: Any, given: dict[str, Any], thing: Any) -> object:
    return actions.look_again(followup=thing, by=by, **given)


def _advice(found: Review, by: Any, given: dict[str, Any], thing: Any) -> object:
    chosen = given.pop("finding")
    finding = queries.thing(found, "finding", chosen) if chosen else None
    return actions.recommend(
        review=found, by=by, finding=finding, recommendation=thing, **given
    )


def _findings(found: Review) -> Mapping[str, Any]:
    return {
        "findings": [
            (str(one.pk), words(one)["text"][:100]) for one in queries.findings(found)
        ]
    }


KINDS: Final = {
    "interview": Kind(
        InterviewForm,
        _plain(actions.record_interview, "interview"),
        "Plan an interview",
        "Interview",
        "review-records",
        ("interview",),
    ),
    "finding": Kind(
        FindingForm,
        _plain(actions.add_finding, "finding"),
        "Add a finding",
        "Change a finding",
        "review-findings",
    ),
    "recommendation": Kind(
        AdviceForm,
        _advice,
        "Add a recommendation",
        "Change a recommendation",
        "review-advice",
        choices=_findings,
    ),
    "status": Kind(
        StatusForm,
        _status,
        "",
        "Where a recommendation stands",
        "review-advice",
        adds=False,
        thing="recommendation",
    ),
    "feedback": Kind(
        FeedbackForm,
        _plain(actions.say_back, "feedback"),
        "Write down feedback",
        "Change feedback",
        "review-records",
        ("feedback",),
    ),
    "follow-up": Kind(
        FollowUpForm,
        _look,
        "",
        "Look again",
        "review-records",
        ("follow-up",),
        adds=False,
    ),
    "told": Kind(
        ReachedForm,
        _plain(actions.log_reached, "reached"),
        "Add somebody who needs to know",
        "Who needs to know",
        "review-records",
        ("told",),
    ),
    "due-regard": Kind(
        DueRegardForm,
        _plain(actions.record_due_regard, "due_regard"),
        "Record a decision",
        "Change the record of a decision",
        "review-records",
        ("due-regard",),
    ),
    "board": Kind(
        SwotForm,
        _plain(actions.write_swot, "entry"),
        "Add a line to the board",
        "Change a line of the board",
        "review-board",
    ),
}


@running
def write(
    request: HttpRequest, found: Review, kind: str, key: str = ""
) -> HttpResponse:
    """Add something to the review, or change what is there."""
    chosen = KINDS[kind]
    if not key and not chosen.adds:
        raise Http404("There is no page at this address.")
    thing = queries.thing(found, chosen.thing or kind, key) if key else None
    form = chosen.form(
        request.POST or None,
        initial=_initial(chosen.form, thing),
        **chosen.choices(found),
    )

    def save(given: dict[str, Any]) -> object:
        return chosen.save(found, request.user, given, thing)

    about = words(thing).get("text", "") if chosen.thing and thing else ""
    return answered(
        request,
        found,
        form,
        save,
        back=chosen.back,
        to=chosen.to,
        title=chosen.change if key else chosen.add,
        says=about if about != HELD else "",
    )


def _initial(form: type[forms.Form], thing: Any) -> dict[str, Any]:
    """What a thing holds, as its form shows it."""
    if thing is None:
        return {}
    found = {}
    for name in form.base_fields:
        value = getattr(thing, name)
        if name == "finding":
            value = "" if value is None else str(value.pk)
        found[name] = as_typed(value) if hasattr(value, "year") else value
    return found
