"""Places on the tile map."""

from firstyear.figures.layouts import complete_layout, distance, neighbours


def test_known_places_are_kept() -> None:
    placed = {"a": (0, 0), "b": (5, 5)}
    assert complete_layout({"a": "p", "b": "p"}, placed) == placed


def test_a_missing_area_goes_beside_its_parents_others() -> None:
    placed = {"a": (0, 0), "b": (1, 0), "far": (20, 20)}
    found = complete_layout({"a": "p", "b": "p", "far": "q", "new": "q"}, placed)
    assert found["new"] in set(neighbours((20, 20)))


def test_no_two_areas_share_a_place() -> None:
    areas = {f"a{at}": f"p{at % 3}" for at in range(60)}
    placed = {"a0": (0, 0), "a1": (3, 3), "a2": (-3, 1)}
    found = complete_layout(areas, placed)
    assert set(found) == set(areas)
    assert len(set(found.values())) == len(areas)


def test_without_any_place_areas_stand_in_a_block_by_parent() -> None:
    found = complete_layout({"a": "q", "b": "p", "c": "p", "d": "q"}, {})
    assert found == {"b": (0, 0), "c": (1, 0), "a": (0, -1), "d": (1, -1)}
    assert complete_layout({}, {}) == {}


def test_the_order_of_areas_is_irrelevant() -> None:
    areas = {f"a{at}": "p" for at in range(20)}
    backwards = dict(reversed(areas.items()))
    placed = {"a3": (2, 2)}
    assert complete_layout(areas, placed) == complete_layout(backwards, placed)


def test_six_neighbours_are_one_step_away() -> None:
    for place in ((0, 0), (3, 5), (-2, -3)):
        around = list(neighbours(place))
        assert len(set(around)) == 6
        assert {distance(place, each) for each in around} == {1}
