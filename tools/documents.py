"""Examples in documents: found, run as a reader would run them, written again.

A ```console block holds commands after `$ ` and what they print; `...` stands for
whatever differs from run to run. A ```python block holds a session. Run
`python tools/documents.py` (or `make docs`) to write what commands print now.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "docs" / "examples"
WIDTH = "132"
FENCE = re.compile(r"^```(\S*)(?: (\S+))?$")
PROMPT = re.compile(r"[$>] ")  # of a shell, of Windows
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def pages() -> list[Path]:
    """Every page that people read, but methods and decisions: those test themselves."""
    names = ("README.md", "CONTRIBUTING.md", "TESTING.md")
    folders = (ROOT / "docs", ROOT / "docs" / "governance")
    found = (page for folder in folders for page in sorted(folder.glob("*.md")))
    return [*(ROOT / name for name in names), *found]


@dataclass
class Block:
    """A fenced block: its kind, its lines, and the line its content starts at."""

    kind: str
    start: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass
class Command:
    """A command and what the page says it prints; `start` is the line of the prompt."""

    line: str
    start: int
    output: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    inside = False
    for number, line in enumerate(text.splitlines()):
        fence = FENCE.match(line)
        if fence and inside:
            inside = False
        elif fence:
            inside = True
            found.append(Block(fence[1], number + 1))
        elif inside:
            found[-1].lines.append(line)
    return found


def commands(text: str) -> list[Command]:
    """The commands of a page's console blocks, in order."""
    found: list[Command] = []
    for block in blocks(text):
        if block.kind != "console":
            continue
        for number, line in enumerate(block.lines, start=block.start):
            if PROMPT.match(line):
                found.append(Command(line[2:], number))
            elif found:
                found[-1].output.append(line)
    return found


def runs_here(command: Command) -> bool:
    """Whether it is a verb that ends: the others are run by tests of their own."""
    first, *rest = command.line.split()
    return first == "firstyear" and rest[0] not in {"account", "demo", "serve"}


def folder_of_examples(folder: Path) -> Path:
    """A folder like the one a reader stands in: the example files, nothing loaded."""
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    return folder


def printed(command: Command, folder: Path) -> tuple[int, list[str]]:
    """Exit code and lines that the command writes on a terminal of 132 columns."""
    import pty  # not on Windows, where documents are not tested

    arguments = shlex.split(command.line)[1:]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FIRSTYEAR_", "DJANGO_"))
    }
    environment |= {"COLUMNS": WIDTH, "TERM": "xterm", "NO_COLOR": "1"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "firstyear.cli", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end of a terminal closed
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    text = STYLE.sub("", said.decode("utf-8")).replace("\r\n", "\n")
    return process.returncode, [line.rstrip() for line in text.splitlines()]


def same(expected: list[str], got: list[str]) -> bool:
    """Whether the lines are those of the page, `...` standing for anything."""
    pieces = "\n".join(line.rstrip() for line in expected).split("...")
    pattern = ".*?".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, "\n".join(got), re.DOTALL) is not None


def rewritten(text: str, folder: Path) -> str:
    """The page with what its commands print now; what still fits stays as it is."""
    lines = text.splitlines()
    changes: list[tuple[int, int, list[str]]] = []
    for command in commands(text):
        if not runs_here(command):
            continue
        _, got = printed(command, folder)
        if not same(command.output, got):
            first = command.start + 1
            changes.append((first, first + len(command.output), got))
    for first, last, got in reversed(changes):
        lines[first:last] = got
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for page in pages():
        before = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as name:
            after = rewritten(before, folder_of_examples(Path(name)))
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} is written")
