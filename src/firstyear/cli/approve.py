"""`approve`: a second person makes a local release public."""

from typing import Annotated

import typer

from firstyear import figures
from firstyear.cli import options as o
from firstyear.errors import RefusedError

ON_THE_SITE = "account-"


def add_to(app: typer.Typer) -> None:
    app.command("approve")(approve)


def approve(
    release: Annotated[str, typer.Argument(metavar="RELEASE", help="A local release.")],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The second person.")],
    loaded_by: Annotated[
        str,
        typer.Option(
            "--loaded-by",
            metavar="NAME",
            help="Who loaded it, where the release does not say.",
        ),
    ] = "",
    home: o.Home = None,
) -> None:
    """Make a local release public: a second person, who did not load it, says so."""
    folder = o.home_folder(home)
    for each in figures.open(folder).releases():
        if each.id == release and each.released_by.startswith(ON_THE_SITE):
            # An account is a person the site knows; a name typed here is not.
            raise RefusedError(
                "This release was loaded on the site: a second person signs in and "
                "approves it there, on its page"
            )
    entry = figures.approve(folder, release, by=by, loaded_by=loaded_by)
    print(
        f"Release {entry.release} is public: loaded by {entry.by}, approved by "
        f"{entry.second}."
    )
