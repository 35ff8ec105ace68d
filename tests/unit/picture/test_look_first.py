"""Where to look first: persistence, then chance, then size, by the stated rule."""

import pytest

import firstyear as fy
from firstyear.picture.look_first import look_first, names, rule
from tests.unit.picture.hand_made import INFANT, NAN, none, standing


def order(*standings, **changed):
    return look_first(standings, indicator=INFANT, country="England", **changed)


def test_persistence_then_chance_then_size() -> None:
    lines = order(
        standing("Likely", "....", belief="very likely higher", excess=90),
        standing("New", "...#", excess=80),
        standing("Left", "####.", excess=70),
        standing("Most", "#.####", excess=5),
        standing("Small every", "####", excess=3),
        standing("Large every", "####", excess=30),
        standing("Some", "#.##", excess=60),
        standing("Nothing", "....", excess=100),
        standing("Low", "----", excess=-40),
    )
    assert [(line.places[0].name, line.kind) for line in lines] == [
        ("Large every", "every"),
        ("Small every", "every"),
        ("Most", "most"),
        ("Some", "some"),
        ("New", "new"),
        ("Left", "left"),
        ("Likely", "likely"),
    ]
    assert names(lines).startswith("Large every, Small every")


def test_each_area_is_named_once_and_ties_go_by_name() -> None:
    lines = order(
        standing("B", "#####", belief="very likely higher"),
        standing("A", "#####", belief="very likely higher"),
    )
    assert [line.places[0].name for line in lines] == ["A", "B"]


def test_every_area_is_in_the_list_whatever_a_page_shows() -> None:
    assert len(order(*(standing(f"A{i}") for i in range(12)))) == 12


def test_where_higher_is_better_the_low_are_named() -> None:
    folic = fy.packs.indicator("folic-acid")
    areas = [standing("High", "####"), standing("Low", "..--", excess=-9, count=20)]
    lines = look_first(areas, indicator=folic, country="England")
    assert [line.places[0].name for line in lines] == ["Low"]
    assert lines[0].reason.startswith("Two of four periods lower, and lower now. The")
    assert "died" not in lines[0].reason
    young = fy.packs.indicator("mothers-under-20")
    assert look_first(areas, indicator=young, country="England") == ()
    assert "Neither higher nor lower is better" in rule(young, "England")


def test_one_period_is_not_said_as_many() -> None:
    (line,) = order(standing("Ash", "#"))
    assert line.reason.startswith("Higher in 2010, the only period to compare.")


def test_women_are_not_called_babies() -> None:
    maternal = fy.packs.indicator("maternal-mortality")
    (line,) = look_first([standing("Ash")], indicator=maternal, country="England")
    assert "30 women died" in line.reason
    assert "bab" not in line.reason


def test_areas_without_a_figure_are_not_named() -> None:
    hidden = standing("Hidden", "###?", figure=none("suppressed"), excess=NAN)
    assert order(hidden) == ()
    assert order() == ()


def test_reasons_say_what_holds() -> None:
    (line,) = order(standing("Ash", "####", excess=12, count=34))
    assert line.reason == (
        "Higher in all four periods. 34 babies died before their first birthday in "
        "2013, about 12 a year more than at England's rate."
    )
    (line,) = order(standing("Ash", "####.", excess=3))
    assert line.reason.startswith("Higher in four of five periods, then not in 2014.")
    assert "Treat it as still high" in line.reason
    (line,) = order(standing("Ash", "...#"))
    assert line.reason.startswith("Higher for the first time in 2013.")
    (line,) = order(standing("Ash", "#..#"))
    assert line.reason.startswith("Higher again in 2013.")
    (line,) = order(standing("Ash", "...+", belief="very likely higher"))
    assert "97% sure to be above it" in line.reason


@pytest.mark.parametrize(("turns_on", "told"), [(1, "one death"), (3, "three deaths")])
def test_a_verdict_that_turns_on_few_deaths_is_said(turns_on: int, told: str) -> None:
    (line,) = order(standing("Ash", "####", to_change=turns_on))
    assert f"turns on {told}: check the records first" in line.reason
    (line,) = order(standing("Ash", "####", to_change=4))
    assert "turns on" not in line.reason


def test_no_decimals_of_a_baby_in_reasons() -> None:
    (line,) = order(standing("Ash", "####", excess=0.3, count=1))
    assert "1 baby died" in line.reason
    assert "about 1 in 3 years more" in line.reason
    (line,) = order(standing("Ash", "####.", excess=-2))
    assert "0." not in line.reason


def test_the_rule_is_not_a_ranking_of_care() -> None:
    text = rule(INFANT, "England")
    assert "nothing of how good care is" in text
    said = [line.reason for line in order(standing("Ash"), standing("B", "...#"))]
    for sentence in (text, *said):
        assert not fy.packs.words_to_avoid(sentence, where=("public",))
