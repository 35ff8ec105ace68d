"""Every YAML file opens, is looked after, and says nothing it should not."""

import csv
import json
import runpy
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import firstyear as fy
from firstyear.measures.reality import CHECKS
from firstyear.packs import Entry

ROOT = Path(__file__).parents[2]
YAML = sorted(
    path
    for path in Path(str(files("firstyear.packs"))).rglob("*.yaml")
    # Packs that other parts of the library own are checked beside those parts.
    if path.parent.name in {"indicators", "lists", "packs"}
    or "instruments" in path.parts
)

PRODUCT_WORDS = """
area period count denominator rate interval benchmark comparison release figure record
pack instrument question answer session review lens finding recommendation action
measure scenario lever network team
"""


def entries() -> list[Entry]:
    packs = fy.packs
    return [
        *packs.indicators().values(),
        *packs.identities(),
        *packs.nested(),
        *packs.dimensions().values(),
        *packs.glossary().values(),
        *packs.support_links(),
        *packs.is_it_real(),
        *packs.avoid(),
        *packs.policies().values(),
        *packs.bodies().values(),
        *packs.interventions().values(),
        *packs.standards().values(),
        *(point for points in packs.lists().values() for point in points),
        *packs.roles(),
        *packs.polls("opening"),
        *packs.polls("evaluation"),
        *packs.duties(),
        *packs.life_course(),
        *packs.instruments().values(),
        *(part for held in packs.instruments().values() for part in held.parts),
        *(row for held in packs.instruments().values() for row in held.entries),
    ]


def texts_shown() -> list[tuple[str, str]]:
    """Every text that a page could show, with where it comes from."""
    quiet = {"id", "owner", "review_date", "patterns", "exceptions", "identifiers"}
    # Other people chose those words; what a thing was called is a fact.
    quiet |= {"address", "then", "then_title", "kind"}
    shown: list[tuple[str, str]] = []
    for entry in entries():
        if isinstance(entry, fy.packs.Avoid):
            continue
        for field, value in entry.model_dump(exclude=quiet).items():
            if isinstance(value, str):
                shown.append((f"{entry.id}.{field}", value))
            elif field in ("categories", "levels", "scale", "looks_at", "options"):
                shown.extend((f"{entry.id}.{field}", text) for text in value)
    return shown


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.stem)
def test_every_file_has_an_owner_and_a_review_date_ahead(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content["owner"]
    assert content["review_date"] >= datetime.now(tz=UTC).date(), "due for review"
    assert content["entries"]


def test_every_entry_has_an_owner_and_a_review_date_in_2027() -> None:
    for entry in entries():
        assert entry.owner
        assert entry.review_date.year == 2027, entry.id


def test_no_text_has_words_to_avoid() -> None:
    found = [
        (place, word.word, word.instead)
        for place, text in texts_shown()
        for word in fy.packs.words_to_avoid(text, where=kinds_of(place, text))
    ]
    # The glossary has to name what it tells people not to say.
    allowed = {
        ("suppressed.term", "suppressed"),
    }
    assert [item for item in found if item[:2] not in allowed] == []


def kinds_of(place: str, text: str) -> list[str]:
    screening = "screening" in place or "screening" in text
    return ["public", "screening"] if screening else ["public"]


def test_family_phrases_are_not_headlines_to_avoid() -> None:
    for entry in fy.packs.indicators().values():
        assert not fy.packs.words_to_avoid(
            entry.family_phrase, where=["public", "headline"]
        )


def test_words_of_the_product_are_in_the_glossary() -> None:
    terms = {term.term for term in fy.packs.glossary().values() if term.kind == "word"}
    assert {*PRODUCT_WORDS.split(), "test of change"} <= terms


def test_glossary_references_resolve_and_terms_are_unique() -> None:
    terms = fy.packs.glossary()
    for term in terms.values():
        assert set(term.see) <= set(terms), term.id
        assert term.id not in term.see
        assert term.definition.endswith("."), term.id
    names = [term.term.lower() for term in terms.values()]
    short = [term.abbreviation for term in terms.values() if term.abbreviation]
    assert len(names) == len(set(names))
    assert len(short) == len(set(short))


def test_words_that_indicators_use_are_in_the_glossary() -> None:
    terms = fy.packs.glossary()
    for indicator_id in ("infant-mortality", "stillbirth", "neonatal-mortality"):
        entry = fy.packs.indicator(indicator_id)
        assert terms[entry.id].say == entry.family_phrase


def test_glossary_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "tools/write_glossary.py"))["glossary_page"]()
    written = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert written == page, "run python tools/write_glossary.py"


def test_dimensions_have_categories_once_and_unknown_beside_them() -> None:
    for entry in fy.packs.dimensions().values():
        assert len(set(entry.categories)) == len(entry.categories) >= 2, entry.id
        assert not set(entry.categories) & set(entry.unknown), entry.id
    assert len(fy.packs.dimensions()["ethnic-group-mother"].categories) == 19
    assert len(fy.packs.dimensions()["ethnic-group-mother@2001-16"].categories) == 16


def test_broad_groups_hold_every_fine_group() -> None:
    held = fy.packs.dimensions()["ethnic-group-mother-broad"].holds
    fine = {f"{broad}: {part}" for broad, parts in held.items() for part in parts}
    assert fine == set(fy.packs.dimensions()["ethnic-group-mother"].categories)


def test_labels_of_deprivation_fifths() -> None:
    fifths = fy.packs.dimension("imd2019-quintile-england")
    assert fifths.label("1") == "Most deprived fifth"
    assert fifths.label("Unknown") == "Unknown"
    assert fifths.best_off == fifths.categories[-1] == "5"


def test_there_are_ten_checks_and_four_charities() -> None:
    # The measure that counts the answers knows each by its id, in this order.
    assert tuple(check.id for check in fy.packs.is_it_real()) == CHECKS
    assert len(CHECKS) == 10
    assert all(check.question.endswith("?") for check in fy.packs.is_it_real())
    assert {link.id for link in fy.packs.support_links()} == {
        "sands",
        "lullaby-trust",
        "bliss",
        "child-bereavement-uk",
    }


def test_fingertips_identifiers_are_the_publishers(shared: Path) -> None:
    with (shared / "data/FingertipsNext_indicators.json").open() as handle:
        published = {str(item["indicatorID"]): item for item in json.load(handle)}
    kinds = {"rate": "Crude rate", "proportion": "Proportion", "score": "Score"}
    checked = 0
    for entry in fy.packs.indicators().values():
        for code in set(entry.identifiers.get("fingertips-next", ())) & set(published):
            assert published[code]["valueType"] == kinds[entry.kind], entry.id
            assert float(published[code]["unitValue"]) == entry.per, entry.id
            checked += 1
    assert checked == 5


def test_msds_identifiers_are_in_the_published_file(shared: Path) -> None:
    path = shared / "data/msds-annual-2022-23.csv"
    with path.open(encoding="utf-8-sig") as handle:
        published = {
            f"{row['Dimension']}:{row['Measure']}" for row in csv.DictReader(handle)
        }
    ours = {
        code
        for entry in fy.packs.indicators().values()
        for code in entry.identifiers.get("msds", ())
    }
    assert ours <= published


def test_names_of_the_national_series_are_dimension_categories(shared: Path) -> None:
    with (shared / "data/ons-sdg-neonatal-mortality.csv").open() as handle:
        groups = {row["Ethnic group"] for row in csv.DictReader(handle)} - {""}
    entry = fy.packs.dimensions()["ethnic-group-baby@ons-11"]
    assert groups == {*entry.categories, *entry.unknown}
