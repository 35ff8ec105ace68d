"""A list with the answers of a review, and the life course filtered by them."""

from collections import Counter
from dataclasses import dataclass

from firstyear import packs
from firstyear.packs import LifeCourseRow
from firstyear_web.reviews import queries
from firstyear_web.reviews.lists import NOT_ANSWERED, CheckList, Item, check_list
from firstyear_web.reviews.models import Check, Review
from firstyear_web.reviews.presenters.wording import HELD
from firstyear_web.reviews.stages import STAGES


@dataclass(frozen=True)
class PointRow:
    item: Item
    check: Check | None
    state: str
    text: str
    more: tuple[tuple[str, str], ...]
    before: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListPage:
    list: CheckList
    rows: tuple[PointRow, ...]
    counted: tuple[tuple[str, int], ...]
    has_before: bool


@dataclass(frozen=True)
class StageCell:
    """Whether a row belongs to a stage of life."""

    stage: str
    within: bool


@dataclass(frozen=True)
class CourseRow:
    row: LifeCourseRow
    kind: str
    cells: tuple[StageCell, ...]
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LifeCourse:
    stages: tuple[str, ...]
    rows: tuple[CourseRow, ...]
    chosen: str
    choices: tuple[tuple[str, str], ...]
    of: int


def list_page(review: Review, name: str, before: Review | None) -> ListPage:
    """Every point of a list, what was answered, and what the review before said."""
    chosen = check_list(name)
    answers = queries.checks(review, name)
    earlier = queries.checks(before, name) if before is not None else {}
    known = packs.indicators()
    rows = tuple(
        PointRow(
            item,
            answers.get(item.id),
            chosen.state_words(answers[item.id].status)
            if item.id in answers
            else NOT_ANSWERED,
            check_text(answers.get(item.id)),
            _more(chosen, answers.get(item.id)),
            chosen.state_words(earlier[item.id].status) if item.id in earlier else "",
            tuple((one, known[one].short_name) for one in item.indicators),
        )
        for item in chosen.items()
    )
    tally = Counter(row.state for row in rows)
    order = [*(label for _, label in chosen.states), NOT_ANSWERED]
    return ListPage(
        chosen,
        rows,
        tuple((label, tally[label]) for label in order if tally[label]),
        bool(earlier),
    )


def check_text(check: Check | None) -> str:
    """What was written beside a point, or that it is held back."""
    if check is None or not check.text:
        return ""
    return HELD if check.held else check.text


def life_course(review: Review, chosen: str) -> LifeCourse:
    """The life course: what helps at which stage, and whether it is in place here.

    `chosen` is a state of the list of interventions, `none` for those not answered, or
    blank for all rows.
    """
    of = check_list("interventions")
    answers = queries.checks(review, "interventions")
    names = packs.interventions()
    rows = []
    for row in packs.life_course():
        states = {
            one: answers[one].status if one in answers else "none"
            for one in row.interventions
        }
        if chosen and chosen not in states.values():
            continue
        rows.append(
            CourseRow(
                row,
                "Health" if row.kind == "health" else "Wider conditions",
                tuple(StageCell(label, key in row.stages) for key, label in _stages()),
                tuple(
                    (names[one].name, of.state_words(state))
                    for one, state in states.items()
                ),
            )
        )
    return LifeCourse(
        tuple(STAGES.values()),
        tuple(rows),
        chosen,
        (("", "Everything"), *of.states, ("none", NOT_ANSWERED)),
        len(packs.life_course()),
    )


def _stages() -> list[tuple[str, str]]:
    return list(STAGES.items())


def _more(chosen: CheckList, check: Check | None) -> tuple[tuple[str, str], ...]:
    if check is None:
        return ()
    return tuple(
        (label, HELD if check.held else check.more[key])
        for key, label in chosen.more.items()
        if check.more.get(key)
    )
