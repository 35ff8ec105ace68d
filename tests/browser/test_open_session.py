"""A short session from its plan to its report: four polls, four groups, two points.

Phones and scribes are browsers of their own, which share nothing with one another.
"""

import io
import re
from collections import Counter
from collections.abc import Callable

import docx
from playwright.sync_api import BrowserContext, Page, expect

import firstyear as fy
from tests.browser.server import Server

PHONE = {"width": 390, "height": 780}
GROUPS = ("Blue table", "Green table", "Red table", "Yellow table")
SAID = ("Poverty", "poverty", "Damp homes", "poverty and trust", "Trust", "Smoking")
COUNTED = {"poverty": 3, "trust": 2, "damp": 1, "homes": 1, "smoking": 1}


def planned(console: Page, demo: Server) -> None:
    """What a facilitator does before the day, up to the open doors."""
    console.goto(f"{demo.address}/diagnosis/plan")
    console.get_by_label("Title", exact=True).fill("Regional learning session")
    console.get_by_label("Area", exact=True).select_option(label="Midshire")
    console.get_by_label("Polls and groups").check()
    console.get_by_label("Date", exact=True).fill("14 5 2027")
    console.get_by_label("Start", exact=True).fill("10:00")
    console.get_by_label("Minutes").fill("90")
    console.get_by_label("Discussion groups").fill("\n".join(GROUPS))
    console.get_by_role("button", name="Plan it").click()
    expect(console.locator("main")).to_contain_text("90 of 90 minutes")
    console.get_by_role("button", name="Open the doors").click()


def send(phone: Page, place: int, kind: str) -> None:
    """What this person answers, as they would with a thumb."""
    form = phone.locator("form.room-vote")
    if kind == "word-cloud":
        form.get_by_label("One to three words").fill(SAID[place])
    elif kind == "choose-several":
        for option in {0, place}:
            form.locator("label.room-option").nth(option).click()
    elif kind == "scale":
        for statement in form.locator("fieldset.room-scale").all():
            statement.locator("label").nth(place % 3).click()
    else:
        for number, option in enumerate((place % 2, 4 + place, 12), start=1):
            form.locator(f"[name=rank-{number}]").select_option(str(option))
    form.get_by_role("button", name="Send my answer").click()


def test_a_session_of_polls_and_groups_from_plan_to_report(
    demo: Server, context: BrowserContext, opened: Callable[..., BrowserContext]
) -> None:
    console = context.new_page()
    planned(console, demo)
    session = re.search(r"/diagnosis/([0-9a-f]{32})", console.url)
    assert session is not None
    address = f"{demo.address}/diagnosis/{session[1]}"
    console.goto(f"{address}/console")
    projector = context.new_page()
    projector.goto(f"{address}/projector")
    code = projector.locator(".projector-code").inner_text().replace(" ", "")
    phones = []
    for _ in SAID:
        phone = opened(viewport=PHONE).new_page()
        phone.goto(f"{demo.address}/join/{code}")
        phone.get_by_role("button", name="Join").click()
        phone.wait_for_url("**/room/")
        phones.append(phone)

    polls = fy.packs.polls()
    now = console.locator("#now-section")
    for number, poll in enumerate(polls, start=1):
        line = console.locator(".console-agenda > li").filter(
            has=console.get_by_role("heading", name=poll.heading, exact=True)
        )
        line.get_by_role("button", name="Open", exact=True).click()
        for place, phone in enumerate(phones):
            expect(phone.locator("#live h1")).to_have_text(poll.question)
            send(phone, place, poll.kind)
            expect(phone.locator("#queue-received")).to_contain_text(f"{number} answer")
        expect(console.locator("#pulse-answers")).to_have_text(str(len(phones)))
        assert "poverty" not in projector.inner_text("main")
        now.get_by_role("button", name="Show the answers", exact=True).click()
        expect(projector.locator("h1")).to_have_text(poll.question)
        if poll.kind == "word-cloud":
            # The cloud, and beside it the list that has the counts.
            expect(projector.locator("svg:visible text").first).to_be_visible()
            row = projector.locator("tr:visible").filter(has_text="poverty")
            expect(row).to_contain_text("3")
            projector.wait_for_function("document.querySelector('.room-pictures')")
        now.get_by_role("button", name="Close without showing").wait_for(
            state="detached"
        )

    discussed = fy.packs.points("discussion-questions")[1].name
    console.locator(".console-agenda > li").filter(has_text=discussed).get_by_role(
        "button", name="Go here"
    ).click()
    links = console.locator('a[href*="/scribe/"]')
    addresses = links.evaluate_all("every => every.map(one => one.href)")
    for link, name in zip(addresses, GROUPS, strict=True):
        scribe = opened(viewport=PHONE).new_page()
        scribe.goto(link)
        scribe.get_by_role("button", name="Start writing").click()
        for point in (1, 2):
            scribe.get_by_label("What the group says").fill(f"{name} says {point}")
            scribe.get_by_label("Feed back as").select_option(str(point))
            scribe.get_by_role("button", name="Keep this note").click()
            expect(scribe.locator("#live")).to_contain_text(f"{name} says {point}")

    console.get_by_role("link", name="Close the session").click()
    console.get_by_role("button", name="Close the session for good").click()
    expect(phones[0].locator("#live")).to_contain_text("The session is over")
    console.goto(f"{address}/report")
    votes = console.locator("section[aria-labelledby=votes-title]")
    for poll in polls:
        expect(votes).to_contain_text(poll.question)
    cloud = votes.locator(".report-vote").first
    drawn = Counter(cloud.locator(".fy-wide svg text").all_text_contents())
    assert set(COUNTED) <= {word.strip().lower() for word in drawn}
    rows = cloud.locator("tbody tr").all_inner_texts()
    counted = {
        words[0].lower(): int(words[1])
        for words in (row.split() for row in rows)
        if words[1].isdigit()
    }
    assert counted == COUNTED
    points = console.locator("section[aria-labelledby=points-title] li")
    told = [" ".join(text.split()) for text in points.all_inner_texts()]
    expected = [
        f"{name}, point {point} {name} says {point}"
        for name in GROUPS
        for point in (1, 2)
    ]
    assert told == expected
    with console.expect_download() as download:
        console.get_by_role("link", name="Report in Word").click()
    word = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(
        [
            *(one.text for one in word.paragraphs),
            *(
                cell.text
                for grid in word.tables
                for row in grid.rows
                for cell in row.cells
            ),
        ]
    )
    for poll in polls:
        assert poll.question in text
    for name in GROUPS:
        for point in (1, 2):
            assert f"{name} says {point}" in text
