"""Every kind of file and specification that a local release can leave in.

Two files are loaded that differ in hidden counts alone. Whatever is made of the one
has to be what is made of the other, to the last byte: then nobody can tell them apart
by it. It is also searched for the rates and limits of hidden counts, read back as a
file of figures, and handed to the attacker.
"""

import dataclasses
import io
import json
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.test import Client
from firstyear_tests_local import AREAS, CAUSES, OTHERWISE, USUAL, local_csv

import firstyear as fy
from firstyear import measures
from firstyear.charts import Chart, svg
from firstyear.charts.area_set import gap_charts, profile_chart, series_chart
from firstyear.charts.indicator_set import indicator_charts
from firstyear.charts.region_set import region_charts
from firstyear.figures import Release, Store
from firstyear.figures.audiences import NOBODY
from firstyear.figures.published import attack_file
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import AREAS as AREA_COLUMNS
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets.cells import keys_of
from firstyear.picture.area import area_picture
from firstyear.picture.indicator import indicator_picture
from firstyear.picture.region import region_picture
from firstyear.reports import profile_html

SMALL = ("X06000074", "X06000079", "X06000081")
REGION, INDICATOR = "X12000005", "infant-mortality"
FORMATS = (".csv", ".json", ".parquet", ".xlsx")
QUERY = f"indicator={INDICATOR}&years=1"
PAGES = (
    f"/region/{REGION}?{QUERY}",
    f"/area/{SMALL[0]}?{QUERY}",
    f"/area/{SMALL[0]}/is-it-real?{QUERY}",
    f"/indicator/{INDICATOR}?years=1&area={SMALL[1]}&dimension=cause",
)
CHART_FILE = re.compile(r'href="([^"]+\.(?:csv|svg|png)(?:\?[^"]*)?)"')
PNG_TEXT = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
# Attributes in which words or numbers of a chart could stand besides its text.
SPOKEN = ("alt", "aria-label", "aria-description", "title", "content")


def released(home: Path, deaths: dict[str, tuple[int, int, int]]) -> Release:
    """A public release of these counts."""
    path = home / "cache" / "registers.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(local_csv(deaths))
    provenance = fy.figures.Provenance(
        title="Registers", drawn_from="registration", released_by="A. Analyst"
    )
    made = fy.figures.load(home, [fy.figures.read(path)], provenance).release
    fy.figures.approve(home, made.id, by="S. Second")
    return made


def of_files(store: Store, release: Release, folder: Path) -> dict[str, bytes]:
    """What `fy.figures.write` makes of the release, and how it is stored."""
    found = {}
    table = store.figures(INDICATOR, dimension=None, release=release.id)
    for ending in FORMATS:
        path = folder / f"figures{ending}"
        fy.figures.write(table, path)
        found[f"written{ending}"] = path.read_bytes()
    for path in (store.home / "releases" / release.id).iterdir():
        found[f"stored {path.name}"] = path.read_bytes()
    found["ledger.jsonl"] = (store.home / "ledger.jsonl").read_bytes()
    return found


def of_charts(store: Store) -> dict[str, bytes]:
    """Specifications of charts with the data inside them, and all their words."""
    region = region_picture(store, REGION, indicator=INDICATOR, years=1)
    area = area_picture(store, SMALL[0], indicator=INDICATOR, years=1)
    indicator = indicator_picture(store, INDICATOR, years=1, dimension="cause")
    charts: list[Chart | None] = [
        *region_charts(region, str),
        *(series_chart(area, each) for each in (area.pooled, area.annual) if each),
        profile_chart(area, str),
        *gap_charts(area),
        *indicator_charts(indicator, str),
    ]
    found = {}
    for number, chart in enumerate(each for each in charts if each is not None):
        told = json.dumps(dataclasses.asdict(chart), default=str, sort_keys=True)
        found[f"chart {number} {chart.id} specification"] = told.encode()
        found[f"chart {number} {chart.id}.svg"] = svg(chart).encode()
    found["profile.html"] = profile_html(area).encode()
    return found


def of_site(release: Release) -> dict[str, bytes]:
    """What a stranger is sent: pages, chart files, the ZIP and what is in it."""
    client, found = Client(), {}
    for page in PAGES:
        found[page] = client.get(page).content
        for link in sorted(set(CHART_FILE.findall(found[page].decode()))):
            address = link.replace("&amp;", "&")
            if not address.startswith(("/data/", "/static/")):
                answer = client.get(address)
                assert answer.status_code == 200, address
                found[address] = answer.content
    base = f"/data/release/{release.id}"
    for name in ("figures", "dictionary", "gaps", "codes"):
        found[f"{name}.csv"] = body(client.get(f"{base}/{name}.csv"))
    found["everything.zip"] = body(client.get(f"{base}/everything.zip"))
    for kind in ("json", "csv"):
        asked = f"{QUERY}&dimension=all&from=2024-01-01&limit=1000&format={kind}"
        found[f"api.{kind}"] = client.get(f"/api/figures?{asked}").content
    return found


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The parts of a ZIP or a workbook, the chunks of a PNG, or the file itself."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {
                f"{name}: {part}": archive.read(part) for part in archive.namelist()
            }
    if content.startswith(b"\x89PNG"):
        found = {name: content}
        for number, (kind, data) in enumerate(chunks(content)):
            assert kind not in PNG_TEXT, f"{name} carries text besides its picture"
            part = zlib.decompress(data) if kind == b"IDAT" and number < 3 else data
            found[f"{name}: {number} {kind.decode()}"] = part
        return found
    return {name: content}


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    data = b""
    while place < len(content):
        (size,) = struct.unpack(">I", content[place : place + 4])
        kind = content[place + 4 : place + 8]
        piece = content[place + 8 : place + 8 + size]
        place += size + 12
        if kind == b"IDAT":
            data += piece
        else:
            yield kind, piece
    yield b"IDAT", data


def plain(content: bytes) -> str:
    """Without what differs between any two releases: names, moments, checksums."""
    text = content.decode("utf-8", "replace")
    text = re.sub(r"\d{8}T\d{6,12}Z-[a-z0-9-]+", "RELEASE", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.+]+Z?", "MOMENT", text)
    text = re.sub(r"\d\d? \w+ \d{4} at [\d.:apm]+", "MOMENT", text)
    return re.sub(r"[0-9a-f]{64}", "CHECKSUM", text)


def given_away(area: str, count: int) -> set[str]:
    """A hidden count's rate and limits per 1,000, to six figures."""
    found = measures.rate(count, AREAS[area], confidence=(0.95, 0.998))
    numbers = [found.value, *np.ravel(found.lower), *np.ravel(found.upper)]
    return {f"{float(each):.7g}"[:-1] for each in numbers if float(each) > 0}


class Spoken(HTMLParser):
    """What a page says besides its text: alternative texts, labels, titles, data."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value
            for name, value in attrs
            if value and (name in SPOKEN or name.startswith("data-"))
        ]


@pytest.fixture(scope="module")
def both(
    home: Path, region: Release, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, bytes]]:
    """Everything that is made of each of the two files."""
    found = []
    for number, deaths in enumerate((USUAL, OTHERWISE)):
        release = released(home, deaths)
        folder = tmp_path_factory.mktemp(f"made-{number}")
        with fy.figures.open(home, viewer=NOBODY) as public:
            made = {
                **of_files(public, release, folder),
                **of_charts(public),
                **of_site(release),
            }
        parts = {}
        for name, content in made.items():
            parts |= {
                plain(key.encode()): part
                for key, part in unpacked(name, content).items()
            }
        found.append(parts)
        shutil.rmtree(home / "releases" / release.id)
        shutil.rmtree(home / "private")
        (home / "ledger.jsonl").unlink()
    return found


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_no_file_tells_one_hidden_count_from_another(
    both: list[dict[str, bytes]],
) -> None:
    one, other = both
    assert one.keys() == other.keys()
    kinds = {name.rsplit(".", 1)[-1].split("?")[0] for name in one}
    assert {"csv", "svg", "png", "html", "json", "parquet", "xml"} <= kinds
    binary = [name for name in one if name.endswith(".parquet")]
    for name in one.keys() - set(binary):
        if ".png" in name:
            assert one[name] == other[name], name
        else:
            assert plain(one[name]) == plain(other[name]), name
    for name in binary:
        first, second = (pq.read_table(io.BytesIO(each[name])) for each in both)
        drop = [column for column in ("release",) if column in first.column_names]
        assert first.drop_columns(drop).equals(second.drop_columns(drop)), name
        assert plain(str(first.schema.metadata).encode()) == plain(
            str(second.schema.metadata).encode()
        )
    for deaths in (USUAL, OTHERWISE):
        for area in SMALL:
            told = given_away(area, sum(deaths[area]))
            for name, content in one.items():
                text = content.decode("latin-1")
                assert not [each for each in told if each in text], name


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_pages_say_nothing_of_a_hidden_count_besides_their_text(
    both: list[dict[str, bytes]],
) -> None:
    """Alternative texts and labels of marks: a hidden area has the words, no number."""
    for page in PAGES:
        spoken = Spoken()
        spoken.feed(both[0][page].decode())
        assert spoken.found
        for area in SMALL:
            told = given_away(area, sum(USUAL[area]))
            assert not [
                words for words in spoken.found if any(each in words for each in told)
            ]
    charts = [name for name in both[0] if name.endswith("specification")]
    assert any(b"hidden to protect families" in both[0][name] for name in charts)


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_what_is_read_back_from_files_cannot_be_worked_out(
    both: list[dict[str, bytes]], home: Path, tmp_path: Path
) -> None:
    """The CSV, JSON and Parquet of the release, as a reader with an attacker sees
    them: with the truth at hand no small count is narrowed to the hidden range."""
    path = tmp_path / "truth.csv"
    path.write_bytes(local_csv(USUAL))
    truth = fy.figures.read(path).table
    for name in ("figures.csv", "written.parquet", "written.csv"):
        path = tmp_path / name
        path.write_bytes(both[0][name])
        rows = fy.figures.read(path).table.select(FIGURES.names)
        hidden = [row for row in rows.to_pylist() if row["status"] == "suppressed"]
        assert len(hidden) >= len(CAUSES)
        for column in ("count", "value", "lower", "upper", "lower_998", "upper_998"):
            assert {row[column] for row in hidden} == {None}, (name, column)
        found = attack_file(
            rows,
            areas=AREA_COLUMNS.empty_table(),
            rules=rules_for(list(keys_of(rows)), "registration"),
            truth=truth,
        )
        assert len(found.rows) == len(hidden)
        assert not found.exposed.any(), name
        assert found.beside == 0, name
