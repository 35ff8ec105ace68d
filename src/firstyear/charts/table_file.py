"""A chart's table as CSV: one header row, then the figures at full precision."""

import csv
import io
import math

from firstyear.charts.model import Chart
from firstyear.figures.write import escaped


def table_csv(chart: Chart) -> str:
    """Full precision, one header row, blank where there is no number.

    Text that a spreadsheet would take for a formula is given a leading apostrophe.

    Examples:
        >>> from firstyear.charts import Cell, Chart, Column, Table
        >>> table = Table((Column("area", "Area"),), ((Cell("=1+1"),),))
        >>> table_csv(Chart("x", "t", "s", {}, table, "c")).splitlines()
        ['area', "'=1+1"]
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in chart.table.columns])
    for row in chart.table.rows:
        writer.writerow([_plain(cell.raw) for cell in row])
    return out.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, float):
        return "" if not math.isfinite(value) else repr(value)
    return escaped(value) if isinstance(value, str) else value
