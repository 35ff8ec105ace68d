"""The questions: all there, each in words of its own, short enough to read aloud."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import firstyear as fy
from firstyear.packs import Instrument, Question

ALIKE = 0.7  # share of words two texts may have in common
LONGEST_QUESTION = 30  # words that a person can take in when they are read aloud
LONGEST_HELPER = 45
LEVEL_WORDS = range(6, 29)
ITEM_WORDS = range(2, 15)
SAME_RUN = 7  # words in a row that are nobody's own any more

# Words that carry no meaning of their own.
SMALL_WORDS = """
    a about after all an and any are as at be been before but by can could did do does
    done each every few for from had has have how i if in into is it its just less many
    may more most much must no nobody not nothing of on one only or other others our out
    over own same she should so some such than that the their them then there these they
    this those to under until up us was we were what when where whether which who whom
    whose why will with would you your
"""

INSTRUMENTS = sorted(fy.packs.instruments())


@pytest.fixture(params=INSTRUMENTS)
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return fy.packs.instrument(request.param)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))


def alike(
    texts: Sequence[tuple[str, str]], most: float = ALIKE
) -> list[tuple[str, str]]:
    """Pairs of places whose texts share more of their words than `most` (Jaccard)."""
    small = set(SMALL_WORDS.split())
    bags = [set(words(text)) - small for _, text in texts]
    known = {word: n for n, word in enumerate(sorted(set().union(*bags)))}
    held = np.zeros((len(bags), len(known)), dtype=np.float32)
    for row, bag in enumerate(bags):
        held[row, [known[word] for word in bag]] = 1
    shared = held @ held.T
    sizes = held.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - shared
    share = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    first, second = np.nonzero(np.triu(share >= most, k=1))
    return [(texts[a][0], texts[b][0]) for a, b in zip(first, second, strict=True)]


def test_near_duplicates_are_found() -> None:
    texts = [
        ("one", "Midwives ask every woman about smoking at booking."),
        ("two", "Every woman is asked by midwives about smoking at booking."),
        ("three", "A health visitor comes within a fortnight."),
        ("four", "Midwives ask each woman about smoking at booking."),
    ]
    assert alike(texts) == [("one", "four")]
    assert ("one", "two") in alike(texts, most=0.5)


def test_no_two_questions_are_alike(instrument: Instrument) -> None:
    assert alike([(row.id, row.text) for row in instrument.entries]) == []


def test_no_two_descriptions_of_levels_are_alike(instrument: Instrument) -> None:
    levels = [
        (f"{row.id} level {number}", level)
        for row in instrument.entries
        for number, level in enumerate(row.levels)
    ]
    assert alike(levels) == []


def test_no_two_helpers_are_the_same(instrument: Instrument) -> None:
    assert alike([(row.id, row.helper) for row in instrument.entries]) == []


def test_everything_is_short_enough_to_read_aloud(instrument: Instrument) -> None:
    too_long = []
    for row in instrument.entries:
        length = len(row.text.split())
        item = row.kind == "list-item"
        if item and length not in ITEM_WORDS:
            too_long.append((row.id, "text", length))
        if length > LONGEST_QUESTION:
            too_long.append((row.id, "text", length))
        if len(row.helper.split()) > LONGEST_HELPER:
            too_long.append((row.id, "helper", len(row.helper.split())))
        too_long += [
            (row.id, f"level {number}", len(level.split()))
            for number, level in enumerate(row.levels)
            if len(level.split()) not in LEVEL_WORDS
        ]
    for part in instrument.parts:
        assert len(part.says.split()) <= LONGEST_QUESTION, part.id
    assert too_long == []


def test_questions_are_written_as_what_they_are(instrument: Instrument) -> None:
    wrong = []
    for row in instrument.entries:
        if row.kind == "list-item" and row.text.endswith((".", "?")):
            wrong.append((row.id, "an item of a list is a phrase"))
        if row.kind == "question" and not row.text.endswith("?"):
            wrong.append((row.id, "a question asks"))
        if not row.helper.endswith((".", "?")):
            wrong.append((row.id, "a helper is a sentence or more"))
        wrong += [
            (row.id, "a level is a sentence")
            for level in row.levels
            if not level.endswith(".")
        ]
    assert wrong == []


def test_the_core_set_touches_every_part(instrument: Instrument) -> None:
    written = {row.part for row in instrument.entries}
    by_part = Counter(row.part for row in instrument.questions(core=True))
    # The short set for any topic has three questions a part: one of them will do.
    fewest = {"infant-mortality": 2, "generic": 1}[instrument.id]
    assert {part for part in written if by_part[part] < fewest} == set()
    about = {"infant-mortality": range(38, 49), "generic": range(14, 19)}[instrument.id]
    assert len(instrument.questions(core=True)) in about


def test_minutes_make_a_session(instrument: Instrument) -> None:
    whole = sum(part.minutes for part in instrument.parts)
    assert whole == {"infant-mortality": 240, "generic": 120}[instrument.id]
    assert not instrument.shown_in_advance
    assert instrument.running_order[0] == "13"
    assert instrument.running_order[-1] == "outcome"


def test_the_tree_has_its_sides() -> None:
    for name in INSTRUMENTS:
        parts = fy.packs.instrument(name).parts
        sides = {part.id: part.side for part in parts}
        assert [sides[str(n)] for n in range(1, 6)] == ["challenge-to-providers"] * 5
        assert [sides[str(n)] for n in range(6, 11)] == ["population-focus"] * 5
        assert [sides[str(n)] for n in range(11, 14)] == ["centre"] * 3
        assert sides["outcome"] == "outcome"


def index(shared: Path) -> list[dict[str, str]]:
    path = shared / "design/workbook-index.csv"
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def written(row: Question) -> tuple[str, str, str, str, str, int | None]:
    return (row.id, row.part, row.kind, row.parent, row.answer, row.seed_line)


def test_every_row_is_the_one_of_the_index(shared: Path) -> None:
    """Part by part: the same rows in the same order, of the same kind."""
    instrument = fy.packs.instrument("infant-mortality")
    listed: dict[str, list[tuple[str, str, str, str, str, int | None]]] = {}
    for row in index(shared):
        listed.setdefault(row["part"], []).append(
            (
                row["id"],
                row["part"],
                row["kind"],
                row["parent"],
                row["answer_kind"],
                int(row["seed_line"]),
            )
        )
    for part, rows in listed.items():
        assert [written(row) for row in instrument.questions(part)] == rows


def test_the_whole_index_is_there(shared: Path) -> None:
    instrument = fy.packs.instrument("infant-mortality")
    rows = index(shared)
    assert {row.id for row in instrument.entries} == {row["id"] for row in rows}
    assert Counter(row.kind for row in instrument.entries) == {
        "question": 136,
        "sub-question": 43,
        "list-item": 180,
    }


def test_parts_keep_the_names_they_had(shared: Path) -> None:
    names = {row["part"]: row["part_title"] for row in index(shared)}
    for part in fy.packs.instrument("infant-mortality").parts:
        # The source's diagram and its headings differ in one name.
        assert part.then_title in {names[part.id], "Known population health needs"}


def test_words_are_our_own(shared: Path) -> None:
    """No run of seven words of any text stands in the documents it answers."""
    sources = [
        words(path.read_text(encoding="utf-8"))
        for path in sorted((shared / "seeds").glob("00[0-2]*"))
    ]
    sources += [words(row["topic"]) for row in index(shared)]
    theirs = {run for source in sources for run in runs(source, SAME_RUN)}
    topics = {tuple(words(row["topic"])) for row in index(shared)}
    taken = []
    for name in INSTRUMENTS:
        for row in fy.packs.instrument(name).entries:
            for text in (row.text, row.helper, *row.levels):
                if set(runs(words(text), SAME_RUN)) & theirs:
                    taken.append((row.id, text))
            if tuple(words(row.text)) in topics:
                taken.append((row.id, row.text))
    assert taken == []


def runs(found: list[str], length: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(found) - length + 1):
        yield tuple(found[start : start + length])


def test_runs_of_words() -> None:
    assert list(runs(["a", "b", "c"], 2)) == list(pairwise("abc"))
    assert list(runs(["a"], 2)) == []


def test_historic_bodies_are_named_beside_todays() -> None:
    bodies = fy.packs.bodies()
    assert "Local Involvement Network" in bodies["healthwatch"].then
    assert "Primary care trust" in bodies["icb"].then
    assert "liaison committee" in bodies["mnvp"].then
    for body in bodies.values():
        assert body.note.endswith("."), body.id
        assert body.then, body.id


def test_standards_say_of_when_they_are() -> None:
    standards = fy.packs.standards()
    for each in standards.values():
        assert each.note.endswith("."), each.id
    for dated in ("safer-childbirth-2007", "bapm-service-standards"):
        assert "replace" in standards[dated].note


def test_interventions_stand_where_they_say() -> None:
    instrument = fy.packs.instrument("infant-mortality")
    numbers: Counter[int] = Counter()
    for each in fy.packs.interventions().values():
        assert set(each.indicators) <= set(fy.packs.indicators()), each.id
        assert bool(each.evidence) == bool(each.source), each.id
        if each.part_one:
            assert each.id in instrument.question(each.part_one).interventions, each.id
        if each.thirteen:
            numbers[each.thirteen] += 1
    assert set(numbers) == set(range(1, 14))


def test_every_measure_of_part_one_has_its_intervention() -> None:
    for row in fy.packs.instrument("infant-mortality").questions("1"):
        assert row.interventions, row.id
