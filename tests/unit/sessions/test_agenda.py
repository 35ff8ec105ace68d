"""The plan of a session: its time is used, and what to mind is said."""

import pytest

import firstyear as fy
from firstyear.sessions import Item, cautions, default_agenda, open_agenda

WHOLE = fy.packs.instrument("infant-mortality")


@pytest.mark.parametrize("minutes", [150, 180, 200, 240, 300, 360])
def test_a_default_agenda_fits_its_time_and_needs_no_caution(minutes: int) -> None:
    plan = default_agenda(WHOLE, minutes=minutes)
    assert sum(one.minutes for one in plan) == minutes
    parts = [one.ref for one in plan if one.kind == "part"]
    assert parts == list(WHOLE.running_order)
    assert parts[0] == "13"
    assert min(one.minutes for one in plan) >= 5
    votes = [one for one in cautions(plan, minutes=minutes) if "vote" in one.text]
    assert votes == []


def test_nobody_sits_for_two_hours_by_default() -> None:
    for minutes in (200, 240, 300):
        assert cautions(default_agenda(WHOLE, minutes=minutes), minutes=minutes) == ()


def test_a_session_that_is_too_short_says_so() -> None:
    plan = default_agenda(WHOLE, minutes=60)
    (first, *_) = cautions(plan, minutes=60)
    assert (
        first.text == f"The plan takes {sum(one.minutes for one in plan)} minutes "
        "and there are 60."
    )


def test_more_votes_than_minutes_are_named_by_line() -> None:
    plan = [Item("break", "Break", 10), Item("part", "Money", 10, votes=3)]
    (found,) = cautions(plan, minutes=60)
    assert found.item == 1
    assert (
        found.text == "Money has 3 votes, which take about 12 minutes, in 10 minutes."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [(7, "fewer than 8"), (8, ""), (28, ""), (29, "more than 28"), (None, "")],
)
def test_eight_to_twenty_eight_people(people: int | None, said: str) -> None:
    found = cautions([Item("welcome", "Hello", 5)], minutes=60, people=people)
    assert [said in one.text for one in found] == ([True] if said else [])


def test_the_short_session_asks_the_four_polls_and_two_questions() -> None:
    plan = open_agenda()
    polls = [one.ref for one in plan if one.kind == "poll"]
    assert polls == [one.id for one in fy.packs.polls()]
    assert len([one for one in plan if one.kind == "discussion"]) == 2
