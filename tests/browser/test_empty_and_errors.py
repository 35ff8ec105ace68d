"""Nothing loaded yet, and mistakes: a page that says what to do, never a traceback."""

from playwright.sync_api import Page, expect

from tests.browser.server import Server


def test_an_empty_site_says_how_to_begin(page: Page, empty: Server) -> None:
    page.goto(empty.address)
    expect(page.locator("main")).to_contain_text("There are no figures yet")
    expect(page.locator("main")).to_contain_text("firstyear load FILE")


def test_the_server_says_where_it_runs(demo: Server) -> None:
    assert demo.said == f"Firstyear is running at {demo.address}/"


def test_an_unknown_area_is_explained(page: Page, demo: Server) -> None:
    answer = page.goto(f"{demo.address}/area/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).to_contain_text("No area has the code 'nowhere'")


def test_odd_choices_are_explained(page: Page, demo: Server) -> None:
    for query in ("years=0", "years=x", "since=12", "indicator=<script>", "show=all"):
        answer = page.goto(f"{demo.address}/region/X12000005?{query}")
        assert answer is not None
        assert answer.status == 404, query
        assert "<script>" not in page.locator("main").inner_html()


def test_serve_asks_for_a_password(page: Page, empty: Server) -> None:
    page.goto(f"{empty.address}/data/load")
    expect(page).to_have_url(f"{empty.address}/accounts/login/?next=/data/load")


def test_the_demo_user_is_signed_in_on_loopback(page: Page, demo: Server) -> None:
    page.goto(f"{demo.address}/account")
    expect(page.locator("main")).to_contain_text("analyst")
