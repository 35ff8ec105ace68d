"""A worse area looks worse, whichever way the measure runs."""

import pytest

from firstyear.charts.keys import comparison_key, squares_key
from firstyear.charts.region_set import region_charts
from firstyear.charts.squares import LOOKS as SQUARES
from firstyear.charts.strips import strips
from firstyear.charts.theme import GREY, HIGH, LOW, MARKS, WHISKERS, WHITE
from firstyear.charts.tile_map import tile_map
from firstyear.charts.tiles import LOOKS as TILES
from firstyear.figures import Store
from firstyear.packs import indicators
from firstyear.picture import region_picture
from firstyear.picture.looks import FLIPPED, NEUTRAL, comparison_words, look
from tests.unit.picture.hand_made import standing

WAYS = ("lower-is-better", "higher-is-better", "neutral")


def fills(spec: object, found: list | None = None) -> list[tuple[str, int]]:
    """The fill of each layer of points or squares, and how many rows it draws."""
    found = [] if found is None else found
    if isinstance(spec, dict):
        mark = spec.get("mark")
        if isinstance(mark, dict) and mark.get("aria") is not False:
            rows = spec.get("data", {}).get("values", [])
            found.append((mark.get("fill", ""), len(rows)))
        for value in spec.values():
            fills(value, found)
    elif isinstance(spec, list):
        for value in spec:
            fills(value, found)
    return found


@pytest.mark.parametrize("polarity", WAYS)
def test_every_look_is_drawn_and_in_the_key(polarity: str) -> None:
    looks = {look(mark, polarity) for mark in ("higher", "above", "similar", "lower")}
    assert looks <= set(MARKS)
    assert looks <= set(TILES)
    assert looks <= set(WHISKERS)
    assert looks <= {name for name, *_ in SQUARES}
    assert {item.mark for item in comparison_key("England", polarity)} == looks
    squares = [item.mark for item in squares_key("England", polarity)]
    assert {f"square-{one}" for one in looks} == set(squares) - {"bar"}


@pytest.mark.parametrize(
    ("polarity", "symbol", "colour", "tile", "words"),
    [
        ("lower-is-better", "#", HIGH, HIGH, "higher"),
        ("lower-is-better", "-", LOW, LOW, "lower"),
        ("higher-is-better", "-", HIGH, HIGH, "lower"),
        ("higher-is-better", "#", LOW, LOW, "higher"),
        ("neutral", "#", GREY, GREY, "higher"),
        ("neutral", "-", GREY, WHITE, "lower"),
    ],
)
def test_colour_says_better_or_worse_and_words_say_which(
    polarity: str, symbol: str, colour: str, tile: str, words: str
) -> None:
    one = standing("Ash", symbol * 3)
    drawn = tile_map(
        [one],
        [one],
        {one.place.code: (0, 0)},
        identifier="map",
        title="",
        sentence="",
        country="England",
        region_name="North",
        outcome="",
        polarity=polarity,
    )
    painted = {fill for fill, _ in fills(drawn.spec)}
    assert tile in painted
    assert ({HIGH, LOW} - {tile}).isdisjoint(painted)
    assert [row[5].text for row in drawn.table.rows] == [words]
    squares = strips(
        [one], identifier="s", title="", country="England", outcome="",
        polarity=polarity,
    )  # fmt: skip
    edges = str(squares.spec)
    assert colour in edges
    assert ({HIGH, LOW} - {colour}).isdisjoint(
        {fill for fill, _ in fills(squares.spec)}
    )
    assert [cell.text for cell in squares.table.rows[0][-3:]] == [words] * 3


def test_what_could_be_chance_is_told_from_the_worse_side() -> None:
    assert comparison_words("similar", "higher-is-better").startswith("below")
    assert comparison_words("above", "higher-is-better").startswith("not below")
    assert comparison_words("above", "lower-is-better").startswith("above")
    assert set(FLIPPED) == set(FLIPPED.values())
    assert "similar" not in NEUTRAL


@pytest.mark.parametrize(
    "identifier", ["breastfeeding-first-feed", "first-language-not-english"]
)
def test_counts_of_the_map_agree_with_what_is_drawn(
    made_up: Store, identifier: str
) -> None:
    picture = region_picture(made_up, "X12000005", indicator=identifier)
    polarity = indicators()[identifier].polarity
    drawn = {chart.id: chart for chart in region_charts(picture, str)}
    chart = drawn["map"]
    counted = [row[5].text for row in chart.table.rows]
    assert counted.count("lower") == len(picture.lower)
    assert counted.count("higher") == len(picture.higher)
    key = {item.mark: item.text for item in chart.key}
    if polarity == "neutral":
        assert not {"higher", "lower"} & set(key)
        assert "(worse)" not in " ".join(key.values())
        assert "are higher and" in chart.sentence
    else:
        assert key["higher"].startswith("Lower than")
        assert key["lower"].startswith("Higher than")
        assert " are lower, and" in chart.sentence
