"""The indicator pack opens, is looked after, and its parts agree with one another."""

from datetime import UTC, datetime, timedelta

import pytest

import firstyear as fy
from firstyear.errors import InputError
from firstyear.packs import Indicator

SEVEN = {
    "infant-mortality",
    "neonatal-mortality",
    "early-neonatal-mortality",
    "post-neonatal-mortality",
    "stillbirth",
    "perinatal-mortality",
    "extended-perinatal-mortality",
}

# What each measure of deaths covers, written down a second time: whether
# stillbirths are in it, and from which day to before which day of life.
COVERS = {
    "infant-mortality": (False, 0, 365),
    "neonatal-mortality": (False, 0, 28),
    "early-neonatal-mortality": (False, 0, 7),
    "late-neonatal-mortality": (False, 7, 28),
    "post-neonatal-mortality": (False, 28, 365),
    "stillbirth": (True, 0, 0),
    "perinatal-mortality": (True, 0, 7),
    "extended-perinatal-mortality": (True, 0, 28),
}


def covered(indicator_id: str) -> set[object]:
    still, first, end = COVERS[indicator_id.removesuffix("-24-weeks")]
    return set(range(first, end)) | ({"stillborn"} if still else set())


def test_the_seven_measures_of_deaths_are_there() -> None:
    assert set(fy.packs.indicators()) >= SEVEN
    for indicator_id in SEVEN:
        entry = fy.packs.indicator(indicator_id)
        assert entry.outcome
        assert entry.per == 1000
        assert entry.polarity == "lower-is-better"
        assert entry.default_years == 3


def test_review_dates_are_in_2027_and_not_past() -> None:
    today = datetime.now(tz=UTC).date()
    for entry in fy.packs.indicators().values():
        assert entry.review_date.year == 2027, entry.id
        assert entry.review_date >= today, f"{entry.id} is due for review"
        assert entry.review_date - today < timedelta(days=800)


def test_definitions_are_sentences_and_names_are_not() -> None:
    for entry in fy.packs.indicators().values():
        assert entry.definition.endswith("."), entry.id
        assert entry.caution.endswith("."), entry.id
        assert not entry.name.endswith("."), entry.id
        assert len(entry.short_name) <= 36, entry.id


def test_denominators_agree_with_definitions() -> None:
    for indicator_id, (still, _, _) in COVERS.items():
        expected = "All births, live and still" if still else "Live births"
        assert fy.packs.indicator(indicator_id).denominator == expected


def test_identities_name_indicators_of_the_pack() -> None:
    for identity in fy.packs.identities():
        for name in (identity.total, *identity.parts):
            assert fy.packs.indicator(name).outcome


def test_identities_cover_the_total_once_and_wholly() -> None:
    for identity in fy.packs.identities():
        parts = [covered(part) for part in identity.parts]
        assert set().union(*parts) == covered(identity.total), identity.id
        assert sum(map(len, parts)) == len(covered(identity.total)), identity.id


def test_parts_of_an_identity_are_whole_or_from_24_weeks_alike() -> None:
    for identity in fy.packs.identities():
        late = identity.total.endswith("-24-weeks")
        for part in identity.parts:
            assert part == "stillbirth" or part.endswith("-24-weeks") == late


def test_by_identifier_finds_what_publishers_call_it() -> None:
    assert fy.packs.by_identifier("fingertips", "92196").id == "infant-mortality"
    assert fy.packs.by_identifier("ons-sdg", "3.2.2").id == "neonatal-mortality"
    assert fy.packs.by_identifier("fingertips", "0") is None
    assert fy.packs.by_identifier("no-such-scheme", "92196") is None


def test_an_identifier_belongs_to_one_indicator() -> None:
    held = [
        (scheme, code)
        for entry in fy.packs.indicators().values()
        for scheme, codes in entry.identifiers.items()
        for code in codes
    ]
    assert len(held) == len(set(held))


def test_unknown_indicator_says_what_was_meant() -> None:
    with pytest.raises(InputError, match="Perhaps infant-mortality"):
        fy.packs.indicator("infant-mortalty")
    with pytest.raises(InputError, match="See the indicator list"):
        fy.packs.indicator("zzz")


def test_indicators_are_frozen() -> None:
    entry: Indicator = fy.packs.indicator("stillbirth")
    with pytest.raises(ValueError, match="frozen"):
        entry.per = 1.0  # type: ignore[misc]


def test_measures_within_others_are_in_the_pack_and_never_within_themselves() -> None:
    known = fy.packs.indicators()
    for each in fy.packs.nested():
        assert {each.whole, each.part} <= set(known)
        assert each.whole != each.part
        assert each.id not in known
        assert known[each.whole].outcome
