"""What is committed: lock files, dependencies, sizes, nothing of any one machine."""

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import check_lengths, check_terms, check_views

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
# Modules and calls that Windows does not have.
POSIX_MODULES = {
    "crypt",
    "curses",
    "fcntl",
    "grp",
    "nis",
    "ossaudiodev",
    "posix",
    "pty",
    "pwd",
    "readline",
    "resource",
    "spwd",
    "syslog",
    "termios",
    "tty",
}
POSIX_CALLS = {
    "chown",
    "chroot",
    "fork",
    "forkpty",
    "getegid",
    "geteuid",
    "getgid",
    "getpgid",
    "getuid",
    "killpg",
    "mkfifo",
    "nice",
    "setsid",
    "uname",
    "wait",
}


def committed() -> list[Path]:
    """Every text file that is, or is about to be, committed."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def lines_with(pattern: str, *, besides: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """`file:line: text` for every line of a committed text file that matches."""
    wanted = re.compile(pattern, re.IGNORECASE)
    found = []
    for path in committed():
        if path.suffix in {".png", ".ico", ".ttf"} or path.name in besides:
            continue
        text = path.read_text(encoding="utf-8")
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if wanted.search(line)
        ]
    return found


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_python_locks_hold_a_hash_for_every_version_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pins = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert pins
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", pin), pin[:80]
        assert "--hash=sha256:" in pin, pin[:80]
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_the_npm_lock_holds_a_checksum_for_every_package_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    for name, each in packages.items():
        assert each["integrity"].startswith("sha512-"), name
        assert "resolved" not in each, name
    npmrc = (ROOT / ".npmrc").read_text(encoding="utf-8")
    assert "omit-lockfile-registry-resolved=true" in npmrc


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^(?:dependencies|dev) = \[\n(.*?)^\]", text)
    assert len(blocks) == 2
    for line in "".join(blocks).splitlines():
        assert re.match(r'  "[^"]+",\s*# \S.{3,}$', line), line


def test_every_ignored_rule_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^ignore = \[\n(.*?)^\]", text)
    for line in block.splitlines():
        assert re.search(r"# \S.{8,}$", line), line


def test_nothing_committed_names_one_machine_or_a_package_host() -> None:
    # Put together here so that this file does not hold what it looks for.
    folders = "|".join(
        ("root", "home/[a-z]", "Users/[a-z]", "work", "opt/[a-z]", "tmp")
    )
    hosts = r"|".join(
        rf"{name}\.{ending}"
        for name, ending in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "(?:org|com)"),
            ("anaconda", "(?:org|com)"),
            ("artifactory", "[a-z]"),
        )
    )
    found = lines_with(rf"(?<![\w.~])/(?:{folders})\b(?:/|$)|[A-Z]:\\Users|{hosts}")
    assert found == []


def test_nothing_committed_lies_in_wait() -> None:
    """Unfinished work is an issue, not a word in the code."""
    assert lines_with(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'}|{'XX' + 'X'})\b") == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_modules_say_what_they_are_and_run_on_windows_too(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body and "migrations" not in path.parts:
        assert ast.get_docstring(tree), f"{path} has no docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = {each.name.split(".")[0] for each in node.names}
            assert not named & POSIX_MODULES, f"{path}:{node.lineno}"
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            named = {str(node.module).split(".")[0]}
            assert not named & POSIX_MODULES, f"{path}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            posix = node.value.id == "os" and node.attr in POSIX_CALLS
            assert not posix, f"{path}:{node.lineno}: os.{node.attr}"


def test_files_are_short() -> None:
    assert check_lengths.problems() == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "firstyear"
    folder.mkdir(parents=True)
    (folder / "long.py").write_text("x = 1\n" * 301, encoding="utf-8")
    (folder / "longer.py").write_text("x = 1\n" * 501, encoding="utf-8")
    (folder / "utils.py").write_text("x = 1\n", encoding="utf-8")
    found = "\n".join(check_lengths.problems(tmp_path))
    assert "long.py has 301 lines: split it" in found
    assert "longer.py has 501 lines: no reason excuses that" in found
    assert "utils.py: name the file after the one idea" in found
    assert "figures/releases.py needs no reason any more" in found


def test_views_presenters_and_templates_query_nothing() -> None:
    assert check_views.problems() == []


def test_a_query_in_a_view_or_a_template_is_found(tmp_path: Path) -> None:
    site = tmp_path / "src" / "firstyear_web" / "people"
    (site / "jinja2").mkdir(parents=True)
    (site / "views.py").write_text("def page():\n    return User.objects.first()\n")
    (site / "presenters.py").write_text("rows = User._default_manager.all()\n")
    (site / "jinja2" / "page.html").write_text("{{ user.objects }}\n")
    (site / "queries.py").write_text("rows = User.objects.all()\n")
    assert check_views.problems(tmp_path) == [
        "src/firstyear_web/people/jinja2/page.html:1: ask queries.py for rows",
        "src/firstyear_web/people/presenters.py:1: ask queries.py for rows",
        "src/firstyear_web/people/views.py:2: ask queries.py for rows",
    ]


def test_terms_that_packs_and_pages_name_are_in_the_glossary() -> None:
    assert check_terms.problems() == []


def test_a_term_that_is_not_in_the_glossary_is_found(tmp_path: Path) -> None:
    packs = tmp_path / check_terms.PACKS
    packs.mkdir(parents=True)
    (packs / "glossary.yaml").write_text("entries: [{id: area, see: [place]}]\n")
    pages = tmp_path / "src" / "firstyear_web" / "jinja2"
    pages.mkdir(parents=True)
    (pages / "page.html").write_text("{{ term('area') }} {{ term('span', 'a') }}\n")
    assert check_terms.problems(tmp_path) == [
        "glossary.yaml, area names 'place', which the glossary does not hold",
        "page.html names 'span', which the glossary does not hold",
    ]
