"""Writes docs/python.md from the public lists of the library: make docs"""

import importlib
import inspect
from pathlib import Path
from typing import Any

import firstyear as fy

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
OPENING = """\
# The Python face

`import firstyear as fy` loads nothing else; each part loads when it is first used.
These names are what scripts may rely on. Their docstrings give shapes, units, formula,
source, errors and an example: `help(fy.measures.rate)`. This page is written by
`make docs` from the lists in the code.
"""


def first_sentence(thing: Any) -> str:
    """The first paragraph of what a thing says of itself, on one line."""
    documented = inspect.isfunction(thing) or inspect.isclass(thing)
    text = (inspect.getdoc(thing) or "") if documented else ""
    said = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    # A data class without words of its own is described by its signature.
    return "" if documented and said.startswith(f"{thing.__name__}(") else said


def public(name: str) -> list[str]:
    """The public names of a part, in the order of its own list."""
    module = importlib.import_module(f"firstyear.{name}")
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return list(listed)
    return [
        each
        for each, thing in vars(module).items()
        if inspect.isclass(thing) and thing.__module__ == module.__name__
    ]


def python_page() -> str:
    """The whole page as Markdown."""
    lines = [OPENING]
    for name in (each for each in fy.__all__ if not each.startswith("_")):
        module = importlib.import_module(f"firstyear.{name}")
        about = (module.__doc__ or "").split("\n\n", maxsplit=1)[0]
        lines += [f"## fy.{name}\n", f"{' '.join(about.split())}\n"]
        for each in public(name):
            thing = getattr(module, each)
            said = first_sentence(thing)
            lines.append(f"- `{each}`{f': {said}' if said else ''}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(python_page(), encoding="utf-8")
    print(f"{PAGE} is written")
