"""Counts of births and deaths by loops over plain rows: the second way to say it.

Written from the guide to records, not from the library: no data frames, no engine,
no shared function. Slow, and easy to read.
"""

from collections import defaultdict
from datetime import date
from itertools import product
from typing import Any

Row = dict[str, Any]

GROUPS = (
    "Congenital anomalies",
    "Antepartum infections",
    "Immaturity related conditions",
    "Asphyxia, anoxia or trauma",
    "External conditions",
    "Infections",
    "Other specific conditions",
    "Sudden infant deaths",
    "Other conditions",
)
# The codes that the test rows use, each with its group by the guide.
GROUP_OF = {
    "Q21.3": 0, "Q00.0": 0, "Q91.3": 0, "Q79.0": 0, "P37.1": 1, "P35.1": 1,
    "P07.2": 2, "P07.3": 2, "P22.0": 2, "P27.1": 2, "P21.0": 3, "P20.9": 3,
    "P21.9": 3, "P02.1": 3, "P02.4": 3, "W84": 4, "V43.6": 4, "W75": 4, "A41.9": 5,
    "P36.9": 5, "G00.1": 5, "J18.9": 5, "P61.3": 6, "P83.2": 6, "R95": 7, "P95": 8,
    "P02.2": 8, "E88.9": 8, "K56.2": 8, "R99": 8,
}  # fmt: skip
PARTS = {
    "infant-mortality": ("early", "late", "post"),
    "neonatal-mortality": ("early", "late"),
    "early-neonatal-mortality": ("early",),
    "late-neonatal-mortality": ("late",),
    "post-neonatal-mortality": ("post",),
    "stillbirth": ("still",),
    "perinatal-mortality": ("still", "early"),
    "extended-perinatal-mortality": ("still", "early", "late"),
    "sudden-unexpected-deaths": ("sudden",),
    "deaths-without-cause-yet": ("waiting",),
}


def band(value: Any, cuts: list[int], names: list[str]) -> str:
    """The name of the band that a number is in."""
    if value is None:
        return "Unknown"
    for cut, name in zip(cuts, names, strict=False):
        if value < cut:
            return name
    return names[-1]


def category(key: str, row: Row) -> str:
    """The category of a birth's record, or of what is known of it."""
    if key == "ethnic-group":
        return row.get("ethnic_group") or "Unknown"
    if key == "sex":
        return row.get("sex") or "Unknown"
    if key == "imd-decile":
        return str(row["imd_decile"]) if row.get("imd_decile") else "Unknown"
    if key == "imd-quintile":
        return str((row["imd_decile"] + 1) // 2) if row.get("imd_decile") else "Unknown"
    if key == "plurality":
        return band(row.get("plurality"), [2], ["Singleton", "Multiple"])
    if key == "mothers-age":
        names = ["Under 20", "20-24", "25-29", "30-34", "35-39", "40 and over"]
        return band(row.get("mothers_age"), [20, 25, 30, 35, 40], names)
    if key == "gestation":
        names = ["Under 22", "22-23", "24-27", "28-31", "32-36", "37-41", "42 and over"]
        return band(row.get("gestation_weeks"), [22, 24, 28, 32, 37, 42], names)
    if key == "birthweight":
        names = ["Under 500", "500-1499", "1500-2499", "2500-3999", "4000 and over"]
        return band(row.get("birthweight_grams"), [500, 1500, 2500, 4000], names)
    raise AssertionError(key)


def cause(codes: str | None, *, later: bool) -> str:
    """The cause group of a certificate."""
    lines = [line.partition(":") for line in (codes or "").split(";") if line]
    if later:
        marked = [code for code, _, what in lines if what == "underlying"]
        bare = [code for code, _, what in lines if not what]
        lines = [(code, "", "") for code in (marked + bare)[:1]]
    known = [GROUP_OF[code] for code, _, _ in lines if code in GROUP_OF]
    return GROUPS[min(known)] if known else "Unknown"


def first_birthday(born: date) -> tuple[int, int, int]:
    """As three numbers, for the 29th of February has none in the next year."""
    return (born.year + 1, born.month, born.day)


def count(
    births: list[Row], deaths: list[Row], keys: list[str], basis: str = "birth"
) -> dict[tuple[Any, ...], dict[str, int]]:
    """Births and deaths by area, year and categories: `live`, `still`, `early` ...

    Rows are clean: identifiers come once, dates are possible, links are right.
    """
    numbers: dict[tuple[Any, ...], dict[str, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    by_id = {row["birth_id"]: row for row in births}
    years = set()
    for row in births:
        if row["outcome"] == "still" and (row["gestation_weeks"] or 99) < 24:
            continue
        years.add(row["date_of_birth"].year)
        what = row["outcome"]
        group = cause(row.get("causes_icd10"), later=False) if what == "still" else ""
        for place in places(row["area"], row["date_of_birth"]):
            own = tuple(group if key == "cause" else category(key, row) for key in keys)
            numbers[(*place, *own)][what] += 1
    for death in deaths:
        birth = by_id.get(death["birth_id"])
        born = birth["date_of_birth"] if birth else death["date_of_birth"]
        died = death["date_of_death"]
        days = (died - born).days
        if (died.year, died.month, died.day) >= first_birthday(born):
            continue
        age = "early" if days < 7 else "late" if days < 28 else "post"
        day = {
            "birth": born,
            "death": died,
            "registration": death["date_of_registration"],
        }[basis]
        area = birth["area"] if birth and basis == "birth" else death["area"]
        if day.year not in years:
            continue
        known = birth or {"sex": death["sex"]}
        group = cause(death["causes_icd10"], later=age == "post")
        own = tuple(group if key == "cause" else category(key, known) for key in keys)
        for place in places(area, day):
            cell = numbers[(*place, *own)]
            cell[age] += 1
            cell["waiting"] += not death["causes_icd10"]
            cell["sudden"] += sudden(death["causes_icd10"], later=age == "post")
    return numbers


def sudden(codes: str | None, *, later: bool) -> bool:
    """Whether R95, R99 or W75 stands where the age says to look."""
    lines = [line.partition(":") for line in (codes or "").split(";") if line]
    if later:
        marked = [code for code, _, what in lines if what == "underlying"]
        lines = [(code, "", "") for code in marked] or lines[:1]
    return any(code in ("R95", "R99", "W75") for code, _, _ in lines)


def places(area: str | None, day: date) -> list[tuple[str, str]]:
    """Everywhere and always, and the record's own area and year."""
    return list(product(("all-areas", area or "Unknown"), ("all", str(day.year))))
