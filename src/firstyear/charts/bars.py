"""Areas side by side on any indicator: a dot an area, its likely range, the country."""

from collections.abc import Callable, Sequence

from firstyear.charts.layers import Layer, Row, at, canvas, marks, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, HIGH, LOW, NARROW
from firstyear.picture.results import Number, Standing
from firstyear.picture.words import (
    comparison_in_words,
    number_in_words,
    short_name,
    status_in_words,
)

COLOURS = {"higher": HIGH, "above": HIGH, "lower": LOW, "similar": GREY, "none": GREY}


def _rows(
    standings: Sequence[Standing], address: Callable[[str], str], longest: int
) -> tuple[list[Row], list[Row]]:
    known, unknown = [], []
    for line, s in enumerate(standings):
        row = {
            "y": line,
            "name": short_name(s.place.name, longest),
            "href": address(s.place.code),
        }
        if s.number.known:
            limits = s.number.lower == s.number.lower
            row |= {
                "v": s.number.value,
                "lo": s.number.lower if limits else s.number.value,
                "hi": s.number.upper if limits else s.number.value,
                "t": number_in_words(s.number)
                + (
                    f"  ({s.number.lower:.1f} to {s.number.upper:.1f})"
                    if limits
                    else ""
                ),
                "mark": s.verdict.mark if s.verdict.mark != "none" else "similar",
                "words": f"{s.place.name}: {number_in_words(s.number)}, "
                f"{comparison_in_words(s.verdict.mark)}",
            }
            known.append(row)
        else:
            row["t"] = status_in_words(s.number.status, s.number.withheld_by)
            unknown.append(row)
    return known, unknown


def _spec(
    standings: Sequence[Standing],
    benchmark: Number,
    country: str,
    unit: str,
    address: Callable[[str], str],
    *,
    width: float,
    stacked: bool,
) -> Spec:
    known, unknown = _rows(standings, address, 34)
    top = nice_ceiling([r["hi"] for r in known] + [benchmark.value])
    step = 50 if stacked else 28
    x = at(
        "v",
        scale={"domain": [0, top]},
        axis={
            "title": folded(unit, 40 if stacked else 90),
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 5,
        },
    )
    y = at("y", scale={"domain": [-0.7, len(standings) - 0.3], "reverse": True})
    placed = {"dy": -20, "size": AXIS, "halo": True} if stacked else {"size": AXIS}
    layers: list[Layer] = []
    if benchmark.known:
        line = rule([{"v": benchmark.value}], x=x, y={"value": 0}, strokeDash=[5, 4])
        line["encoding"].pop("y")
        layers.append(line)
        layers += text(
            [{"v": benchmark.value, "t": f"{country} {number_in_words(benchmark)}"}],
            "t",
            x=x,
            y={"value": -12},
            align="center",
            bold=True,
            size=AXIS,
        )
    for mark, colour in COLOURS.items():
        chosen = [r for r in known if r["mark"] == mark]
        if chosen:
            layers.append(
                rule(
                    chosen,
                    x={**x, "field": "lo"},
                    x2={"field": "hi"},
                    y=y,
                    colour=colour,
                )
            )
    layers += marks(known, x=x, y=y, size=90)
    layers += text(
        [*known, *unknown],
        "name",
        x={"value": 0 if stacked else -260},
        y=y,
        linked=True,
        colour="#005eb8",
        **placed,
    )
    layers += text(
        known,
        "t",
        x={"value": width if stacked else width + 20},
        y=y,
        align="right" if stacked else "left",
        **placed,
    )
    layers += text(unknown, "t", x={"value": 4}, y=y, colour=GREY, size=AXIS)
    padding = (30, 12, 88, 6) if stacked else (30, 190, 52, 264)
    return canvas(
        layers, width=width, height=max(1, len(standings)) * step + 8, padding=padding
    )


def areas_chart(
    standings: Sequence[Standing],
    benchmark: Number,
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    unit: str,
    caption: str,
    address: Callable[[str], str] = lambda code: "",
    query: dict[str, str] | None = None,
) -> Chart:
    """Areas by name: an order of values would be read as a ranking."""
    columns = (
        Column("area", "Area"),
        Column("count", "Number", number=True),
        Column("denominator", "Out of", number=True),
        Column("value", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
        Column("comparison", f"Against {country}"),
        Column("status", "Why there is no figure"),
    )

    def blank(value: float, form: str) -> str:
        return format(value, form) if value == value else ""

    rows = tuple(
        (
            Cell(s.place.name, href=address(s.place.code)),
            Cell(blank(s.number.count, ",.0f"), s.number.count),
            Cell(blank(s.number.denominator, ",.0f"), s.number.denominator),
            Cell(blank(s.number.value, ".1f"), s.number.value),
            Cell(blank(s.number.lower, ".1f"), s.number.lower),
            Cell(blank(s.number.upper, ".1f"), s.number.upper),
            Cell(
                comparison_in_words(s.verdict.mark) if s.number.known else "",
                s.verdict.comparison,
            ),
            Cell(
                ""
                if s.number.known
                else status_in_words(s.number.status, s.number.withheld_by)
            ),
        )
        for s in standings
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            standings, benchmark, country, unit, address, width=560, stacked=False
        ),
        narrow=_spec(
            standings,
            benchmark,
            country,
            unit,
            address,
            width=NARROW - 18,
            stacked=True,
        ),
        table=Table(columns, rows),
        caption=caption,
        key=(
            KeyItem("higher", f"Higher than {country}"),
            KeyItem("above", "Above, could be chance"),
            KeyItem("similar", "Not above, could be chance"),
            KeyItem("lower", f"Lower than {country}"),
            KeyItem("interval", "95% likely range"),
        ),
        methods=("comparison-interval", "rates"),
        has_links=True,
        query=query or {},
    )
