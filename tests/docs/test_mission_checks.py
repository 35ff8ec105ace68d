"""Rows of docs/mission.md that are lists to check a place against, as people answer."""

import re
from collections.abc import Iterator

import pytest

import firstyear as fy
from tests.docs.asking import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("checks"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def review(site: Site) -> str:
    """The address of a review that somebody started."""
    form = {"title": "Looking", "begins": "1 4 2027", "ends": "30 4 2027"}
    answer = site.post("/reviews/start", area="X06000069", **form)
    assert answer.status == 302, answer.text
    return answer.location


def answered(site: Site, review: str, name: str, **form: str) -> str:
    """The page of a list, once its first point was answered."""
    address = f"{review}/list/{name}"
    page = site.get(address).body.decode()
    point = re.search(rf'href="{address}/([a-z0-9-]+)"', page)
    assert point is not None, name
    saved = site.post(f"{address}/{point[1]}", text=f"Said of {name}", **form)
    assert saved.status == 302, saved.text
    return site.get(address).text


@pytest.mark.parametrize(
    ("name", "points", "state"),
    [
        ("programme-characteristics", 6, "Patchy"),  # S42
        ("whole-system-features", 9, "Patchy"),  # S135
    ],
)
def test_s42_s135_self_checks_have_a_level_and_a_reason_for_every_point(
    site: Site, review: str, name: str, points: int, state: str
) -> None:
    listed = fy.packs.points(name)  # type: ignore[arg-type]
    assert len(listed) == points
    page = answered(site, review, name, status="patchy", lead="Head of service")
    for point in listed:
        assert point.name in page
        assert point.says in page
    assert f"{state}: 1; Not answered yet: {points - 1}." in page
    assert f"Said of {name}" in page


def test_s43_recommendations_are_tagged_and_their_balance_is_drawn(
    site: Site, review: str
) -> None:
    given = {"level": "policy", "reach": "all", "control": "partners"}
    for approach in ("population", "population", "community"):
        saved = site.post(
            f"{review}/write/recommendation",
            text=f"Do it ({approach})",
            approach=approach,
            **given,
        )
        assert saved.status == 302, saved.text
    answer = site.get(f"{review}/recommendations")
    assert (
        "Of 3 recommendations, 2 work through the whole population and 1 works through "
        "communities. None works through services." in answer.text
    )
    drawn = answer.body.decode().partition('role="img"')[2].partition("</svg>")[0]
    assert "<title" in drawn
    assert "<desc" in drawn
    for word in ("Partnership", "Population", "Community", "Services"):
        assert f">{word}</text>" in drawn
    numbers = re.findall(r'font-size="28"[^>]*>(\d+)</text>', drawn)
    assert numbers == ["2", "1", "0"]


def test_s46_due_regard_has_every_limb_or_is_not_taken(site: Site, review: str) -> None:
    texts = ("decision", "eliminate", "advance", "foster", "people", "changed")
    form = {name: f"A whole sentence about {name}." for name in (*texts, "watched")}
    form |= {"body": "The board", "on": "9 4 2027", "look_again": "9 4 2028"}
    address = f"{review}/write/due-regard"
    for limb in ("eliminate", "advance", "foster"):
        assert site.post(address, **{**form, limb: "Yes."}).status == 422
        assert site.post(address, **{**form, limb: ""}).status == 422
    assert (
        "No decision is on record yet." in site.get(f"{review}/records/due-regard").text
    )
    assert site.post(address, **form).status == 302
    page = site.get(f"{review}/records/due-regard").text
    for limb in ("eliminate", "advance", "foster"):
        assert f"A whole sentence about {limb}." in page


def test_s47_the_nine_characteristics_are_a_grid_of_what_is_known(
    site: Site, review: str
) -> None:
    page = answered(
        site,
        review,
        "protected-characteristics",
        status="partly",
        said="Said by mothers",
        missing="Ask the trust",
    )
    assert "Known in part: 1; Not answered yet: 8." in page
    for point in fy.packs.points("protected-characteristics"):
        assert point.name in page
    assert "What people said: Said by mothers" in page
    assert "Ask the trust" in page


def test_s48_the_duties_of_today_are_a_register(site: Site, review: str) -> None:
    page = answered(site, review, "duties", status="met")
    for duty in fy.packs.duties():
        where = f"{duty.law}, section {duty.section}"
        assert where + ("." if duty.in_force else " (not in force in England).") in page
        assert duty.duty in page
    assert "Met, with a record: 1" in page
    laws = {duty.id: duty.law for duty in fy.packs.duties()}
    for body in ("secretary-of-state", "nhs-england", "integrated-care-boards"):
        assert laws[body] == "National Health Service Act 2006"


# What part 1 of the workbook of 2011 names, in a word or the start of one.
MEASURED = ("smok", "sudden", "breastfe", "poverty", "weight", "young", "vaccin")


def test_s61_each_intervention_is_asked_after_with_coverage_and_reach(
    site: Site, review: str
) -> None:
    more = {"coverage": "Eight in ten", "reach": "It misses night shifts"}
    page = answered(site, review, "interventions", status="shown", **more)
    found = fy.packs.interventions()
    for one in found.values():
        assert one.name in page
    words = " ".join(f"{one.name} {one.says}".lower() for one in found.values())
    assert [word for word in MEASURED if word not in words] == []
    assert "Coverage: of those it is for, how many get it: Eight in ten" in page
    assert "Reach: whom it misses: It misses night shifts" in page
    assert "Said of interventions" in page
    course = site.get(f"{review}/life-course?state=shown").text
    first = next(iter(found.values()))
    rows = [row for row in fy.packs.life_course() if first.id in row.interventions]
    assert rows
    for row in fy.packs.life_course():
        assert (row.name in course) == (row in rows), row.name


def test_s133_where_to_start_and_who_has_been_told(site: Site, review: str) -> None:
    page = site.get("/diagnosis/").text.partition("Where do we start?")[2]
    starting = fy.packs.points("starting-questions")
    assert len(starting) == 5
    places = [page.index(f"{point.name} {point.says}") for point in starting]
    assert places == sorted(places)
    told = {"who": "Health visitors", "told_on": "9 4 2027", "how": "At their meeting"}
    assert site.post(f"{review}/write/told", **told).status == 302
    assert site.post(f"{review}/write/told", who="Night staff").status == 302
    log = site.get(f"{review}/records/told").text
    assert "Does everyone who needs to know, know?" in log
    assert re.search(r"Health visitors .*?9 April 2027 At their meeting", log)
    assert re.search(r"Night staff .*?Not told yet", log)


def test_s134_findings_are_tagged_with_the_themes_of_2023(
    site: Site, review: str
) -> None:
    themes = fy.packs.points("roundtable-2023")
    assert len(themes) == 7
    form = site.get(f"{review}/write/finding").text
    for theme in themes:
        assert theme.name in form
    saved = site.post(
        f"{review}/write/finding",
        text="Nobody owns the plan",
        nature="cause",
        lens="lens-system",
        themes=[themes[0].id],
    )
    assert saved.status == 302, saved.text
    page = site.get(f"{review}/findings").text
    assert re.search(rf"Nobody owns the plan .*?{re.escape(themes[0].name)}", page)


def test_s145_measures_of_alignment_are_chosen_with_how_they_are_measured(
    site: Site, review: str
) -> None:
    page = answered(
        site, review, "alignment-measures", status="chosen", baseline="Two of nine"
    )
    for point in fy.packs.points("alignment-measures"):
        assert point.name in page
    assert "Chosen: 1" in page
    assert "Where it stands now: Two of nine" in page
