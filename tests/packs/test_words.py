"""Words to leave out are found as words, and only where they are out of place."""

import pytest

import firstyear as fy
from firstyear.errors import InputError
from firstyear.packs import Avoid, Dimension
from firstyear.packs.reader import pack_text, parse


def found(text: str, *where: str) -> list[str]:
    return [word.word for word in fy.packs.words_to_avoid(text, where=where)]


@pytest.mark.parametrize(
    "text",
    [
        "support for obese women",
        "a BAME community",
        "lives saved",
        "one baby every 9 days",
        "hard-to-reach families",
        "do not co-sleep",
        "1.5 babies",
        "higher because of ethnicity",
    ],
)
def test_found_everywhere(text: str) -> None:
    assert len(found(text)) == 1


def test_found_in_their_kind_of_text_only() -> None:
    assert found("Infant mortality") == []
    assert found("Infant mortality", "headline") == ["Infant mortality"]
    assert found("a risk of", "public") == []
    assert found("a risk of", "screening") == ["risk"]
    assert found("the worst area") == []
    assert found("the worst area", "public") == ["worst"]


def test_exceptions_are_let_be_and_places_stay() -> None:
    assert found("statistically significant", "public") == []
    text = "Nothing is lost. They lost a baby."
    (word,) = fy.packs.words_to_avoid(text)
    assert text[word.start :].startswith("lost a baby")


def test_whole_words_only() -> None:
    assert found("Bored of blankets; frank, red-brick, cased", "public") == ["red"]


def test_codes_are_found_in_capitals_only() -> None:
    assert found("NULL and -99 and -995, null", "public") == ["NULL", "-99"]


def test_a_pattern_that_is_no_expression_is_refused() -> None:
    text = pack_text("avoid.yaml").replace("'lost'", "'lost('")
    with pytest.raises(InputError, match="no regular expression"):
        parse(Avoid, {"avoid.yaml": text})


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('best_off: "5"', 'best_off: "1"', "not at the end"),
        (
            "direction: ordered",
            'best_off: "1"\n    direction: ordered',
            "needs a direct",
        ),
        ("categories: [Female, Male]", "unknown: [Unknown]", "one of them"),
        ("holds:\n      Asian", "holds:\n      Asia", "categories only"),
    ],
)
def test_dimensions_that_disagree_are_refused(
    before: str, after: str, message: str
) -> None:
    text = pack_text("dimensions.yaml")
    assert before in text
    with pytest.raises(InputError, match=message):
        parse(Dimension, {"dimensions.yaml": text.replace(before, after)})


def test_short_forms_of_2011_are_explained() -> None:
    """What the appendix of the workbook spelt out, and a few more of its day."""
    known = {term.abbreviation: term for term in fy.packs.glossary().values()}
    for short in ("BAPM", "CDOP", "CONI", "EqIA", "IMR", "LHO", "LINk", "R&M", "SUDI"):
        assert short in known, short
    assert known["VCF"].term == "voluntary, community and faith sector"
    assert known["PCT"].see == ("integrated-care-board",)
