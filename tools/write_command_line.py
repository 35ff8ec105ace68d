"""Writes docs/command-line.md from the verbs themselves: make docs"""

from pathlib import Path
from typing import Any

from typer.main import get_command

from firstyear.cli.main import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "command-line.md"
OPENING = """\
# The command line

`firstyear VERB [INPUT] [options]`. INPUT is a file that any reader recognises, `-` for
standard input, or `home:INDICATOR` (`home:INDICATOR@RELEASE`) for figures already
loaded. The ending of `--out` says the format: `.csv`, `.parquet`, `.json`, `.xlsx`; `-`
is standard output. Without it a terminal shows a table, and a pipe gets CSV.

Progress and remarks go to standard error. Exit codes: 0 done; 1 a check that the verb
exists to make came out negative; 2 wrong use or faulty input, and then nothing is
written: a file that was there before stays as it was.

This page is written by `make docs` from the verbs.
"""


def command_page() -> str:
    """The whole page as Markdown: every verb with its arguments and options."""
    lines = [OPENING]
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        lines += _verb(f"firstyear {name}", command)
        for inner, each in getattr(command, "commands", {}).items():
            lines += _verb(f"firstyear {name} {inner}", each)
    return "\n".join(lines).rstrip() + "\n"


def _verb(name: str, command: Any) -> list[str]:
    lines = [f"## {name}", "", _one_line(command.help), ""]
    if hasattr(command, "commands"):
        return lines
    takes = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join([name, *(_argument(each) for each in takes), "[options]"])
    lines += ["```text", usage, "```", ""]
    for each in command.params:
        said = _one_line(each.help)
        if each.param_type_name == "argument":
            lines.append(f"- `{_argument(each)}`: {said or 'needed'}")
        elif not each.hidden:
            lines.append(f"- `{_option(each)}`: {said}{_default(each)}")
    return [*lines, ""]


def _argument(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _option(option: Any) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    return f"{names} {option.metavar or 'TEXT'}"


def _default(option: Any) -> str:
    if option.required:
        return " Needed."
    told = option.help and "Default" in option.help
    if option.is_flag or told or option.default in (None, "", ()):
        return ""
    return f" Default: {option.default}."


def _one_line(text: str | None) -> str:
    said = " ".join((text or "").split())
    return said if not said or said.endswith(".") else f"{said}."


if __name__ == "__main__":
    PAGE.write_text(command_page(), encoding="utf-8")
    print(f"{PAGE} is written")
