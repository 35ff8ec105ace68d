"""Local figures on the site: asked about, protected, released, written down."""

import csv
import io
import logging
import os
import re
import stat
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from firstyear_tests_local import AREAS, OTHERWISE, SAID, USUAL, local_csv
from firstyear_tests_pages import problems, read_page

from firstyear import measures
from firstyear.figures import Release
from firstyear.picture.area import area_picture
from firstyear.reports import profile_html
from firstyear_web.config.store import current_store
from firstyear_web.data import gate, uploads
from firstyear_web.people.models import User

pytestmark = pytest.mark.usefixtures("folder_as_before")

SMALL = "X06000074"
WORDS = "hidden to protect families"
# Pages whose chart files are looked through too.
CHARTED = (
    "/region/X12000005?indicator=infant-mortality&years=1",
    f"/area/{SMALL}?indicator=infant-mortality&years=1",
    "/indicator/infant-mortality?years=1&area=X06000078&dimension=cause",
)


@pytest.fixture
def analyst(clients: dict[str, Client]) -> Client:
    return clients["analyst"]


def send(client: Client, content: bytes, **said: str) -> Any:
    file = SimpleUploadedFile("registers.csv", content)
    return client.post("/data/load", {**SAID, **said, "files": [file]})


def report_of(client: Client, content: bytes, **said: str) -> str:
    sent = send(client, content, **said)
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


def released(client: Client, content: bytes, **said: str) -> Release:
    report = report_of(client, content, **said)
    accepted = client.post(f"{report}/accept")
    assert accepted.status_code == 302, read_page(accepted.content).words
    return approved(str(accepted["Location"]))


def approved(address: str) -> Release:
    """The release of that page, once the administrator has approved it."""
    second = Client()
    second.force_login(
        User.objects.get(role="administrator"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    answer = second.post(f"{address}/approve")
    assert answer.status_code == 302, read_page(answer.content).words
    return current_store().releases()[0]


def test_form_offers_local_first_and_asks_what_was_counted(analyst: Client) -> None:
    page = analyst.get("/data/load")
    assert problems(page.content) == []
    html = page.content.decode()
    assert re.search(r'value="local"[^>]* checked', html)
    said = read_page(page.content).words
    for words in ("What were these counted from?", "NHS records", "I do not know"):
        assert words in said
    assert "nhs-equalities" not in html, "it hides nothing: it is for reading"


def test_report_says_what_would_be_hidden_before_anything_is(
    analyst: Client, home: Path
) -> None:
    before = len(current_store().releases())
    report = report_of(analyst, local_csv(USUAL))
    page = analyst.get(report)
    assert problems(page.content) == []
    said = read_page(page.content).words
    shown, hidden = map(
        int, re.search(r"(\d+) rows would be shown and (\d+) hidden", said).groups()
    )
    assert shown + hidden == 33
    assert hidden >= 6
    assert f"Load these figures with {hidden} rows hidden" in said
    assert "Policy on protecting confidentiality" in said
    assert "Its count is between 1 and 2" in said
    assert "Work out what each table costs" in said
    assert len(current_store().releases()) == before
    assert not (home / "ledger.jsonl").exists()
    assert "sha" not in page.content.decode().lower()
    costs = analyst.get(f"{report}?costs=1")
    assert problems(costs.content) == []
    assert "Hidden elsewhere because of it" in read_page(costs.content).words


def test_reasons_go_to_who_sent_the_file_alone(
    clients: dict[str, Client], people: dict[str, User]
) -> None:
    report = report_of(clients["analyst"], local_csv(USUAL))
    listed = f"{report}/hidden-rows.csv"
    mine = clients["analyst"].get(listed)
    rows = list(csv.DictReader(io.StringIO(mine.content.decode())))
    assert {row["why"] for row in rows} == {"small", "to protect others"}
    assert "NOT-FOR-RELEASE" in mine["Content-Disposition"]
    for answer in (mine, clients["analyst"].get(report)):
        assert "no-store" in answer["Cache-Control"]
    for address in (report, listed, f"{report}?costs=1"):
        assert clients["administrator"].get(address).status_code == 404
        assert clients["viewer"].get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_waiting_files_are_for_their_owner_and_go(analyst: Client, home: Path) -> None:
    report = report_of(analyst, local_csv(USUAL))
    folder = home / "uploads" / report.split("/")[-1]
    for each in (home / "uploads", folder, *folder.iterdir()):
        assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0, each
    analyst.post(f"{report}/accept")
    assert not folder.exists()
    second = report_of(analyst, local_csv(USUAL, 2025))
    analyst.post(f"{second}/discard")
    assert list((home / "uploads").iterdir()) == []
    third = home / "uploads" / report_of(analyst, local_csv(USUAL, 2025)).split("/")[-1]
    late = time.time() - uploads.KEPT_SECONDS - 60
    os.utime(third, (late, late))
    Client().get("/data/")
    assert not third.exists(), "old files go when anybody looks at what is loaded"


def test_release_page_says_how_many_and_never_which(analyst: Client) -> None:
    release = released(analyst, local_csv(USUAL))
    page = Client().get(f"/data/release/{release.id}")
    assert problems(page.content) == []
    said = read_page(page.content).words
    told = release.disclosure
    assert f"Rows hidden\n{told.hidden}" in said
    assert "Counts of 1 and 2 are hidden" in said or "counts of 1 and 2" in said
    assert "Earlier releases looked at\nNone: it was the first" in said
    assert "Analyst Person" not in said
    assert (
        "Analyst Person" in analyst.get(f"/data/release/{release.id}").content.decode()
    )
    for words in ("secondary", "its count is between", "to protect others"):
        assert words not in said.lower()
    assert not [each.sha256 for each in release.sources if each.sha256]
    second = released(analyst, local_csv(USUAL, 2025))
    later = read_page(Client().get(f"/data/release/{second.id}").content).words
    assert "None: it was the first" not in later
    links = dict(read_page(Client().get(f"/data/release/{second.id}").content).links)
    assert links[release.id] == f"/data/release/{release.id}"


def test_ledger_is_open_and_whole_or_says_so(analyst: Client, home: Path) -> None:
    empty = Client().get("/data/ledger")
    assert problems(empty.content) == []
    assert "No local figures have been released" in empty.content.decode()
    release = released(analyst, local_csv(USUAL))
    page = Client().get("/data/ledger")
    assert problems(page.content) == []
    said = read_page(page.content).words
    assert "Registers of Midshire" in said
    assert "Analyst Person" not in said
    assert "Analyst Person" in analyst.get("/data/ledger").content.decode()
    first, row = csv.DictReader(
        io.StringIO(Client().get("/data/ledger.csv").content.decode())
    )
    assert first["what"] == "Approved for everybody"
    assert first["second_person"] == "an administrator"
    assert row["release"] == first["release"] == release.id
    assert row["hidden"] == str(release.disclosure.hidden)
    assert "/data/ledger" in {
        href: words for words, href in read_page(Client().get("/data/").content).links
    }
    ledger = home / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8").replace('"hidden":', '"hidden":9'))
    ledger.write_text(ledger.read_text("utf-8") * 2)
    broken = Client().get("/data/ledger")
    assert broken.status_code == 503
    assert problems(broken.content) == []
    assert "does not hold together" in broken.content.decode()
    assert str(home) not in broken.content.decode()
    assert Client().get("/data/ledger.csv").status_code == 503


def test_what_cannot_be_proven_is_not_released(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "SECONDS", 1e-9)
    before = len(current_store().releases())
    report = report_of(analyst, local_csv(USUAL))
    page = analyst.get(report)
    assert problems(page.content) == []
    said = read_page(page.content).words
    assert "Nothing can be released" in said
    assert "firstyear load FILE" in said
    assert "Load these figures" not in said
    assert len(current_store().releases()) == before


def test_a_looser_rule_and_parts_that_do_not_add_up_are_explained(
    analyst: Client,
) -> None:
    report = report_of(
        analyst, local_csv(USUAL), drawn_from="nhs", policy="registrations-3"
    )
    said = read_page(analyst.get(report).content).words
    assert "hides less than" in said
    wrong = USUAL | {"X06000069": (18, 13, 10)}
    content = local_csv(wrong).replace(b",,,41,8111", b",,,44,8111")
    report = report_of(analyst, content)
    said = read_page(analyst.get(report).content).words
    assert "Nothing can be released" in said
    assert analyst.post(f"{report}/accept").status_code == 400


def addresses(release: Release) -> list[str]:
    """Every page, file and answer on which the local figures could show."""
    query = "indicator=infant-mortality"
    return [
        "/",
        f"/region/X12000005?{query}&years=1",
        f"/region/X92000001?{query}&years=1",
        f"/region/X12000005?{query}&years=1&show=excess",
        *(f"/area/{area}?{query}&years=1" for area in (SMALL, "X06000078")),
        f"/area/{SMALL}/is-it-real?{query}&years=1",
        f"/indicator/infant-mortality?years=1&area={SMALL}&dimension=cause",
        "/indicator/infant-mortality?years=1&area=X06000078&dimension=cause",
        "/data/",
        "/data/ledger",
        "/data/ledger.csv",
        f"/data/release/{release.id}",
        *(
            f"/data/release/{release.id}/{name}.csv"
            for name in ("figures", "dictionary", "gaps", "codes")
        ),
        "/api/releases",
        *(
            f"/api/figures?{query}&dimension={dimension}&from=2024-01-01&format={kind}"
            for dimension in ("", "all")
            for kind in ("json", "csv")
        ),
        f"/api/comparisons?{query}&level=county-unitary&from=2024-01-01&years=1",
    ]


def bodies(release: Release) -> dict[str, str]:
    """What a stranger is answered at each address, and at every chart file in it."""
    client, found = Client(), {}
    waiting = addresses(release)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        found[address] = f"{answer.status_code} {content.decode('utf-8', 'replace')}"
        if address in CHARTED:
            waiting += [
                href.replace("&amp;", "&")
                for href in re.findall(
                    r'href="([^"]+\.(?:csv|svg)[^"]*)"', found[address]
                )
                if "/data/" not in href
            ]
    profile = area_picture(
        current_store(), SMALL, indicator="infant-mortality", years=1
    )
    found["profile"] = profile_html(profile)
    return found


def told_apart(births: int, count: int) -> set[str]:
    """What would give a hidden count away: its rate and limits, to six digits."""
    found = measures.rate(count, births, confidence=(0.95, 0.998))
    numbers = [found.value, *np.ravel(found.lower), *np.ravel(found.upper)]
    return {f"{float(each):.7g}"[:-1] for each in numbers if float(each) > 0}


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_no_answer_tells_one_hidden_count_from_another(
    analyst: Client, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two files that differ only in hidden counts: every answer is the same."""
    import shutil

    caplog.set_level(logging.DEBUG)
    answers = []
    for deaths in (USUAL, OTHERWISE):
        release = released(analyst, local_csv(deaths))
        answers.append((release, bodies(release)))
        shutil.rmtree(home / "releases" / release.id)
        (home / "ledger.jsonl").unlink()
    (first, one), (second, other) = answers
    assert first.content == second.content, "the same rows are hidden in both"
    assert one.keys() == {each.replace(second.id, first.id) for each in other}
    for address, body in other.items():
        key = address.replace(second.id, first.id)
        assert plain(body) == plain(one[key]), key
    for deaths in (USUAL, OTHERWISE):
        for area in (SMALL, "X06000081", "X06000079"):
            given_away = told_apart(AREAS[area], sum(deaths[area]))
            for address, body in one.items():
                assert not [each for each in given_away if each in body], address
            assert not [each for each in given_away if each in caplog.text]
    failed = {address: body for address, body in one.items() if body[:3] == "404"}
    assert not failed, "every answer that is looked through is a real one"
    for address in (*CHARTED, "profile"):
        assert WORDS in one[address], address


def plain(body: str) -> str:
    """Without what differs between any two releases: names, moments, signatures."""
    body = re.sub(r"\d{8}T\d{6,12}Z-[a-z0-9-]+", "RELEASE", body)
    body = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.+]+Z?", "MOMENT", body)
    body = re.sub(r"\d\d? \w+ \d{4} at [\d.:apm]+", "MOMENT", body)
    return re.sub(r"[0-9a-f]{64}", "CHECKSUM", body)


def test_region_with_a_hidden_area_has_no_sum_of_its_areas(analyst: Client) -> None:
    released(analyst, local_csv(USUAL))
    page = Client().get("/region/X12000005?indicator=infant-mortality&years=1")
    said = read_page(page.content).words
    assert "because counts in it are hidden to protect families" in said
    assert WORDS in said


def test_gate_does_not_keep_others_waiting(analyst: Client, region: Release) -> None:
    """While one reader's files are looked at, another thread is answered."""
    report = report_of(analyst, local_csv(USUAL))
    looked = threading.Thread(target=lambda: analyst.get(f"{report}?costs=1"))
    looked.start()
    began = time.monotonic()
    assert Client().get("/support/").status_code == 200
    answered = time.monotonic() - began
    looked.join()
    assert answered < 10
