"""Rows of docs/mission.md that a session answers, as people in it would ask."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest

import firstyear as fy
from tests.docs.asking import Site

ROOT = Path(__file__).resolve().parents[2]
WORKBOOK = fy.packs.instrument("infant-mortality")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("sessions"))
    yield made
    made.stop()


def plan(site: Site, **changed: str) -> str:
    """The address of a session that was planned in the browser."""
    form = {
        "title": "Spring", "area": "X06000069", "kind": "workbook", "minutes": "240",
        "date": "14 5 2027", "starts": "09:30", "mode": "phones", "expected": "20",
        **changed,
    }  # fmt: skip
    answer = site.post("/diagnosis/plan", **form)
    assert answer.status == 302, answer.text
    return answer.location


def test_s32_a_session_is_four_hours_for_8_to_28_people_with_a_clock(
    site: Site,
) -> None:
    small, large = plan(site, expected="7"), plan(site, expected="29")
    assert "7 people are expected: fewer than 8." in site.get(small).text
    assert "29 people are expected: more than 28." in site.get(large).text
    fits = site.get(plan(site)).text
    assert "people are expected" not in fits
    assert re.search(r"Agenda: 2[34]\d of 240 minutes", fits)
    console = site.page("open", "/console")
    assert re.search(r"Left of the session -?\d+ minutes", console)
    assert re.search(r"\d+ minutes, on now: \d+ (left|over)", console)


def test_s33_the_24_roles_of_six_groups_are_asked_for_until_somebody_fills_them(
    site: Site,
) -> None:
    roles = fy.packs.roles()
    assert (len(roles), len({role.group for role in roles})) == (24, 6)
    page = site.page("planned")
    invited = {"gp-lead", "obstetrician", "voices-chair"}
    assert "Who is asked to come (3)" in page
    assert "21 of 24 roles are missing" in page
    missing = page.partition("roles are missing")[2].partition("Ask somebody")[0]
    for role in roles:
        assert (role.today in missing) == (role.id not in invited), role.id
    letter = site.get(
        f"/diagnosis/{site.held['planned']['id']}/documents/invitation.pdf"
    )
    assert letter.body.startswith(b"%PDF")


def test_s34_roles_that_a_small_group_replaces_say_so(site: Site) -> None:
    page = site.page("planned")
    for role in fy.packs.roles():
        if role.unless:
            rule = f"(unless a small group on {' or '.join(role.unless)} meets)"
            assert f"{role.today} {rule}" in page, role.id
    assert page.count("(unless a small group") == 5


def test_s35_no_question_is_seen_before_it_is_opened(site: Site) -> None:
    """By phones and by the screen: only the one that is open now."""
    held = site.held["open"]
    titles = {part.id: part.title for part in WORKBOOK.parts}
    joining = site.get(f"/join/{held['code']}").text
    phone, projector = site.phone("open"), site.page("open", "/projector")
    assert titles["1"] in phone
    assert titles["1"] in projector
    for part, title in titles.items():
        if part != "1":
            assert title not in phone
            assert title not in projector
        assert title not in joining
    for row in WORKBOOK.entries:
        for seen in (joining, phone, projector):
            assert row.text not in seen, row.id


def test_s39_strengths_good_practice_gaps_and_improvements_of_each_part(
    site: Site,
) -> None:
    scribe = site.get("/room/scribe", site.held["open"]["scribe"]).text
    kinds = ("Strength", "Good practice", "Gap", "Recommendation", "Action")
    assert " ".join(kinds) in scribe
    for part in WORKBOOK.parts:
        number = "" if part.id == "outcome" else f"{part.id}. "
        assert f"{number}{part.title}" in scribe
    report = site.page("closed", "/report")
    titles = ("Strengths (2)", "Good practice (1)", "Gaps (2)", "Recommendations (1)")
    for title in titles:
        assert title in report
    leader = WORKBOOK.part("13").title
    assert f"Nobody answers the telephone at night {leader}, Red table" in report or (
        f"Nobody answers the telephone at night {leader}, Yellow table" in report
    )


def test_s40_actions_have_a_lead_and_a_date(site: Site) -> None:
    report = site.page("closed", "/report")
    actions = report.partition("Actions (2)")[2].partition("Recommendations (1)")[0]
    assert actions.count("Lead: Head of midwifery, by 1 September 2027") == 2


def test_s44_each_part_of_the_tree_has_its_level_and_how_sure_people_were(
    site: Site,
) -> None:
    answer = site.get(f"/diagnosis/{site.held['closed']['id']}/report")
    tree = answer.text.partition("The tree")[2].partition("Actions (2)")[0]
    table = tree.partition("Show this as a table")[2]
    voted = Counter()
    for part in WORKBOOK.parts:
        assert part.title in table
        row = table[table.index(part.title) :][:200]
        words = re.search(r"(?i)(in place|patchy|no vote|not voted)", row)
        assert words is not None, row
        voted[words[0].lower() not in ("no vote", "not voted")] += 1
    assert voted == {True: 12, False: 2}
    assert "sure" in table
    assert answer.body.count(b"<svg") > 2
    pdf = site.get(f"/diagnosis/{site.held['closed']['id']}/documents/report.pdf")
    assert pdf.body.startswith(b"%PDF")


def test_s45_the_two_sides_of_the_tree_are_laid_side_by_side(site: Site) -> None:
    report = site.page("closed", "/report")
    found = re.search(
        r"challenge to providers, (\d) of (\d); population focus, (\d) of (\d)",
        report.lower(),
    )
    assert found is not None
    least, of_first, other, of_other = map(int, found.groups())
    assert (of_first, of_other) == (5, 5)
    if least != other:
        side = "challenge to providers" if least > other else "population focus"
        assert f"The tree leans to {side}." in report


def test_s53_a_repeat_session_leads_to_the_one_before(site: Site) -> None:
    page = site.get(plan(site, title="Autumn", date="14 9 2027")).text
    earlier = page.partition("Earlier sessions here")[2]
    assert "What we said, 14 May 2027" in earlier
    report = site.page("closed", "/report")
    assert "Levels are the area’s own, for its own comparison over time." in report


TABLE = re.compile(r"(?m)^\| (\w+)\. (.+?) \| (\d+) \| (\d+) \| (\d+) \|$")


def test_s124_the_table_of_parts_is_that_of_the_pack() -> None:
    text = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8")
    told = [
        (part, title, *map(int, numbers))
        for part, title, *numbers in TABLE.findall(text)
    ]
    kinds = ("question", "sub-question", "list-item")
    counted = [
        (
            part.id,
            part.title,
            *(
                sum(row.kind == kind for row in WORKBOOK.questions(part.id))
                for kind in kinds
            ),
        )
        for part in WORKBOOK.parts
    ]
    assert told == counted
    sums = tuple(sum(row[place] for row in counted) for place in (2, 3, 4))
    assert sums == (136, 43, 180)
    assert f"| All | {sums[0]} | {sums[1]} | {sums[2]} |" in text


def test_s125_what_a_session_is_for_is_said_and_asked_after(site: Site) -> None:

    address = f"/diagnosis/{site.held['polls']['id']}/documents/guide.pptx"
    slides = pptx.Presentation(io.BytesIO(site.get(address).body)).slides
    said = "\n".join(
        shape.text_frame.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    for name in ("session-aim", "session-outcomes"):
        for point in fy.packs.points(name):
            assert point.name in said
    form = fy.packs.polls("evaluation")
    outcomes = len(fy.packs.points("session-outcomes"))
    assert max(len(poll.options) for poll in form) >= outcomes


def test_s126_recap_diagnosis_discussion_and_feedback_run_one_after_the_other(
    site: Site,
) -> None:
    address = plan(site, kind="open", minutes="90")
    assert site.post(f"{address}/open").status == 302
    agenda = site.get(f"{address}/console").text.partition("Agenda")[2]
    steps = [point.name for point in fy.packs.points("session-plan")]
    places = [
        agenda.index(steps[0]),
        *(agenda.index(poll.heading) for poll in fy.packs.polls()),
        *(agenda.index(one.name) for one in fy.packs.points("discussion-questions")),
        agenda.index(steps[-1]),
    ]
    assert places == sorted(places)
    page = site.get(f"{address}/console").body.decode()
    moves = re.findall(r'name="verb" value="move"><input[^>]*value="(\d+)"', page)
    site.post(f"{address}/do", verb="move", thing=moves[-1])
    now = site.get(f"{address}/console").text
    assert f"{steps[-1]} 15 minutes, on now: 15 left" in now


def test_s143_the_four_live_questions_are_asked_in_their_own_way(site: Site) -> None:
    report = site.page("closed", "/report")
    asked = fy.packs.polls()
    kinds = ["word-cloud", "choose-several", "scale", "rank-three"]
    assert [poll.kind for poll in asked] == kinds
    votes = report.partition(" Votes ")[2]
    for poll in asked:
        assert poll.question in votes
    # The cloud has its words counted beside it; three of fourteen wrote smoking.
    assert re.search(r"(?i)smoking 3\b", votes)
    ranked = votes.partition(asked[3].question)[2]
    assert "Put first" in ranked


def test_s144_four_groups_feed_back_two_points_each(site: Site) -> None:
    held = site.held["polls"]
    address = f"/diagnosis/{held['id']}"
    console = site.get(f"{address}/console").text
    groups = ("Blue table", "Green table", "Red table", "Yellow table")
    links = re.findall(rf"/join/{held['code']}/scribe/[1-4]/[a-z2-7]+", console)
    addresses = sorted(set(links))
    for place, group in enumerate(groups, start=1):
        assert group in site.get(addresses[place - 1], "-").text
        for point in ("1", "2"):
            kept = site.post(
                "/room/scribe",
                held[f"scribe-{place}"],
                id=f"{place}{point}".zfill(32),
                kind="gap",
                text=f"{group} says {point}",
                point=point,
            )
            assert kept.status in (200, 302), kept.text
    report = site.get(f"{address}/report").text
    points = report.partition("Two points from each group")[2]
    places = [
        points.index(f"{group}, point {point} {group} says {point}")
        for group in groups
        for point in (1, 2)
    ]
    assert places == sorted(places)
    assert (
        site.post(
            "/room/scribe",
            held["scribe-1"],
            id="f" * 32,
            kind="gap",
            text="x",
            point="3",
        ).status
        == 422
    )


def test_s145_the_two_discussion_questions_are_on_every_screen(site: Site) -> None:
    held = site.held["polls"]
    address = f"/diagnosis/{held['id']}"
    agenda = site.get(address).text
    console = site.get(f"{address}/console").body.decode()
    for point in fy.packs.points("discussion-questions"):
        assert point.name in agenda
        found = re.search(
            rf'id="line-(\d+)">\s*<h3>{re.escape(point.name)}</h3>', console
        )
        assert found is not None, point.name
        site.post(f"{address}/do", verb="move", thing=found[1])
        assert point.name in site.get(f"{address}/projector").text
        assert point.name in site.phone("polls")
