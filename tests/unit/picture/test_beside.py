"""An area's figures beside a question say what its own page says."""

import firstyear as fy
from firstyear.figures import Store
from firstyear.picture.area import area_picture
from firstyear.picture.area_words import headline
from firstyear.picture.beside import beside, indicators_of_part


def test_the_sentence_is_the_headline_of_the_areas_own_page(made_up: Store) -> None:
    code = "X06000069"
    (told,) = beside(made_up, code, ["infant-mortality"])
    assert told.sentence == headline(area_picture(made_up, code))
    assert told.name == fy.packs.indicator("infant-mortality").short_name


def test_what_no_release_holds_is_left_out(made_up: Store) -> None:
    told = beside(made_up, "X06000069", ["maternal-mortality", "stillbirth", "no-such"])
    assert [one.indicator for one in told] == ["stillbirth"]
    assert beside(made_up, "nowhere", ["stillbirth"]) == ()


def test_a_part_has_the_indicators_that_most_of_its_rows_name() -> None:
    whole = fy.packs.instrument("infant-mortality")
    for part in whole.parts:
        chosen = indicators_of_part(whole, part.id)
        assert len(chosen) <= 3
        counts: dict[str, int] = {}
        for row in whole.entries:
            for one in row.indicators if row.part == part.id else ():
                counts[one] = counts.get(one, 0) + 1
        for left in counts.keys() - set(chosen):
            assert all(counts[left] <= counts[one] for one in chosen)


def test_where_there_is_no_rate_the_sentence_says_of_what(made_up: Store) -> None:
    for code in ("X06000001", "X06000069", "X06000063"):
        for one in beside(made_up, code, tuple(fy.packs.indicators())):
            if "here is no rate for" in one.sentence:
                assert one.sentence.startswith(f"{one.name}: there is no rate")
