"""Every methods page runs, has its sections, and is of the version results carry."""

import doctest
import re
from pathlib import Path

import pytest

import firstyear as fy

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
PAGES = sorted(FOLDER.glob("*.md"))
SECTIONS = ["Formula", "When to use it", "Caution", "Source", "Worked example"]


def front_matter(page: Path) -> dict[str, str]:
    """The `name: value` lines between the first two rules."""
    _, block, _ = page.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in block.strip().splitlines())


def names(page: Path) -> str:
    return page.stem


def mine() -> list[Path]:
    """Pages of methods that the measures know; other parts have pages here too."""
    return [page for page in PAGES if page.stem in fy.measures.METHODS]


def test_every_method_has_a_page() -> None:
    assert {page.stem for page in mine()} == set(fy.measures.METHODS)


@pytest.mark.parametrize("page", mine(), ids=names)
def test_front_matter_and_version(page: Path) -> None:
    block = front_matter(page)
    assert set(block) == {"title", "version", "summary"}
    assert block["version"] == fy.measures.METHODS[page.stem]
    assert block["summary"].endswith(".")


@pytest.mark.parametrize("page", mine(), ids=names)
def test_plain_opening_then_the_sections_in_order(page: Path) -> None:
    body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert re.findall(r"^## (.+)$", body, flags=re.MULTILINE) == SECTIONS
    opening, *sections = re.split(r"^## .+$", body, flags=re.MULTILINE)
    assert len(opening.split()) > 25
    assert "`" not in opening
    assert all(len(section.split()) >= 8 for section in sections)


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_examples_run(page: Path) -> None:
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+\.md)\)", page.read_text(encoding="utf-8")):
        assert (FOLDER / target).is_file(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_words_are_those_a_public_page_may_use(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    # titles of sources are quoted as they stand
    prose = re.sub(r"^## Source$.*?(?=^## )", "", prose, flags=re.DOTALL | re.MULTILINE)
    found = fy.packs.words_to_avoid(prose, where=("public",))
    assert [word.word for word in found] == []


def test_cautions_and_sentences_use_those_words_too() -> None:
    m = fy.measures
    estimate = m.rate([30, 12, 9], [5_000, 4_000, 3_000])
    said = [
        *m.CAUTIONS.values(),
        estimate.sentence(0, counted="deaths", among="live births"),
        m.compare(estimate, 4).sentence(0, name="England"),
        m.stabilise([30, 12, 9], [5_000, 4_000, 3_000]).sentence(0, name="England"),
        m.detect(27, -0.2).sentence(),
        m.trend([5] * 5, [900] * 5).sentence(),
        m.overdispersion([60, 20, 45, 30], [40, 35, 40, 38]).sentence(),
        m.is_it_real({"two-tests-agree": False}).sentence(),
        *m.agreement(["similar"], ["higher-95"]),
    ]
    for sentence in said:
        found = fy.packs.words_to_avoid(sentence, where=("public",))
        assert [word.word for word in found] == [], sentence


def test_versions_travel_with_results() -> None:
    m, versions = fy.measures, fy.measures.METHODS
    estimate = m.rate([5, 9], [900, 900])
    carried = {
        "rates": estimate.version,
        "proportions": m.proportion(1, 2).version,
        "definitions": m.mortality({"infant": 1}).version,
        "pooling": m.pool([2018, 2019], [1, 1], [9, 9], years=2).version,
        "comparison-interval": m.compare(estimate, 4).version,
        "comparison-funnel": m.funnel_limits(4, [900]).version,
        "over-dispersion": m.overdispersion([5, 9], [6, 6]).version,
        "stabilised-rates": m.stabilise([5, 9], [900, 900]).version,
        "standardisation": m.indirect_ratio(5, 6).version,
        "trend": m.trend([5] * 5, [900] * 5).version,
        "detectability": m.detect(27, -0.2).version,
        "ratios-and-gaps": m.rate_ratio(5, 900, 9, 900).version,
        "persistence": m.persistence([[5]], [[4]], [[6]], [3]).version,
        "neighbours": m.neighbours([[1], [2]]).version,
        "is-it-real": m.is_it_real({}).version,
    }
    assert carried == {name: versions[name] for name in carried}
