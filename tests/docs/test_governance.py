"""What governance papers say of the system is what the system does."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.documents import ROOT

# The site is set up in a process of its own: its settings hold for all of one.
FACTS = """
import json
import django
django.setup()
from django.conf import settings
from firstyear_web.care import keeping
from firstyear_web.config.headers import POLICY
from firstyear_web.people.permissions import PERMISSIONS
from firstyear_web.workshops import devices
from firstyear_web.workshops.actions.after import OFFER_DAYS
from firstyear_web.workshops.actions.planning import CODE_HOURS
print(json.dumps({
    "kinds": [[one.key, one.what.casefold(), one.months] for one in keeping.KINDS],
    "offer_days": OFFER_DAYS,
    "code_hours": CODE_HOURS,
    "cookies": [
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, devices.COOKIE
    ],
    "session_age": settings.SESSION_COOKIE_AGE,
    "lengths": [
        one["OPTIONS"]["min_length"]
        for one in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one
    ],
    "second_factors": list(settings.MFA_SUPPORTED_TYPES),
    "adapter": settings.ACCOUNT_ADAPTER,
    "permissions": len(PERMISSIONS),
    "policy": POLICY,
}))
"""

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


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the site is set to, as it says itself."""
    done = subprocess.run(
        [sys.executable, "-c", FACTS],
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(tmp_path_factory.mktemp("home")),
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


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


def test_keeping_times_are_those_that_the_site_starts_with(
    facts: dict[str, Any],
) -> None:
    row = r"(?m)^\| (names .*?|words .*?) \| (\d+) \| (.*?) \|$"
    rows = re.findall(row, text("retention"))
    told = {(what.casefold(), int(months)) for what, months, _ in rows}
    assert told == {(what, months) for _, what, months in facts["kinds"]}
    said = text("privacy-notice")
    months = {key: number for key, _, number in facts["kinds"]}
    assert f"[FILL IN: {months['session-names']} months" in said
    assert f"[FILL IN: {months['closed-accounts']} months" in said


def test_what_ends_by_itself_ends_when_the_paper_says(facts: dict[str, Any]) -> None:
    said = text("retention")
    assert facts["offer_days"] == 365
    assert "after twelve months" in said
    assert facts["code_hours"] == 6
    assert "six hours after the session was due to end" in said


def test_every_cookie_is_named_and_no_other(facts: dict[str, Any]) -> None:
    named = set(re.findall(r"(?m)^\| `([a-z_]+)` \|", text("privacy-notice")))
    assert named == {*facts["cookies"], "messages"}
    assert facts["session_age"] == 14 * 24 * 3600
    made = re.compile(r"set_cookie\(\s*([A-Z_\"'a-z]+)")
    source = Path(ROOT / "src" / "firstyear_web")
    found = {
        name
        for file in source.rglob("*.py")
        for name in made.findall(file.read_text(encoding="utf-8"))
    }
    assert found == {"COOKIE"}


def test_security_answers_hold(facts: dict[str, Any]) -> None:
    said = text("security-answers")
    assert facts["lengths"] == [12]
    assert "at least twelve signs" in said
    assert "totp" in facts["second_factors"]
    assert facts["adapter"].endswith("ClosedAccountAdapter")
    assert facts["permissions"] > 5
    assert "default-src 'self'" in facts["policy"]
    assert "form-action 'self'" in facts["policy"]
