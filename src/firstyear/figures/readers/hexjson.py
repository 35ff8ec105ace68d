"""Tile maps: hexjson files give each area a place (q, r) on a grid of hexagons."""

import json
import re
from typing import Final

import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.area_codes import CODE_PROBLEM, CODE_REMEDY, is_code, level_of
from firstyear.figures.areas import area_table
from firstyear.figures.arrow import array
from firstyear.figures.readers.area_lists import areas_reading
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.reading import Reading
from firstyear.figures.schema import LAYOUT

_BOARD_SHORT: Final = re.compile(r"Q[A-Z0-9]{2}")
ROWS_SHOVED_RIGHT: Final = {"odd-r": 0, "even-r": 1}


def read(look: Look) -> Reading:
    """A hexjson file: places, and the names that it gives areas."""
    try:
        content = json.loads(look.path.read_text(encoding="utf-8-sig"))
        layout, hexes = str(content["layout"]), dict(content["hexes"])
        places = {
            str(code): (int(each["q"]), int(each["r"])) for code, each in hexes.items()
        }
    except (ValueError, KeyError, TypeError) as problem:
        raise _not_hexjson(look, "JSON, but not a hexjson tile map") from problem
    odd = [code for code in places if not is_code(code)]
    if odd:
        raise InputError(
            f"Cannot read {look.name}: some codes cannot stand for an area",
            [
                Fault(CODE_PROBLEM, CODE_REMEDY, look.name, column="hexes", value=code)
                for code in odd
            ],
        )
    if layout not in ROWS_SHOVED_RIGHT:
        raise _not_hexjson(look, f"a tile map in the layout {layout!r}")
    # Even rows shoved right are odd rows shoved right, one row further north.
    shift = ROWS_SHOVED_RIGHT[layout]
    codes = sorted(places)
    table = pa.table(
        {
            "area": array(codes, pa.string()),
            "level": array([_level(code) for code in codes], pa.string()),
            "q": array([places[code][0] for code in codes], pa.int32()),
            "r": array([places[code][1] + shift for code in codes], pa.int32()),
        },
        schema=LAYOUT,
    )
    named = {
        code: str(each.get("name") or each.get("n") or "")
        for code, each in hexes.items()
    }
    areas = area_table(
        {"area": code, "name": named[code], "level": _level(code)}
        for code in codes
        # Short codes are other names of areas; the lookup files say of which.
        if not _BOARD_SHORT.fullmatch(code)
    )
    repeated = len(codes) - len(set(places.values()))
    notes = [f"{repeated} areas share a place with another."] if repeated else []
    return areas_reading(
        areas,
        "hexjson",
        f"A tile map of {len(codes)} areas",
        look,
        layout=table,
        notes=notes,
    )


def _level(code: str) -> str:
    return "board" if _BOARD_SHORT.fullmatch(code) else level_of(code)


def _not_hexjson(look: Look, what: str) -> InputError:
    fault = Fault(
        what,
        'tile maps have a "layout" of odd-r or even-r and "hexes" with q and r',
        look.name,
    )
    return InputError(f"Cannot read {look.name}: {what}", [fault])
