"""The lists that a review is checked against: one pattern for all of them.

Each takes its points from a content pack, and says which states a point can be in and
which texts beside it are asked for. Another list is another entry here and no code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final, cast

from firstyear import packs
from firstyear.errors import InputError
from firstyear.packs.models_lists import ListName

LEVELS: Final = (
    ("not-in-place", "Not in place"),
    ("patchy", "Patchy"),
    ("in-place", "In place"),
    ("shown", "In place, and shown to work"),
)
OFFERS: Final = (
    ("not-offered", "Not offered"),
    ("offered", "Offered"),
    ("taken-up", "Taken up"),
    ("not-needed", "Not needed here"),
)
PROGRESS: Final = (
    ("not-begun", "Not begun"),
    ("under-way", "Under way"),
    ("done", "Done"),
)
CODED_BY: Final[tuple[ListName, ...]] = ("roundtable-2023", "programme-characteristics")
NOT_ANSWERED: Final = "Not answered yet"


@dataclass(frozen=True)
class Item:
    """A point of a list as pages show it."""

    id: str
    name: str
    says: str
    group: str = ""
    indicators: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class CheckList:
    """A list: its points, the states of each, and the texts that are asked for.

    `settled` are the states that need nothing more. `more` names further texts.
    """

    name: str
    title: str
    says: str
    items: Callable[[], tuple[Item, ...]]
    states: tuple[tuple[str, str], ...]
    settled: frozenset[str]
    text: str
    lead: str = "Lead"
    more: Mapping[str, str] = field(default_factory=dict)
    stage: str = ""

    def item(self, point: str) -> Item:
        """The point of this id. Raises InputError where the list has none."""
        found = next((one for one in self.items() if one.id == point), None)
        if found is None:
            raise InputError(f"{self.title} has no point {point!r}.")
        return found

    def state_words(self, status: str) -> str:
        return dict(self.states).get(status, NOT_ANSWERED)


def _points(name: str) -> Callable[[], tuple[Item, ...]]:
    def items() -> tuple[Item, ...]:
        return tuple(
            Item(
                one.id,
                one.name,
                one.says,
                group=one.group,
                indicators=one.indicators,
                interventions=one.interventions,
            )
            for one in packs.points(cast(ListName, name))
        )

    return items


def _interventions() -> tuple[Item, ...]:
    return tuple(
        Item(
            one.id,
            one.name,
            one.says,
            group=one.approach,
            indicators=one.indicators,
        )
        for one in packs.interventions().values()
    )


def _duties() -> tuple[Item, ...]:
    return tuple(
        Item(
            one.id,
            one.who,
            f"{one.duty} {one.note}".strip(),
            group=f"{one.law}, section {one.section}"
            + ("" if one.in_force else " (not in force in England)"),
            address=one.address,
        )
        for one in packs.duties()
    )


_LISTS: Final = (
    CheckList(
        "review-stages",
        "Stages of the review",
        "What comes after what, and where this review stands.",
        _points("review-stages"),
        PROGRESS,
        frozenset({"done"}),
        "Note",
    ),
    CheckList(
        "documents",
        "Documents to read",
        "Which were asked for, which came, and what they say of babies.",
        _points("documents"),
        (
            ("asked", "Asked for"),
            ("received", "Received"),
            ("read", "Read"),
            ("none", "There is none"),
        ),
        frozenset({"read", "none"}),
        "What it says",
        lead="Asked of (a role or a body)",
    ),
    CheckList(
        "high-impact-changes",
        "The 16 high-impact changes",
        "Five of strategy and eleven of services that are known to matter.",
        _points("high-impact-changes"),
        LEVELS,
        frozenset({"in-place", "shown"}),
        "Evidence: how this is known",
    ),
    CheckList(
        "interventions",
        "What is in place",
        "For each thing that is known to help: is it here, and who gets it?",
        _interventions,
        LEVELS,
        frozenset({"in-place", "shown"}),
        "Evidence: how this is known",
        more={
            "coverage": "Coverage: of those it is for, how many get it",
            "reach": "Reach: whom it misses",
        },
    ),
    CheckList(
        "programme-characteristics",
        "Six marks of a programme that works",
        "A self-check of the local programme as a whole.",
        _points("programme-characteristics"),
        LEVELS,
        frozenset({"in-place", "shown"}),
        "Why you say so",
    ),
    CheckList(
        "whole-system-features",
        "Working as one system",
        "A self-check of how partners work together.",
        _points("whole-system-features"),
        LEVELS,
        frozenset({"in-place", "shown"}),
        "Why you say so",
    ),
    CheckList(
        "universal-offer",
        "What every area is offered",
        "The universal offer, and what this area makes of it.",
        _points("universal-offer"),
        OFFERS,
        frozenset({"taken-up", "not-needed"}),
        "What was offered, and by whom",
    ),
    CheckList(
        "targeted-offer",
        "What areas with high rates are offered too",
        "The targeted offer, and what this area makes of it.",
        _points("targeted-offer"),
        OFFERS,
        frozenset({"taken-up", "not-needed"}),
        "What was offered, and by whom",
    ),
    CheckList(
        "action-focus",
        "The shared story",
        "Three paragraphs that everybody here can tell: what lies behind it, what is "
        "turned towards those most affected, and our part.",
        _points("action-focus"),
        (("draft", "Draft"), ("agreed", "Agreed by partners")),
        frozenset({"agreed"}),
        "In plain words",
    ),
    CheckList(
        "alignment-measures",
        "Measures of working together",
        "Choose a few that this group will watch beside whether fewer babies die.",
        _points("alignment-measures"),
        (("chosen", "Chosen"), ("not-chosen", "Not chosen")),
        frozenset({"chosen", "not-chosen"}),
        "How it will be measured, and how often",
        more={"baseline": "Where it stands now"},
    ),
    CheckList(
        "protected-characteristics",
        "The nine protected characteristics",
        "What is known of each here, and what is missing.",
        _points("protected-characteristics"),
        (
            ("known", "Known"),
            ("partly", "Known in part"),
            ("not-known", "Not known"),
        ),
        frozenset({"known"}),
        "What figures show",
        more={
            "said": "What people said",
            "missing": "What is missing, and how it will be found out",
        },
    ),
    CheckList(
        "duties",
        "Duties on equality and inequalities",
        "Whose duty it is, and how it was met here. This is no legal advice.",
        _duties,
        (
            ("not-looked-at", "Not looked at"),
            ("looked-at", "Looked at"),
            ("met", "Met, with a record"),
            ("not-ours", "Not a duty of these partners"),
        ),
        frozenset({"met", "not-ours"}),
        "How it was met, and where the record is",
    ),
)


@cache
def check_lists() -> Mapping[str, CheckList]:
    """Every list by its name, in the order that pages show them."""
    return MappingProxyType({one.name: one for one in _LISTS})


def check_list(name: str) -> CheckList:
    """The list of this name. Raises InputError where there is none."""
    found = check_lists().get(name)
    if found is None:
        raise InputError(f"There is no list {name!r}.")
    return found


@cache
def themes() -> Mapping[str, str]:
    """What findings and recommendations are coded by: names by id."""
    return MappingProxyType(
        {one.id: one.name for name in CODED_BY for one in packs.points(name)}
    )


def known_themes(given: object) -> list[str]:
    """Themes as a form gives them. Raises InputError for one that is not known."""
    chosen = list(given) if isinstance(given, list | tuple) else []
    for one in chosen:
        if one not in themes():
            raise InputError(f"There is no theme {one!r}.")
    return chosen
