"""Forms of the account pages."""

from typing import Any

from django import forms

from firstyear_web.people import queries
from firstyear_web.people.models import AREA_CODE, Kind, Organisation, Role, User

NO_ORGANISATION = "None"


class DetailsForm(forms.Form):
    """Name, organisation and role."""

    display_name = forms.CharField(
        label="Name",
        max_length=100,
        error_messages={"required": "Enter the person's name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=NO_ORGANISATION,
    )
    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        help_text="Viewers look. Analysts also load figures. Administrators also "
        "manage accounts.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.organisations()


class NewAccountForm(DetailsForm):
    """The same, with the address the person signs in with."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it. It must be one that only they read.",
        error_messages={
            "required": "Enter the person's e-mail address",
            "invalid": "Enter an e-mail address in the right form, such as "
            "name@example.nhs.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("email", "display_name", "organisation", "role")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if queries.person_by_email(email) is not None:
            raise forms.ValidationError("There is already an account with this address")
        return email


class OrganisationForm(forms.Form):
    """Name, kind and area of an organisation."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter the organisation's name"},
    )
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices)
    area = forms.CharField(
        label="Area code",
        max_length=40,
        required=False,
        validators=[AREA_CODE],
        help_text="The place its people see first, such as E12000005.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, own: Organisation | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.own = own

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        taken = queries.organisations().filter(name=name)
        if self.own is not None:
            taken = taken.exclude(pk=self.own.pk)
        if taken.exists():
            raise forms.ValidationError("There is already an organisation of this name")
        return name


def details_of(account: User) -> dict[str, object]:
    return {
        "display_name": account.display_name,
        "organisation": account.organisation_id,
        "role": account.role,
    }


def details_of_organisation(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "area": organisation.area,
    }
