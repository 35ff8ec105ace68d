"""The areas table and the tile map of the made-up country."""

import datetime

import pyarrow as pa

from firstyear.figures.schema import AREAS, LAYOUT, conform
from firstyear.synthetic import names
from firstyear.synthetic.country import (
    BOARD_COLUMNS,
    COUNTRY_CODE,
    REGION_COLUMNS,
    TILE_COLUMNS,
    Area,
    board_code,
    country,
    former_code,
    region_code,
)
from firstyear.synthetic.story import CODE_CHANGE


def areas_table() -> pa.Table:
    """One row for each area and parent, columns of the areas file.

    An area's parents are its region and its board or boards; `share` is how much
    of its births a board has. `complete` is `no` where a board also has part of
    an area, for then whole areas do not add up to it.
    """
    land = country()
    rows: list[dict[str, object]] = [
        {"area": COUNTRY_CODE, "name": names.COUNTRY, "level": "country"}
    ]
    for place in land.places:
        if place.level in {"region", "board"}:
            rows.append(_row(place.code, place.name, place.level, COUNTRY_CODE))
    partial = {
        board for area in land.areas if len(area.boards) > 1 for board in area.boards
    }
    for area in land.areas:
        rows.extend(_area_rows(area, partial))
    columns = {
        field.name: pa.array([row.get(field.name) for row in rows], field.type)
        for field in AREAS
    }
    return conform(pa.table(columns), schema=AREAS)


def layout_table() -> pa.Table:
    """Column and row (`q`, `r`) of each tile, by area, for areas, regions, boards.

    Rows are offset as `odd-r` hexagons are. Regions keep together.
    """
    land = country()
    rows: list[tuple[str, str, int, int]] = []
    for region in range(len(names.REGIONS)):
        across, down = divmod(region, REGION_COLUMNS)
        rows.append((region_code(region), "region", across, down))
        before = sum(
            len(names.region_areas(other))
            for other in range(across * REGION_COLUMNS, region)
        )
        members = [area for area in land.areas if area.region == region]
        for tile, area in enumerate(members, start=before):
            r, q = divmod(tile, TILE_COLUMNS)
            rows.append((area.code, "county-unitary", across * TILE_COLUMNS + q, r))
    for board in range(len(names.board_names())):
        r, q = divmod(board, BOARD_COLUMNS)
        rows.append((board_code(board), "board", q, r))
    columns = [list(column) for column in zip(*rows, strict=True)]
    return pa.Table.from_arrays(
        [
            pa.array(column, field.type)
            for column, field in zip(columns, LAYOUT, strict=True)
        ],
        schema=LAYOUT,
    )


def _area_rows(area: Area, partial: set[int]) -> list[dict[str, object]]:
    parents: list[dict[str, object]] = [{"parent": region_code(area.region)}]
    for board, share in zip(area.boards, area.shares, strict=True):
        complete = "no" if board in partial else "yes"
        parents.append(
            {"parent": board_code(board), "complete": complete, "share": share}
        )
    rows = [_row(area.code, area.name, "county-unitary", "") | up for up in parents]
    if area.story.kind != "code-change":
        return rows
    start = datetime.date(CODE_CHANGE, 1, 1)
    end = datetime.date(CODE_CHANGE - 1, 12, 31)
    new = [row | {"valid_from": start} for row in rows]
    old = {
        "area": former_code(),
        "name": names.FORMER_NAME,
        "valid_to": end,
        "successor": area.code,
    }
    return [row | old for row in rows] + new


def _row(code: str, name: str, level: str, parent: str) -> dict[str, object]:
    return {
        "area": code,
        "name": name,
        "level": level,
        "parent": parent,
        "complete": "yes",
        "share": 1.0,
    }
