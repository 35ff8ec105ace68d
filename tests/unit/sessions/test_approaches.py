"""Through whom things work: counted, and said."""

from collections import Counter

import pytest

from firstyear.sessions import approach_balance, approach_name


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ([], "Of no action has anybody said how it works, so there is no balance."),
        (
            ["", ""],
            "Of no action has anybody said how it works, so there is no balance.",
        ),
        (
            ["individual"],
            (
                "Of 1 action, 1 works through services. None works through the whole "
                "population or through communities."
            ),
        ),
        (
            ["population", "community", "individual", "", ""],
            (
                "Of 3 actions, 1 works through the whole population, 1 works through "
                "communities and 1 works through services. Of 2 more nobody has said "
                "how they work."
            ),
        ),
    ],
)
def test_the_balance_says_what_is_there_and_what_is_not(
    tags: list[str], said: str
) -> None:
    found = approach_balance(tags, noun="action")
    assert found.sentence == said
    plain = Counter(tags)
    assert found.counts == {
        name: plain[name] for name in ("population", "community", "individual")
    }
    assert found.untagged == plain[""]


def test_a_name_is_the_packs_and_blank_for_none() -> None:
    assert approach_name("community")
    assert approach_name("") == approach_name("anything") == ""
