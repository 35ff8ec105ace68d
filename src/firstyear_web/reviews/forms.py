"""Forms of a review: the review itself, its team, its tier, and consent."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from firstyear_web.data.forms import DayField
from firstyear_web.people.models import Organisation, User
from firstyear_web.people.queries import at_work
from firstyear_web.reviews.actions.sharing import THINGS
from firstyear_web.reviews.models.review import Tier
from firstyear_web.reviews.models.words import LONG, SHORT

NO_PERSON: Final = "Do not describe a real person or case."
BLANK: Final = ("", "Choose")


def day_field(label: str, *, required: bool = True, say: str = "") -> DayField:
    """A day, with what to say where it is left out or is none."""
    return DayField(
        label=label,
        required=required,
        help_text="For example 14 5 2027",
        error_messages={
            "required": say or f"Enter the day: {label.lower()}",
            "invalid": "Enter a day such as 14 5 2027",
        },
    )


def words_field(
    label: str, *, required: bool = True, help_text: str = "", rows: int = 4
) -> forms.CharField:
    """A free text, which always says that nobody real is described in it."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONG,
        help_text=f"{help_text} {NO_PERSON}".strip(),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"Write something under “{label}”"},
    )


def line_field(
    label: str, *, required: bool = True, help_text: str = ""
) -> forms.CharField:
    """A short text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=SHORT,
        help_text=help_text,
        error_messages={"required": f"Write something under “{label}”"},
    )


def choice_field(
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    required: bool = True,
    help_text: str = "",
) -> forms.ChoiceField:
    """A list to choose one of."""
    return forms.ChoiceField(
        label=label,
        choices=[BLANK, *choices],
        required=required,
        help_text=help_text,
        error_messages={"required": f"Choose an answer to “{label}”"},
    )


class ReviewForm(forms.Form):
    """Title and dates."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text=NO_PERSON,
        error_messages={"required": "Give the review a title"},
    )
    begins = day_field("First day")
    ends = day_field("Last day")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", "The last day is before the first")
        return given


class NewReviewForm(ReviewForm):
    """The same, with the area it is about."""

    area = choice_field("Area", ())
    field_order = ("title", "area", "begins", "ends")

    def __init__(self, *args: Any, areas: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]


class TeamForm(forms.Form):
    """Somebody with an account, and what their part is."""

    person = forms.ModelChoiceField(
        label="Person",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        help_text="They will see all of this review",
        error_messages={"required": "Choose a person"},
    )
    part = forms.CharField(
        label="Their part",
        max_length=120,
        help_text="For example: reads the documents",
        error_messages={"required": "Say what their part is"},
    )

    def __init__(self, *args: Any, people: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = at_work


class TierForm(forms.Form):
    """Another tier than the rule gives, with the reason."""

    tier = choice_field("Tier", Tier.choices)
    reason = words_field("Reason", help_text="It stays on record.")


class ConsentForm(forms.Form):
    """Who may see what, who agreed, when and what for."""

    to = forms.ModelChoiceField(
        label="Who may see it",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
        error_messages={"required": "Choose who may see it"},
    )
    thing = choice_field("What they may see", ())
    given_by = line_field(
        "Who agreed for the area", help_text="A role or a body; name nobody"
    )
    given_on = day_field("When they agreed")
    purpose = words_field("What for", rows=2)

    def __init__(
        self, *args: Any, others: Any = None, single: Any = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others
        self.fields["thing"].choices = [BLANK, *THINGS.items(), *single]
