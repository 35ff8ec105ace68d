"""`firstyear profile AREA`: the profile of an area as a document."""

from pathlib import Path
from typing import Annotated

import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.errors import UsageError
from firstyear.figures.writing import replace_file
from firstyear.picture.area import area_picture
from firstyear.picture.chosen import MAIN_OUTCOME
from firstyear.picture.geography import atlas


def add_to(app: typer.Typer) -> None:
    app.command()(profile)


def profile(
    *,
    area: Annotated[
        str, typer.Argument(metavar="AREA", help="The area's code, or its name.")
    ],
    indicator: Annotated[
        str, typer.Option("--indicator", metavar="ID", help="Which outcome leads.")
    ] = MAIN_OUTCOME,
    since: Annotated[
        int | None,
        typer.Option("--since", metavar="YEAR", help="Periods that start in or after."),
    ] = None,
    home: o.Home = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="A file that ends in .html."),
    ] = None,
) -> None:
    """The profile of an area: one HTML file that opens anywhere and prints well."""
    from firstyear.reports.profile import profile_html

    store = figures.open(o.home_folder(home))
    code = area_code(store, area)
    target = out or Path(f"profile-{code}.html")
    if target.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"A profile is written as .html, not as {target.suffix!r}.")
    document = profile_html(area_picture(store, code, indicator=indicator, since=since))
    with replace_file(target) as building:
        building.write_text(document, encoding="utf-8")
    print(f"Wrote {target}.")


def area_code(store: figures.Store, wanted: str) -> str:
    """The code of an area given by code or by name; UsageError if it is neither."""
    places = atlas(store).places
    if wanted in places:
        return wanted
    named = [p for p in places.values() if p.name.casefold() == wanted.casefold()]
    if len(named) == 1:
        return named[0].code
    if named:
        codes = ", ".join(f"{one.code} ({one.level})" for one in named)
        raise UsageError(f"Several areas are called {wanted!r}: give a code: {codes}.")
    raise UsageError(f"No area is called {wanted!r}. See `firstyear areas list`.")
