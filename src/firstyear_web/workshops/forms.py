"""Forms of the planning pages."""

import datetime
from typing import Any

from django import forms

from firstyear.sessions import SMALL_GROUPS, roles_by_id
from firstyear_web.data.forms import DayField
from firstyear_web.people.models import Organisation, User
from firstyear_web.people.queries import at_work, organisations, people
from firstyear_web.workshops.models import Session

MOST_GROUPS = 4
KINDS = (
    ("workbook", "The workbook: fourteen parts, with a vote on each"),
    ("core", "The workbook’s core set: about 40 questions in the same fourteen parts"),
    ("open", "Polls and groups: four live questions, two discussions"),
    ("generic", "The workbook for any other topic"),
)
TIMES = ("%H:%M", "%H.%M", "%I:%M%p", "%I%p")


class SessionForm(forms.Form):
    """What a session is: where, when, with whom, and who looks after people there."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={"required": "Give the session a title"},
    )
    area = forms.ChoiceField(
        label="Area", error_messages={"required": "Choose the area it is about"}
    )
    date = DayField(
        label="Date",
        help_text="For example 14 5 2027",
        error_messages={
            "required": "Enter the date",
            "invalid": "Enter a date such as 14 5 2027",
        },
    )
    starts = forms.TimeField(
        label="Start",
        input_formats=TIMES,
        help_text="For example 09:30",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter the time it starts",
            "invalid": "Enter a time such as 09:30",
        },
    )
    minutes = forms.IntegerField(
        label="Minutes",
        initial=240,
        min_value=30,
        max_value=600,
        help_text="Four hours are 240",
    )
    place = forms.CharField(label="Place", max_length=300, required=False)
    mode = forms.ChoiceField(
        label="How people answer",
        choices=(
            ("phones", "On their own phones"),
            ("tablets", "On tablets that go round"),
            ("one-device", "By show of hands, cards or paper, on one device"),
        ),
        initial="phones",
        widget=forms.RadioSelect,
    )
    expected = forms.IntegerField(
        label="People expected",
        required=False,
        min_value=1,
        max_value=500,
        help_text="8 to 28 people work well in one room",
    )
    groups = forms.CharField(
        label="Discussion groups",
        required=False,
        help_text=f"One a line, up to {MOST_GROUPS}, each with a scribe",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    support_person = forms.CharField(
        label="Support person",
        max_length=200,
        required=False,
        help_text="Who is there for anybody who finds it hard, and how to find them",
    )
    quiet_space = forms.CharField(
        label="Quiet space",
        max_length=200,
        required=False,
        help_text="Where anybody may go, without asking",
    )
    access_needs = forms.CharField(
        label="Access needs",
        max_length=2000,
        required=False,
        help_text="What people told you they need. Do not name them",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    interpreter = forms.CharField(
        label="Interpreter",
        max_length=200,
        required=False,
        help_text="Language or British Sign Language, and who arranged it",
    )

    def __init__(self, *args: Any, areas: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *areas]

    def clean_groups(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["groups"].splitlines()]
        found = [line[:80] for line in lines if line]
        if len(found) > MOST_GROUPS:
            raise forms.ValidationError(f"Name at most {MOST_GROUPS} groups")
        return found


class NewSessionForm(SessionForm):
    """The same, with what it asks."""

    kind = forms.ChoiceField(
        label="What it asks",
        choices=KINDS,
        initial="workbook",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, own: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [*KINDS, *own]


class InviteeForm(forms.Form):
    """Somebody asked to come, by their work."""

    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose a role"})
    name = forms.CharField(label="Name", max_length=200, required=False)
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    email = forms.EmailField(
        label="Work e-mail",
        required=False,
        error_messages={"invalid": "Enter an e-mail address such as name@nhs.net"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", "Choose a role"),
            *((role.id, role.today) for role in roles_by_id().values()),
        ]


class HandOverForm(forms.Form):
    """Whose session it is."""

    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
        error_messages={"required": "Choose whose session it is"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations()


class RunnerForm(forms.Form):
    """Somebody with an account here who runs the session too."""

    person = forms.ModelChoiceField(
        label="Person",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose somebody"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people().filter(is_active=True)
        self.fields["person"].label_from_instance = at_work


class SmallGroupForm(forms.Form):
    """A small group that meets beside a session."""

    topic = forms.ChoiceField(
        label="What it is about",
        choices=[("", "Choose"), *SMALL_GROUPS.items()],
        error_messages={"required": "Choose what the small group is about"},
    )
    group_name = forms.CharField(
        label="What it is called",
        max_length=200,
        required=False,
        help_text="Where that says more. Do not name who is in it",
    )
    on = DayField(
        label="Day",
        required=False,
        error_messages={"invalid": "Enter a day such as 14 5 2027"},
    )
    lead = forms.CharField(
        label="Who leads it, by role",
        max_length=200,
        required=False,
    )


class CirculationForm(forms.Form):
    """Who was sent which version, and when."""

    to = forms.CharField(
        label="Sent to",
        max_length=400,
        error_messages={"required": "Say who it was sent to"},
    )
    on = DayField(
        label="On",
        error_messages={
            "required": "Enter the day",
            "invalid": "Enter a day such as 14 5 2027",
        },
    )
    version = forms.ChoiceField(
        label="Version",
        choices=(
            ("not-for-publication", "Not for publication"),
            ("share-safe", "Share-safe"),
        ),
    )


class AgreementForm(forms.Form):
    """Who agreed for the area that others may see its levels, and when."""

    given_by = forms.CharField(
        label="Who agreed (a role or a body)",
        max_length=300,
        error_messages={"required": "Say who agreed, by role or body"},
    )
    given_on = DayField(
        label="Agreed on",
        error_messages={
            "required": "Enter the day",
            "invalid": "Enter a day such as 14 5 2027",
        },
    )


def details_of(session: Session) -> dict[str, Any]:
    """A session's details as the form shows them."""
    return {
        "title": session.title,
        "area": session.area,
        "date": _day(session.date),
        "starts": session.starts.strftime("%H:%M"),
        "minutes": session.minutes,
        "place": session.place,
        "mode": session.mode,
        "expected": session.expected,
        "groups": "\n".join(session.groups),
        "support_person": session.support_person,
        "quiet_space": session.quiet_space,
        "access_needs": session.access_needs,
        "interpreter": session.interpreter,
    }


def _day(day: datetime.date) -> str:
    return f"{day.day} {day.month} {day.year}"
