"""The check verb: is everything in the data folder whole and ready?"""

import sys
from pathlib import Path

import typer

from firstyear import figures, packs
from firstyear.cli import options as o
from firstyear.errors import CheckFailed, FirstyearError


def add_to(app: typer.Typer) -> None:
    app.command()(check)


def check(home: o.Home = None) -> None:
    """Compare every loaded file with its checksum, and read every pack again."""
    folder = o.home_folder(home)
    failed: list[str] = []
    for name, test in (
        ("packs", _packs),
        ("releases", lambda: _releases(folder)),
        ("site", lambda: _site(folder)),
    ):
        try:
            said = test()
        except FirstyearError as error:
            failed.append(name)
            print(f"FAILED  {name}: {error}", file=sys.stderr)
        else:
            print(f"ok      {name}{f': {said}' if said else ''}")
    if failed:
        raise CheckFailed(f"{', '.join(failed)} did not pass.")


def _packs() -> str:
    return f"{len(packs.indicators())} indicators, {len(packs.glossary())} terms"


def _releases(folder: Path) -> str:
    store = figures.open(folder)
    store.verify()
    return f"{len(store.releases())} whole"


def _site(folder: Path) -> str:
    from firstyear.cli.site import site_check

    return site_check(folder)
