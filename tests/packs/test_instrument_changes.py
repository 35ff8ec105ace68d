"""Adapting an instrument gives a new one, and says what is different."""

import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.packs import Instrument, Question, read_strings

STRINGS = """
owner: A translator
review_date: 2027-01-31
language: cy
note: Draft, not yet read over.
title: Teitl
scale: [un, dau, tri, pedwar]
parts: {"1": {title: Rhan un}}
entries:
  1.1.a.1: {text: Bwydo babi, levels: [A, B, C, D]}
"""


@pytest.fixture
def whole() -> Instrument:
    return fy.packs.instrument("infant-mortality")


@pytest.fixture
def ours(whole: Instrument) -> Instrument:
    return fy.packs.copy_instrument(whole, "ours", title="Ours", version="2")


def question(**fields: object) -> Question:
    given: dict[str, object] = {
        "id": "ours.1",
        "part": "1",
        "theme": "Ours",
        "text": "What else do we do?",
        "helper": "Look around.",
        "answer": "open",
        "owner": "A midwife",
        "review_date": "2027-01-31",
    }
    return Question.model_validate(given | fields)


def test_a_copy_names_its_original_and_leaves_it_alone(
    whole: Instrument, ours: Instrument
) -> None:
    assert (ours.id, ours.title, ours.version) == ("ours", "Ours", "2")
    assert ours.copied_from == "infant-mortality 1.0"
    assert ours.entries == whole.entries
    assert whole.copied_from == ""
    with pytest.raises(UsageError, match="id of its own"):
        fy.packs.copy_instrument(whole, whole.id, title="Same")


def test_originals_are_not_changed(whole: Instrument) -> None:
    for change in (
        lambda: fy.packs.drop_question(whole, "1.1.a"),
        lambda: fy.packs.add_question(whole, question()),
        lambda: fy.packs.reword_question(whole, "1.1.a", text="Other"),
        lambda: fy.packs.reorder_parts(whole, whole.running_order),
    ):
        with pytest.raises(UsageError, match="copy it first"):
            change()


def test_children_go_with_what_is_dropped(ours: Instrument) -> None:
    fewer = fy.packs.drop_question(ours, "1.1.a.5")
    gone = {row.id for row in ours.entries} - {row.id for row in fewer.entries}
    assert gone == {row.id for row in ours.entries if row.id.startswith("1.1.a.5")}
    assert fewer.changes == ("Left out 1.1.a.5 and 7 rows below it.",)
    one = fy.packs.drop_question(fewer, "1.1.a.8")
    assert one.changes[1] == "Left out 1.1.a.8."
    with pytest.raises(InputError, match="no such question"):
        fy.packs.drop_question(one, "1.1.a.8")


def test_a_question_is_added_behind_its_own(ours: Instrument) -> None:
    more = fy.packs.add_question(ours, question())
    assert more.questions("1")[-1].id == "ours.1"
    assert more.changes == ("Added ours.1: What else do we do?",)
    below = question(id="ours.2", parent="1.1.a.5", kind="list-item")
    rows = [row.id for row in fy.packs.add_question(more, below).entries]
    assert rows[rows.index("ours.2") - 1] == "1.1.a.5.vii"
    with pytest.raises(InputError, match="more than one question"):
        fy.packs.add_question(more, question())
    with pytest.raises(InputError, match="no such part"):
        fy.packs.add_question(more, question(id="ours.3", part="99"))
    with pytest.raises(InputError, match="no such question"):
        fy.packs.add_question(
            more, question(id="ours.3", parent="99", kind="list-item")
        )


def test_the_first_question_of_an_empty_part_stands_where_the_part_does(
    ours: Instrument,
) -> None:
    without = fy.packs.drop_question(ours, "1.1.a")
    assert without.questions("1") == ()
    rows = fy.packs.add_question(without, question()).entries
    place = [row.id for row in rows].index("ours.1")
    before, after = (
        {row.part for row in rows[:place]},
        {row.part for row in rows[place + 1 :]},
    )
    assert before <= {"13"}
    assert "13" not in after


def test_new_words_are_recorded_beside_the_old(ours: Instrument) -> None:
    old = ours.question("1.1.a.1")
    levels = ("Nothing is done.", *old.levels[1:])
    new = fy.packs.reword_question(ours, old.id, text="Feeding help", levels=levels)
    assert new.question(old.id).text == "Feeding help"
    assert new.question(old.id).helper == old.helper
    assert new.changes == (
        f"Reworded text of 1.1.a.1: “{old.text}” became “Feeding help”.",
        "Reworded levels of 1.1.a.1: level 0 now says “Nothing is done.”.",
    )
    assert fy.packs.reword_question(new, old.id, text="Feeding help") is new
    with pytest.raises(UsageError, match="say which words"):
        fy.packs.reword_question(new, old.id)
    with pytest.raises(InputError, match="has 4 levels, not 1"):
        fy.packs.reword_question(new, old.id, levels=["One."])
    with pytest.raises(InputError, match="no such question"):
        fy.packs.reword_question(new, "99", text="Other")


def test_parts_come_in_another_order(ours: Instrument) -> None:
    order = sorted(ours.running_order)
    new = fy.packs.reorder_parts(ours, order)
    assert [part.id for part in new.parts] == order
    assert [row.part for row in new.entries] == sorted(row.part for row in ours.entries)
    assert new.changes == (f"Order of parts: {', '.join(order)}.",)
    assert fy.packs.reorder_parts(new, order) is new
    for wrong, message in (
        (order[1:], "leaves a part out"),
        ([*order, order[0]], "named twice"),
        ([*order, "99"], "no such part"),
    ):
        with pytest.raises(InputError, match=message):
            fy.packs.reorder_parts(ours, wrong)


def test_an_adapted_copy_comes_back_from_a_file(ours: Instrument) -> None:
    made = fy.packs.drop_question(ours, "1.1.a.6")
    made = fy.packs.add_question(made, question())
    made = fy.packs.reword_question(made, "1.1.a.1", helper="Ask mothers.")
    made = fy.packs.reorder_parts(made, sorted(made.running_order))
    again = Instrument.from_dict(made.to_dict())
    assert again == made
    assert len(again.changes) == 4
    assert again.question("ours.1").owner == "A midwife"


def test_a_translation_replaces_words_and_nothing_else(whole: Instrument) -> None:
    strings = read_strings(STRINGS, file="cy.yaml")
    welsh = fy.packs.translate_instrument(whole, strings)
    assert (welsh.language, welsh.title) == ("cy", "Teitl")
    assert welsh.scale == ("un", "dau", "tri", "pedwar")
    assert welsh.part("1").title == "Rhan un"
    assert welsh.part("2") == whole.part("2")
    row, was = welsh.question("1.1.a.1"), whole.question("1.1.a.1")
    assert (row.text, row.levels) == ("Bwydo babi", ("A", "B", "C", "D"))
    assert row.helper == was.helper
    assert [each.id for each in welsh.entries] == [each.id for each in whole.entries]
    assert welsh.changes == whole.changes


def test_an_originals_translation_fits_a_copy_that_was_changed(
    ours: Instrument,
) -> None:
    welsh = fy.packs.instrument_strings("infant-mortality")["cy"]
    made = fy.packs.drop_question(ours, "1.1.a.6")
    made = fy.packs.reword_question(made, "1.1.a", text="Is it all there?")
    made = fy.packs.reword_question(made, "1.1.a.7", text="Good care")
    with pytest.raises(InputError, match=r"entry 1\.1\.a\.6: no such question"):
        fy.packs.translate_instrument(made, welsh)
    put = fy.packs.translate_instrument(made, welsh, of_original=True)
    assert (put.language, put.title) == ("cy", "Ours")
    assert put.question("1.1.a") == made.question("1.1.a")
    assert put.question("1.1.a.5").text == welsh.entries["1.1.a.5"].text
    assert put.scale == welsh.scale
    assert made.reworded == ("1.1.a", "1.1.a.7")
    assert fy.packs.drop_question(made, "1.1.a.7").reworded == ("1.1.a",)
    again = fy.packs.copy_instrument(made, "ours-2", title="Ours again")
    assert (again.reworded, again.copied_from) == ((), "ours 2")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("1.1.a.1:", "9.9.z:", "entry 9.9.z: no such question"),
        ('{"1":', '{"99":', "part 99: no such part"),
        ("[A, B, C, D]", "[A, B]", "has 4 levels, not 2"),
    ],
)
def test_a_translation_that_does_not_fit_is_told(
    whole: Instrument, before: str, after: str, message: str
) -> None:
    strings = read_strings(STRINGS.replace(before, after), file="cy.yaml")
    with pytest.raises(InputError, match=message):
        fy.packs.translate_instrument(whole, strings)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("text: Bwydo", "words: Bwydo", r"line 10: entry 1\.1\.a\.1, field words"),
        ("language: cy", "language: Welsh", "field language"),
        ("entries:", "entries: [", "not YAML"),
        (STRINGS, "[]", "whole file"),
    ],
)
def test_faulty_strings_are_told(before: str, after: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_strings(STRINGS.replace(before, after), file="cy.yaml")


def test_the_core_set_keeps_core_rows_and_what_they_stand_under(
    whole: Instrument, ours: Instrument
) -> None:
    core = fy.packs.keep_core(ours)
    assert [row.id for row in core.entries] == [
        row.id for row in whole.questions(core=True)
    ]
    assert core.parts == whole.parts
    assert core.changes == ("Kept to the core set: 38 of 359 rows.",)
    assert fy.packs.keep_core(core) == core
    with pytest.raises(UsageError, match="copy it first"):
        fy.packs.keep_core(whole)
    # A core row under one that is not brings that one along.
    deep = ours.model_copy(
        update={
            "entries": tuple(
                row.model_copy(update={"core": row.id == "1.1.a.5.i"})
                for row in ours.entries
            )
        }
    )
    rows = [row.id for row in fy.packs.keep_core(deep).entries]
    assert rows == ["1.1.a", "1.1.a.5", "1.1.a.5.i"]
