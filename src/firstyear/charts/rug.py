"""The tartan rug as a picture and a table, for files; the page shows it as a table."""

from collections.abc import Sequence

from firstyear.charts.layers import Layer, Row, at, canvas, rule, text
from firstyear.charts.model import Cell, Chart, Column, Table
from firstyear.charts.spine import PART
from firstyear.charts.theme import GREY, HIGH, INK, LOW, RULE, WHITE
from firstyear.figures import label
from firstyear.picture.nested import held_in
from firstyear.picture.rug_cells import RugRow
from firstyear.picture.words import number_in_words, short_name

SIGNS = {"worse": "▲", "better": "▼", "similar": "●", "higher": "◆", "lower": "◆"}
FILLS = {"worse": HIGH, "better": LOW}
TALL, WIDE, LEFT, TOP = 26, 76, 330, 150


def rug_chart(
    rows: Sequence[RugRow],
    order: Sequence[int],
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    query: dict[str, str] | None = None,
) -> Chart:
    """Measures down, areas across in `order`; each state has a look of its own."""
    places = [rows[0].cells[i].place for i in order]
    columns = (
        Column("indicator", "Measure"),
        Column("period", "Period"),
        Column("benchmark", country, number=True),
        *(Column(place.code, place.name, number=True) for place in places),
    )
    table_rows = tuple(
        (
            Cell(row.title, row.indicator),
            Cell(label(row.span.date_from, row.span.date_to)),
            Cell(number_in_words(row.benchmark), row.benchmark.value),
            *(Cell(row.cells[i].said) for i in order),
        )
        for row in rows
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(rows, order, country),
        table=Table(columns, table_rows),
        caption=f"Every measure by area, against {country}",
        methods=("comparison-interval",),
        query=query or {},
    )


def _spec(
    rows: Sequence[RugRow], order: Sequence[int], country: str
) -> dict[str, object]:
    cells: list[Row] = []
    for line, row in enumerate(rows):
        for column, position in enumerate(order):
            cell = row.cells[position]
            sign = SIGNS.get(cell.state, "")
            said = f"{sign} {cell.text}" if sign else cell.text
            cells.append(
                {
                    "x": column,
                    "y": line,
                    "t": said,
                    "fill": FILLS.get(cell.state, WHITE),
                }
            )
    width, height = WIDE * len(order), TALL * len(rows)
    x = at("x", scale={"domain": [-0.5, len(order) - 0.5]})
    y = at("y", scale={"domain": [-0.5, len(rows) - 0.5], "reverse": True})
    heads = [
        {"x": column, "t": short_name(rows[0].cells[i].place.name, 22)}
        for column, i in enumerate(order)
    ]
    above = held_in(rows)
    names = [
        {
            "y": line,
            "t": short_name(f"{PART * len(above[row.indicator])}{row.title}", 34),
            "b": number_in_words(row.benchmark),
        }
        for line, row in enumerate(rows)
    ]
    squares: Layer = {
        "data": {"values": cells},
        "mark": {
            "type": "rect",
            "width": WIDE - 2,
            "height": TALL - 2,
            "aria": False,
        },
        "encoding": {
            "x": x,
            "y": y,
            "color": {"field": "fill", "type": "nominal", "scale": None},
        },
    }
    lines = [{"y": line + 0.5} for line in range(len(rows))]
    layers: list[Layer] = [
        rule(lines, x={"value": -LEFT}, x2={"value": width}, y=y, colour=RULE, width=1),
        squares,
    ]
    for fill in (HIGH, LOW, WHITE):
        chosen = [cell for cell in cells if cell["fill"] == fill]
        colour = INK if fill == WHITE else WHITE
        layers += text(chosen, "t", x=x, y=y, align="center", size=13, colour=colour)
    layers += text(heads, "t", x=x, y={"value": -10}, size=13, bold=True, angle=-60)
    layers += text(names, "t", x={"value": -LEFT}, y=y, size=13)
    layers += text(names, "b", x={"value": -14}, y=y, size=13, align="right")
    layers += text(
        [{"t": country}], "t", x={"value": -14}, y={"value": -12}, size=13,
        align="right", colour=GREY,
    )  # fmt: skip
    return canvas(layers, width=width, height=height, padding=(TOP, 70, 8, LEFT))
