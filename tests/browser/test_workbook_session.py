"""The workbook's whole journey in one go: from planning it to opening the Word file.

Phones and a scribe are browsers of their own, which share nothing with one another.
"""

import io
import re
from collections.abc import Callable

import docx
from playwright.sync_api import BrowserContext, Locator, Page, expect

import firstyear as fy
from tests.browser.server import Server

PHONE = {"width": 390, "height": 780}
# Five of the hospital and five of the council: enough to stand beside each other.
ROLES = ("obstetrician",) * 5 + ("children-director",) * 5
FIRST, SECOND = (2,) * 5 + (0,) * 5, (2,) * 5 + (1,) * 5
VIEW = "It depends on which hospital you go to"
STARRED = "13.4.b"


def planned(page: Page, demo: Server) -> str:
    """Everything before the day; returns the address of the session."""
    page.goto(f"{demo.address}/diagnosis/plan")
    page.get_by_label("Title", exact=True).fill("Where we stand")
    page.get_by_label("Area", exact=True).select_option(label="Plovergate")
    page.get_by_label("The workbook’s core set").check()
    page.get_by_label("Date", exact=True).fill("14 5 2027")
    page.get_by_label("Start", exact=True).fill("09:30")
    page.get_by_label("People expected").fill("10")
    page.get_by_label("Discussion groups").fill("Blue table")
    page.get_by_label("Support person").fill("At the door, with a yellow scarf")
    page.get_by_label("Quiet space").fill("The library")
    page.get_by_role("button", name="Plan it").click()
    found = re.search(r"/diagnosis/[0-9a-f]{32}", page.url)
    assert found is not None
    address = f"{demo.address}{found[0]}"
    expect(page.locator("main")).to_contain_text("240 of 240 minutes")
    page.get_by_label("Role", exact=True).select_option("midwifery-director")
    page.get_by_label("Organisation").fill("Plovergate Hospital")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main")).to_contain_text("23 of 24 roles are missing")
    page.get_by_role("link", name="Part 13: Who leads").click()
    page.get_by_role("checkbox", name=STARRED).check()
    page.get_by_role("button", name="Save the votes").click()
    expect(page.locator("main")).to_contain_text("The part and 1 of its questions")
    assert opens_as_word(page, "Word of Recording book").startswith("Recording book")
    page.get_by_role("button", name="Open the doors").click()
    return address


def opens_as_word(page: Page, link: str) -> str:
    """All words of a document that a link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    word = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    cells = [
        cell.text for grid in word.tables for row in grid.rows for cell in row.cells
    ]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def answer(phone: Page, level: int, view: str = "") -> None:
    chosen = phone.locator(f"input[name=level][value='{level}']")
    phone.locator("label.room-option").filter(has=chosen).click()
    if view:
        phone.get_by_text("Leave a view to keep").click()
        phone.get_by_label("Your view").fill(view)
        phone.locator("label.room-option").filter(
            has=phone.locator("[name=kept]")
        ).click()
    phone.get_by_role("button", name="Send my answer").click()


def press(console: Page, name: str) -> None:
    now = console.locator("#now-section")
    now.get_by_role("button", name=name, exact=True).click()


def of_part(console: Page, title: str) -> Locator:
    return console.locator(".console-agenda > li").filter(
        has=console.get_by_role("heading", name=title)
    )


def test_the_workbook_from_planning_to_the_opened_word_file(
    demo: Server, context: BrowserContext, opened: Callable[..., BrowserContext]
) -> None:
    part = fy.packs.instrument("infant-mortality").part("13")
    core = fy.packs.instrument("infant-mortality").questions("13", core=True)
    console, projector = context.new_page(), context.new_page()
    address = planned(console, demo)
    console.goto(f"{address}/console")
    projector.goto(f"{address}/projector")
    code = projector.locator(".projector-code").inner_text().replace(" ", "")
    phones = []
    for role in ROLES:
        phone = opened(viewport=PHONE).new_page()
        phone.goto(f"{demo.address}/join/{code}")
        expect(phone.locator("main")).to_contain_text("At the door, with a yellow")
        phone.select_option("#role", role)
        phone.get_by_role("button", name="Join").click()
        phone.wait_for_url("**/room/")
        expect(phone.locator("main")).not_to_contain_text(part.title)
        phones.append(phone)

    # The room comes to the part: the facilitator has its questions, the room a vote.
    of_part(console, part.title).get_by_role("button", name="Go here").click()
    for row in core:
        expect(console.locator("#now-section")).to_contain_text(row.text)
    talk = console.locator("#now-section").get_by_role("button", name="Show it to the")
    talk.first.click()
    main = projector.locator("main")
    expect(main).to_contain_text(core[0].text)
    expect(phones[0].locator("#live h1")).to_have_text(core[0].text)
    of_part(console, part.title).get_by_role("button", name="Open").first.click()
    expect(main).not_to_contain_text(core[0].text)
    for place, phone in enumerate(phones):
        expect(phone.locator("#live h1")).to_have_text(part.title)
        answer(phone, FIRST[place], VIEW if place == 5 else "")
        expect(phone.locator("#queue-received")).to_contain_text("1 answer")
    expect(console.locator("#pulse-answers")).to_have_text("10")
    assert "middle answer" not in projector.inner_text("main")
    press(console, "Show the answers")
    expect(main).to_contain_text("Most in place, by group: Hospital")
    expect(main).to_contain_text(VIEW)

    # A scribe writes while they talk, and the facilitator makes an action of a view.
    scribe = opened(viewport=PHONE).new_page()
    scribe.goto(console.locator('a[href*="/scribe/"]').first.get_attribute("href"))
    scribe.get_by_role("button", name="Start writing").click()
    for kind, said, question in (
        ("Strength", "One network decides for all units", core[0].id),
        ("Gap", "Nobody answers the telephone at night", ""),
    ):
        scribe.get_by_label("Kind").select_option(label=kind)
        scribe.get_by_label("Part", exact=True).select_option(part.id)
        scribe.get_by_label("Question (optional)").select_option(question)
        scribe.get_by_label("What the group says").fill(said)
        scribe.get_by_label("Feed back as").select_option("1")
        scribe.get_by_role("button", name="Keep this note").click()
        expect(scribe.locator("#live")).to_contain_text(said)
        expect(console.locator("#console")).to_contain_text(said)
    with context.expect_page() as window:
        console.get_by_role("link", name="Make an action of it").first.click()
    action = window.value
    expect(action.get_by_label("What it says")).to_have_value(VIEW)
    action.get_by_label("What it says").fill("Agree one way for all hospitals")
    action.get_by_label("Lead, by role").fill("Director of midwifery")
    action.get_by_label("By when").fill("1 9 2027")
    action.get_by_role("button", name="Keep it").click()
    console.get_by_label("Put aside for another time").fill("Car parking")
    console.get_by_role("button", name="Park it").click()

    # A second vote shows the shift; a step too far is taken back.
    press(console, "Vote again")
    for place, phone in enumerate(phones):
        expect(phone.locator("form.room-vote")).to_be_visible()
        answer(phone, SECOND[place])
        expect(phone.locator("#queue-received")).to_contain_text("2 answers")
    press(console, "Show the answers")
    expect(main).to_contain_text("5 fewer said “not in place” and 5 more said “patchy”")
    press(console, "Hide the answers")
    expect(main).not_to_contain_text("5 fewer")
    console.get_by_role("button", name="Undo").click()
    expect(main).to_contain_text("5 fewer said “not in place”")

    console.get_by_role("link", name="Close the session").click()
    console.get_by_role("button", name="Close the session for good").click()
    expect(phones[0].locator("#live")).to_contain_text("The session is over")
    console.goto(f"{address}/report")
    said = opens_as_word(console, "Report in Word")
    for words in (
        part.title,
        "One network decides for all units",
        "Nobody answers the telephone at night",
        "Agree one way for all hospitals",
        "Director of midwifery",
        "1 September 2027",
        "5 fewer said “not in place”",
        "Most in place, by group: Hospital",
        VIEW,
        "Car parking",
    ):
        assert words in said, words
