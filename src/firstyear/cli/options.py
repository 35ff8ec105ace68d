"""Options that several verbs share, each said once."""

import os
from pathlib import Path
from typing import Annotated

import typer

from firstyear.errors import StorageError

HOME_VARIABLE = "FIRSTYEAR_HOME"
DEFAULT_HOME = "firstyear-data"

Input = Annotated[
    str,
    typer.Argument(
        metavar="INPUT",
        help="A file that any reader recognises, - for standard input, or "
        "home:INDICATOR or home:INDICATOR@RELEASE for figures already loaded.",
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="Where to write: the ending says the format (.csv .parquet .json .xlsx); "
        "- is standard output.",
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="The result with its method, version and inputs."),
]
Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        help="The data folder. Default: FIRSTYEAR_HOME, else ./firstyear-data.",
    ),
]
Indicator = Annotated[
    str | None,
    typer.Option("--indicator", metavar="ID", help="Which indicator of the file."),
]
Dimension = Annotated[
    str | None,
    typer.Option(
        "--dimension", metavar="D", help="Which breakdown. Default: everyone."
    ),
]
Count = Annotated[
    str, typer.Option("--count", metavar="COLUMN", help="The column of counts.")
]
Denominator = Annotated[
    str,
    typer.Option("--denominator", metavar="COLUMN", help="The column of denominators."),
]
Per = Annotated[
    float | None,
    typer.Option(
        "--per",
        metavar="N",
        help="Multiplier of the rate. Default: the pack's, else 1000.",
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="LIST", help="Columns that separate groups, commas between."
    ),
]
Years = Annotated[
    float | None,
    typer.Option(
        "--years", metavar="N", min=0, help="Only periods of this many years."
    ),
]
Proportion = Annotated[
    bool,
    typer.Option("--proportion", help="The figures are proportions (Wilson limits)."),
]


def home_folder(given: Path | None) -> Path:
    """The data folder: the option, else the environment, else ./firstyear-data."""
    if given is not None:
        return given
    return Path(os.environ.get(HOME_VARIABLE) or DEFAULT_HOME)


def ready_folder(folder: Path) -> Path:
    """The data folder, made where it is not there; StorageError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("", encoding="ascii")
        probe.unlink()
    except OSError as problem:
        raise StorageError(
            f"{folder} cannot be used as the data folder: {problem.strerror}. Choose "
            "another with --home."
        ) from None
    return folder


def listed(text: str | None) -> list[str] | None:
    """`area, year` as a list; None where nothing was given."""
    if text is None:
        return None
    return [part.strip() for part in text.split(",") if part.strip()]
