"""Forms of local help, of keeping times and of names."""

from typing import Any

from django import forms

from firstyear_web.care.models import LocalHelp


class HelpForm(forms.Form):
    """Somebody near who helps, or whom a concern is told to."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=LocalHelp.Kind.choices,
        initial=LocalHelp.Kind.SUPPORT,
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(label="Shown for", required=False)
    name = forms.CharField(
        label="Name of the team or service",
        max_length=200,
        help_text="Not of a person",
        error_messages={"required": "Enter the name of the team or service"},
    )
    says = forms.CharField(
        label="What they do, and when",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    telephone = forms.CharField(label="Telephone", max_length=24, required=False)
    web = forms.CharField(label="Website", max_length=300, required=False)

    def __init__(self, *args: Any, areas: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas


class NameForm(forms.Form):
    """Whose name becomes a role."""

    name = forms.CharField(
        label="Name, in full",
        max_length=200,
        help_text="As it was written, first and last name. Several ways: one a line",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the name"},
    )
    role = forms.CharField(
        label="Role that stands there instead",
        max_length=80,
        help_text="For example: commissioner of maternity care",
        error_messages={"required": "Enter the role"},
    )
