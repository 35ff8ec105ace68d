"""Views ask, presenters shape, templates show: none of them queries the database.

Rows come from `queries.py`, changes go through `actions.py`. Run:
python tools/check_views.py
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGERS = {"objects", "_default_manager", "_base_manager"}
IN_TEMPLATES = re.compile(r"\.(objects|_default_manager|all\(\)|filter\()")


def shown(root: Path) -> list[Path]:
    """Files that ask, shape or show."""
    site = root / "src" / "firstyear_web"
    return sorted(
        {
            *site.glob("**/*views.py"),
            *site.glob("**/presenters.py"),
            *site.glob("**/presenters/*.py"),
            *site.glob("api/*.py"),
            *site.glob("**/jinja2/**/*.html"),
        }
    )


def problems(root: Path = ROOT) -> list[str]:
    """Every place in a view, presenter or template that reaches for the database."""
    found = []
    for path in shown(root):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            lines = [
                node.lineno
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Attribute) and node.attr in MANAGERS
            ]
        else:
            lines = [
                number
                for number, line in enumerate(text.splitlines(), start=1)
                if IN_TEMPLATES.search(line)
            ]
        name = path.relative_to(root).as_posix()
        found += [f"{name}:{line}: ask queries.py for rows" for line in lines]
    return found


if __name__ == "__main__":
    for problem in (all_of_them := problems()):
        print(problem)
    raise SystemExit(bool(all_of_them))
