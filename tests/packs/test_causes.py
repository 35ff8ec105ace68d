"""Cause groups: in order, without a gap, and as expressions that engines run."""

import re
from datetime import date

import pytest

import firstyear as fy
from firstyear.errors import InputError
from firstyear.packs.causes import CauseGroup
from firstyear.packs.reader import parse

HEAD = "owner: o\nreview_date: 2027-01-01\ndefaults: {citation: c, name: n, rank: 1}\n"


def test_the_groups_are_those_of_the_dimension_in_the_published_order() -> None:
    groups = fy.packs.cause_groups()
    dimension = fy.packs.dimensions()["cause"]
    assert tuple(group.name for group in groups) == dimension.categories
    assert [group.rank for group in groups] == list(range(1, 10))
    for group in groups:
        assert "Dattani" in group.citation
        assert group.review_date > date(2026, 1, 1)


def test_every_code_of_the_book_is_in_a_group() -> None:
    for letter in "ABCDEFGHIJKLMNOPQRSTVWXYZ":
        for number in range(100):
            for decimal in ("", "0", "9"):
                code = f"{letter}{number:02d}{decimal}"
                assert fy.packs.cause_group(code), code


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        ("P01.1", "Immaturity related conditions"),
        ("P01.2", "Other conditions"),
        ("P02.3", "Other conditions"),
        ("P02.6", "Asphyxia, anoxia or trauma"),
        ("P61.2", "Immaturity related conditions"),
        ("P61.3", "Other specific conditions"),
        ("A50.9", "Antepartum infections"),
        ("A51", "Infections"),
        ("V01", "External conditions"),
        ("Y89.9", "External conditions"),
        ("Y90", "Other conditions"),
        ("P60", "Other specific conditions"),
        (" q00.0 ", "Congenital anomalies"),
        ("heart", ""),
        ("", ""),
    ],
)
def test_codes_at_the_ends_of_ranges(codes: str, group: str) -> None:
    assert fy.packs.cause_group(codes) == group


@pytest.mark.parametrize(
    "codes", ["Q99-Q00", "P02.6-P02.4", "P01.0-P02.1", "P01.0-P02", "Q", "Q1-Q2"]
)
def test_a_range_that_is_none_is_a_fault(codes: str) -> None:
    text = f"{HEAD}entries: [{{id: a, codes: ['{codes}']}}]\n"
    with pytest.raises(InputError, match="entry a, field"):
        parse(CauseGroup, {"causes.yaml": text})


def test_patterns_are_plain_enough_for_every_engine() -> None:
    for group in fy.packs.cause_groups():
        assert re.fullmatch(r"[A-Z0-9\[\]()?:|*-]+", group.pattern)
