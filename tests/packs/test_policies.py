"""The rules of disclosure control: the four by name, and which is the stricter."""

import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.packs import reader
from firstyear.packs.policies import Rule

TEXT = """
owner: somebody
review_date: 2027-01-31
entries:
  - {id: one, name: One, holds_for: All, sentence: Small, top: 2,
     zeros: shown, round_to: 1,
     small_as: 9, dominance: false, citation: A rule, address: "https://a.example",
     stricter_than: []}
"""


def test_the_hidden_ranges_are_those_of_the_rules() -> None:
    found = {name: rule.policy() for name, rule in fy.packs.policies().items()}
    assert {name: each.top for name, each in found.items()} == {
        "registrations-3": 2,
        "breakdowns-5": 4,
        "nhs-8": 7,
        "nhs-equalities": 7,
    }
    assert {each.zeros for each in found.values()} == {"shown"}
    assert [found[name].round_to for name in found] == [1, 1, 5, 5]
    assert [found[name].small_as for name in found] == [None, None, None, 5]
    assert all(each.citation for each in found.values())


def test_what_is_said_to_be_stricter_is_and_nothing_else() -> None:
    rules = fy.packs.policies()
    hiding = [rule for rule in rules.values() if rule.small_as is None]
    for rule in hiding:
        for other in hiding:
            said = other.id in rule.stricter_than
            assert rule.policy().stricter_than(other.policy()) == said


def test_an_unknown_policy_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="'six' is not one of registrations-3"):
        fy.packs.policy("six")


def test_numbers_that_make_no_rule_are_told() -> None:
    with pytest.raises(InputError, match="9 is no small count"):
        reader.parse(Rule, {"policies.yaml": TEXT})
