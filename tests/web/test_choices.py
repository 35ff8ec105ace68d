"""What the address of a page asks for: kept on the next page, explained where odd."""

import re

import pytest
from django.test import Client
from firstyear_tests_pages import problems, read_page

from firstyear.figures import Release

REGION, COUNTRY = "X12000005", "X92000001"
CHOSEN = "indicator=stillbirth&years=1&since=2010"


@pytest.fixture
def area(client: Client, region: Release) -> str:
    """The first area that the region page says to look at."""
    page = read_page(client.get(f"/region/{REGION}?indicator=stillbirth").content)
    found = next(href for _, href in page.links if href.startswith("/area/"))
    return re.split(r"[/?]", found)[2]


def test_links_to_areas_keep_what_was_chosen(client: Client, region: Release) -> None:
    page = read_page(client.get(f"/region/{REGION}?{CHOSEN}").content)
    areas = [href for _, href in page.links if href.startswith("/area/")]
    assert len(areas) > 10
    assert {href.partition("?")[2] for href in areas} == {CHOSEN}
    assert any("/is-it-real?" in href for href in areas)


def test_the_start_page_leads_to_the_outcome_it_shows(
    client: Client, region: Release
) -> None:
    page = read_page(client.get("/").content)
    areas = [href for _, href in page.links if href.startswith("/area/")]
    assert areas
    assert {href.partition("?")[2] for href in areas} == {"indicator=infant-mortality"}


def test_the_checks_name_their_outcome_and_lead_back_to_it(
    client: Client, area: str
) -> None:
    answer = client.get(f"/area/{area}/is-it-real?{CHOSEN}")
    page = read_page(answer.content)
    assert "babies who were stillborn" in page.title
    assert (f"/area/{area}?{CHOSEN}") in [href for _, href in page.links]
    assert problems(answer.content) == []


def test_areas_of_an_indicator_open_on_that_indicator(
    client: Client, region: Release
) -> None:
    page = read_page(client.get("/indicator/folic-acid").content)
    areas = [href for _, href in page.links if href.startswith("/area/")]
    assert {href.partition("?")[2] for href in areas} == {"indicator=folic-acid"}
    shown = client.get(areas[0])
    chosen = re.search(r'<option value="folic-acid" selected>', shown.content.decode())
    assert chosen, "the form of an area shows the measure that the page is about"


def test_the_kind_of_area_is_a_visible_choice(client: Client, region: Release) -> None:
    answer = client.get(f"/region/{COUNTRY}?level=board")
    page = read_page(answer.content)
    levels = next(field for field in page.fields if field.get("name") == "level")
    assert levels["tag"] == "select"
    assert 'value="board" selected' in answer.content.decode()
    assert problems(answer.content) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/region/{region}?years=2", "no 2-year figures"),
        ("/region/{region}?years=99", "1, 2, 3 or 5 years"),
        ("/region/{region}?years=three", "not 'three'"),
        ("/region/{region}?since=2190", "no 3-year figures"),
        ("/region/{region}?since=soon", "not 'soon'"),
        ("/region/{region}?level=zzz", "Choose a level"),
        ("/region/{region}?level=provider", "level provider"),
        ("/region/{region}?indicator=zzz", "no indicator called 'zzz'"),
        ("/region/{region}?indicator=maternal-mortality", "Maternal"),
        ("/region/{region}?show=zzz", "Cells of the rug"),
        ("/region/{region}/map.csv?years=2", "no 2-year figures"),
        ("/region/Z99", "No area has the code 'Z99'"),
        ("/area/{area}?years=2", "no 2-year figures"),
        ("/area/{area}?since=2190", "no 3-year figures"),
        ("/area/{area}?indicator=zzz", "no indicator called 'zzz'"),
        ("/area/{area}/is-it-real?years=2", "no 2-year figures"),
        ("/indicator/stillbirth?years=2", "no 2-year figures"),
        ("/indicator/stillbirth?years=99", "no 99-year figures"),
        ("/indicator/stillbirth?years=x", "whole years"),
        ("/indicator/stillbirth?dimension=zzz", "no groups called 'zzz'"),
        ("/indicator/stillbirth?level=zzz", "level 'zzz'"),
        ("/indicator/stillbirth?country=zzz", "No area has the code 'zzz'"),
        ("/indicator/stillbirth?country={area}", "is not a country"),
        ("/indicator/stillbirth?region=zzz", "No area has the code 'zzz'"),
        ("/indicator/stillbirth?region={area}", "has no areas"),
        ("/indicator/stillbirth?area=zzz", "No area has the code 'zzz'"),
        ("/indicator/stillbirth?period=1066-01-01", "no period that begins on"),
        ("/indicator/zzz", "No figures of 'zzz'"),
    ],
)
def test_what_there_is_none_of_is_explained(
    client: Client, region: Release, area: str, address: str, said: str
) -> None:
    answer = client.get(address.format(region=REGION, area=area))
    assert answer.status_code == 404
    page = read_page(answer.content)
    assert said in page.words
    assert problems(answer.content) == []
    if "?" in address:
        usual = [href for text, href in page.links if "usual choices" in text]
        assert usual == [address.format(region=REGION, area=area).partition("?")[0]]


def test_a_blank_choice_is_no_choice(client: Client, region: Release) -> None:
    address = f"/region/{REGION}"
    blank = client.get(f"{address}?indicator=&years=&since=&level=")
    assert blank.content == client.get(address).content


def test_the_rug_sets_parts_in_and_says_of_what(
    client: Client, region: Release
) -> None:
    answer = client.get(f"/region/{REGION}")
    page = read_page(answer.content)
    assert "infant mortality holds neonatal mortality" in page.words
    assert "Neonatal mortality, part of infant mortality" in page.words
    assert answer.content.decode().count("fy-rug__part--2") >= 2
