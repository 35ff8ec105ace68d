"""Votes: counts, the middle, which groups may be shown, how a second vote lies."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from firstyear.sessions import (
    FEWEST_VOICES,
    Voice,
    groups,
    groups_differ,
    shift,
    spread,
)

LEVELS = st.one_of(st.none(), st.integers(0, 3))
GROUPS = st.sampled_from(["", "a", "b", "c", "d", "e"])
VOICES = st.lists(
    st.builds(
        Voice, LEVELS, st.sampled_from(["", "sure", "fairly-sure", "not-sure"]), GROUPS
    ),
    max_size=60,
)


@given(VOICES)
def test_the_middle_is_the_median_of_those_who_gave_a_level(
    voices: list[Voice],
) -> None:
    told = spread(voices)
    given_levels = [one.level for one in voices if one.level is not None]
    assert told.answered == len(voices)
    assert sum(told.counts) == len(given_levels)
    if not given_levels:
        assert told.middle == ()
        assert told.level is None
        return
    low, high = (
        statistics.median_low(given_levels),
        statistics.median_high(given_levels),
    )
    assert told.middle == ((low,) if low == high else (low, high))
    assert told.level == low
    assert told.range == (min(given_levels), max(given_levels))


@given(VOICES)
def test_a_shown_group_is_never_few_and_leaves_never_few(voices: list[Voice]) -> None:
    shown = groups(voices, order=("a", "b", "c", "d", "e"))
    sizes = {
        one.group: sum(voice.group == one.group for voice in voices) for one in shown
    }
    for one in shown:
        assert one.spread.answered == sizes[one.group] >= FEWEST_VOICES
        assert len(voices) - sizes[one.group] >= FEWEST_VOICES
    # What is left after taking every set of shown groups from the room.
    rest = len(voices) - sum(sizes.values())
    assert not shown or rest == 0 or rest >= FEWEST_VOICES


@given(VOICES, VOICES)
def test_a_shift_is_the_second_count_less_the_first(
    first: list[Voice], second: list[Voice]
) -> None:
    told = shift(first, second)
    for level in range(4):
        before = len([one for one in first if one.level == level])
        after = len([one for one in second if one.level == level])
        assert told.change[level] == after - before
    assert told.moved == (spread(first).middle != spread(second).middle)


def test_how_sure_the_room_is_is_the_middle_person_the_less_sure_of_two() -> None:
    assert spread([Voice(1, "sure")] * 3 + [Voice(1, "not-sure")]).confidence == "sure"
    assert spread([Voice(1, "sure"), Voice(1, "not-sure")]).confidence == "not-sure"
    assert spread([Voice(1)]).confidence == ""


def test_groups_differ_from_a_whole_level_on() -> None:
    near = [Voice(1, group="a")] * 5 + [Voice(1, group="b")] * 3
    near += [Voice(2, group="b")] * 3
    assert not groups_differ(groups(near, order=("a", "b")))
    far = [Voice(1, group="a")] * 5 + [Voice(2, group="b")] * 5
    assert groups_differ(groups(far, order=("a", "b")))
    assert not groups_differ(())
