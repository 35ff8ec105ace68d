"""Documents as documents: links, words, the settings and folders they list."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import firstyear as fy
from tools.documents import ROOT, pages

EVERY = [*pages(), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
SOURCE = ROOT / "src"
TESTS_ONLY = {"FIRSTYEAR_SHARED"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: str | Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", text_of(page)):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{name_of(page)} links to {target}"


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(
        r"`((?:src|tests|tools|docs|benchmarks)/[\w./-]+)`", text_of(page)
    )
    for path in named:
        assert (ROOT / path).exists(), f"{name_of(page)} names {path}"


# Pages for those who write Firstyear speak of refusals and verdicts, as its code does.
FOR_WRITERS = {
    "CONTRIBUTING.md",
    "TESTING.md",
    "docs/benchmarks.md",
    "docs/command-line.md",
    "docs/python.md",
}


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_words_are_those_a_page_may_use(page: Path) -> None:
    for_writers = name_of(page) in FOR_WRITERS or page.parent.name == "decisions"
    where = () if for_writers else ("public",)
    prose = re.sub(r"```.*?```|`[^`]*`", "", text_of(page), flags=re.DOTALL)
    found = fy.packs.words_to_avoid(prose, where=where)
    assert [word.word for word in found] == []


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_a_page_has_one_title_and_headings_in_order(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"(?m)^(#+) ", prose)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_decisions_are_numbered_short_and_of_one_shape() -> None:
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in found]
    assert numbers == list(range(1, len(found) + 1))
    for number, page in zip(numbers, found, strict=True):
        text = text_of(page)
        assert text.startswith(f"# {number}. "), name_of(page)
        assert len(text.split()) < 450, f"{name_of(page)}: half a page"
        for part in ("**Decision.**", "**Why.**", "**Rejected.**", "**What follows.**"):
            assert part in text, f"{name_of(page)} has no {part}"


def test_every_method_of_the_measures_is_in_the_folder_that_is_linked() -> None:
    found = {page.stem for page in (ROOT / "docs" / "methods").glob("*.md")}
    assert set(fy.measures.METHODS) <= found


def settings_listed(text: str) -> dict[str, tuple[str, str]]:
    """Meaning and default of each variable of a table."""
    rows = re.findall(r"(?m)^\| `(FIRSTYEAR_\w+)` \| (.+?) \| (.+?) \|$", text)
    return {name: (meaning, default) for name, meaning, default in rows}


def test_settings_are_documented_and_what_is_documented_is_there() -> None:
    code = text_of("src/firstyear_web/config/settings.py")
    page = settings_listed(text_of("docs/settings.md"))
    read = set(re.findall(r"[\"'](FIRSTYEAR_[A-Z_]+)[\"']", code))
    assert set(page) == read
    assert page == settings_listed(code)


def test_no_variable_is_read_anywhere_else_unsaid() -> None:
    documented = set(settings_listed(text_of("docs/settings.md")))
    for path in SOURCE.rglob("*.py"):
        found = set(re.findall(r"[\"'](FIRSTYEAR_[A-Z_]+)[\"']", text_of(path)))
        assert found <= documented, path
    page = set(re.findall(r"FIRSTYEAR_[A-Z_]+", text_of("docs/settings.md")))
    assert page == documented | TESTS_ONLY


# Changes each setting, and what the site then has. Run in a process of its own,
# because settings are read once.
SET = {
    "FIRSTYEAR_SECRET_KEY": ("abc", "settings.SECRET_KEY", "abc"),
    "FIRSTYEAR_HOSTS": (
        "a.example, b.example",
        "settings.ALLOWED_HOSTS[-1]",
        "b.example",
    ),
    "FIRSTYEAR_REGION": ("X12000005", "settings.FIRSTYEAR_REGION", "X12000005"),
    "FIRSTYEAR_HTTPS": ("On", "settings.SESSION_COOKIE_SECURE", "True"),
    "FIRSTYEAR_DEMO": ("yes", "settings.FIRSTYEAR_DEMO", "True"),
    "FIRSTYEAR_ROOM": (
        "http://192.168.137.1:8000/",
        "settings.FIRSTYEAR_ROOM",
        "http://192.168.137.1:8000",
    ),
    "FIRSTYEAR_DEBUG": ("1", "settings.DEBUG", "True"),
    "FIRSTYEAR_MAIL": (
        "smtps://mail.example?from=us@example.org",
        "settings.EMAIL_PORT",
        "465",
    ),
}
DEFAULTS = {
    "settings.ALLOWED_HOSTS": "['127.0.0.1', 'localhost', '[::1]']",
    "settings.FIRSTYEAR_REGION": "",
    "settings.SESSION_COOKIE_SECURE": "False",
    "settings.FIRSTYEAR_DEMO": "False",
    "settings.FIRSTYEAR_ROOM": "",
    "settings.DEBUG": "False",
    "settings.DATABASES['default']['ENGINE'].split('.')[-1]": "sqlite3",
    "settings.EMAIL_BACKEND.split('.')[-2]": "console",
    "settings.FIRSTYEAR_HOME.name": "firstyear-data",
    "len(settings.SECRET_KEY) > 40": "True",
}


def asked(expressions: list[str], folder: Path, **variables: str) -> list[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FIRSTYEAR_", "DJANGO_"))
    }
    code = "from firstyear_web.config import settings\n" + "".join(
        f"print({each})\n" for each in expressions
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n")[:-1]


def test_every_setting_does_something(tmp_path: Path) -> None:
    given = {name: value for name, (value, _, _) in SET.items()}
    found = asked([expression for _, expression, _ in SET.values()], tmp_path, **given)
    assert found == [expected for _, _, expected in SET.values()]
    elsewhere = {"FIRSTYEAR_HOME", "FIRSTYEAR_OIDC", "FIRSTYEAR_DATABASE"}
    assert set(SET) | elsewhere == set(settings_listed(text_of("docs/settings.md")))


def test_defaults_are_those_of_the_page(tmp_path: Path) -> None:
    assert asked(list(DEFAULTS), tmp_path) == list(DEFAULTS.values())


def test_the_providers_file_of_the_page_is_taken(tmp_path: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", text_of("docs/settings.md"), re.DOTALL)
    (tmp_path / "providers.json").write_text(block, encoding="utf-8")
    expression = (
        "settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]['provider_id']"
    )
    found = asked([expression], tmp_path, FIRSTYEAR_OIDC="providers.json")
    assert found == ["council"]
    code = (
        "import django; django.setup()\nfrom django.urls import reverse\n"
        "print(reverse('openid_connect_callback', args=['council']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in text_of("docs/settings.md")


def test_the_data_folder_holds_what_its_page_says(tmp_path: Path) -> None:
    release = fy.synthetic.publish_region(tmp_path)
    code = (
        "import django; django.setup()\n"
        "from firstyear_web.config.database import migrate; migrate()"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        check=True,
    )
    (tree,) = re.findall(
        r"```text\n(.*?)```", text_of("docs/data-folder.md"), re.DOTALL
    )
    named = set(re.findall(r"── ([\w.-]+)", tree))
    held = {path.name for path in tmp_path.iterdir()}
    assert held <= named
    inside = {path.name for path in (tmp_path / "releases" / release.id).iterdir()}
    assert inside <= named
    later = named - held - inside
    assert (
        later
        == {
            "20250301T101502123456Z-title-0a1b2c3d",
            "firstyear.sqlite3-wal",
            "firstyear.sqlite3-shm",
            "ledger.jsonl",
            "private",
            "certificates",
            "own-counts",
            "looks.jsonl",
            "rounded",
            "uploads",
            "cache",
        }
        - held
    )
    from firstyear.figures.fetch import CACHE
    from firstyear.figures.manifest import RELEASE_ID

    assert CACHE == "cache"
    assert RELEASE_ID.fullmatch("20250301T101502123456Z-title-0a1b2c3d")
    assert 'FOLDER = "uploads"' in text_of("src/firstyear_web/data/uploads.py")


def test_accessibility_is_checked_where_its_page_says() -> None:
    browser = text_of("tests/browser/test_every_page.py")
    for check in ("axe", "320", "java_script", "plain_page"):
        assert check in browser or check in text_of("tests/browser/conftest.py")
