"""The short lists: as long as their sources, and pointing at what is there."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.packs.models_lists import Poll, Role
from firstyear.packs.reader import pack_text, parse

# What the index of lists calls those that we have under a name of our own.
NAMES = {
    "roundtable-2023 (extra)": "roundtable-2023",
    "action-focus (extra)": "action-focus",
}
SAME = (
    "high-impact-changes",
    "programme-characteristics",
    "whole-system-features",
    "four-lenses",
    "discussion-questions",
    "starting-questions",
    "universal-offer",
    "targeted-offer",
    "outputs",
)


def listed(shared: Path) -> Counter[str]:
    path = shared / "design/workbook-lists.csv"
    with path.open(encoding="utf-8") as handle:
        return Counter(
            NAMES.get(row["list"], row["list"]) for row in csv.DictReader(handle)
        )


def test_lists_are_as_long_as_their_sources(shared: Path) -> None:
    theirs = listed(shared)
    for name in (*SAME, *NAMES.values()):
        assert len(fy.packs.lists()[name]) == theirs[name], name
    assert len(fy.packs.roles()) == theirs["workshop-roles"]
    assert len(fy.packs.life_course()) == theirs["life-course-matrix"]
    assert len(fy.packs.polls()) == theirs["poll-questions"]
    thirteen = {each.thirteen for each in fy.packs.interventions().values()}
    assert len(thirteen - {None}) == theirs["interventions-002"]
    headings = [poll.heading for poll in fy.packs.polls()]
    assert all(headings)
    assert len(headings) == theirs["poll-insight-headings (extra)"]
    tree = fy.packs.instrument("infant-mortality").parts
    assert len(tree) - 1 == theirs["tree-parts"]  # the outcome stands above the tree


def test_conditional_roles_are_those_of_the_source(shared: Path) -> None:
    path = shared / "design/workbook-lists.csv"
    with path.open(encoding="utf-8") as handle:
        rows = [
            row for row in csv.DictReader(handle) if row["list"] == "workshop-roles"
        ]
    conditional = {int(row["no"]) for row in rows if "only if" in row["item"]}
    ours = {role.number for role in fy.packs.roles() if role.unless}
    assert ours == conditional


def test_points_are_numbered_and_divided() -> None:
    for name, points in fy.packs.lists().items():
        assert [point.number for point in points] == list(range(1, len(points) + 1)), (
            name
        )
        assert all(point.says.endswith((".", "?")) for point in points), name
    groups = Counter(point.group for point in fy.packs.points("high-impact-changes"))
    assert groups == {"strategic": 5, "specific": 11}
    assert len(fy.packs.points("equality-duty")) == 3
    assert len(fy.packs.points("protected-characteristics")) == 9
    assert len(fy.packs.points("population-approaches")) == 3
    assert all(lens.looks_at for lens in fy.packs.points("four-lenses"))
    assert sum(step.minutes or 0 for step in fy.packs.points("session-plan")) == 90
    with pytest.raises(UsageError, match="is not one of"):
        fy.packs.points("shopping")  # type: ignore[arg-type]


def test_what_lists_point_at_is_there() -> None:
    points = [point for held in fy.packs.lists().values() for point in held]
    interventions = fy.packs.interventions()
    for each in points:
        assert set(each.indicators) <= set(fy.packs.indicators()), each.id
        assert set(each.interventions) <= set(interventions), each.id
        assert set(each.bodies) <= set(fy.packs.bodies()), each.id
    for role in fy.packs.roles():
        assert set(role.bodies) <= set(fy.packs.bodies()), role.id
    for row in fy.packs.life_course():
        assert set(row.interventions) <= set(interventions), row.id


def test_small_groups_take_people_out_of_the_room() -> None:
    everyone = {role.id for role in fy.packs.roles()}
    beside = {role.id for role in fy.packs.roles(beside=["immunisation"])}
    assert everyone - beside == {
        "screening-midwife",
        "immunisation-coordinator",
        "health-protection",
    }
    left = {role.id for role in fy.packs.roles(beside=fy.packs.small_groups())}
    assert len(everyone - left) == 5
    with pytest.raises(UsageError, match="small group 'lunch' is not one of"):
        fy.packs.roles(beside=["lunch"])
    assert {role.broad_group for role in fy.packs.roles()} == {
        "commissioning-and-public-health",
        "hospital",
        "community-and-primary-care",
        "council-and-safeguarding",
        "voluntary-and-experience",
    }


def test_a_rule_is_one_of_the_two_kinds() -> None:
    text = pack_text("roles.yaml").replace("rule: always", "rule: sometimes", 1)
    with pytest.raises(InputError, match=r"line 6: .*field rule"):
        parse(Role, {"roles.yaml": text})


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("kind: word-cloud", "kind: rank-three", "does not go with these options"),
        ("lowest: not at all", "lowest: ''", "what its lowest and highest ends mean"),
        (
            "      - None of these",
            "      - There is one plan of all partners",
            "the same",
        ),
    ],
)
def test_polls_that_cannot_be_answered_are_refused(
    before: str, after: str, message: str
) -> None:
    text = pack_text("polls.yaml")
    assert before in text
    with pytest.raises(InputError, match=message):
        parse(Poll, {"polls.yaml": text.replace(before, after)})


def test_polls_have_their_kinds_and_a_form_follows() -> None:
    assert len(fy.packs.polls("evaluation")) == 8
    numbers = [poll.number for poll in fy.packs.polls("evaluation")]
    assert numbers == list(range(1, 9))
    ranked = fy.packs.polls()[3]
    assert ranked.most == 3
    assert len(ranked.options) > 10


def test_duties_in_force_are_kept_apart_from_the_one_that_is_not() -> None:
    duties = {duty.id: duty for duty in fy.packs.duties()}
    assert {name for name, duty in duties.items() if not duty.in_force} == {
        "socio-economic"
    }
    for name in ("secretary-of-state", "nhs-england", "integrated-care-boards"):
        assert duties[name].law == "National Health Service Act 2006"
        assert duties[name].address.endswith(duties[name].section)
