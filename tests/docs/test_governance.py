"""What governance papers say of the system is what the system does."""

import os
import re
from pathlib import Path

import pytest

os.environ.setdefault("FIRSTYEAR_HOME", "/nonexistent")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstyear_web.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402

from firstyear_web.care import keeping  # noqa: E402
from firstyear_web.people.permissions import PERMISSIONS  # noqa: E402
from firstyear_web.workshops import devices  # noqa: E402
from firstyear_web.workshops.actions import after  # noqa: E402
from firstyear_web.workshops.actions.closing import LEFT_OPEN  # noqa: E402
from firstyear_web.workshops.actions.planning import CODE_HOURS  # noqa: E402
from tools.documents import ROOT  # noqa: E402

FOLDER = ROOT / "docs" / "governance"
PAGES = sorted(FOLDER.glob("*.md"))
WANTED = {
    "data-protection-impact-assessment",
    "privacy-notice",
    "retention",
    "freedom-of-information",
    "security-answers",
    "accessibility-statement",
    "hosting-options",
}


def text(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_every_paper_is_there_and_listed() -> None:
    assert {page.stem for page in PAGES} == {*WANTED, "README"}
    listed = set(re.findall(r"\]\(([a-z-]+)\.md\)", text("README")))
    assert listed == WANTED


@pytest.mark.parametrize("name", sorted(WANTED))
def test_blanks_are_marked_in_one_way(name: str) -> None:
    said = text(name)
    assert "[FILL IN: " in said
    # No other brackets than blanks and links, and none that is left open.
    rest = re.sub(r"\[FILL IN[^\]]*\]|\[[^\]]+\]\([^)]+\)", "", said)
    assert not re.search(r"[\[\]]", rest)
    assert "TBC" not in said


def test_it_says_what_it_is_not() -> None:
    assert "not a medical device and not for direct care" in text("README")


def test_keeping_times_are_those_that_the_site_starts_with() -> None:
    rows = re.findall(
        r"(?m)^\| (names .*?|words .*?) \| (\d+) \| (.*?) \|$", text("retention")
    )
    told = {(what.casefold(), int(months)) for what, months, _ in rows}
    assert told == {(one.what.casefold(), one.months) for one in keeping.KINDS}
    said = text("privacy-notice")
    months = {one.key: one.months for one in keeping.KINDS}
    assert f"[FILL IN: {months['session-names']} months" in said
    assert f"[FILL IN: {months['closed-accounts']} months" in said


def test_what_ends_by_itself_ends_when_the_paper_says() -> None:
    said = text("retention")
    assert after.OFFER_DAYS == 365
    assert "after twelve months" in said
    assert CODE_HOURS == 6
    assert "six hours after the session was due to end" in said
    assert LEFT_OPEN.days == 7
    assert "seven days after its code ended" in said


def test_every_cookie_is_named_and_no_other() -> None:
    named = set(re.findall(r"(?m)^\| `([a-z_]+)` \|", text("privacy-notice")))
    assert named == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        "messages",
        devices.COOKIE,
    }
    assert settings.SESSION_COOKIE_AGE == 14 * 24 * 3600
    made = re.compile(r"set_cookie\(\s*([A-Z_\"'a-z]+)")
    source = Path(ROOT / "src" / "firstyear_web")
    found = {
        name
        for file in source.rglob("*.py")
        for name in made.findall(file.read_text(encoding="utf-8"))
    }
    assert found == {"COOKIE"}


def test_security_answers_hold() -> None:
    said = text("security-answers")
    lengths = [
        one["OPTIONS"]["min_length"]
        for one in settings.AUTH_PASSWORD_VALIDATORS
        if "OPTIONS" in one
    ]
    assert lengths == [12]
    assert "at least twelve signs" in said
    assert "totp" in settings.MFA_SUPPORTED_TYPES
    assert settings.ACCOUNT_ADAPTER.endswith("ClosedAccountAdapter")
    assert len(PERMISSIONS) > 5
    from firstyear_web.config.headers import POLICY

    assert "default-src 'self'" in POLICY
    assert "form-action 'self'" in POLICY
