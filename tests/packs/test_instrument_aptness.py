"""Figures stand beside questions that speak of them, and core questions alone."""

import re

import pytest

import firstyear as fy

# What a row has to speak of before a figure as narrow as this bears on it.
NARROW = {
    "antenatal-steroids": r"early|preterm|ventilator|audit",
    "birth-in-right-place": r"unit|network|transfer|neonatal|hospital",
    "births-per-midwife": r"midwi|staff",
    "continuity-of-carer": r"midwi|continuity|Black",
    "cot-occupancy": r"cots?\b|closed? to babies|intensive care|neonatal",
    "folic-acid": r"folic|vitamin",
    "general-fertility": r"mothers and babies need",
    "overcrowding": r"crowd|room|space|hous",
    "pertussis-vaccine-pregnancy": r"vaccin",
    "temporary-housing": r"hous|home|hostel|hotel|temporary",
}


def test_a_narrow_figure_stands_beside_what_speaks_of_it() -> None:
    """How full cots are says nothing of days on a ventilator, nor births of money."""
    rows = fy.packs.instrument("infant-mortality").entries
    inapt = [
        (row.id, one)
        for row in rows
        for one in row.indicators
        if one in NARROW
        and not re.search(
            NARROW[one], " ".join((row.text, row.helper, *row.levels)), re.IGNORECASE
        )
    ]
    assert inapt == []


@pytest.mark.parametrize("name", sorted(fy.packs.instruments()))
def test_a_core_question_stands_alone(name: str) -> None:
    """On a phone, and in the core set, there is no list below it."""
    for row in fy.packs.instrument(name).questions(core=True):
        said = " ".join((row.text, row.helper, *row.levels))
        assert not re.search(r"\bbelow\b", said), row.id
