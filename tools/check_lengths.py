"""Files stay small, one idea each: at most 300 lines, and never over 500.

A file over 300 stands below with its reason; one that has become shorter is taken off
the list again. Run: python tools/check_lengths.py
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 300
NEVER_OVER = 500
REASONS = {
    "src/firstyear/figures/checks.py": "the faults of a table, told in one pass",
    "src/firstyear/figures/readers/fingertips_next.py": "one layout, its traps",
    "src/firstyear/figures/readers/ons_sheet.py": "one layout, its traps",
    "src/firstyear/figures/readers/tidy.py": "the layout that takes any column order",
    "src/firstyear/figures/releases.py": "the only writer, in one view",
}


def lengths(root: Path) -> dict[str, int]:
    """Lines of every Python file under `src` that people write, by path."""
    return {
        path.relative_to(root).as_posix(): len(
            path.read_text(encoding="utf-8").splitlines()
        )
        for path in sorted(root.glob("src/**/*.py"))
        if "migrations" not in path.parts  # written by Django, read by nobody
    }


def problems(root: Path = ROOT) -> list[str]:
    """What is too long, what has a name that says nothing, and what needs no excuse."""
    found = []
    held = lengths(root)
    for path, lines in held.items():
        if lines > NEVER_OVER:
            found.append(f"{path} has {lines} lines: no reason excuses that")
        elif lines > MOST and path not in REASONS:
            found.append(f"{path} has {lines} lines: split it, or say why in REASONS")
        if Path(path).stem in {"utils", "util", "helpers", "misc", "common"}:
            found.append(f"{path}: name the file after the one idea in it")
    for path in REASONS:
        if held.get(path, 0) <= MOST:
            found.append(f"{path} needs no reason any more: take it off the list")
    return found


if __name__ == "__main__":
    for problem in (all_of_them := problems()):
        print(problem)
    raise SystemExit(bool(all_of_them))
