"""However an instrument is changed, it fits together and comes back from a file."""

import json

from hypothesis import given
from hypothesis import strategies as st

import firstyear as fy
from firstyear.packs import Instrument

WHOLE = fy.packs.copy_instrument(
    fy.packs.instrument("infant-mortality"), "ours", title="Ours"
)
WORDS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() == text)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "reword", "reorder"]), st.integers(0, 10**6), WORDS
    ),
    max_size=5,
)


def after(steps: list[tuple[str, int, str]]) -> Instrument:
    made = WHOLE
    for verb, number, words in steps:
        row = made.entries[number % len(made.entries)] if made.entries else None
        if verb == "reorder":
            order = list(made.running_order)
            order.append(order.pop(number % len(order)))
            made = fy.packs.reorder_parts(made, order)
        elif verb == "drop" and row is not None:
            made = fy.packs.drop_question(made, row.id)
        elif row is not None:
            made = fy.packs.reword_question(made, row.id, text=words)
    return made


@given(STEPS)
def test_parents_stand_before_their_rows_in_running_order(
    steps: list[tuple[str, int, str]],
) -> None:
    made = after(steps)
    seen: set[str] = set()
    for row in made.entries:
        assert not row.parent or row.parent in seen
        seen.add(row.id)
    assert tuple(part.id for part in made.parts) == made.running_order
    places = [made.running_order.index(row.part) for row in made.entries]
    assert places == sorted(places)
    kept = {row.id: row for row in WHOLE.entries}
    assert all(made.question(name).text != kept[name].text for name in made.reworded)
    assert {row.id for row in made.entries} <= set(kept)


@given(STEPS)
def test_a_changed_instrument_comes_back_from_a_file(
    steps: list[tuple[str, int, str]],
) -> None:
    made = after(steps)
    assert Instrument.from_dict(json.loads(json.dumps(made.to_dict()))) == made
    assert WHOLE.changes == ()
