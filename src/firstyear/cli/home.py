"""The check verb: is everything in the data folder whole and ready?"""

import sys
from pathlib import Path

import typer

from firstyear import figures, packs
from firstyear.cli import options as o
from firstyear.errors import CheckFailed, FirstyearError
from firstyear.figures.questions.protected import protected


def add_to(app: typer.Typer) -> None:
    app.command()(check)


def check(home: o.Home = None) -> None:
    """Compare every loaded file with its checksum; look at packs, ledger and proofs."""
    folder = o.home_folder(home)
    failed: list[str] = []
    for name, test in (
        ("packs", _packs),
        ("releases", lambda: _releases(folder)),
        ("protection", lambda: _protection(folder)),
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
    return (
        f"{len(packs.indicators())} indicators, {len(packs.glossary())} terms,"
        f" {len(packs.instruments())} instruments"
    )


def _releases(folder: Path) -> str:
    store = figures.open(folder)
    store.verify()
    return f"{len(store.releases())} whole"


def _protection(folder: Path) -> str:
    held = figures.open(folder).releases()
    wrong = protected(folder, held)
    if wrong:
        raise CheckFailed("\n  ".join(["", *wrong]))
    local = sum(each.origin == "local" for each in held)
    return f"{local} local, each with its proof and in the ledger"


def _site(folder: Path) -> str:
    from firstyear.cli.site import site_check

    return site_check(folder)
