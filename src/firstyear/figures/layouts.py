"""Tile maps: a free place beside its neighbours for an area that has none.

Places are offset coordinates of pointy hexagons with odd rows shoved right ("odd-r"),
as in hexjson files; r grows northwards there.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

Place = tuple[int, int]


def complete_layout(
    areas: Mapping[str, str], placed: Mapping[str, Place]
) -> dict[str, Place]:
    """A place for each area: its own, else the free one nearest to its parent's others.

    `areas` gives each area's parent (blank where unknown). With no place known at all
    the areas are laid out in a block, parents together, in order of their codes.

    Examples
    --------
    >>> from firstyear.figures.layouts import complete_layout
    >>> complete_layout({"a": "p", "b": "p"}, {"a": (0, 0)})["b"]
    (1, 0)
    """
    found = {area: placed[area] for area in areas if area in placed}
    missing = sorted(
        (area for area in areas if area not in found),
        key=lambda area: (areas[area], area),
    )
    if not found:
        return _block(missing)
    taken = set(found.values())
    by_parent: dict[str, list[Place]] = defaultdict(list)
    for area, place in found.items():
        by_parent[areas[area]].append(place)
    for area in missing:
        near = by_parent.get(areas[area]) or list(found.values())
        middle = (
            sum(q for q, _ in near) / len(near),
            sum(r for _, r in near) / len(near),
        )
        place = _nearest_free(near, taken, middle)
        found[area] = place
        taken.add(place)
        by_parent[areas[area]].append(place)
    return found


def neighbours(place: Place) -> Iterator[Place]:
    """The six places around one."""
    q, r = place
    shift = 0 if r % 2 == 0 else 1
    yield from ((q + 1, r), (q - 1, r))
    yield from ((q - 1 + shift, r + 1), (q + shift, r + 1))
    yield from ((q - 1 + shift, r - 1), (q + shift, r - 1))


def distance(first: Place, second: Place) -> int:
    """Steps from one place to another."""
    first_x, first_z = _axial(first)
    second_x, second_z = _axial(second)
    x, z = first_x - second_x, first_z - second_z
    return max(abs(x), abs(z), abs(x + z))


def _axial(place: Place) -> Place:
    q, r = place
    return q - (r - r % 2) // 2, r


def _block(areas: list[str]) -> dict[str, Place]:
    width = max(1, math.ceil(math.sqrt(len(areas))))
    return {area: (at % width, -(at // width)) for at, area in enumerate(areas)}


def _nearest_free(
    near: list[Place], taken: set[Place], middle: tuple[float, float]
) -> Place:
    """A free place that touches one of `near`; where none is free, one ring further."""
    edge, seen = list(near), set(near)
    while True:
        ring = sorted({each for place in edge for each in neighbours(place)} - seen)
        free = [place for place in ring if place not in taken]
        if free:
            return min(free, key=lambda place: (_away(place, middle), place))
        seen |= set(ring)
        edge = ring


def _away(place: Place, middle: tuple[float, float]) -> float:
    # Rows are closer together than columns are wide; ties go east, then north.
    q, r = place
    return (
        round((q + (r % 2) / 2 - middle[0]) ** 2 + 0.75 * (r - middle[1]) ** 2, 9)
        - q * 1e-6
    )
