"""Sex, age and category of a Fingertips row: whose figure is it?

Sex is a dimension where an indicator comes in more than one; where it comes in one,
that is what the indicator is about (conceptions of women under 18). Age always
belongs to the indicator: a second age is a second indicator.
"""

from dataclasses import dataclass, field

import pyarrow as pa

from firstyear.figures.arrow import Column, pc
from firstyear.figures.naming import indicator_id, slug
from firstyear.figures.readers.columns import joined, spread

_SEPARATOR = "\x1f"
PERSONS = frozenset({"", "persons", "person", "all", "not applicable"})
EVERY_AGE = frozenset({"", "all ages"})


@dataclass(frozen=True)
class Grouping:
    """The indicator, dimension and category of each row, and sentences about them."""

    indicator: Column
    dimension: Column
    category: Column
    note: Column
    told: tuple[str, ...] = field(default=())


def grouping(
    scheme: str,
    *,
    indicator: Column,
    sex: Column,
    age: Column,
    category_type: Column,
    category: Column,
) -> Grouping:
    """Ids and groups, worked out once for each distinct combination."""
    sexes = _several(indicator, sex)
    ages = _several(indicator, age)
    with_total = {each for each, found in sexes.items() if any(map(_is_all, found))}
    plain_age = {each: _plain_age(found) for each, found in ages.items()}

    def id_of(key: str) -> str:
        code, years = key.split(_SEPARATOR)
        name = indicator_id(scheme, code) if code else ""
        if years == plain_age.get(code, years):
            return name
        return f"{name}-{slug(years)}"

    def sex_of(key: str) -> str:
        code, which = key.split(_SEPARATOR)
        if _is_all(which) or (len(sexes[code]) == 1 and code not in with_total):
            return ""
        return which

    def one_sex(key: str) -> str:
        _code, which = key.split(_SEPARATOR)
        return "" if _is_all(which) or sex_of(key) else f"sex: {which}"

    by_sex = joined([indicator, sex], _SEPARATOR)
    group_sex = spread(by_sex, sex_of, pa.string())
    kind = spread(category_type, clean_category, pa.string())
    which = spread(category, clean_category, pa.string())
    has_kind, has_sex = pc.not_equal(kind, ""), pc.not_equal(group_sex, "")
    between = pc.if_else(pc.and_(has_kind, has_sex), "|", "")
    dimension = pc.binary_join_element_wise(
        kind, between, pc.if_else(has_sex, "sex", ""), ""
    )
    told = [
        f"{indicator_id(scheme, code)} comes in {len(found)} ages: "
        "each is an indicator of its own."
        for code, found in sorted(ages.items())
        if len(found) > 1
    ]
    return Grouping(
        spread(joined([indicator, age], _SEPARATOR), id_of, pa.string()),
        dimension,
        pc.binary_join_element_wise(which, between, group_sex, ""),
        spread(by_sex, one_sex, pa.string()),
        tuple(told),
    )


def clean_category(text: str) -> str:
    """A label without the quotation marks that some exports keep around it."""
    return text.strip().strip('"').strip()


def _several(indicator: Column, other: Column) -> dict[str, list[str]]:
    """The distinct values of `other` for each indicator, in the file's order."""
    found: dict[str, list[str]] = {}
    for key in pc.unique(joined([indicator, other], _SEPARATOR)).to_pylist():
        code, value = key.split(_SEPARATOR)
        found.setdefault(code, []).append(value)
    return found


def _is_all(sex: str) -> bool:
    return sex.lower() in PERSONS


def _plain_age(ages: list[str]) -> str:
    """The age that has the indicator's plain id: the only one, or all ages."""
    if len(ages) == 1:
        return ages[0]
    return next((age for age in ages if age.lower() in EVERY_AGE), "(none)")
