"""The API: what its description promises, and the same answers as the pages."""

import csv
import io
import math
from typing import Any

import pyarrow as pa
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from firstyear_tests_pages import problems, read_page
from hypothesis import HealthCheck, given, settings

from firstyear import packs
from firstyear.figures import Release, Store
from firstyear.figures.schema import FIGURES
from firstyear.picture.geography import atlas
from firstyear.picture.region import region_picture
from firstyear_web.api import comparisons
from firstyear_web.api.api import api

PLAIN = {"Host": "localhost", "Accept-Encoding": "identity"}
DESCRIBED = api.get_openapi_schema(path_prefix="/api/")
schema = schemathesis.openapi.from_wsgi(
    "/api/openapi.json", get_wsgi_application(), headers=PLAIN
)
COUNTRY = "X92000001"
FIGURES_OF = "/api/figures?indicator=infant-mortality"


@pytest.fixture(autouse=True)
def _loaded(region: Release) -> None:
    """Every test here asks for figures."""


def get(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def rows(address: str) -> list[dict[str, Any]]:
    answer = get(address)
    assert answer.status_code == 200, answer.content
    (name,) = {"figures", "comparisons", "areas"} & set(answer.json())
    found: list[dict[str, Any]] = answer.json()[name]
    return found


@pytest.mark.parametrize("path", DESCRIBED["paths"])
def test_whatever_is_asked_is_answered_as_described(path: str) -> None:
    """Calls that the description allows, and calls that it does not."""
    operation = schema[path]["GET"]

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=PLAIN)

    ask()


REAL: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("/api/figures", {"indicator": "infant-mortality,stillbirth", "limit": 50}, {}),
    ("/api/figures", {"indicator": "stillbirth", "dimension": "all", "limit": 9}, {}),
    ("/api/figures", {"indicator": "stillbirth", "format": "csv", "from": 2020}, {}),
    ("/api/dictionary", {"indicator": "infant-mortality"}, {}),
    ("/api/releases", {}, {}),
    (
        "/api/comparisons",
        {"indicator": "infant-mortality", "level": "county-unitary", "from": 2021},
        {},
    ),
    ("/api/comparisons", {"indicator": "stillbirth", "level": "region"}, {}),
    ("/api/comparisons", {"indicator": "births-per-midwife", "level": "board"}, {}),
    ("/api/comparisons", {"indicator": "smoking-at-delivery", "level": "region"}, {}),
    ("/api/areas", {"limit": 10_000}, {}),
    ("/api/packs", {}, {}),
    ("/api/packs/{name}", {}, {"name": "indicators"}),
    ("/api/packs/{name}", {}, {"name": "glossary"}),
]


@pytest.mark.parametrize(("path", "query", "parts"), REAL)
def test_real_answers_are_as_described(
    path: str, query: dict[str, Any], parts: dict[str, Any]
) -> None:
    case = schema[path]["GET"].Case(query=query, path_parameters=parts)
    answer = case.call_and_validate(headers=PLAIN)
    assert answer.status_code == 200


def test_figures_have_the_canonical_columns_in_both_forms() -> None:
    columns = [*FIGURES.names, "release"]
    in_json = rows(f"{FIGURES_OF}&level=region&from=2020")
    assert list(in_json[0]) == columns
    answer = get(f"{FIGURES_OF}&level=region&from=2020&format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    in_csv = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert list(in_csv[0]) == columns
    assert len(in_csv) == len(in_json)
    for one, other in zip(in_csv, in_json, strict=True):
        for name in columns:
            given = "" if other[name] is None else other[name]
            if isinstance(given, float):
                assert math.isclose(float(one[name]), given)
            else:
                assert one[name] == given


def test_figures_are_those_of_the_store(store: Store) -> None:
    table = store.figures("infant-mortality", areas=[COUNTRY])
    assert [row["count"] for row in rows(f"{FIGURES_OF}&area={COUNTRY}")] == table[
        "count"
    ].to_pylist()


def test_every_answer_carries_what_it_means() -> None:
    answer = get(FIGURES_OF)
    (meaning,) = answer.json()["dictionary"]
    assert meaning["definition"] == packs.indicator("infant-mortality").definition
    address = next(
        part.split(">")[0].lstrip(" <")
        for part in get(f"{FIGURES_OF}&format=csv")["Link"].split(",")
        if "describedby" in part
    )
    beside = get(address).json()
    assert beside["dictionary"][0]["indicator"] == "infant-mortality"
    assert {row["level"] for row in beside["gaps"]} >= {"country", "county-unitary"}
    codes = {(row["kind"], row["code"]) for row in beside["codes"]}
    assert ("area", COUNTRY) in codes
    assert ("status", "suppressed") in codes


def test_pages_of_rows_join_up() -> None:
    whole = rows(f"{FIGURES_OF}&level=region")
    address, joined = f"{FIGURES_OF}&level=region&limit=100", []
    while address:
        answer = get(address)
        joined += answer.json()["figures"]
        assert answer["X-Total-Count"] == str(len(whole))
        following = [
            part.split(">")[0].lstrip(" <")
            for part in answer["Link"].split(",")
            if 'rel="next"' in part
        ]
        address = following[0] if following else ""
    assert joined == whole


def test_between_two_years() -> None:
    found = rows(f"{FIGURES_OF}&area={COUNTRY}&from=2018&to=2020")
    assert min(row["date_from"] for row in found) == "2018-01-01"
    assert max(row["date_to"] for row in found) == "2020-12-31"
    same = rows(f"{FIGURES_OF}&area={COUNTRY}&from=2018-01-01&to=2020-12-31")
    assert same == found


def test_breakdowns_are_asked_for_by_name() -> None:
    everyone = rows(f"{FIGURES_OF}&area={COUNTRY}")
    assert {row["dimension"] for row in everyone} == {""}
    name = next(
        each
        for each in api_held()["infant-mortality"]
        if each  # some breakdown
    )
    split = rows(f"{FIGURES_OF}&area={COUNTRY}&dimension={name}")
    assert {row["dimension"] for row in split} == {name}
    every = get(f"{FIGURES_OF}&area={COUNTRY}&dimension=all&limit=10000").json()
    assert every["total"] > len(everyone) + len(split) - 1


def api_held() -> dict[str, list[str]]:
    return {
        held["indicator"]: held["dimensions"]
        for release in get("/api/releases").json()["releases"]
        for held in release["holds"]
    }


def test_answer_that_has_not_changed_is_not_sent_again() -> None:
    for address in (FIGURES_OF, f"{FIGURES_OF}&format=csv", "/api/packs/glossary"):
        first = get(address)
        again = get(address, **{"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
    other = get(f"{FIGURES_OF}&limit=1", **{"if-none-match": get(FIGURES_OF)["ETag"]})
    assert other.status_code == 200


def test_etag_changes_with_the_releases(monkeypatch: pytest.MonkeyPatch) -> None:
    before = get(FIGURES_OF)["ETag"]
    monkeypatch.setattr(Store, "version", "another")
    assert get(FIGURES_OF, **{"if-none-match": before}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/figures", 400, "indicator is missing"),
        ("/api/figures?indicator=", 400, "indicator"),
        ("/api/figures?indicator=,", 400, "Held are: "),
        ("/api/figures?indicator=nope", 404, "Held are: "),
        (f"{FIGURES_OF}&area=E1", 404, "/api/areas lists them"),
        (f"{FIGURES_OF}&level=village", 400, "level"),
        (f"{FIGURES_OF}&from=2018-07", 400, "a year such as 2018"),
        (f"{FIGURES_OF}&from=2018-02-31", 400, "a year such as 2018"),
        (f"{FIGURES_OF}&from=2020&to=2018", 400, "turn them round"),
        (f"{FIGURES_OF}&dimension=colour", 404, "They are by: "),
        (f"{FIGURES_OF}&limit=0", 400, "limit"),
        (f"{FIGURES_OF}&limit=10001", 400, "limit"),
        (f"{FIGURES_OF}&offset=-1", 400, "offset"),
        (f"{FIGURES_OF}&format=xml", 400, "format"),
        (f"{FIGURES_OF}&areas=E1", 400, "There are: "),
        (f"{FIGURES_OF}&level=region&level=board", 400, "Give it once"),
        ("/api/comparisons?indicator=infant-mortality", 400, "level is missing"),
        (
            "/api/comparisons?indicator=infant-mortality,stillbirth&level=region",
            400,
            "one at a time",
        ),
        (
            "/api/comparisons?indicator=infant-mortality&level=region&benchmark=E1",
            404,
            "/api/areas lists them",
        ),
        (
            "/api/comparisons?indicator=infant-mortality&level=region&dimension=all",
            400,
            "one breakdown",
        ),
        (
            "/api/comparisons?indicator=infant-mortality&level=region&from=1900&to=1901",
            404,
            "other periods",
        ),
        ("/api/areas?within=X12000005", 400, "the level of what lies inside"),
        ("/api/packs/nope", 404, "There are: "),
        ("/api/nowhere", 404, "no page at this address"),
    ],
)
def test_slips_are_answered_with_what_to_do(
    address: str, status: int, said: str
) -> None:
    answer = get(address)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    assert said in answer.json()["detail"]


def test_blank_parameters_are_the_same_as_none() -> None:
    blank = "&area=&level=&from=&to=&dimension=&format="
    assert rows(f"{FIGURES_OF}{blank}") == rows(FIGURES_OF)
    assert rows("/api/areas?level=&within=") == rows("/api/areas")


def test_classification_is_that_of_the_pages(store: Store) -> None:
    """Of every area, in the period that the region's page shows."""
    regions = [place.code for place in atlas(store).of_level("region")]
    compared = 0
    for code in regions:
        picture = region_picture(store, code, indicator="infant-mortality", years=1)
        span = picture.span
        answered = {
            row["area"]: row
            for row in rows(
                f"/api/comparisons?indicator=infant-mortality&level={picture.level}"
                f"&from={span.date_from}&to={span.date_to}"
            )
        }
        for standing in picture.areas:
            told = answered.get(standing.place.code)
            if told is None:  # no figure of this period
                assert not standing.verdict.comparison
                continue
            assert told["comparison"] == standing.verdict.comparison
            assert told["funnel_comparison"] == standing.verdict.funnel
            if standing.verdict.comparison:
                assert math.isclose(
                    told["margin"], standing.verdict.margin, rel_tol=1e-9, abs_tol=1e-9
                )
            compared += 1
    assert compared > 100


def test_comparison_inside_a_region_leaves_others_out(store: Store) -> None:
    region = atlas(store).of_level("region")[0]
    inside = {p.code for p in atlas(store).members(region.code, "county-unitary")}
    found = rows(
        "/api/comparisons?indicator=infant-mortality&level=county-unitary"
        f"&benchmark={region.code}&from=2023"
    )
    assert {row["area"] for row in found} == inside
    assert {row["benchmark"] for row in found} == {region.code}
    assert {row["method"] for row in found} <= {"ratio-to-rest", "interval", ""}


def test_one_area_of_the_comparisons(store: Store) -> None:
    code = atlas(store).of_level("county-unitary")[0].code
    found = rows(
        "/api/comparisons?indicator=infant-mortality&level=county-unitary"
        f"&area={code}&from=2020"
    )
    assert {row["area"] for row in found} == {code}


def test_scores_are_compared_as_published_only() -> None:
    from firstyear.figures.schema import conform

    table = conform({"indicator": ["x"], "count": [3.0], "denominator": [10.0]})
    published = comparisons._as_published(table)
    assert published["count"].to_pylist() == [None]
    assert published.schema.equals(table.schema)


@pytest.mark.parametrize("kind", ["score", "ratio"])
def test_kinds_without_a_count_are_answered(store: Store, kind: str) -> None:
    held = {each.indicator for each in store.indicators()}
    known = [i.id for i in packs.indicators().values() if i.kind == kind]
    for indicator in [each for each in known if each in held][:2]:
        answer = get(f"/api/comparisons?indicator={indicator}&level=county-unitary")
        assert answer.status_code == 200, answer.content


def test_areas_know_their_parents(store: Store) -> None:
    region = atlas(store).of_level("region")[0]
    inside = rows(f"/api/areas?level=county-unitary&within={region.code}")
    assert region.code in {row["parent"] for row in inside}
    assert rows("/api/areas?level=country")[0]["area"] == COUNTRY


def test_packs_are_whole() -> None:
    for name in get("/api/packs").json()["packs"]:
        entries = get(f"/api/packs/{name}").json()["entries"]
        assert entries
        assert all(each["owner"] and each["review_date"] for each in entries)


def test_releases_say_where_figures_come_from_and_no_names(region: Release) -> None:
    (told,) = [
        each
        for each in get("/api/releases").json()["releases"]
        if each["id"] == region.id
    ]
    assert told["origin"] == "synthetic"
    assert "released_by" not in told


def test_nothing_can_be_changed() -> None:
    for path in ("/api/figures", "/api/packs", "/api/areas"):
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(Client(), method)(path)
            assert answer.status_code == 405
            assert "GET" in answer["Allow"]


def test_documentation_page_lists_every_call_and_its_examples_run() -> None:
    page = get("/api/")
    assert problems(page.content) == []
    read = read_page(page.content)
    for path, methods in DESCRIBED["paths"].items():
        assert f"GET {path}" in page.content.decode()
        for each in methods["get"].get("parameters", ()):
            assert f"<code>{each['name']}</code>" in page.content.decode()
    examples = [
        href for _, href in read.links if href.startswith("/api/") and href != "/api/"
    ]
    assert len(examples) > len(DESCRIBED["paths"])
    for address in examples:
        assert get(address).status_code == 200, address


def test_formulas_are_not_sent() -> None:
    from firstyear_web.data.exports import csv_text

    assert csv_text(pa.table({"name": ["=1"]})).splitlines() == ["name", "'=1"]


def test_comparisons_of_one_length_of_period() -> None:
    base = "/api/comparisons?indicator=infant-mortality&level=region&limit=10000"
    every, three = get(base).json(), get(f"{base}&years=3").json()
    assert 0 < three["total"] < every["total"]
    for row in three["comparisons"]:
        assert int(row["date_to"][:4]) - int(row["date_from"][:4]) == 2
        assert row in every["comparisons"]
    assert get(f"{base}&years=0").status_code == 400
    absent = get(f"{base}&years=9")
    assert absent.status_code == 400
    assert "1 year, 3 years" in absent.json()["detail"]
