"""Each row of docs/mission.md: its pages answer, its verbs and its tests are there,
and a person finds what was asked for."""

import ast
import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.main import get_command

import firstyear as fy
from firstyear.cli.main import app
from firstyear.picture.look_first import rule

ROOT = Path(__file__).resolve().parents[2]
AREA = "/area/X06000069"
REGION = "/region/X12000005"
NUMBER = r"(\d+(?:\.\d+)?)"
ROWS = {
    *("S3", "S4", "S5", "S6", "S13", "S14", "S15", "S16", "S17"),
    *("S18", "S19", "S42", "S43", "S46", "S47", "S48", "S61"),
    *("S133", "S134", "S135", "S136", "S137", "S138", "S140", "S147"),
    *("S1", "S2", "S23", "S52", "S68", "S70", "S92", "S93", "S99"),
    *("S127", "S128", "S129", "S139", "S142", "S152"),
    *(f"S{number}" for number in (28, *range(31, 49), 53, 61)),
    *("S124", "S125", "S126", "S133", "S134", "S135", "S143", "S144", "S145"),
}


@dataclass(frozen=True)
class Row:
    number: str
    pages: tuple[str, ...]
    verbs: tuple[str, ...]
    tests: tuple[tuple[str, str], ...]


def rows() -> list[Row]:
    text = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8")
    found = re.findall(r"(?m)^\| (S\d+) \| .+? \| (.+?) \| (.+?) \|$", text)
    return [
        Row(
            number,
            tuple(re.findall(r"`(/[^`]*)`", where)),
            tuple(re.findall(r"`firstyear ([a-z]+)`", where)),
            tuple(re.findall(r"`([\w./]+)::(\w+)`", shown)),
        )
        for number, where, shown in found
    ]


class Words(HTMLParser):
    """The words of a page, and the links and titles of each chart in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.chart = ""
        self.links: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._apart(tag)
        if tag in {"figure", "section", "div"} and given.get("id"):
            self.chart = str(given["id"])
        address = given.get("xlink:href") or given.get("href")
        if tag == "a" and address:
            self.links.setdefault(self.chart, []).append(address)

    def handle_endtag(self, tag: str) -> None:
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def _apart(self, tag: str) -> None:
        if tag != "button":  # a word that is explained stands inside its sentence
            self.said.append(" ")

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())


def read(page: str) -> Words:
    words = Words()
    words.feed(page)
    return words


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mission")
    fy.synthetic.publish_region(folder)
    return folder


@pytest.fixture(scope="module")
def site(home: Path) -> dict[str, tuple[int, str]]:
    """Status and page of every address in the table, and of a few files."""
    wanted = {page for row in rows() for page in row.pages}
    wanted |= {f"{REGION}/map.csv", f"{REGION}/persistence.csv", "/api/releases"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("visit.py")), str(home)],
        input=json.dumps(sorted(wanted)),
        env={k: v for k, v in os.environ.items() if not k.startswith("FIRSTYEAR_")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers = json.loads(done.stdout)
    return {address: (status, page) for address, (status, page) in answers.items()}


def table_of(site: dict[str, tuple[int, str]], address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site[address][1].removeprefix("\ufeff"))))


def run(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "firstyear.cli", *arguments, "--home", str(home)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_every_row_of_this_version_is_there_once() -> None:
    numbers = [row.number for row in rows()]
    assert sorted(numbers) == sorted(ROWS)


def test_every_page_answers(site: dict[str, tuple[int, str]]) -> None:
    assert {a: status for a, (status, _) in site.items() if status != 200} == {}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.number)
def test_verbs_and_tests_are_there(row: Row) -> None:
    verbs = get_command(app).commands  # type: ignore[attr-defined]
    assert set(row.verbs) <= set(verbs)
    assert row.pages or row.verbs
    assert row.tests
    for file, name in row.tests:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        functions = {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }
        assert name in functions, f"{file} has no {name}"


def test_s1_the_rate_has_its_range_its_years_and_its_definition(
    site: dict[str, tuple[int, str]], home: Path
) -> None:
    page = read(site["/indicator/infant-mortality"][1]).text
    assert "Deaths before the first birthday, for every 1,000 live births." in page
    assert "2021 to 2023" in page
    assert "Likely range from" in page
    said = run(home, "rates", "home:infant-mortality", "--out", "-")
    country = [
        row
        for row in csv.DictReader(io.StringIO(said))
        if row["area"] == "X92000001" and row["date_from"] == "2021-01-01"
        if row["date_to"] == "2023-12-31"
    ]
    (row,) = country
    deaths, births = float(row["count"]), float(row["denominator"])
    rate = 1000 * deaths / births
    assert float(row["value"]) == pytest.approx(rate)
    # A plainer computation: with so many deaths the normal range is close.
    half = 1000 * 1.96 * deaths**0.5 / births
    assert float(row["lower"]) == pytest.approx(rate - half, abs=0.01)
    assert float(row["upper"]) == pytest.approx(rate + half, abs=0.01)
    headline = read(site["/region/X92000001"][1]).text
    assert f"{rate:.1f} per 1,000 live births, with a likely range of" in headline


def test_s2_gap_and_ratio_between_groups_with_ranges(
    site: dict[str, tuple[int, str]],
) -> None:
    page = read(site[AREA][1]).text
    assert "Gaps inside Plovergate" in page
    found = re.search(
        rf"The gap between (.+?) and (.+?) is {NUMBER} per 1,000 live births, "
        rf"likely range {NUMBER} to {NUMBER}; the ratio is {NUMBER}, likely range "
        rf"{NUMBER} to {NUMBER}",
        page,
    )
    assert found is not None
    first, other = found.groups()[:2]
    gap, low, high, ratio, least, most = map(float, found.groups()[2:])
    # The same from the counts of the table below it.
    rates = []
    for group in (first, other):
        counts = re.search(rf"{re.escape(group)} (\d[\d,]*) ([\d,]+) [\d.]+ ", page)
        assert counts is not None, group
        deaths, births = (float(each.replace(",", "")) for each in counts.groups())
        rates.append(1000 * deaths / births)
    assert gap == pytest.approx(rates[0] - rates[1], abs=0.051)
    assert ratio == pytest.approx(rates[0] / rates[1], abs=0.051)
    assert low < gap < high
    assert least < ratio < most


def test_s23_indicators_are_loaded_versioned_and_explained(
    site: dict[str, tuple[int, str]], home: Path
) -> None:
    said = run(home, "releases", "--json")
    (release,) = json.loads(said)["rows"]
    assert release["rows"] > 400_000
    assert release["release"] in site["/data/"][1]
    definitions = read(site["/data/definitions"][1]).text
    for indicator in fy.packs.indicators().values():
        assert indicator.name in definitions
        assert " ".join(indicator.definition.split()) in definitions
    assert run(home, "check").count("ok ") == 4


# Too few a year for any council: given for the country and its regions.
NOT_OF_COUNCILS = {"Maternal mortality"}


def test_s52_a_profile_holds_every_measure_of_an_area(
    site: dict[str, tuple[int, str]], home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "profile.html"
    run(home, "profile", "Plovergate", "--out", str(target))
    document = read(target.read_text(encoding="utf-8")).text
    page = read(site[AREA][1]).text
    with fy.figures.open(home) as store:
        held = {each.indicator for each in store.indicators()}
    titles = {
        fy.packs.indicator(name).short_name
        for name in held & set(fy.packs.indicators())
    }
    assert len(titles) > 40
    assert {title for title in titles if title not in page} == NOT_OF_COUNCILS
    assert {title for title in titles if title not in document} == NOT_OF_COUNCILS
    assert "232 babies died before their first birthday in 2021 to 2023" in document


TOPICS = {
    "breastfeeding-6-to-8-weeks": "Breastfed at 6 to 8 weeks",
    "child-poverty": "Child poverty",
    "bmi-30-or-over": "BMI of 30 or over",
    "under-18-conceptions": "Under-18 conceptions",
    "smoking-at-delivery": "Smoking at delivery",
}


def test_s70_level_and_trend_of_the_five_topics(
    site: dict[str, tuple[int, str]], home: Path
) -> None:
    page = read(site[AREA][1]).text
    for indicator, title in TOPICS.items():
        found = re.search(
            rf"{title} (rising|falling|no clear change|cannot tell)[^|]*? "
            r"(?:April \d{4} to March \d{4}|\d{4}(?: to \d{4})?) [\d,]+ ([\d.]+)",
            page,
        )
        assert found is not None, title
        assert 0 < float(found[2]) < 100, indicator
    assert "over time" in read(site["/indicator/smoking-at-delivery"][1]).text.lower()
    said = run(home, "trend", "home:smoking-at-delivery", "--out", "-")
    by_area = {row["area"]: row for row in csv.DictReader(io.StringIO(said))}
    assert by_area["X06000069"]["direction"] == "decreasing"
    assert "Smoking at delivery falling" in page


def test_s93_where_to_look_first_states_its_rule(
    site: dict[str, tuple[int, str]], home: Path
) -> None:
    page = read(site[REGION][1]).text
    assert "Where to look first By how long a rate has been high" in page
    assert rule(fy.packs.indicator("infant-mortality"), "Exampleland") in page
    first = page.index("Higher in all 18 periods")
    likely = page.index("sure to be above it allowing for small numbers")
    assert first < likely
    # The areas that are truly high come first, and a small one with no death does not.
    listed = page[page.index("Where to look first") : page.index("are higher than")]
    for name in ("Plovergate", "Quincebridge", "Teaselford"):
        assert name in listed
    assert "St Élowyn" not in listed
    said = run(home, "stabilise", "home:infant-mortality", "--out", "-")
    rows_of = list(csv.DictReader(io.StringIO(said)))
    small = [r for r in rows_of if r["name"] == "St Élowyn's Reach"][-1]
    large = [r for r in rows_of if r["name"] == "Plovergate"][-1]
    assert float(small["own_share"]) < 0.3 < float(large["own_share"])


def test_s127_what_follows_from_the_west_midlands_in_2022() -> None:
    found = fy.measures.mortality({"infant": 353, "neonatal": 279, "stillbirth": 271})
    assert float(found.post_neonatal) == 74
    assert float(found.extended_perinatal) == 550


def test_s128_the_map_has_a_link_and_a_row_for_each_area(
    site: dict[str, tuple[int, str]],
) -> None:
    page = site[REGION][1]
    links = {a for a in read(page).links.get("map", []) if a.startswith("/area/")}
    table = table_of(site, f"{REGION}/map.csv")
    assert len(table) == 14
    with_figure = [row for row in table if any("higher" in v for v in row.values())]
    assert len(with_figure) == 5
    assert len(links) >= 14
    assert "Five of the 14 areas are higher than Exampleland" in read(page).text
    assert "150 areas across Exampleland" in read(page).text


# Nine of the ten three-year periods of the published table: its counts over ten are
# equal or one more.
OFTEN_HIGHER = {
    "Birmingham": 9,
    "Bradford": 9,
    "Sandwell": 9,
    "Walsall": 9,
    "Stoke-on-Trent": 9,
    "Wolverhampton": 8,
    "Leicester": 8,
    "Staffordshire": 8,
    "Manchester": 7,
    "Derby": 7,
    "Nottingham": 6,
    "Oldham": 6,
    "Kirklees": 5,
    "Luton": 5,
    "Lancashire": 5,
    "Blackpool": 5,
}


def test_s129_the_published_table_comes_out_again(shared: Path, home: Path) -> None:
    file = shared / "data" / "infant-mortality-utla-fingertips-layout.csv"
    said = run(
        home,
        *("persistence", str(file), "--benchmark", "E92000001"),
        *("--since", "2011", "--out", "-"),
    )
    found = {
        row["name"]: int(row["higher"])
        for row in csv.DictReader(io.StringIO(said))
        if int(row["higher"]) >= 5
    }
    assert found == OFTEN_HIGHER


def test_s139_one_view_has_every_measure_of_every_area(
    site: dict[str, tuple[int, str]], home: Path
) -> None:
    page = read(site[REGION][1])
    cells = {a for links in page.links.values() for a in links if "?area=" in a}
    assert len({a.split("?")[0] for a in cells}) > 40
    assert len({a.split("area=")[1] for a in cells}) == 14
    start = read(site["/"][1]).text
    assert "Where to look first" in start
    assert "Areas higher than Exampleland" in start


def test_s142_words_are_explained_in_one_place(
    site: dict[str, tuple[int, str]],
) -> None:
    page = read(site["/glossary/"][1]).text
    written = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    for term in fy.packs.glossary().values():
        assert term.term in written
        assert term.term.lower() in page.lower()
    methods = read(site["/methods/"][1]).text
    assert "Rates and their intervals" in methods
