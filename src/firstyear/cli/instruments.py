"""`firstyear instruments list|check|copy`: question sets, and one's own."""

import sys
from pathlib import Path
from typing import Annotated

import typer
import yaml

from firstyear import packs
from firstyear.cli.inputs import counted
from firstyear.errors import CheckFailed, InputError, UsageError
from firstyear.figures.writing import replace_file

group = typer.Typer(
    help="Instruments: the questions of a workshop, and your own.",
    no_args_is_help=True,
)
WIDTH = 88


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="instruments")


@group.command("list")
def list_instruments() -> None:
    """The instruments that come with Firstyear."""
    for each in packs.instruments().values():
        languages = ", ".join((each.language, *packs.instrument_strings(each.id)))
        print(f"{each.id} {each.version} ({languages}): {each.title}")
        print(f"  {_size(each)}")


@group.command("check")
def check_instrument(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="Its folder, or its one file.", exists=True
        ),
    ],
) -> None:
    """Whether an instrument of your own fits together: every fault with its line."""
    try:
        found = packs.read_instrument(path)
    except InputError as error:
        for fault in error.faults:
            print(f"  {fault}", file=sys.stderr)
        number = counted(len(error.faults), "thing")
        raise CheckFailed(f"{number} did not fit together.") from error
    print(f"{found.title}\n  {_size(found)}. It fits together.")
    for change in found.changes:
        print(f"  {change}")


@group.command("copy")
def copy_instrument(
    instrument: Annotated[
        str, typer.Argument(metavar="ID", help="The instrument to start from.")
    ],
    *,
    new_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="What yours is called in files.")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What people see.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="A YAML file to change.")
    ],
    core: Annotated[
        bool, typer.Option("--core", help="The core set alone, in the same parts.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="CODE",
            help="In a language that list names, such as cy; what nobody has put "
            "into it stays as it was.",
        ),
    ] = None,
) -> None:
    """A copy of an instrument as one file of text, to make your own of."""
    if out.exists():
        raise UsageError(f"{out} is there already: choose another name.")
    whole = packs.instrument(instrument)
    ours = packs.copy_instrument(whole, new_id, title=title)
    if language and language != whole.language:
        known = packs.instrument_strings(instrument)
        if language not in known:
            there = ", ".join((whole.language, *known))
            raise UsageError(f"{instrument} is in {there}, and not in {language}.")
        ours = packs.translate_instrument(ours, known[language], of_original=True)
    if core:
        ours = packs.keep_core(ours)
    # Read again before it is written: an id that no file could hold is told now.
    content = packs.Instrument.from_dict(ours.to_dict()).to_dict()
    with replace_file(out) as building:
        building.write_text(
            yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=WIDTH),
            encoding="utf-8",
        )
    print(f"Written to {out}: {_size(ours)}.")


def _size(instrument: packs.Instrument) -> str:
    core = len(instrument.questions(core=True))
    return (
        f"{counted(len(instrument.parts), 'part')}, "
        f"{counted(len(instrument.entries), 'row')}, {core} of them in the core set"
    )
