"""A faulty pack is told with file, entry and field, and all faults at once."""

from typing import Literal

import pytest

from firstyear.errors import InputError
from firstyear.packs.models import Entry, Identity, Indicator
from firstyear.packs.reader import pack_paths, pack_text, parse


class Fruit(Entry):
    colour: Literal["green", "red"]
    weight: float


GOOD = """
owner: A gardener
review_date: 2027-01-31
defaults: {colour: green}
entries:
  - {id: pear, weight: 150}
  - {id: apple, weight: 120, colour: red}
"""


def test_header_and_defaults_reach_every_entry() -> None:
    pear, apple = parse(Fruit, {"fruit.yaml": GOOD})
    assert (pear.colour, apple.colour) == ("green", "red")
    assert pear.owner == apple.owner == "A gardener"


def test_every_fault_is_told_with_file_entry_and_field() -> None:
    bad = GOOD.replace("150", "heavy").replace("red", "blue")
    with pytest.raises(InputError) as caught:
        parse(Fruit, {"fruit.yaml": bad})
    first, second = caught.value.faults
    assert (first.file, first.value) == ("fruit.yaml", "heavy")
    assert "entry pear, field weight" in first.message
    assert "entry apple, field colour" in second.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entries: [", "not YAML"),
        ("[]", "no list called entries"),
        ("entries: 3", "no list called entries"),
        (GOOD + "extra: 1\n", "field extra is not one of a pack's"),
        (GOOD + "  - pear\n", "entry 3 is not a mapping"),
        (GOOD + "  - {id: pear, weight: 1}\n", "entry pear, field id: used already"),
        (GOOD + "  - {weight: 1}\n", "entry without id, field id"),
        (GOOD.replace("weight: 150", "kilos: 150"), "entry pear, field kilos"),
        (GOOD.replace("review_date: 2027-01-31", ""), "field review_date"),
    ],
)
def test_faulty_packs_are_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse(Fruit, {"fruit.yaml": text})


def test_an_id_in_two_files_names_the_other() -> None:
    with pytest.raises(InputError, match=r"See one\.yaml"):
        parse(Fruit, {"one.yaml": GOOD, "two.yaml": GOOD})


def test_a_proportion_out_of_100_and_deaths_in_their_domain() -> None:
    path = pack_paths("indicators")[0]
    text = pack_text(path)
    with pytest.raises(InputError, match="a proportion is bounded and per 100"):
        parse(Indicator, {path: text.replace("kind: rate", "kind: proportion")})
    with pytest.raises(InputError, match="domain is deaths"):
        parse(Indicator, {path: text.replace("domain: deaths", "domain: birth")})


def test_an_identity_does_not_contain_itself() -> None:
    text = pack_text("identities.yaml").replace(
        "[neonatal-mortality, post", "[infant-mortality, post"
    )
    with pytest.raises(InputError, match="none the total"):
        parse(Identity, {"identities.yaml": text})
