"""Nobody counts one death twice: what holds what is told, and set in."""

from typing import NamedTuple

from firstyear import packs
from firstyear.charts.area_set import profile_chart
from firstyear.charts.spine import PART
from firstyear.figures import Store
from firstyear.picture.area import area_picture
from firstyear.picture.geography import atlas
from firstyear.picture.nested import held_in, nesting_sentence, part_words


class Row(NamedTuple):
    indicator: str


def rows(*names: str) -> list[Row]:
    return [Row(name) for name in names]


def test_parts_stand_under_what_holds_them() -> None:
    every = rows(*packs.indicators())
    found = held_in(every)
    assert found["infant-mortality"] == ()
    assert found["post-neonatal-mortality"] == ("infant-mortality",)
    assert len(found["early-neonatal-mortality"]) == 2
    assert found["early-neonatal-mortality-24-weeks"] == (
        "infant-mortality-24-weeks",
        "neonatal-mortality-24-weeks",
    )
    assert found["preterm-birth"] == ()


def test_a_part_without_its_whole_stands_alone() -> None:
    alone = rows("neonatal-mortality", "stillbirth")
    assert held_in(alone)["neonatal-mortality"] == ()
    assert part_words(alone) == {}
    assert nesting_sentence(alone) == ""


def test_the_sentence_says_what_holds_what() -> None:
    said = nesting_sentence(
        rows("infant-mortality", "neonatal-mortality", "stillbirth")
    )
    assert "infant mortality holds neonatal mortality." in said
    assert "24 weeks" not in said
    assert "24 weeks" in nesting_sentence(rows(*packs.indicators()))


def test_the_profile_sets_parts_in(made_up: Store) -> None:
    area = atlas(made_up).members("X12000005", "county-unitary")[0]
    chart = profile_chart(area_picture(made_up, area.code), str)
    assert chart is not None
    assert (
        "infant mortality holds neonatal mortality and post-neonatal" in chart.sentence
    )
    titles = [row[0].text for row in chart.table.rows]
    assert "Neonatal mortality (part of infant mortality)" in titles
    assert f"{PART}Neonatal mortality" in str(chart.spec)
    assert f"{PART}{PART}Early neonatal" in str(chart.narrow)
