"""Which rule a local figure follows: by the kind of table and where it comes from."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

from firstyear import measures, packs
from firstyear.errors import RefusedError, UsageError
from firstyear.figures.area_codes import level_of
from firstyear.figures.table_sets.cells import Key

# What local figures were counted from. Blank: nobody has said.
DrawnFrom = Literal["", "registration", "nhs"]
DRAWN_FROM: Final = tuple(word for word in get_args(DrawnFrom) if word)

# A calendar quarter and a month are shorter; a leap day is nothing.
YEAR_DAYS: Final = 365
USUAL: Final = ("registrations-3", "breakdowns-5", "nhs-8")
NOUGHTS: Final = "in these tables noughts may be hidden too"
# Official producers, as readers and people name them.
KNOWN_SOURCES: Final[Mapping[str, DrawnFrom]] = MappingProxyType(
    {
        "office for national statistics": "registration",
        "ons": "registration",
        "civil registration": "registration",
        "nhs england": "nhs",
        "nhs digital": "nhs",
        "msds": "nhs",
        "maternity services data set": "nhs",
    }
)
# Counts that rates are set against, as readers call them.
DENOMINATORS: Final = ("live-births",)
COUNCIL_OR_LARGER: Final = (
    "country",
    "region",
    "county-unitary",
    "district",
    "board",
    "system",
)


@dataclass(frozen=True)
class Rules:
    """The rule of each figure of one release, and of what its sums imply.

    `policy` has what holds for all of them (rounding, zeros); its `top` is the
    largest. `top` gives the largest hidden count of one key, `protects` whether a
    small count of it is a disclosure at all; `names` are the policies in use.
    """

    policy: measures.Policy
    top: Callable[[Key], float]
    protects: Callable[[Key], bool]
    names: tuple[str, ...]

    def sentence(self, policy: measures.Policy) -> str:
        """What is hidden, in words for every page and file.

        `policy` is the rule as it was applied: where one category holds every death
        somewhere, noughts may be hidden in all the tables.
        """
        rules = packs.policies()
        words = "; ".join(rules[name].sentence for name in self.names)
        hidden = policy.zeros == "hideable" and self.policy.zeros == "shown"
        return words + (f"; {NOUGHTS}" if hidden else "")


def kind_of(key: Key, drawn_from: str = "registration") -> str:
    """The name of the default policy of a figure.

    Examples
    --------
    >>> import datetime
    >>> from firstyear.figures.rules import kind_of
    >>> from firstyear.figures.table_sets.cells import Key
    >>> year = datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)
    >>> here = Key("infant-mortality", "X06000069", "county-unitary", *year)
    >>> kind_of(here), kind_of(here, "nhs"), kind_of(here, "")
    ('registrations-3', 'nhs-8', 'nhs-8')
    >>> kind_of(here._replace(dimension="cause", category="Infection"))
    'breakdowns-5'
    """
    if drawn_from != "registration":
        return "nhs-8"
    days = (key.last - key.first).days + 1
    plain = not key.dimension and _is_of(key, COUNCIL_OR_LARGER)
    return "registrations-3" if plain and days >= YEAR_DAYS else "breakdowns-5"


def is_country_total(key: Key) -> bool:
    """A country's figure, of everyone or by one breakdown: never a small area's."""
    return _is_of(key, ("country",)) and "|" not in key.dimension


def _is_of(key: Key, levels: Collection[str]) -> bool:
    """Whether the area is of one of the levels, by what is said and by its own code.

    A council that a file calls a country stays a council: its small counts are hidden.
    """
    return key.level in levels and level_of(key.area) in ("", *levels)


def is_protected(key: Key) -> bool:
    """Whether a small count of a figure is a disclosure.

    Births are not: rates of deaths are public with what they are set against.
    """
    return not is_country_total(key) and key.indicator not in DENOMINATORS


def drawn_from_sources(sources: Iterable[str]) -> DrawnFrom:
    """What figures were counted from, where every source is one that we know.

    Examples
    --------
    >>> from firstyear.figures.rules import drawn_from_sources
    >>> drawn_from_sources(["Office for National Statistics"])
    'registration'
    >>> drawn_from_sources(["Office for National Statistics", "a colleague"])
    ''
    """
    found = {KNOWN_SOURCES.get(source.casefold().strip(), "") for source in sources}
    if "nhs" in found:
        return "nhs"
    return "registration" if found == {"registration"} else ""


def rules_for(keys: Iterable[Key], drawn_from: str = "", named: str = "") -> Rules:
    """The rules of the figures `keys`, counted from `drawn_from`.

    `named` is a policy that somebody chose. Where nobody has said what figures were
    counted from and nobody chose, they follow the strictest usual rule.

    Raises
    ------
    UsageError
        for a word that `drawn_from` does not know, or an unknown policy.
    RefusedError
        for a policy that is looser than what one of these figures follows by itself.
    """
    if drawn_from not in get_args(DrawnFrom):
        raise UsageError(
            f"Figures are drawn from {' or '.join(DRAWN_FROM)}, not {drawn_from!r}: "
            "leave it out where neither is known"
        )
    origin = drawn_from or ("registration" if named else "")
    usual = Counter(kind_of(key, origin) for key in keys if not is_country_total(key))
    if not usual:
        usual = Counter([kind_of(key, origin) for key in keys])
    rules = {name: _rule(name) for name in sorted(usual)}
    if not named:
        return _rules(tuple(rules), max(rules.values(), key=_top), origin, 0)
    chosen = _rule(named)
    if chosen.small_as is not None:
        raise RefusedError(
            f"{named} shows one number for all small counts and hides none: it is for "
            "reading tables that others made, not for making them"
        )
    for name, rule in rules.items():
        if chosen != rule and not chosen.stricter_than(rule):
            raise RefusedError(
                f"{named} hides less than {name}, which {usual[name]:,} of these "
                "figures follow by themselves. Choose a stricter policy, leave these "
                "figures out, or name none"
            )
    return _rules((named,), chosen, origin, chosen.top)


def _rules(
    names: tuple[str, ...], policy: measures.Policy, origin: str, least_top: int
) -> Rules:
    tops = {name: _rule(name).top for name in USUAL}

    def top(key: Key) -> float:
        return float(max(least_top, tops[kind_of(key, origin)]))

    return Rules(policy, top, is_protected, names)


def _top(rule: measures.Policy) -> int:
    return rule.top


def _rule(name: str) -> measures.Policy:
    return packs.policy(name)
