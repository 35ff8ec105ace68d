"""A room: one facilitator, one projector, four scribes and 28 phones, each a browser.

Phones come by another address of this machine than the laptop's own, so the site takes
them for other devices, as it does in a hall.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_every_page import violations
from tests.room_site import RoomSite

PHONES = 28
SCRIBES = 4
PHONE = {"width": 390, "height": 780}
ADDRESS = "127.0.0.2"
ROLES = ("gp-lead", "health-visiting-lead", "group:hospital", "")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux answers at 127.0.0.2 unasked"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomSite]:
    made = RoomSite(
        tmp_path_factory.mktemp("room"),
        "",
        {},
        {"mode": "tablets"},
        {"mode": "one-device"},
        {"support_person": "Sam, at the door", "quiet_space": "The library"},
        {"mode": "tablets"},
        {},
        {},
        {},
        {},
        {},
    )
    made.start("--room", "--room-address", ADDRESS)
    yield made
    made.stop()


@pytest.fixture
def opened(opened: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    # axe is put into pages from outside, past the policy that keeps scripts out.
    return partial(opened, bypass_csp=True)


@pytest.fixture
def laptop(opened: Callable[..., BrowserContext], site: RoomSite) -> BrowserContext:
    """The facilitator's own browser, signed in, on the laptop."""
    context = opened(viewport={"width": 1280, "height": 900})
    cookie = {"name": "sessionid", "value": site.session["cookie"]}
    context.add_cookies([{**cookie, "url": site.address}])
    return context


def phones_address(site: RoomSite) -> str:
    return f"http://{ADDRESS}:{site.port}"


def joined(context: BrowserContext, site: RoomSite, place: int, role: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{phones_address(site)}/join/{site.sessions[place]['code']}")
    page.select_option("#role", role)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/room/")
    return page


def answer(page: Page, level: int, view: str = "") -> None:
    # The circle is under its words, which are what people press.
    chosen = page.locator(f"input[name=level][value='{level}']")
    page.locator("label.room-option").filter(has=chosen).click()
    if view:
        page.get_by_text("Leave a view to keep").click()
        page.get_by_label("Your view").fill(view)
    page.get_by_role("button", name="Send my answer").click()


def act(console: Page, name: str) -> None:
    """What the facilitator presses beside the question that is on now."""
    now = console.locator("#now-section")
    now.get_by_role("button", name=name, exact=True).click()


def levels(site: RoomSite, place: int = 0, round_: int = 1) -> Counter[int]:
    return Counter(
        one["level"] for one in site.answers(place) if one["round"] == round_
    )


def sound(page: Page) -> None:
    """axe finds nothing, and nothing scrolls sideways on the narrowest phone."""
    before = page.viewport_size
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    assert before is not None
    page.set_viewport_size(before)


def test_a_full_room_with_the_network_cut_and_restored(
    site: RoomSite, laptop: BrowserContext, opened: Callable[..., BrowserContext]
) -> None:
    session = site.session
    console, projector = laptop.new_page(), laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{session['id']}/console")
    projector.goto(f"{site.address}/diagnosis/{session['id']}/projector")
    contexts = [opened(viewport=PHONE) for _ in range(PHONES)]
    phones = [
        joined(context, site, 0, ROLES[place % len(ROLES)])
        for place, context in enumerate(contexts)
    ]
    groups = [opened(viewport=PHONE) for _ in range(SCRIBES)]
    scribes = []
    for path, context in zip(session["scribes"], groups, strict=True):
        page = context.new_page()
        page.goto(phones_address(site) + path)
        page.get_by_role("button", name="Start writing").click()
        scribes.append(page)
    expect(projector.locator("#pulse")).to_have_text(f"{PHONES} in the room")

    # Half of the room loses the network, answers, and changes its mind meanwhile.
    for context in (*contexts[::2], groups[0]):
        context.set_offline(True)
    for place, page in enumerate(phones):
        answer(page, place % 4)
    for page in phones[1::2]:
        expect(page.locator("#queue-received")).to_contain_text("1 answer received")
    for page in phones[::2]:
        expect(page.locator("#queue-waiting")).to_contain_text("1 answer waiting")
    answer(phones[0], 3)
    expect(phones[0].locator("#queue-waiting")).to_contain_text("2 answers waiting")
    for place, page in enumerate(scribes):
        page.get_by_label("What the group says").fill(f"Group {place} says this")
        page.get_by_role("button", name="Keep this note").click()
    expect(scribes[0].locator("#queue-waiting")).to_contain_text("1 note waiting")
    expect(console.locator("#pulse-answers")).to_have_text(str(PHONES // 2))
    # A phone that stops in this moment and starts again has not forgotten.
    phones[2].close()
    for context in (*contexts[::2], groups[0]):
        context.set_offline(False)
    phones[2] = contexts[2].new_page()
    phones[2].goto(f"{phones_address(site)}/room/")
    for page in phones:
        expect(page.locator("#queue-received")).to_contain_text("received")
        expect(page.locator("#queue-waiting")).to_be_hidden()
    expect(console.locator("#pulse-answers")).to_have_text(str(PHONES))
    for place, page in enumerate(scribes):
        expect(page.locator("#live")).to_contain_text(f"Group {place} says this")

    # Nobody sees anything before it is shown to all; then everybody does.
    assert "answered" not in projector.inner_text("main")
    act(console, "Show the answers")
    expect(projector.locator("main")).to_contain_text(f"{PHONES} people")
    for page in phones:
        expect(page.locator("#live")).to_contain_text(f"{PHONES} people")
    expected = Counter(place % 4 for place in range(PHONES))
    expected[0] -= 1
    expected[3] += 1
    assert levels(site) == expected
    notes = Counter(one["text"] for one in site.record()["notes"])
    assert notes == Counter(f"Group {place} says this" for place in range(SCRIBES))

    # A second vote, and one that comes too late for it.
    contexts[1].set_offline(True)
    act(console, "Vote again")
    expect(phones[3].locator("#live")).to_contain_text("vote 2")
    answer(phones[3], 2)
    expect(phones[3].locator("#queue-received")).to_contain_text("2 answers received")
    expect(console.locator("#pulse-answers")).to_have_text("1")
    act(console, "Show the answers")
    expect(phones[3].locator("#live")).not_to_contain_text("Send my answer")
    contexts[1].set_offline(False)
    assert levels(site, round_=2) == {2: 1}
    console.get_by_role("button", name="Undo").click()
    expect(console.locator("#now-section")).to_contain_text("Nobody sees how")

    for page in (console, projector, phones[3], scribes[0]):
        sound(page)


def test_a_scribes_question_waits_without_a_network_and_is_not_lost(
    site: RoomSite, opened: Callable[..., BrowserContext], laptop: BrowserContext
) -> None:
    context = opened(viewport=PHONE)
    page = context.new_page()
    page.goto(phones_address(site) + site.session["scribes"][1])
    page.get_by_role("button", name="Start writing").click()
    chosen = page.get_by_label("Question (optional)")
    chosen.select_option("13.1.a")
    assert page.get_by_label("Part", exact=True).input_value() == "13"
    context.set_offline(True)
    page.get_by_label("What the group says").fill("Said without a network")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("#queue-waiting")).to_contain_text("1 note waiting")
    # The next note is about the same question, until another part is chosen.
    assert chosen.input_value() == "13.1.a"
    page.get_by_label("Part", exact=True).select_option("2")
    assert chosen.input_value() == ""
    context.set_offline(False)
    expect(page.locator("#live")).to_contain_text("part 13, question 13.1.a")
    (note,) = (
        one for one in site.record()["notes"] if one["text"] == "Said without a network"
    )
    assert (note["part"], note["question"]) == ("13", "13.1.a")
    # A part that the room comes to brings its questions to a page that is open.
    page.get_by_label("Part", exact=True).select_option("1")
    expect(chosen.locator("optgroup[data-part='1']")).to_have_count(0)
    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.session['id']}/console")
    line = console.locator(".console-agenda > li").filter(
        has=console.get_by_role("heading", name="Do we do what is known to work?")
    )
    line.get_by_role("button", name="Go here").click()
    expect(chosen.locator("optgroup[data-part='1']")).to_have_count(1)
    chosen.select_option(index=1)
    sound(page)


def test_pages_around_a_session_are_sound(
    site: RoomSite, laptop: BrowserContext
) -> None:
    page = laptop.new_page()
    home = f"{site.address}/diagnosis/{site.sessions[9]['id']}"
    page.goto(home)
    page.get_by_label("What it is about").select_option("bereaved-parents")
    page.get_by_label("Who leads it, by role").fill("Bereavement midwife")
    page.get_by_role("button", name="Add the small group").click()
    expect(page.locator("#beside")).to_contain_text("led by Bereavement midwife")
    sound(page)
    page.get_by_role("link", name="Part 13").click()
    page.goto(f"{page.url}/add")
    page.get_by_role("button", name="Add the question").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the question")
    sound(page)
    for address in (
        f"{home}/report",
        f"{home}/beside",
        f"{home}/note",
        f"{home}/sheet/{site.sessions[9]['ballots'][0]}",
        f"{site.address}/diagnosis/instruments",
    ):
        page.goto(address)
        sound(page)
    page.get_by_label("Files").set_input_files(
        {"name": "ours.yaml", "mimeType": "text/yaml", "buffer": b"id: ours"}
    )
    page.get_by_role("button", name="Put it in").click()
    expect(page.get_by_role("alert")).to_contain_text("ours.yaml")
    sound(page)


def test_every_page_of_a_phone_is_sound(
    site: RoomSite, opened: Callable[..., BrowserContext], laptop: BrowserContext
) -> None:
    page = opened(viewport=PHONE).new_page()
    at = phones_address(site)
    code = site.sessions[3]["code"]
    for path in (
        "/join", "/join/000000", f"/join/{code}", site.sessions[3]["scribes"][0],
        "/join/resume", "/room/", "/left", "/room/concern", "/account",
    ):  # fmt: skip
        page.goto(at + path)
        sound(page)
    expect(page.locator("h1")).to_contain_text("only on the facilitator’s laptop")
    page.goto(f"{at}/join/{code}")
    expect(page.locator("main")).to_contain_text("Sam, at the door")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/room/")
    sound(page)
    answer(page, 1, "Mrs Jones knows")
    expect(page.locator("#queue-problem")).to_contain_text("looks like a person")
    page.get_by_role("link", name="See all my answers").click()
    expect(page.locator("main")).to_contain_text("waits to be read")
    sound(page)
    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.sessions[3]['id']}/console")
    act(console, "Show the answers")
    page.get_by_role("link", name="Back to the session").click()
    expect(page.locator("#live")).to_contain_text("1 person")
    sound(page)
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("h1")).to_have_text("You have left")
    assert page.evaluate("window.localStorage.length") == 0


def test_a_phone_without_javascript(
    site: RoomSite, opened: Callable[..., BrowserContext]
) -> None:
    page = opened(java_script_enabled=False, viewport=PHONE).new_page()
    at = phones_address(site)
    page.goto(f"{at}/join")
    page.get_by_label("The six figures").fill(site.sessions[5]["code"])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Join").click()
    answer(page, 2)
    expect(page.locator(".room-receipt")).to_contain_text("Received: ")
    receipt = page.locator(".room-receipt").inner_text().split(": ")[1].rstrip(".")
    answer(page, 1)  # a change of mind: the last word counts
    assert levels(site, 5) == {1: 1}
    page.get_by_role("link", name="See all my answers").click()
    expect(page.locator("main")).to_contain_text(receipt)
    expect(page.locator("main")).to_contain_text("changed since")
    page.goto(f"{at}/room/")
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("h1")).to_have_text("You have left")
    assert levels(site, 5) == {1: 1}


def report(page: Page, site: RoomSite, place: int) -> str:
    """Close the session and read its report."""
    page.goto(f"{site.address}/diagnosis/{site.sessions[place]['id']}/console")
    act(page, "Show the answers")
    expect(page.locator("#now-section")).to_contain_text("The room sees this")
    page.get_by_role("link", name="Close the session").click()
    page.get_by_role("button", name="Close the session for good").click()
    page.goto(f"{site.address}/diagnosis/{site.sessions[place]['id']}/report")
    sound(page)
    votes = page.locator("section[aria-labelledby=votes-title]").inner_text()
    # Of a show of hands nobody knows how many could have put theirs up.
    return re.sub(r"\d+ of \d+ people answered\. ", "", votes)


def test_shared_tablets_and_one_device_give_the_same_report(
    site: RoomSite, laptop: BrowserContext, opened: Callable[..., BrowserContext]
) -> None:
    tablet = opened(viewport={"width": 820, "height": 1100})
    given = (0, 1, 1, 2, 3)
    for level in given:
        page = joined(tablet, site, 1)
        answer(page, level)
        expect(page.locator("#queue-received")).to_contain_text("1 answer received")
        page.get_by_role("button", name="Pass it to the next person").click()
        page.wait_for_url("**/join/*")
        page.close()
    assert levels(site, 1) == Counter(given)

    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.sessions[2]['id']}/console")
    hands, paper = given[:-2], given[-2:]
    for level in range(4):
        console.locator(f"[name=hands-{level}]").fill(str(hands.count(level)))
    console.get_by_role("button", name="Key them in").click()
    expect(console.locator("#pulse-answers")).to_have_text(str(len(hands)))
    console.get_by_role("link", name="Key in sheets of paper").click()
    for number, level in enumerate(paper, start=1):
        expect(console.get_by_label("Number of the sheet")).to_have_value(str(number))
        chosen = console.locator(f"input[name=level][value='{level}']")
        console.locator("label.room-option").filter(has=chosen).click()
        console.get_by_role("button", name="Keep this sheet").click()
        expect(console.get_by_text(f"Sheet {number} is kept.")).to_be_visible()
    console.get_by_role("link", name="Back to the console").click()
    expect(console.locator("#pulse-answers")).to_have_text(str(len(given)))
    assert levels(site, 2) == Counter(given)

    tablets, device = (report(console, site, place) for place in (1, 2))
    assert tablets == device
    assert "2 of 5 people gave it" in tablets


def test_a_tablet_is_not_passed_on_before_its_answer_is_sent(
    site: RoomSite, opened: Callable[..., BrowserContext]
) -> None:
    tablet = opened(viewport=PHONE)
    page = joined(tablet, site, 4)
    tablet.set_offline(True)
    answer(page, 0)
    expect(page.locator("#queue-waiting")).to_contain_text("1 answer waiting")
    page.get_by_role("button", name="Pass it to the next person").click()
    expect(page.locator("#queue-problem")).to_contain_text("is sent first")
    assert page.url.endswith("/room/")
    tablet.set_offline(False)
    expect(page.locator("#queue-received")).to_contain_text("1 answer received")


def test_what_a_closed_session_did_not_take_stays_on_the_phone(
    site: RoomSite, opened: Callable[..., BrowserContext], laptop: BrowserContext
) -> None:
    context = opened(viewport=PHONE)
    page = joined(context, site, 6)
    # A page that is older than its key gets a new one by itself.
    context.clear_cookies(name="csrftoken")
    answer(page, 1)
    expect(page.locator("#queue-received")).to_contain_text("1 answer received")
    assert levels(site, 6) == {1: 1}
    # Its words bring it to another phone, and there it is the same voice.
    said = page.locator("p", has_text="If this phone stops").inner_text()
    words = said.partition("use ")[2].removesuffix(" on another.")
    other = opened(viewport=PHONE)
    second = other.new_page()
    second.goto(f"{phones_address(site)}/join/resume")
    second.get_by_label("The six figures").fill(site.sessions[6]["code"])
    second.get_by_label("The words and the number").fill(words)
    second.get_by_role("button", name="Bring it back").click()
    second.wait_for_url("**/room/")
    answer(second, 3)
    expect(second.locator("#queue-received")).to_contain_text("1 answer received")
    assert levels(site, 6) == {3: 1}
    answer(page, 0)
    expect(page.locator("#queue-problem")).to_contain_text("another phone")
    assert levels(site, 6) == {3: 1}
    # What was not sent when the session ends is not taken, and is not lost either.
    other.set_offline(True)
    answer(second, 2, "Midwives are few")
    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.sessions[6]['id']}/console")
    console.get_by_role("link", name="Close the session").click()
    console.get_by_role("button", name="Close the session for good").click()
    expect(console.locator("h1")).to_contain_text("Midshire")
    other.set_offline(False)
    expect(second.locator("#queue-list")).to_contain_text("Not taken.")
    expect(second.locator("#queue-list")).to_contain_text("Midwives are few")
    expect(second.locator("#queue-problem")).to_contain_text("tell it to the")
    assert levels(site, 6) == {3: 1}
    # Whoever looks at that phone again still finds it, and can delete it.
    second.goto(f"{phones_address(site)}/room/")
    expect(second.locator("h1")).to_contain_text("not in a session")
    expect(second.locator("#queue-left")).to_contain_text("Midwives are few")
    sound(second)
    second.get_by_role("button", name="Delete it from this device").click()
    expect(second.locator("#queue-left")).to_have_text("Deleted.")
    assert second.evaluate("window.localStorage.length") == 0


def test_what_was_begun_is_kept_when_the_question_ends(
    site: RoomSite, opened: Callable[..., BrowserContext], laptop: BrowserContext
) -> None:
    page = joined(opened(viewport=PHONE), site, 7)
    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.sessions[7]['id']}/console")
    page.get_by_text("Leave a view to keep").click()
    page.get_by_label("Your view").fill("Nobody asks the fathers")
    act(console, "Show the answers")
    begun = page.locator("#queue-list p")
    expect(begun).to_contain_text("You had not sent this.")
    expect(begun).to_contain_text("Nobody asks the fathers")
    sound(page)
    begun.get_by_role("button", name="Send it").click()
    expect(page.locator("#queue-received")).to_contain_text("1 answer received")
    expect(page.locator("#queue-problem")).to_contain_text("after the answers were")
    expect(begun).to_have_count(0)
    # The page goes while somebody writes: what was sent is not asked about again.
    act(console, "Vote again")
    expect(page.locator("#live")).to_contain_text("vote 2")
    answer(page, 1)
    expect(page.locator("#queue-received")).to_contain_text("2 answers received")
    page.reload()
    expect(begun).to_have_count(0)
    page.get_by_text("Leave a view to keep").click()
    page.get_by_label("Your view").fill("Half a thought")
    page.reload()
    expect(begun).to_contain_text("Half a thought")
    begun.get_by_role("button", name="Throw it away").click()
    expect(begun).to_have_count(0)
    page.reload()
    expect(begun).to_have_count(0)
    assert levels(site, 7, round_=2) == {1: 1}
    # Leaving leaves nothing behind, begun or not.
    page.get_by_text("Leave a view to keep").click()
    page.get_by_label("Your view").fill("Not for anybody")
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("h1")).to_have_text("You have left")
    assert page.evaluate("window.localStorage.length") == 0


def test_a_phone_whose_storage_is_full_loses_nothing(
    site: RoomSite, opened: Callable[..., BrowserContext]
) -> None:
    context = opened(viewport=PHONE)
    page = joined(context, site, 8)
    answer(page, 0)
    expect(page.locator("#queue-received")).to_contain_text("1 answer received")
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new Error('no room'); } }"
    )
    context.set_offline(True)
    answer(page, 3)
    expect(page.locator("#queue-waiting")).to_contain_text("1 answer waiting")
    context.set_offline(False)
    expect(page.locator("#queue-received")).to_contain_text("2 answers received")
    assert levels(site, 8) == {3: 1}


def test_a_scribe_puts_a_note_in_other_words(
    site: RoomSite, opened: Callable[..., BrowserContext]
) -> None:
    context = opened(viewport=PHONE)
    page = context.new_page()
    page.goto(phones_address(site) + site.sessions[8]["scribes"][0])
    page.get_by_role("button", name="Start writing").click()
    # The scripts of the page take over its form once it is loaded.
    page.wait_for_load_state("load")
    said, notes = page.get_by_label("What the group says"), page.locator("#live li")

    def kept(text: str) -> None:
        said.fill(text)
        page.get_by_role("button", name="Keep this note").click()

    kept("Mrs Hall was sent home")
    expect(notes).to_contain_text("looks like a person")
    expect(page.locator("#queue-problem")).to_contain_text("Remove it")
    sound(page)
    # Twice while the network is gone: both are sent, and the last stands.
    context.set_offline(True)
    for text in ("A mother was sent home", "Mothers are sent home too early"):
        page.get_by_role("link", name="Change").click()
        expect(said).to_have_value("Mrs Hall was sent home")
        kept(text)
    expect(page.locator("#queue-waiting")).to_contain_text("2 notes waiting")
    context.set_offline(False)
    expect(notes).to_contain_text("Mothers are sent home too early")
    expect(notes).not_to_contain_text("looks like a person")
    expect(page.locator("#queue-waiting")).to_be_hidden()
    expect(notes).to_have_count(1)
    # What is being written is not thrown away for it, nor by a page that goes.
    said.fill("Half a thought")
    page.get_by_role("link", name="Change").click()
    expect(page.locator("#queue-problem")).to_contain_text("Keep what you are writing")
    expect(said).to_have_value("Half a thought")
    page.reload()
    begun = page.locator("#queue-list p")
    expect(begun).to_contain_text("Half a thought")
    begun.get_by_role("button", name="Send it").click()
    expect(notes).to_have_count(2)
    expect(begun).to_have_count(0)


def test_the_console_keeps_what_is_typed_while_it_changes(
    site: RoomSite, opened: Callable[..., BrowserContext], laptop: BrowserContext
) -> None:
    console = laptop.new_page()
    console.goto(f"{site.address}/diagnosis/{site.sessions[4]['id']}/console")
    before = int(console.locator("#pulse-answers").inner_text())
    console.get_by_text("Key in a show of hands or cards").click()
    for level, hands in enumerate("2010"):
        console.locator(f"[name=hands-{level}]").fill(hands)
    page = joined(opened(viewport=PHONE), site, 4)
    answer(page, 3)
    expect(console.locator("#pulse-answers")).to_have_text(str(before + 1))
    for level, hands in enumerate("2010"):
        expect(console.locator(f"[name=hands-{level}]")).to_be_visible()
        expect(console.locator(f"[name=hands-{level}]")).to_have_value(hands)
    # What was wrong stays to be put right; what was taken is not keyed in again.
    console.locator("[name=hands-4]").fill("many")
    console.get_by_role("button", name="Key them in").click()
    expect(console.locator(".nhsuk-error-summary")).to_contain_text("as a number")
    expect(console.locator("[name=hands-0]")).to_have_value("2")
    console.locator("[name=hands-4]").fill("")
    console.get_by_role("button", name="Key them in").click()
    expect(console.locator("#pulse-answers")).to_have_text(str(before + 4))
    expect(console.locator("[name=hands-0]")).to_have_value("")
