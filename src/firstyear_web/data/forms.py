"""The form with which figures are brought in."""

import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from firstyear import packs
from firstyear.figures import Provenance
from firstyear_web.data.limit import MEGABYTE, MOST_MEGABYTES, TOO_MUCH
from firstyear_web.data.uploads import shown_name
from firstyear_web.people.queries import organisations

MOST_FILES = 20
ORIGINS = (
    ("local", "Local: from records, an agreement, or a file that is not public"),
    ("published", "Published: an official producer has put it before the public"),
    ("derived", "Derived: worked out from published figures only"),
)
# The word for "I do not know" is blank: the rule that hides most then holds.
DRAWN_FROM = (
    ("registration", "Registrations of births and deaths"),
    ("nhs", "NHS records"),
    ("", "I do not know"),
)
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        if not given:
            raise forms.ValidationError(self.error_messages["required"])
        files = [super(FilesField, self).clean(each, initial) for each in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at a time")
        if sum(file.size or 0 for file in files) > MOST_MEGABYTES * MEGABYTE:
            raise forms.ValidationError(TOO_MUCH)
        return files


class DayField(forms.DateField):
    """A day as people write it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DAYS,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **options,
        )


class LoadForm(forms.Form):
    """The files, and where they come from."""

    files = FilesField(
        label="Files",
        help_text=f"CSV, Excel or Parquet, up to {MOST_MEGABYTES} MB together. Files "
        "that belong together, such as births and deaths, go together.",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty: check that the download finished",
        },
    )
    origin = forms.ChoiceField(
        label="Where do the figures come from?",
        choices=ORIGINS,
        initial="local",
        help_text="If you are not sure, choose local.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the figures come from"},
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="What the publisher calls it, or what readers should call it. "
        "Everybody sees it.",
        error_messages={"required": "Enter a title"},
    )
    drawn_from = forms.ChoiceField(
        label="What were these counted from?",
        choices=DRAWN_FROM,
        initial="",
        required=False,
        help_text="It decides which counts are hidden. Where nobody knows, most are.",
        widget=forms.RadioSelect,
    )
    policy = forms.ChoiceField(
        label="Rule of what is hidden",
        required=False,
        help_text="Choose one only where whoever owns the records asks for a stricter "
        "rule. A looser one is not taken.",
    )
    agreement = forms.CharField(
        label="Agreement with partners",
        max_length=200,
        required=False,
        help_text="Leave it blank for figures that are for everybody once a second "
        "person approves. With an agreement, only its partners see them before that.",
    )
    partners = forms.CharField(
        label="Partners under the agreement",
        max_length=2000,
        required=False,
        help_text="Organisations as accounts name them, one on each line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    own_counts = forms.BooleanField(
        label="Keep our own counts for our team",
        required=False,
        help_text="People of your organisation, signed in, can then see the true "
        "counts from the page of the release. They are not for publication, and every "
        "look is written down.",
    )
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    address = forms.URLField(
        label="Web address",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Where anyone can find it, such as https://www.ons.gov.uk/...",
        error_messages={"invalid": "Enter a web address that begins with https://"},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    publication_date = DayField(
        label="Day it was published",
        required=False,
        help_text="For example, 27 3 2026 or 27 March 2026.",
        error_messages={"invalid": "Enter the day it was published, such as 27 3 2026"},
    )
    licence = forms.CharField(
        label="Licence",
        max_length=200,
        required=False,
        help_text="For example, Open Government Licence v3.0.",
    )
    retrieved = DayField(
        label="Day it was downloaded",
        required=False,
        help_text="Today, if you leave it blank.",
        error_messages={"invalid": "Enter the day of the download, such as 27 3 2026"},
    )
    vouch = forms.BooleanField(
        label="I vouch for it",
        required=False,
        help_text="Published: anyone can download this file today from that address, "
        "without signing in and without an agreement. Derived: every number in it was "
        "worked out from such files only.",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        policy = self.fields["policy"]
        assert isinstance(policy, forms.ChoiceField)
        policy.choices = _rules()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        origin = given.get("origin")
        if origin in {"published", "derived"}:
            self._require(
                publisher="Enter who published it",
                address="Enter the web address it was published at",
                licence="Enter the licence it was published under",
                vouch="Tick the box to vouch that it is public",
            )
        if origin == "local":
            self._partners(given)
        if origin == "published":
            self._require(publication_date="Enter the day it was published")
        for name in ("publication_date", "retrieved"):
            day = given.get(name)
            if day is not None and day > _today():
                self.add_error(name, "This day has not come yet")
        return given

    def provenance(self) -> Provenance:
        given = self.cleaned_data
        return Provenance(
            origin=given["origin"],
            publisher=given["publisher"],
            title=given["title"],
            address=given["address"],
            publication_date=given["publication_date"],
            licence=given["licence"],
            # Nobody downloads records: for local figures only what somebody says.
            retrieved=given["retrieved"]
            or (None if given["origin"] == "local" else _today()),
            **(self._of_local() if given["origin"] == "local" else {}),
        )

    def _of_local(self) -> dict[str, Any]:
        """What only local figures have: what was counted, and for whom they are."""
        given = self.cleaned_data
        partners = tuple(given.get("named", ()))
        return {
            "drawn_from": given["drawn_from"],
            "audience": "partners" if partners else "public",
            "agreement": given["agreement"] if partners else "",
            "partners": partners,
        }

    def _partners(self, given: dict[str, Any]) -> None:
        """`named`: the partners, each an organisation that has accounts here."""
        lines = str(given.get("partners", "")).splitlines()
        named = list(dict.fromkeys(filter(None, (" ".join(x.split()) for x in lines))))
        if named:
            self._require(agreement="Enter the agreement that these partners signed")
        elif given.get("agreement"):
            self.add_error("partners", "Enter the partners of this agreement")
        known = {each.name for each in organisations()}
        for name in named:
            if name not in known:
                self.add_error(
                    "partners", f"No organisation here is called {shown_name(name)}"
                )
        given["named"] = named

    def chosen_rule(self) -> str:
        """The stricter rule for local figures; blank for the one they follow."""
        local = self.cleaned_data["origin"] == "local"
        return str(self.cleaned_data["policy"]) if local else ""

    def keeps_own_counts(self) -> bool:
        """Whether the team that supplied local figures may see its own counts."""
        local = self.cleaned_data["origin"] == "local"
        return bool(self.cleaned_data["own_counts"]) and local

    def _require(self, **messages: str) -> None:
        for name, message in messages.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, message)


def _rules() -> list[tuple[str, str]]:
    """Rules that figures may be loaded by: not those for tables that others made."""
    usable = [rule for rule in packs.policies().values() if rule.small_as is None]
    return [
        ("", "The rule they follow by themselves"),
        *((rule.id, f"{rule.name}: {rule.sentence}") for rule in usable),
    ]


def _today() -> datetime.date:
    from django.utils import timezone

    return timezone.localdate()
