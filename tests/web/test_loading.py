"""Figures brought in: a report, then yes; and files that are not what they seem."""

import csv
import io
import os
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from firstyear_tests_pages import problems, read_page

from firstyear.errors import RefusedError
from firstyear.figures import Provenance, Release
from firstyear_web.config.store import current_store
from firstyear_web.data import actions, exports, limit, uploads
from firstyear_web.people.models import User

HEADER = b"indicator,area,name,level,period,count,denominator\n"
GOOD = HEADER + (
    b"infant-mortality,E92000001,England,country,2018,2500,600000\n"
    b"infant-mortality,E08000025,Birmingham,county-unitary,2018,,15000\n"
)
FAULTY = GOOD + (
    b"infant-mortality,E08000026,Coventry,county-unitary,2018,ten,4000\n"
    b"infant-mortality,E08000027,=cmd|' /C calc'!A0,county-unitary,2018,-3,4000\n"
)
SAID = {
    "origin": "published",
    "title": "Child deaths",
    "publisher": "Office for National Statistics",
    "address": "https://www.ons.gov.uk/deaths",
    "publication_date": "27 3 2026",
    "licence": "Open Government Licence v3.0",
    "vouch": "on",
}


@pytest.fixture(autouse=True)
def _releases_go(home: Path, region: Release) -> Iterator[None]:
    """What a test loads goes again: the folder is shared by all of them."""
    before = {each.name for each in (home / "releases").iterdir()}
    yield
    import shutil

    for each in (home / "releases").iterdir():
        if each.name not in before:
            shutil.rmtree(each)
    shutil.rmtree(home / "uploads", ignore_errors=True)


@pytest.fixture
def analyst(clients: dict[str, Client]) -> Client:
    return clients["analyst"]


def send(client: Client, *files: tuple[str, bytes], **said: Any) -> Any:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/data/load", {**SAID, **said, "files": given})


def faults(response: Any) -> list[str]:
    """What the error summary says, after checking that the page is sound."""
    assert response.status_code == 400
    assert problems(response.content) == []
    html = response.content.decode()
    (summary,) = re.findall(r"error-summary__list\">(.*?)</ul>", html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", each).strip() for each in summary.split("<li>")[1:]]


def releases() -> int:
    return len(current_store().releases())


def test_good_file_is_loaded_after_the_second_yes(analyst: Client, home: Path) -> None:
    before = releases()
    sent = send(analyst, ("deaths.csv", GOOD))
    assert sent.status_code == 302
    report = sent["Location"]
    page = analyst.get(report)
    assert problems(page.content) == []
    said = read_page(page.content).words
    for words in ("deaths.csv", "2 taken, of them 1 not given", "Infant mortality"):
        assert words in said
    assert releases() == before, "nothing is loaded before it is accepted"
    accepted = analyst.post(f"{report}/accept", follow=True)
    assert releases() == before + 1
    assert problems(accepted.content) == []
    said = read_page(accepted.content).words
    assert "The figures are loaded" in said
    assert "27 March 2026" in said
    assert "Analyst Person" in said
    assert list((home / "uploads").iterdir()) == []
    release = current_store().releases()[0]
    assert release.released_by.startswith("account-")
    # Somebody who is not signed in is told no name.
    public = Client().get(f"/data/release/{release.id}").content.decode()
    assert "Analyst Person" not in public
    assert "an analyst" in public


def test_same_content_again_is_recognised(analyst: Client) -> None:
    first = send(analyst, ("deaths.csv", GOOD))
    analyst.post(f"{first['Location']}/accept")
    before = releases()
    second = send(analyst, ("other-name.csv", GOOD))
    page = analyst.get(second["Location"])
    assert problems(page.content) == []
    assert "are here already" in page.content.decode()
    again = analyst.post(f"{second['Location']}/accept", follow=True)
    assert "were here already" in again.content.decode()
    assert releases() == before


def test_faulty_rows_are_shown_and_left_out_only_on_request(analyst: Client) -> None:
    before = releases()
    report = send(analyst, ("deaths.csv", FAULTY))["Location"]
    page = analyst.get(report)
    assert problems(page.content) == []
    said = read_page(page.content).words
    assert "2 rows can be taken and 2 cannot" in said
    assert "not a number" in said
    assert "Load the 2 good rows and leave out 2" in said
    unasked = analyst.post(f"{report}/accept")
    assert "Some rows cannot be taken" in faults(unasked)[0]
    assert releases() == before
    listed = analyst.get(f"{report}/rows-not-taken.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert [row["row"] for row in rows] == ["4", "5"]
    assert all(row["file"] == "deaths.csv" and row["what_to_do"] for row in rows)
    analyst.post(f"{report}/accept", {"accept_refusals": "yes"})
    release = current_store().releases()[0]
    assert (release.taken, release.refused) == (2, 2)


def test_files_may_be_declined(analyst: Client, home: Path) -> None:
    before = releases()
    report = send(analyst, ("deaths.csv", GOOD))["Location"]
    response = analyst.post(f"{report}/discard", follow=True)
    assert "Nothing was loaded" in response.content.decode()
    assert releases() == before
    assert list((home / "uploads").iterdir()) == []
    assert analyst.get(report).status_code == 404


def parquet(rows: dict[str, list[Any]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(rows), out)
    return out.getvalue()


def workbook(rows: list[list[Any]]) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_parquet_and_workbooks_are_taken_too(analyst: Client) -> None:
    names = ["indicator", "area", "level", "period", "count", "denominator"]
    values = ["stillbirth", "E92000001", "country", "2018", 2500.0, 600000.0]
    made = parquet({name: [value] for name, value in zip(names, values, strict=True)})
    book = workbook([names, [*values[:3], 2018, *values[4:]]])
    for name, content in (("figures.parquet", made), ("figures.xlsx", book)):
        sent = send(analyst, (name, content))
        assert sent.status_code == 302, faults(sent)
        assert "1 row can be taken" in analyst.get(sent["Location"]).content.decode()


BAD = {
    "semicolons.csv": (GOOD.replace(b",", b";"), "semicolons, not commas"),
    "empty.csv": (b"", "empty"),
    "blank.csv": (b"\n \n", "empty"),
    "cut-short.parquet": (parquet({"count": [1.0] * 999})[:200], "cut-short.parquet"),
    "page.csv": (b"<!DOCTYPE html><html><body>Sign in", "web page, not data"),
    "not-a-book.xlsx": (b"PK\x03\x04 and then nothing", "workbook"),
    "only-a-header.csv": (HEADER, "no row in it"),
    "other-columns.csv": (b"colour,size\nblue,3\n", "other-columns.csv"),
    "paper.csv": (b"%PDF-1.7 and so on", "PDF"),
    "squeezed.csv": (b"\x1f\x8b\x08 and so on", "compressed"),
    "noise.csv": (bytes(range(256)) * 4, "not text"),
}


@pytest.mark.parametrize("name", BAD)
def test_file_that_cannot_be_read_is_explained(
    analyst: Client, home: Path, name: str
) -> None:
    content, expected = BAD[name]
    before = releases()
    response = send(analyst, (name, content))
    said = faults(response)
    assert expected in said[0]
    assert "upload-" not in response.content.decode(), "our own name of it is not shown"
    assert 'href="#id_files"' in response.content.decode()
    assert releases() == before
    assert not any((home / "uploads").glob("*")), "what cannot be read is not kept"


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("origin", "Choose where the figures come from"),
        ("title", "Enter a title"),
        ("publisher", "Enter who published it"),
        ("address", "Enter the web address"),
        ("licence", "Enter the licence"),
        ("publication_date", "Enter the day it was published"),
        ("vouch", "Tick the box"),
    ],
)
def test_what_published_figures_need(analyst: Client, left_out: str, said: str) -> None:
    response = send(analyst, ("deaths.csv", GOOD), **{left_out: ""})
    assert [each for each in faults(response) if said in each]
    assert f'href="#id_{left_out}"' in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "javascript:alert(1)"),
        ("publication_date", "soon"),
        ("publication_date", "1 1 2999"),
        ("retrieved", "31 2 2026"),
    ],
)
def test_odd_answers_are_linked_to_their_field(
    analyst: Client, field: str, value: str
) -> None:
    response = send(analyst, ("deaths.csv", GOOD), **{field: value})
    assert len(faults(response)) >= 1
    assert f'href="#id_{field}"' in response.content.decode()


def test_no_file_is_explained(analyst: Client) -> None:
    assert faults(analyst.post("/data/load", SAID)) == ["Choose a file"]


def test_nobody_can_call_their_figures_made_up(analyst: Client) -> None:
    said = dict.fromkeys(SAID, "") | {"origin": "synthetic", "title": "Invented"}
    response = send(analyst, ("figures.csv", GOOD), **said)
    assert response.status_code == 400
    assert 'href="#id_origin"' in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.csv",
        "..\\..\\windows\\system.csv",
        "/absolute/path.csv",
        "a\0b.csv",
        "x" * 300 + ".csv",
        "<script>alert(1)</script>.csv",
        "about.json",
        "..",
    ],
)
def test_names_of_users_never_become_paths(
    analyst: Client, home: Path, people: dict[str, User], name: str
) -> None:
    file = SimpleUploadedFile("x.csv", GOOD)
    file._name = name
    kept = actions.keep_upload(
        files=[file], provenance=Provenance(origin="derived"), by=people["analyst"]
    )
    assert kept.folder.parent == home / "uploads"
    assert {each.name for each in kept.folder.iterdir()} <= {
        "about.json",
        "upload-1",
        "upload-1.csv",
        "upload-1.json",
    }
    shown = next(iter(kept.names.values()))
    assert not set("/\\<>\0") & set(shown)
    assert shown
    assert shown.strip(".")


@pytest.mark.parametrize(
    "token", ["..", "../releases", "0" * 32, "0" * 31, "%2e%2e%2f", "a" * 33]
)
def test_tokens_lead_nowhere_else(analyst: Client, token: str) -> None:
    assert analyst.get(f"/data/load/{token}").status_code == 404
    assert uploads.waiting(Path("/"), token, 1) is None


def test_only_who_sent_a_file_sees_it(
    clients: dict[str, Client], people: dict[str, User], home: Path
) -> None:
    report = send(clients["analyst"], ("deaths.csv", GOOD))["Location"]
    other = clients["administrator"]
    for address in (report, f"{report}/rows-not-taken.csv"):
        assert other.get(address).status_code == 404
        assert clients["viewer"].get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert other.post(f"{report}/accept").status_code == 404
    kept = uploads.waiting(home, report.split("/")[-1], people["analyst"].pk)
    assert kept is not None
    with pytest.raises(RefusedError, match="Only who sent"):
        actions.accept_upload(
            upload=kept, accept_refusals=True, by=people["administrator"]
        )


def test_viewers_can_send_nothing(clients: dict[str, Client], home: Path) -> None:
    assert send(clients["viewer"], ("deaths.csv", GOOD)).status_code == 403
    assert not any((home / "uploads").glob("*"))


def test_files_wait_a_day_and_no_longer(analyst: Client, home: Path) -> None:
    report = send(analyst, ("deaths.csv", GOOD))["Location"]
    folder = home / "uploads" / report.split("/")[-1]
    late = time.time() - uploads.KEPT_SECONDS - 60
    os.utime(folder, (late, late))
    assert analyst.get(report).status_code == 404
    send(analyst, ("deaths.csv", GOOD))
    assert not folder.exists()


def test_waiting_files_are_for_their_owner_only(analyst: Client, home: Path) -> None:
    report = send(analyst, ("deaths.csv", GOOD))["Location"]
    folder = home / "uploads" / report.split("/")[-1]
    assert folder.stat().st_mode & 0o077 == 0


def test_too_large_a_file_is_refused_before_it_is_read(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "MOST_MEGABYTES", 0)
    monkeypatch.setattr(limit, "_ALLOWANCE", 1000)
    response = send(analyst, ("deaths.csv", GOOD * 20))
    assert response.status_code == 413
    assert problems(response.content) == []
    assert "larger than 200 MB" in response.content.decode()


def test_births_and_deaths_go_together(analyst: Client) -> None:
    second = GOOD.replace(b"infant-mortality", b"stillbirth")
    report = send(analyst, ("a.csv", GOOD), ("b.csv", second))["Location"]
    said = read_page(analyst.get(report).content).words
    assert "a.csv" in said
    assert "b.csv" in said
    assert "4 rows can be taken" in said


def test_two_files_with_one_figure_are_told_apart(analyst: Client) -> None:
    report = send(analyst, ("a.csv", GOOD), ("b.csv", GOOD))["Location"]
    refused = analyst.post(f"{report}/accept")
    assert faults(refused)


def content_of(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_release_is_taken_away_with_what_it_means(analyst: Client) -> None:
    report = send(analyst, ("deaths.csv", FAULTY))["Location"]
    analyst.post(f"{report}/accept", {"accept_refusals": "yes"})
    release = current_store().releases()[0]
    here = f"/data/release/{release.id}"
    figures = Client().get(f"{here}/figures.csv")
    rows = list(csv.DictReader(io.StringIO(content_of(figures).decode())))
    assert len(rows) == 2
    assert 'rel="describedby"' in figures["Link"]
    by_area = {row["area"]: row for row in rows}
    assert by_area["E92000001"]["count"] == "2500"
    assert by_area["E08000025"]["status"] == "missing"
    packed = Client().get(f"{here}/everything.zip")
    with zipfile.ZipFile(io.BytesIO(content_of(packed))) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            "figures.csv",
            "dictionary.csv",
            "gaps.csv",
            "codes.csv",
            "release.json",
        }
        inside = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    assert inside["figures.csv"] == rows
    assert inside["dictionary.csv"][0]["definition"].startswith("Deaths before")
    gaps = {row["level"]: row for row in inside["gaps.csv"]}
    assert gaps["county-unitary"]["missing"] == "1"
    codes = {(row["kind"], row["code"]) for row in inside["codes.csv"]}
    used = {("area", row["area"]) for row in rows}
    used |= {("status", row["status"]) for row in rows}
    used |= {("column", name) for name in rows[0]}
    assert used <= codes


def test_no_formula_goes_out() -> None:
    table = pa.table(
        {"name": ["=1+1", "@x", "Kent", None], "count": [1.5, 2.0, None, 3]}
    )
    lines = exports.csv_text(table).splitlines()
    assert lines == ["name,count", "'=1+1,1.5", "'@x,2", "Kent,", ",3"]


def test_other_files_of_a_release_cannot_be_asked_for(
    client: Client, region: Release
) -> None:
    for name in ("manifest.json", "figures.parquet", "..", "../../secret-key"):
        assert client.get(f"/data/release/{region.id}/{name}").status_code == 404
    assert client.get("/data/release/nope").status_code == 404
    assert client.get("/data/release/../secret-key").status_code == 404


def test_empty_home_says_what_to_do(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "FIRSTYEAR_HOME", tmp_path)
    page = client.get("/data/")
    assert problems(page.content) == []
    assert "Nothing is loaded yet" in page.content.decode()
    assert "Sign in to load figures" in page.content.decode()
