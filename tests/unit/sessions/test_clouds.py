"""Words counted by stem, once a person."""

from firstyear.sessions import counted_words


def test_words_of_a_stem_count_together_and_show_as_most_wrote_them() -> None:
    told = counted_words(["inequality", "Inequalities", "inequalities!", "the a of"])
    assert [(one.word, one.people) for one in told] == [("inequalities", 3)]


def test_a_person_counts_once_for_a_word() -> None:
    assert counted_words(["wait wait waiting"])[0].people == 1


def test_other_letters_and_languages_are_whole_words() -> None:
    told = counted_words(["الفقر", "الفقر 🙂", "tlodi"], language="cy")
    assert told[0].word == "الفقر"
    assert told[0].people == 2
    assert counted_words(["mae tlodi yn y"], language="cy")[0].word == "tlodi"


def test_the_order_is_the_same_however_they_came() -> None:
    texts = ["money", "staff", "money", "beds", "staff"]
    told = counted_words(texts)
    assert told == counted_words(list(reversed(texts)))
    assert [one.word for one in told] == ["money", "staff", "beds"]


def test_markup_is_only_letters() -> None:
    assert [one.word for one in counted_words(["<script>alert(1)</script>"])] == [
        "alert",
        "script",
    ]
