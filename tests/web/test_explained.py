"""Technical words are explained where they first stand, each once a page."""

import re

import pytest
from django.test import Client
from firstyear_tests_pages import problems, read_page

from firstyear import packs
from firstyear.figures import Release
from firstyear_web.design.explained import WRITTEN, explained

PAGES = (
    "/",
    "/region/X12000005",
    "/region/X12000005?indicator=breastfeeding-first-feed",
    "/area/{area}",
    "/area/{area}/is-it-real",
    "/indicator/infant-mortality",
    "/data/",
    "/data/definitions",
    "/methods/",
    "/methods/stabilised-rates",
)
BUTTON = re.compile(r'class="fy-term" popovertarget="about-([a-z0-9-]+)"[^>]*>([^<]*)<')
BOX = re.compile(r'<div popover id="about-([a-z0-9-]+)"')


@pytest.fixture
def area(client: Client, region: Release) -> str:
    page = read_page(client.get("/region/X12000005").content)
    found = next(href for _, href in page.links if href.startswith("/area/"))
    return re.split(r"[/?]", found)[2]


@pytest.mark.parametrize("page", PAGES)
def test_every_word_is_explained_once(client: Client, area: str, page: str) -> None:
    answer = client.get(page.format(area=area))
    html = answer.content.decode()
    found = [identifier for identifier, _ in BUTTON.findall(html)]
    assert found, "this page has technical words"
    assert len(found) == len(set(found))
    assert sorted(BOX.findall(html)) == sorted(found)
    for identifier in found:
        assert packs.glossary()[identifier].definition[:30] in read_page(
            answer.content
        ).words.replace("\n", " ")
    assert problems(answer.content) == []


def test_what_pages_say_most_is_explained_there(client: Client, area: str) -> None:
    wanted = {
        f"/area/{area}": {"interval", "funnel", "small-numbers", "expected-by-chance"},
        "/region/X12000005": {"interval", "expected-by-chance"},
        f"/area/{area}/is-it-real": {"interval"},
        "/indicator/infant-mortality": {"live-birth"},
    }
    for page, words in wanted.items():
        html = client.get(page).content.decode()
        assert words <= {identifier for identifier, _ in BUTTON.findall(html)}, page


def test_every_word_is_in_the_glossary_and_is_found_by_its_own_name() -> None:
    for identifier, forms in WRITTEN.items():
        assert identifier in packs.glossary()
        for form in forms.replace("s?", "").split("|"):
            html = explained(f"<p>About {form} here.</p>")
            assert BUTTON.findall(html) == [(identifier, form)], form


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Stillbirths</h2>",
        '<p><a href="/">stillbirth</a></p>',
        "<table><tr><td><p>stillbirth</p></td></tr></table>",
        "<svg><text>stillbirth</text></svg>",
        "<div>stillbirth</div>",
        '<p title="stillbirth">One baby</p>',
        "<p><code>stillbirth</code></p>",
        "<li><label>stillbirth</label></li>",
    ],
)
def test_headings_links_tables_and_pictures_are_left_alone(html: str) -> None:
    assert explained(html) == html


def test_the_first_standing_is_the_one() -> None:
    html = explained("<h1>Stillbirth</h1><p>A stillbirth.</p><p>Stillbirths again.</p>")
    assert BUTTON.findall(html) == [("stillbirth", "stillbirth")]
    assert html.index("fy-term") < html.index("again")
    assert "#term-stillbirth" in html


def test_the_glossary_explains_itself(client: Client, region: Release) -> None:
    assert "fy-term" not in client.get("/glossary/").content.decode()
