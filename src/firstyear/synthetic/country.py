"""The made-up country: regions, areas, boards that overlap them, and their codes.

The geography is the same whatever the seed; only births and deaths are drawn.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from firstyear.synthetic import names
from firstyear.synthetic.story import CODE_CHANGE, FIRST_YEAR, Story, story_of

COUNTRY_CODE = "X92000001"
FIXED = 9_246_001  # what is fixed about places comes from this, never from the seed

TILE_COLUMNS = 5  # tiles across one region of the map
REGION_COLUMNS = 3
BOARD_COLUMNS = 8

# Areas split between two boards: every sixth, with this share in the first.
SPLIT_EVERY = 6
SPLIT_SHARE = 0.6


@dataclass(frozen=True)
class Place:
    """An area, region, board or country that figures are given for.

    `units` are the positions of the pieces it is made of.
    """

    code: str
    name: str
    level: str
    units: tuple[int, ...]
    first: int = FIRST_YEAR
    last: int | None = None


@dataclass(frozen=True)
class Area:
    """A council of the made-up country. `units` has two pieces if boards split it."""

    code: str
    name: str
    region: int
    story: Story
    deprivation: float
    diversity: float
    boards: tuple[int, ...]
    shares: tuple[float, ...]
    units: tuple[int, ...]


@dataclass(frozen=True)
class Country:
    """Areas in order of code, and every place that figures are given for."""

    areas: tuple[Area, ...]
    places: tuple[Place, ...]

    @property
    def unit_area(self) -> np.ndarray:
        """Position of the area that each piece belongs to."""
        return np.repeat(
            np.arange(len(self.areas)), [len(area.units) for area in self.areas]
        )

    @property
    def unit_share(self) -> np.ndarray:
        """Share of its area's births that each piece has."""
        return np.concatenate([area.shares for area in self.areas])

    @property
    def membership(self) -> np.ndarray:
        """1 where a place (row) holds a piece (column)."""
        holds = np.zeros((len(self.places), len(self.unit_area)))
        for row, place in enumerate(self.places):
            holds[row, list(place.units)] = 1
        return holds

    def levels(self) -> np.ndarray:
        """Level of every place."""
        return np.array([place.level for place in self.places])


@cache
def country() -> Country:
    """The made-up country, the same every time."""
    areas = _areas()
    return Country(areas, _places(areas))


def region_code(region: int) -> str:
    """Code of the region at this position."""
    return f"X12{region + 1:06d}"


def board_code(board: int) -> str:
    """Code of the board at this position."""
    return f"X54{board + 1:06d}"


def former_code() -> str:
    """The code that the area with a new code had before."""
    number = [area.story.kind for area in country().areas].index("code-change") + 1
    return f"X06{number:06d}"


def _areas() -> tuple[Area, ...]:
    fixed = np.random.default_rng(FIXED)
    areas: list[Area] = []
    unit = 0
    first_board = 0
    total = sum(len(names.region_areas(region)) for region in range(len(names.REGIONS)))
    for region in range(len(names.REGIONS)):
        boards = names.boards_of(region)
        members = names.region_areas(region)
        for place, name in enumerate(members):
            births = float(np.round(fixed.uniform(1_700, 5_200), -1))
            deprived = float(np.clip(fixed.normal(0, 0.35), -0.8, 0.8))
            mixed = float(np.clip(fixed.normal(0, 0.6), -1.2, 1.4))
            story = story_of(region, place, births)
            board = place * boards // len(members)
            split = place % SPLIT_EVERY == SPLIT_EVERY - 1 and story.kind != "small"
            held = (board, (board + 1) % boards) if split else (board,)
            number = len(areas) + 1
            if story.kind == "code-change":
                number = total + 1
            given = deprived if story.deprivation is None else story.deprivation
            areas.append(
                Area(
                    code=f"X06{number:06d}",
                    name=name,
                    region=region,
                    story=story,
                    deprivation=given,
                    diversity=mixed + 0.5 * given,
                    boards=tuple(first_board + part for part in held),
                    shares=(SPLIT_SHARE, 1 - SPLIT_SHARE) if split else (1.0,),
                    units=tuple(range(unit, unit + len(held))),
                )
            )
            unit += len(held)
        first_board += boards
    return tuple(areas)


def _places(areas: tuple[Area, ...]) -> tuple[Place, ...]:
    everyone = tuple(unit for area in areas for unit in area.units)
    places = [Place(COUNTRY_CODE, names.COUNTRY, "country", everyone)]
    for region, name in enumerate(names.REGIONS):
        held = [unit for area in areas if area.region == region for unit in area.units]
        places.append(Place(region_code(region), name, "region", tuple(held)))
    for position, area in enumerate(areas):
        if area.story.kind == "code-change":
            former = f"X06{position + 1:06d}"
            places.append(
                Place(
                    former,
                    names.FORMER_NAME,
                    "county-unitary",
                    area.units,
                    last=CODE_CHANGE - 1,
                )
            )
        first = CODE_CHANGE if area.story.kind == "code-change" else FIRST_YEAR
        places.append(
            Place(area.code, area.name, "county-unitary", area.units, first=first)
        )
    for board, name in enumerate(names.board_names()):
        held = [
            unit
            for area in areas
            for unit, holder in zip(area.units, area.boards, strict=True)
            if holder == board
        ]
        places.append(Place(board_code(board), name, "board", tuple(held)))
    return tuple(places)
