"""A tile map: one hexagon an area, all of one size, placed roughly where the area is.

No map server and no boundaries: a layout (from a hexjson file, or computed) gives
each area a place on a grid, so small and large areas are seen alike.
"""

from collections.abc import Callable, Mapping, Sequence

from firstyear.charts.layers import SCHEMA, Layer, Row, at, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.theme import (
    CONFIG,
    DOT,
    DOWN,
    GREY,
    HEXAGON,
    HIGH,
    HIGH_EDGE,
    HIGH_TINT,
    INK,
    LOW,
    NARROW,
    OTHER,
    UP,
    WHITE,
    WIDE,
)
from firstyear.picture.results import Standing
from firstyear.picture.words import comparison_in_words, short_name, wrapped

HALF_HEIGHT = 3**0.5 / 2
MOST_LABELLED = 45

# Fill, edge, and the mark's shape, fill, edge.
LOOKS = {
    "higher": (HIGH, WHITE, UP, WHITE, WHITE),
    "above": (HIGH_TINT, HIGH_EDGE, UP, WHITE, HIGH),
    "similar": (WHITE, OTHER, DOT, GREY, GREY),
    "lower": (LOW, WHITE, DOWN, WHITE, WHITE),
    "none": (WHITE, OTHER, "", "", ""),
}


def centre(q: int, r: int) -> tuple[float, float]:
    """Where hexagon (q, r) of an odd-r layout lies; r counts upwards, sides are 1."""
    return q + (0.5 if r % 2 else 0.0), -r * HALF_HEIGHT


def _rows(
    standings: Sequence[Standing],
    layout: Mapping[str, tuple[int, int]],
    address: Callable[[str], str],
) -> list[Row]:
    rows = []
    for s in standings:
        if s.place.code not in layout:
            continue
        x, y = centre(*layout[s.place.code])
        rows.append(
            {
                "x": x,
                "y": y,
                "mark": s.verdict.mark,
                "lines": wrapped(short_name(s.place.name, 22), 12),
                "tight": wrapped(s.place.name, 8, lines=2),
                "value": f"{s.number.value:.1f}" if s.number.known else "–",
                "href": address(s.place.code),
                "words": f"{s.place.name}: "
                + (
                    f"{s.number.value:.1f}, {comparison_in_words(s.verdict.mark)}"
                    if s.number.known
                    else "no figure"
                ),
            }
        )
    return rows


def _tiles(
    rows: Sequence[Row], x: dict, y: dict, side: float, *, labelled: bool
) -> list[Layer]:
    """Hexagons `side` pixels from centre to centre, each with its mark and words."""
    layers: list[Layer] = []
    radius = side / 2 / HALF_HEIGHT * 0.985
    for look, (fill, edge, shape, mark_fill, mark_edge) in LOOKS.items():
        chosen = [row for row in rows if row["mark"] == look]
        if not chosen:
            continue
        layers.append(
            {
                "data": {"values": chosen},
                "mark": {
                    "type": "point",
                    "shape": HEXAGON,
                    "size": (2 * radius) ** 2,
                    "filled": True,
                    "fill": fill,
                    "stroke": edge,
                    "strokeWidth": 1,
                    "opacity": 1,
                },
                "encoding": {
                    "x": x,
                    "y": y,
                    "href": {"field": "href"},
                    "description": {"field": "words"},
                },
            }
        )
        if shape:
            layers.append(
                {
                    "data": {"values": chosen},
                    "mark": {
                        "type": "point",
                        "shape": shape,
                        "size": 70 if labelled else 26,
                        "filled": True,
                        "fill": mark_fill,
                        "stroke": mark_edge,
                        "strokeWidth": 1.5,
                        "opacity": 1,
                        "aria": False,
                        "yOffset": -side * 0.33 if labelled else 0,
                    },
                    "encoding": {"x": x, "y": y},
                }
            )
        if labelled:
            colour = WHITE if fill in (HIGH, LOW) else INK
            layers += text(
                chosen,
                "lines" if side > 80 else "tight",
                x=x,
                y=y,
                align="center",
                size=12 if side > 96 else 11 if side > 80 else 10,
                colour=colour,
                lineBreak="\n",
                baseline="middle",
                dy=-7,
                lineHeight=13,
            )
            layers += text(
                chosen,
                "value",
                x=x,
                y=y,
                align="center",
                size=17 if side > 96 else 15,
                bold=True,
                colour=colour,
                dy=side * 0.27,
            )
    return layers


def _view(
    rows: Sequence[Row], *, width: float, most: float, labelled: bool
) -> tuple[list[Layer], float, float]:
    """Layers, width and height of a view that holds all rows within `width` pixels."""
    xs, ys = [row["x"] for row in rows], [row["y"] for row in rows]
    across, down = max(xs) - min(xs) + 1, (max(ys) - min(ys)) + 2 / HALF_HEIGHT / 1.7
    side = min(most, width / across)
    wide, tall = across * side, down * side
    x = at("x", scale={"domain": [min(xs) - 0.5, max(xs) + 0.5], "range": [0, wide]})
    y = at("y", scale={"domain": [min(ys) - 0.6, max(ys) + 0.6], "range": [0, tall]})
    return _tiles(rows, x, y, side, labelled=labelled), wide, tall


def _spec(
    region: Sequence[Standing],
    everywhere: Sequence[Standing],
    layout: Mapping[str, tuple[int, int]],
    address: Callable[[str], str],
    *,
    country: str,
    region_name: str,
    width: float,
    side_by_side: bool,
) -> Spec:
    big_rows = _rows(region, layout, address)
    many = len(big_rows) > MOST_LABELLED
    layers, wide, tall = _view(
        big_rows,
        width=width * (0.62 if side_by_side else 1),
        most=112,
        labelled=not many,
    )
    views = []
    small_rows = _rows(everywhere, layout, address)
    inside = {s.place.code for s in region}
    if len(small_rows) > len(big_rows):
        small, small_wide, small_tall = _view(
            small_rows,
            width=width * (0.32 if side_by_side else 0.9),
            most=24,
            labelled=False,
        )
        rings = [
            {**row}
            for row, s in zip(
                small_rows,
                [s for s in everywhere if s.place.code in layout],
                strict=True,
            )
            if s.place.code in inside
        ]
        encoding = {key: small[0]["encoding"][key] for key in ("x", "y")}
        ring_side = small_wide / (
            max(r["x"] for r in small_rows) - min(r["x"] for r in small_rows) + 1
        )
        small.append(
            {
                "data": {"values": rings},
                "mark": {
                    "type": "point",
                    "shape": HEXAGON,
                    "size": (ring_side * 1.15) ** 2,
                    "filled": False,
                    "stroke": INK,
                    "strokeWidth": 2,
                    "opacity": 1,
                    "aria": False,
                },
                "encoding": encoding,
            }
        )
        for one in small:  # the small map is for orientation: only the large one links
            one["encoding"].pop("href", None)
        views.append(
            {
                "width": small_wide,
                "height": small_tall,
                "layer": small,
                "title": {
                    "text": [
                        f"{country}: {len(small_rows)} areas,",
                        f"{region_name} outlined",
                    ],
                    "anchor": "start",
                    "fontSize": 14,
                    "fontWeight": "normal",
                    "color": GREY,
                },
            }
        )
    views.append(
        {
            "width": wide,
            "height": tall,
            "layer": layers,
            "title": {
                "text": f"{region_name}: {len(big_rows)} areas",
                "anchor": "start",
                "fontSize": 14,
                "fontWeight": "normal",
                "color": GREY,
            },
        }
    )
    return {
        "$schema": SCHEMA,
        "config": CONFIG,
        ("hconcat" if side_by_side else "vconcat"): views,
        "spacing": 40,
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def tile_map(
    region: Sequence[Standing],
    everywhere: Sequence[Standing],
    layout: Mapping[str, tuple[int, int]],
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    region_name: str,
    outcome: str,
    address: Callable[[str], str] = lambda code: "",
    query: dict[str, str] | None = None,
) -> Chart:
    """The region's areas as labelled tiles, the whole country small beside them."""
    columns = (
        Column("area", "Area"),
        Column("count", "Babies", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
        Column("comparison", f"Against {country}"),
        Column("margin", "Margin", number=True),
    )
    rows = tuple(
        (
            Cell(s.place.name, href=address(s.place.code)),
            Cell(f"{s.number.count:,.0f}" if s.number.known else "", s.number.count),
            Cell(
                f"{s.number.value:.1f}" if s.number.known else s.number.status,
                s.number.value,
            ),
            Cell(f"{s.number.lower:.1f}" if s.number.known else "", s.number.lower),
            Cell(f"{s.number.upper:.1f}" if s.number.known else "", s.number.upper),
            Cell(comparison_in_words(s.verdict.mark), s.verdict.comparison),
            Cell(
                f"{s.verdict.margin:+.3f}".replace("-", "−")
                if s.verdict.margin == s.verdict.margin
                else "",
                s.verdict.margin,
            ),
        )
        for s in region
    )
    common = {"country": country, "region_name": region_name}
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            region,
            everywhere,
            layout,
            address,
            width=WIDE - 60,
            side_by_side=True,
            **common,
        ),
        narrow=_spec(
            region,
            everywhere,
            layout,
            address,
            width=NARROW,
            side_by_side=False,
            **common,
        ),
        table=Table(columns, rows),
        caption=f"{outcome}: each area against {country}",
        key=(
            KeyItem("higher", f"Higher than {country}"),
            KeyItem("above", "Above, could be chance"),
            KeyItem("similar", "Not above, could be chance"),
            KeyItem("lower", f"Lower than {country}"),
        ),
        methods=("comparison-interval",),
        has_links=True,
        query=query or {},
    )
