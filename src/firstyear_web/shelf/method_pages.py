"""Pages that say how everything is worked out: Markdown with a title, a version and
a summary above it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from markupsafe import Markup

from firstyear_web.shelf.prose import rendered

_HERE = Path(__file__).resolve().parent
# Installed from the wheel the pages lie beside this file; in the source tree they
# are documentation.
FOLDERS = (_HERE / "methods", _HERE.parents[2] / "docs" / "methods")
_FENCE = "---"


@dataclass(frozen=True)
class Method:
    """One page, without its body."""

    slug: str
    title: str
    version: str
    summary: str
    path: Path


@cache
def methods() -> tuple[Method, ...]:
    """Every method page there is, by title."""
    found = next((folder for folder in FOLDERS if folder.is_dir()), None)
    if found is None:
        return ()
    pages = [_method(path) for path in found.glob("*.md") if path.stem != "README"]
    return tuple(sorted(pages, key=lambda each: each.title.lower()))


def method(slug: str) -> Method | None:
    return next((each for each in methods() if each.slug == slug), None)


@cache
def body(page: Method) -> Markup:
    """The HTML of the page below its title."""
    return rendered(_parts(page.path)[1], page.title)


def _method(path: Path) -> Method:
    front, _ = _parts(path)
    about = yaml.safe_load(front) or {}
    return Method(
        slug=path.stem,
        title=str(about.get("title", path.stem.replace("-", " ").capitalize())),
        version=str(about.get("version", "")),
        summary=str(about.get("summary", "")),
        path=path,
    )


def _parts(path: Path) -> tuple[str, str]:
    """What stands between the two fences, and what comes after."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith(_FENCE):
        return "", text
    _, front, rest = text.split(f"{_FENCE}\n", 2)
    return front, rest
