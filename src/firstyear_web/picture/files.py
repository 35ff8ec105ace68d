"""A chart taken away: its figures as CSV, its picture as SVG or PNG."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse

from firstyear.charts import Chart, png, svg
from firstyear.charts.table_file import table_csv

TYPES = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}


def chart_file(
    charts: Iterable[Chart], name: str, ending: str, place: str
) -> HttpResponse:
    """The file of the chart of that name; 404 where the page has no such chart."""
    found = next((chart for chart in charts if chart.id == name), None)
    if found is None:
        raise Http404(f"This page has no chart called {name}.")
    content: str | bytes
    if ending == "csv":
        content = table_csv(found)
    elif ending == "svg":
        content = svg(found)
    else:
        content = png(found)
    response = HttpResponse(content, content_type=TYPES[ending])
    plain = "".join(letter if letter.isalnum() else "-" for letter in place)
    file = f"firstyear-{plain}-{name}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
