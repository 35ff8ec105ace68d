"""Other areas: who is shown, and that nobody is told by looking again later."""

import datetime
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import firstyear as fy
from firstyear.sessions import FEWEST_AREAS, Agreed, others_of_part, wording

START = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
AREAS = [f"area-{place}" for place in range(12)]


def moment(day: int) -> datetime.datetime:
    return START + datetime.timedelta(days=day)


def agreed(
    area: str,
    level: int = 1,
    *,
    day: int = 0,
    year: int = 2027,
    ended: int | None = None,
) -> Agreed:
    return Agreed(
        area,
        f"{area} {year}",
        datetime.date(year, 5, 14),
        moment(day),
        {"1": level},
        None if ended is None else moment(ended),
    )


def counts(held: list[Agreed], but: str = "ours") -> tuple[int, ...] | None:
    told = others_of_part(held, "1", but=but)
    return None if told is None else told.counts


def test_five_other_areas_are_shown_and_four_are_not() -> None:
    held = [
        agreed(area, level)
        for area, level in zip(AREAS[:5], [0, 1, 1, 3, 3], strict=True)
    ]
    assert counts(held[:4]) is None
    told = others_of_part(held, "1", but="ours")
    assert told is not None
    assert (told.counts, told.middle) == ((1, 2, 0, 2), (1,))
    # One's own agreement makes nobody else's visible.
    assert counts([*held[:4], agreed("ours")]) is None
    assert counts([*held, agreed("ours", 2)]) == (1, 2, 0, 2)


def test_a_sixth_waits_until_there_are_ten() -> None:
    held = [agreed(area, day=day) for day, area in enumerate(AREAS)]
    for many in range(13):
        told = counts(held[:many])
        assert (0 if told is None else sum(told)) == many // 5 * 5


def test_a_part_that_an_area_did_not_vote_on_has_fewer() -> None:
    held = [agreed(area) for area in AREAS[:5]]
    held[2] = replace(held[2], levels={"2": 1})
    assert counts(held) is None
    assert counts([*held, agreed(AREAS[5], day=1)]) == (0, 5, 0, 0)


def test_taking_back_takes_the_whole_five_away_and_for_good() -> None:
    held = [agreed(area, day=day) for day, area in enumerate(AREAS[:9])]
    held[3] = replace(held[3], withdrawn=moment(20))
    assert counts(held) is None
    # The fifth of those who waited brings its own five, and not the four again.
    held.append(agreed(AREAS[9], 2, day=21))
    assert counts(held) == (0, 4, 1, 0)
    # The same session agreed to again comes back into nothing.
    again = replace(held[3], given=moment(22), withdrawn=None)
    assert counts([*held, again]) == (0, 4, 1, 0)


def test_taking_back_while_waiting_leaves_no_trace() -> None:
    held = [agreed(area, day=day) for day, area in enumerate(AREAS[:4])]
    held[3] = replace(held[3], withdrawn=moment(5))
    assert counts([*held, agreed(AREAS[4], 3, day=6)]) is None
    held += [agreed(AREAS[4], 3, day=6), agreed(AREAS[5], 2, day=7)]
    assert counts(held) == (0, 3, 1, 1)


def test_a_newer_session_of_an_area_stands_for_it_with_its_own_five() -> None:
    held = [agreed(area, 0) for area in AREAS[:5]]
    newer = [agreed(area, 3, day=9, year=2029) for area in (*AREAS[5:9], AREAS[0])]
    assert counts([*held, *newer[:4]]) == (5, 0, 0, 0)
    # Area 0 is counted once: its old five go when its new five come.
    assert counts([*held, *newer]) == (0, 0, 0, 5)
    older = agreed(AREAS[0], 2, day=12, year=2020)
    assert counts([*held, *newer, older]) == (0, 0, 0, 5)


def test_the_order_of_rows_changes_nothing() -> None:
    held = [agreed(area, day % 4, day=day) for day, area in enumerate(AREAS)]
    assert counts(held) == counts(list(reversed(held)))


EVENTS = st.lists(
    st.tuples(st.sampled_from(AREAS), st.integers(2020, 2023), st.booleans()),
    max_size=60,
)


@given(EVENTS)
def test_whoever_looks_every_day_tells_no_fewer_than_five_areas_apart(
    events: list[tuple[str, int, bool]],
) -> None:
    """Sessions that were shown on the same days are five or more, of as many areas.

    So no sum or difference of what was ever shown is about fewer.
    """
    held: list[Agreed] = []
    days: dict[str, set[int]] = defaultdict(set)
    for day, (area, year, back) in enumerate(events):
        name = f"{area} {year}"
        there = [one for one in held if one.session == name and one.withdrawn is None]
        if there and back:
            held[held.index(there[0])] = replace(there[0], withdrawn=moment(day))
        elif not there:
            held.append(agreed(area, day=day, year=year))
        # A level of its own bit for each session would be needed to tell them apart:
        # here each is looked for by itself.
        for one in {each.session for each in held}:
            marked = [
                replace(each, levels={"1": 3 if each.session == one else 0})
                for each in held
            ]
            told = others_of_part(marked, "1", but="ours")
            assert told is None or told.answered >= FEWEST_AREAS
            if told is not None and told.counts[3]:
                assert told.counts[3] == 1
                days[one].add(day)
    together: dict[frozenset[int], list[str]] = defaultdict(list)
    for session, shown in days.items():
        together[frozenset(shown)].append(session)
    for sessions in together.values():
        areas = Counter(one.partition(" ")[0] for one in sessions)
        assert len(areas) >= FEWEST_AREAS


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda one: one, True),
        (lambda one: fy.packs.drop_question(one, "1.1.a.4"), True),
        (lambda one: fy.packs.drop_question(one, "13.1.a"), False),
        (lambda one: fy.packs.reword_question(one, "13.1.a", text="Is it?"), False),
    ],
)
def test_other_words_are_another_question(change, same: bool) -> None:
    whole = fy.packs.instrument("infant-mortality")
    ours = change(fy.packs.copy_instrument(whole, "ours", title="Ours"))
    assert (wording(ours, "13") == wording(whole, "13")) is same


def test_another_language_is_not_and_another_topic_is() -> None:
    whole = fy.packs.instrument("infant-mortality")
    welsh = fy.packs.instrument("infant-mortality", "cy")
    assert wording(welsh, "13") == wording(whole, "13")
    assert wording(fy.packs.instrument("generic"), "13") != wording(whole, "13")
