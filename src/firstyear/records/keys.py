"""What `--by` can name: keys, the bands of each, and the sets they are asked in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

import ibis

from firstyear.errors import UsageError
from firstyear.records.fields import SEXES
from firstyear.records.shaping import position

Expr = Any

UNKNOWN: Final = "Unknown"
AREA, YEAR, CAUSE = "area", "year", "cause"


@dataclass(frozen=True)
class Key:
    """A breakdown: the field it is made of, and its categories in order.

    `cuts` are where the second and every later category begins. Without `labels` the
    categories are what the file says.
    """

    name: str
    field: str
    cuts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    def code(self, table: Expr) -> Expr:
        """Position of the category, or what the field holds; null is unknown."""
        column = table[self.field]
        if not self.cuts:
            return column
        below = [(column < cut, position(at)) for at, cut in enumerate(self.cuts)]
        last = (column.notnull(), position(len(self.cuts)))
        return ibis.cases(*below, last)


def _numbers(last: int) -> tuple[str, ...]:
    return tuple(str(each) for each in range(1, last + 1))


KEYS: Final[Mapping[str, Key]] = MappingProxyType(
    {
        key.name: key
        for key in (
            Key("ethnic-group", "ethnic_group"),
            Key("imd-decile", "imd_decile", tuple(range(2, 11)), _numbers(10)),
            Key("imd-quintile", "imd_decile", (3, 5, 7, 9), _numbers(5)),
            Key(
                "mothers-age",
                "mothers_age",
                (20, 25, 30, 35, 40),
                ("Under 20", "20-24", "25-29", "30-34", "35-39", "40 and over"),
            ),
            Key(
                "gestation",
                "gestation_weeks",
                (22, 24, 28, 32, 37, 42),
                ("Under 22", "22-23", "24-27", "28-31", "32-36", "37-41",
                 "42 and over"),
            ),
            Key(
                "birthweight",
                "birthweight_grams",
                (500, 1500, 2500, 4000),
                ("Under 500", "500-1499", "1500-2499", "2500-3999", "4000 and over"),
            ),
            Key("sex", "sex", (), SEXES),
            Key("plurality", "plurality", (2,), ("Singleton", "Multiple")),
            Key(CAUSE, "cause"),
        )
    }
)  # fmt: skip
ALL_KEYS: Final = (AREA, YEAR, *KEYS)


@dataclass(frozen=True)
class GroupSet:
    """One table to count: by area or not, by year or not, by a breakdown or none.

    Several names in `breakdown` are crossed.
    """

    area: bool
    year: bool
    breakdown: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all its keys."""
        places = ((AREA, self.area), (YEAR, self.year))
        return (*(name for name, asked in places if asked), *self.breakdown)


def group_sets(by: Iterable[str | Sequence[str]]) -> tuple[GroupSet, ...]:
    """The tables that lists of keys mean, each once, in the order they are asked.

    `area,year` says for whom and when; every other key of a list is a breakdown of
    its own, and `+` crosses two.

    Raises UsageError for a name that is no key, one that comes twice, or a bad cross.

    Examples:
        >>> [each.keys for each in group_sets(["area,year", "year,sex,gestation"])]
        [('area', 'year'), ('year', 'sex'), ('year', 'gestation')]
        >>> group_sets([["ethnic-group+imd-quintile"]])[0].breakdown
        ('ethnic-group', 'imd-quintile')
    """
    found: dict[GroupSet, None] = {}
    lists = [by] if isinstance(by, str) else list(by)
    for each in lists:
        if isinstance(each, str) and not each.strip(" ,"):
            raise UsageError(f"Say what to count by: {', '.join(ALL_KEYS)}.")
        names = [
            part.strip()
            for part in (each.split(",") if isinstance(each, str) else each)
        ]
        names = [name for name in names if name]
        breakdowns = [_crossed(name) for name in names if name not in (AREA, YEAR)]
        area, year = AREA in names, YEAR in names
        if len(set(names)) < len(names):
            raise UsageError(f"A key stands twice in {','.join(names)}.")
        for breakdown in breakdowns or [()]:
            found[GroupSet(area, year, breakdown)] = None
    if not found:
        raise UsageError(f"Say what to count by: {', '.join(ALL_KEYS)}.")
    return tuple(found)


def _crossed(name: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in name.split("+"))
    for part in parts:
        if part in KEYS:
            continue
        if part in (AREA, YEAR):
            raise UsageError(
                f"{part} is not crossed with +: write {part}, and a comma."
            )
        near = get_close_matches(part, ALL_KEYS, n=1)
        perhaps = f" Perhaps {near[0]}?" if near else ""
        raise UsageError(
            f"{part!r} is not a key to count by.{perhaps} Keys: {', '.join(ALL_KEYS)}."
        )
    if len(set(parts)) < len(parts):
        raise UsageError(f"{name} crosses a key with itself.")
    fields = [KEYS[part].field for part in parts]
    if len(set(fields)) < len(fields):
        raise UsageError(f"{name} crosses two bands of one field.")
    return parts
