"""Made-up tables of deaths by area, cause and year, for the disclosure benchmark.

Nothing here is about a real place. Sizes follow England: 150 areas in 9 regions,
42 boards that cut across them, six groups of causes, about 2,000 deaths a year.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import firstyear as fy

CAUSES = ("immaturity", "malformation", "labour", "infection", "sudden", "other")
SHARES = (0.42, 0.27, 0.09, 0.07, 0.07, 0.08)
AREAS_OF_A_REGION = (33, 23, 19, 16, 15, 14, 12, 10, 8)
CASES: dict[str, dict[str, Any]] = {
    "S1": {"regions": (15,), "years": 1, "boards": 0},
    "S2": {"regions": (15,), "years": 3, "boards": 0},
    "M1": {"regions": AREAS_OF_A_REGION, "years": 1, "boards": 0},
    "M2": {"regions": AREAS_OF_A_REGION, "years": 1, "boards": 42},
    "L1": {"regions": AREAS_OF_A_REGION, "years": 3, "boards": 0},
    "L2": {"regions": AREAS_OF_A_REGION, "years": 3, "boards": 42},
}
ALL, POOL, COUNTRY = "all", "pool", ("country",)
Key = tuple[Hashable, ...]


@dataclass
class Land:
    """Areas as (region, number), and for each the boards it lies in with its share."""

    regions: tuple[int, ...]
    years: int
    boards: int
    shares: dict[tuple[int, int], list[tuple[int, float]]]

    @property
    def spans(self) -> list[Hashable]:
        """Years, and the pool of them where there is more than one."""
        return [*range(self.years), *([POOL] if self.years > 1 else [])]

    def homes(self, area: tuple[int, int], board: int) -> Iterator[Key]:
        """Everything published that a death in this part of this area counts in."""
        yield ("area", area)
        yield COUNTRY
        if len(self.regions) > 1:
            yield ("region", area[0])
        if self.boards:
            yield ("board", board)

    def pieces(self, area: tuple[int, int], year: int, cause: str) -> list[Key]:
        """The smallest pieces of an area's count: itself, or one in each board."""
        if len(self.shares[area]) == 1:
            return [("area", area, year, cause)]
        return [("part", area, board, year, cause) for board, _ in self.shares[area]]


def table_set(
    regions: tuple[int, ...], years: int, boards: int, *, seed: int = 1
) -> fy.measures.TableSet:
    """A table set of every area, board, region and the country, by cause and year.

    One region alone is the country. With more than one year the pool of them all is
    published too. An area in two boards is two unpublished parts.
    """
    chance = np.random.default_rng(seed)
    areas = [(region, n) for region, size in enumerate(regions) for n in range(size)]
    births = chance.lognormal(8.0, 0.55, len(areas))
    expected = births * 0.0039 * chance.gamma(25, 1 / 25, len(areas))
    land = Land(regions, years, boards, _boards_of(areas, boards, chance))
    counts: Counter[Key] = Counter()
    for area, mean in zip(areas, expected, strict=True):
        for year in range(years):
            for cause, part in zip(CAUSES, SHARES, strict=True):
                for board, share in land.shares[area]:
                    number = int(chance.poisson(mean * part * share))
                    for key in _counted_in(land, area, board, year, cause):
                        counts[key] += number
    keys = list(counts)
    sums = [*_places(land), *_breakdowns(land, keys), *_board_sums(land, areas)]
    return fy.measures.TableSet(
        [counts[key] for key in keys],
        keys,
        sums,
        published=[key[0] != "part" for key in keys],
    )


def _counted_in(
    land: Land, area: tuple[int, int], board: int, year: int, cause: str
) -> Iterator[Key]:
    if len(land.shares[area]) > 1:
        yield ("part", area, board, year, cause)
    for home in land.homes(area, board):
        for span in {year: None, **({POOL: None} if land.years > 1 else {})}:
            yield (*home, span, cause)
            yield (*home, span, ALL)


def _boards_of(
    areas: list[tuple[int, int]], boards: int, chance: np.random.Generator
) -> dict[tuple[int, int], list[tuple[int, float]]]:
    """Each area's boards: runs of neighbours, and one area in six lies in two."""
    shares = {}
    for place, area in enumerate(areas):
        board = place * boards // len(areas)
        shares[area] = [(board, 1.0)]
        if boards and chance.random() < 1 / 6 and board + 1 < boards:
            share = float(chance.uniform(0.15, 0.85))
            shares[area] = [(board, share), (board + 1, 1 - share)]
    return shares


def _places(land: Land) -> Iterator[tuple[Key, list[Key]]]:
    """Areas make regions, regions the country."""
    whole: dict[Key, list[Key]] = {}
    for area in land.shares:
        region = ("region", area[0]) if len(land.regions) > 1 else COUNTRY
        whole.setdefault(region, []).append(("area", area))
    if len(land.regions) > 1:
        whole[COUNTRY] = [("region", number) for number in range(len(land.regions))]
    for home, parts in whole.items():
        for span in land.spans:
            for cause in (*CAUSES, ALL):
                yield (*home, span, cause), [(*part, span, cause) for part in parts]


def _breakdowns(land: Land, keys: list[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """Causes make all causes, years their pool."""
    for home in dict.fromkeys(key[:-2] for key in keys if key[0] != "part"):
        for span in land.spans:
            yield (*home, span, ALL), [(*home, span, cause) for cause in CAUSES]
        for cause in (*CAUSES, ALL) if land.years > 1 else ():
            years = [(*home, year, cause) for year in range(land.years)]
            yield (*home, POOL, cause), years


def _board_sums(
    land: Land, areas: list[tuple[int, int]]
) -> Iterator[tuple[Key, list[Key]]]:
    """Pieces of areas make boards, and areas that lie in two."""
    for year in range(land.years if land.boards else 0):
        for cause in CAUSES:
            inside: dict[int, list[Key]] = {}
            for area in areas:
                pieces = land.pieces(area, year, cause)
                if len(pieces) > 1:
                    yield ("area", area, year, cause), pieces
                for (board, _), piece in zip(land.shares[area], pieces, strict=True):
                    inside.setdefault(board, []).append(piece)
            for board, pieces in inside.items():
                yield ("board", board, year, cause), pieces
