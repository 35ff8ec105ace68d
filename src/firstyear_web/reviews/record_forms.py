"""Forms of what hangs on a review: talks, findings, evidence, advice and logs."""

from typing import Any, Final

from django import forms

from firstyear import packs
from firstyear_web.design.formats import part_name
from firstyear_web.reviews.actions.lists import DUE_REGARD
from firstyear_web.reviews.forms import (
    NO_PERSON,
    choice_field,
    day_field,
    line_field,
    words_field,
)
from firstyear_web.reviews.informants import informants
from firstyear_web.reviews.lists import CheckList, themes
from firstyear_web.reviews.models import (
    Evidence,
    Finding,
    Interview,
    Recommendation,
    SwotEntry,
)
from firstyear_web.reviews.stages import STAGES


class Ticks(forms.MultipleChoiceField):
    """Several of a list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple


def _themes() -> Ticks:
    return Ticks(
        label="Themes",
        choices=[*themes().items()],
        required=False,
        help_text="What is counted with other areas, where yours agrees",
    )


def _points(name: Any) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in packs.points(name)]


class InterviewForm(forms.Form):
    """A talk, planned or held."""

    role = choice_field(
        "Role", informants().items(), help_text="By role only: no name is kept"
    )
    on = day_field("Day of the interview", required=False)
    consent = choice_field("Consent", Interview.Agreed.choices)
    consent_on = day_field("Day of the consent", required=False)
    themes = _themes()
    heard = words_field(
        "What was heard",
        required=False,
        help_text="What matters for the system, in your own words.",
    )


class FindingForm(forms.Form):
    """What was found, through which lens."""

    text = words_field("What you found")
    nature = choice_field("What it is", Finding.Nature.choices)
    lens = choice_field("Lens", _points("four-lenses"))
    part = choice_field(
        "Part of the workbook",
        [
            (one.id, f"{part_name(one.id)}: {one.title}")
            for one in packs.instrument("infant-mortality").parts
        ],
        required=False,
    )
    themes = _themes()


class EvidenceForm(forms.Form):
    """What a piece of evidence says, and which way it points."""

    bearing = choice_field("Which way it points", Evidence.Bearing.choices)
    says = words_field("What it says", required=False, rows=3)


class FigureForm(EvidenceForm):
    indicator = choice_field(
        "What it measures",
        [(one.id, one.name) for one in packs.indicators().values()],
    )
    period = forms.CharField(
        label="Period", max_length=60, required=False, help_text="Such as 2021 to 2023"
    )
    field_order = ("indicator", "period", "bearing", "says")


class RefForm(EvidenceForm):
    """A document, an interview or a session that the review has."""

    ref = choice_field("Which one", ())
    field_order: tuple[str, ...] = ("ref", "bearing", "says")

    def __init__(self, *args: Any, refs: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ref"].choices = [("", "Choose"), *refs]


class SessionForm(RefForm):
    place = choice_field("Which part, vote or note of it", (), required=False)
    field_order = ("ref", "place", "bearing", "says")

    def __init__(self, *args: Any, places: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "The session as a whole"), *places]


class AdviceForm(forms.Form):
    """A recommendation, and the support that is offered with it."""

    text = words_field("What should be done")
    finding = choice_field("Which finding it answers", (), required=False)
    level = choice_field("Level", Recommendation.Level.choices)
    reach = choice_field("Whom it would reach", Recommendation.Reach.choices)
    control = choice_field("Who can see to it", Recommendation.Control.choices)
    approach = choice_field(
        "How it works",
        [(one.group, one.name) for one in packs.points("population-approaches")],
    )
    change = choice_field(
        "High-impact change", _points("high-impact-changes"), required=False
    )
    stage = choice_field("Stage of life", STAGES.items(), required=False)
    themes = _themes()
    lead = line_field("Lead", required=False, help_text="By work: a role or a name")
    due = day_field("By when", required=False)
    offer = words_field("Offer of support", required=False, rows=2)
    provider = line_field(
        "Who offers it", required=False, help_text="An organisation, not a person"
    )
    offer_until = day_field("Until when the offer stands", required=False)

    def __init__(self, *args: Any, findings: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].choices = [("", "None of them"), *findings]


class StatusForm(forms.Form):
    status = choice_field("Where it stands", Recommendation.Status.choices)
    progress = words_field("What was done", required=False)


class FeedbackForm(forms.Form):
    on = day_field("Day")
    to = line_field("To whom", help_text="Roles and bodies; name nobody")
    said = words_field("What was said")
    answered = words_field("What they answered", required=False)


class FollowUpForm(forms.Form):
    held_on = day_field("Day")
    done = words_field("What was done since")
    outcome = words_field("What came of it", required=False)


class ReachedForm(forms.Form):
    who = line_field(
        "Who needs to know", help_text=f"A role, a body or a community. {NO_PERSON}"
    )
    told_on = day_field("Day on which they were told", required=False)
    how = words_field("How", required=False, rows=2)


class SwotForm(forms.Form):
    side = choice_field("What it is", SwotEntry.Side.choices)
    factor = choice_field("Social factor", _points("social-factors"), required=False)
    text = words_field("In a sentence or two", rows=2)


class DueRegardForm(forms.Form):
    """Every part has to be filled in: none can be skipped."""

    decision = words_field(DUE_REGARD["decision"], rows=2)
    body = line_field("Whose decision it is", help_text="A body, not a person")
    on = day_field("Day of the decision")
    eliminate = words_field(DUE_REGARD["eliminate"], rows=3)
    advance = words_field(DUE_REGARD["advance"], rows=3)
    foster = words_field(DUE_REGARD["foster"], rows=3)
    people = words_field(
        DUE_REGARD["people"],
        help_text="Such as young women who do not speak English.",
        rows=3,
    )
    changed = words_field(DUE_REGARD["changed"], rows=3)
    watched = words_field(DUE_REGARD["watched"], rows=3)
    look_again = day_field("When to look again")


EVIDENCE_FORMS: Final[dict[str, type[EvidenceForm]]] = {
    "figure": FigureForm,
    "document": RefForm,
    "interview": RefForm,
    "session": SessionForm,
}


def check_form(chosen: CheckList, data: Any, initial: dict[str, Any]) -> forms.Form:
    """The form of one point: its answer, why, who leads, and what else is asked."""
    fields: dict[str, forms.Field] = {
        "status": choice_field("Answer", chosen.states),
        "text": words_field(chosen.text, required=False),
        **{
            key: words_field(label, required=False, rows=3)
            for key, label in chosen.more.items()
        },
        "lead": line_field(
            chosen.lead, required=False, help_text="By work: a role or a name"
        ),
    }
    made: forms.Form = type("CheckForm", (forms.Form,), fields)(data, initial=initial)
    return made
