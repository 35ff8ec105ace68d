"""A tile map: one hexagon an area, all of one size, placed roughly where the area is.

No map server and no boundaries: a layout (from a hexjson file, or computed) gives
each area a place on a grid, so small and large areas are seen alike.
"""

from collections.abc import Mapping, Sequence

from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.keys import comparison_key
from firstyear.charts.layers import SCHEMA
from firstyear.charts.model import Cell, Chart, Column, Spec, Table
from firstyear.charts.theme import CONFIG, GREY, NARROW, WIDE
from firstyear.charts.tiles import View, outlines, tile_rows, tiles
from firstyear.picture.looks import comparison_words
from firstyear.picture.results import Standing
from firstyear.picture.words import plural

MOST_LABELLED = 45
LARGE, SMALL = 112, 24

Layout = Mapping[str, tuple[int, int]]


def _titled(view: View, title: str | list[str]) -> Spec:
    return {
        "width": view.width,
        "height": view.height,
        "layer": view.layers,
        "title": {
            "text": title,
            "anchor": "start",
            "fontSize": 14,
            "fontWeight": "normal",
            "color": GREY,
        },
    }


def _spec(
    region: Sequence[Standing],
    everywhere: Sequence[Standing],
    layout: Layout,
    country: str,
    region_name: str,
    address: Address,
    polarity: str,
    *,
    width: float,
    side_by_side: bool,
) -> Spec:
    """The region large; where there is more of the country, all of it small beside it.

    The small map is for orientation: only the large one links.
    """
    own = tile_rows(region, layout, address, polarity)
    every = tile_rows(everywhere, layout, address, polarity)
    views = []
    if len(every) > len(own):
        share = 0.32 if side_by_side else 0.9
        small = tiles(
            every, width=width * share, most=SMALL, labelled=False, linked=False
        )
        inside = {row["code"] for row in own}
        rings = [row for row in every if row["code"] in inside]
        small.layers.append(outlines(rings, small))
        views.append(
            _titled(
                small, [f"{country}: {len(every)} areas,", f"{region_name} outlined"]
            )
        )
    large = tiles(
        own,
        width=width * (0.62 if side_by_side else 1),
        most=LARGE,
        labelled=len(own) <= MOST_LABELLED,
        linked=True,
    )
    views.append(
        _titled(large, f"{region_name}: {len(own)} {plural(len(own), 'area', 'areas')}")
    )
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        ("hconcat" if side_by_side else "vconcat"): views,
        "spacing": 40,
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def off_the_map(
    region: Sequence[Standing], layout: Layout, without: Sequence[str] = ()
) -> str:
    """Which areas of the region the map leaves out, and where they are found."""
    absent = [s.place.name for s in region if s.place.code not in layout]
    parts = []
    if absent:
        parts.append(f"Not on the map, but in the table: {', '.join(absent)}.")
    if without:
        names = "; ".join(without)  # names of areas may hold commas
        parts.append(f"Without figures, or of former times, and so left out: {names}.")
    return " ".join(parts)


def tile_map(
    region: Sequence[Standing],
    everywhere: Sequence[Standing],
    layout: Layout,
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    region_name: str,
    outcome: str,
    without: Sequence[str] = (),
    polarity: str = "lower-is-better",
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """The region's areas as labelled tiles, the whole country small beside them.

    At least one area of the region must have a place in the layout.
    """
    columns = (
        Column("area", "Area"),
        Column("count", "Number", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
        Column("comparison", f"Against {country}"),
        Column("margin", "Margin", number=True),
    )
    rows = tuple(
        (
            cells.area(s.place, address),
            cells.whole(s.number.count),
            cells.rate(s.number),
            cells.figure(s.number.lower),
            cells.figure(s.number.upper),
            Cell(comparison_words(s.verdict.mark, polarity), s.verdict.comparison),
            cells.signed(s.verdict.margin),
        )
        for s in region
    )
    shown = (region, everywhere, layout, country, region_name, address, polarity)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(*shown, width=WIDE - 60, side_by_side=True),
        narrow=_spec(*shown, width=NARROW, side_by_side=False),
        table=Table(columns, rows),
        caption=f"{outcome}: each area against {country}",
        key=comparison_key(country, polarity),
        note=off_the_map(region, layout, without),
        methods=("comparison-interval",),
        has_links=True,
        query=query or {},
    )
