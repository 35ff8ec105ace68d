"""Which areas belong together: the country of a place, the areas to compare it with."""

import datetime
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.results import Place, Span, Standing

# Only a code of the Office for National Statistics names its country by a letter.
LETTERED = re.compile(r"[A-Z]\d{8}")

_atlases: "WeakKeyDictionary[Store, Atlas]" = WeakKeyDictionary()


@dataclass(frozen=True)
class Atlas:
    """Every area that the releases of a store name, and who lies in whom.

    `wholes` holds child and parent where the children of that level make up the
    parent, `parts` where only a share of the child lies in it.
    """

    version: str
    places: dict[str, Place]
    parents: dict[str, tuple[str, ...]]
    changes: dict[str, tuple[datetime.date, ...]]
    ended: dict[str, datetime.date]
    wholes: frozenset[tuple[str, str]] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()
    successors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Asked for by every measure of a page.
    _peers: dict[tuple[str, str], tuple[Place, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def children(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for code, above in self.parents.items():
            for parent in above:
                found.setdefault(parent, set()).add(code)
        return found

    def place(self, code: str) -> Place:
        """The place with this code. Raises UsageError where no release names it."""
        found = self.places.get(code)
        if found is None:
            raise UsageError(
                f"No area has the code {code!r}. See `firstyear areas list`."
            )
        return found

    def ancestors(self, code: str) -> list[str]:
        """Codes of parents, their parents and so on, nearest first, each once."""
        seen: list[str] = []
        waiting = [code]
        while waiting:
            for parent in self.parents.get(waiting.pop(0), ()):
                if parent not in seen and parent != code:
                    seen.append(parent)
                    waiting.append(parent)
        return seen

    def above(self, code: str, level: str) -> tuple[Place, ...]:
        """The places of a level that a place lies in."""
        found = (self.places.get(one) for one in self.ancestors(code))
        return tuple(one for one in found if one is not None and one.level == level)

    def of_level(self, level: str) -> list[Place]:
        return [one for one in self.places.values() if one.level == level]

    def country_of(self, code: str) -> Place:
        """The country a place lies in.

        By its parents; where no file says, the only country there is, or for codes of
        the Office for National Statistics the one with the same letter. Raises
        UsageError where that leaves it open.
        """
        here = self.place(code)
        if here.level == "country":
            return here
        found = self._countries_of(code)
        if found:
            return self.places[found[0]]
        raise UsageError(
            f"No file says which country {here.name} lies in. Load an areas file "
            "that names its parents with `firstyear areas import FILE`."
        )

    def _countries_of(self, code: str) -> list[str]:
        above = [one.code for one in self.above(code, "country")]
        if above:
            return above
        countries = [one.code for one in self.of_level("country")]
        if len(countries) > 1:
            countries = [
                one
                for one in countries
                if LETTERED.fullmatch(code)
                and LETTERED.fullmatch(one)
                and one[0] == code[0]
            ]
        return countries if len(countries) == 1 else []

    def shows(self, standing: Standing, span: Span) -> bool:
        """Whether an area belongs on a page of a period: not if it had ended by then.

        An area that a file ends, and that has no figure of the period, gave way to
        another: it is no gap in the figures.
        """
        ended = self.ended.get(standing.place.code)
        gone = ended is not None and ended < span.date_to
        return not (gone and standing.number.status == "missing")

    def region_of(self, code: str) -> Place | None:
        """The region a place lies in, where a file says so."""
        found = self.above(code, "region")
        return found[0] if found else None

    def peers(self, level: str, country: Place) -> tuple[Place, ...]:
        """All areas of a level in a country, by name."""
        key = (country.code, level)
        if key not in self._peers:
            self._peers[key] = _by_name(
                one
                for one in self.of_level(level)
                if country.code in (one.code, *self._countries_of(one.code))
            )
        return self._peers[key]

    def members(self, code: str, level: str) -> tuple[Place, ...]:
        """The areas of `level` that lie in a place; for a country, all of them.

        An area that no file puts in the place lies there where all its own parts do:
        a county is found by its districts.
        """
        here = self.place(code)
        if here.level == "country":
            return self.peers(level, here)
        inside = self.inside(code)
        found = {one for one in inside if self.places[one].level == level}
        for one in inside:
            for upper in self.parents.get(one, ()):
                known = self.places.get(upper)
                if known is None or known.level != level or upper == code:
                    continue
                if (one, upper) in self.wholes and self.children[upper] <= inside:
                    found.add(upper)
        return _by_name(self.places[one] for one in found)

    def inside(self, code: str) -> set[str]:
        """Every area that lies in a place, by the parents that files name."""
        waiting, seen = [code], {code}
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child not in seen and child in self.places:
                    seen.add(child)
                    waiting.append(child)
        return seen - {code}


def _by_name(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda one: (one.name.casefold(), one.code)))


def atlas(store: Store) -> Atlas:
    """The atlas of a store, made again when a release has been added."""
    held = _atlases.get(store)
    version = store.version
    if held is None or held.version != version:
        held = _atlases[store] = _read(store, version)
    return held


def _read(store: Store, version: str) -> Atlas:
    places: dict[str, Place] = {}
    parents: dict[str, list[str]] = {}
    changes: dict[str, set[datetime.date]] = {}
    ended: dict[str, datetime.date] = {}
    wholes: set[tuple[str, str]] = set()
    parts: set[tuple[str, str]] = set()
    successors: dict[str, set[str]] = {}
    for row in store.areas().to_pylist():
        code = row["area"]
        if code not in places:
            places[code] = Place(code, row["name"] or code, row["level"])
        if row["parent"] and row["parent"] not in parents.setdefault(code, []):
            parents[code].append(row["parent"])
        share = row["share"] if row["share"] is not None else math.nan
        if row["parent"] and row["complete"] == "yes":
            wholes.add((code, row["parent"]))
        if row["parent"] and share < 1:
            parts.add((code, row["parent"]))
        if row["successor"]:
            successors.setdefault(code, set()).add(row["successor"])
        if row["valid_to"] is not None:
            ended[code] = max(row["valid_to"], ended.get(code, row["valid_to"]))
        for day in (row["valid_from"], row["valid_to"]):
            if day is not None:
                changes.setdefault(code, set()).add(day)
    return Atlas(
        version,
        places,
        {code: tuple(above) for code, above in parents.items()},
        {code: tuple(sorted(days)) for code, days in changes.items()},
        ended,
        frozenset(wholes),
        frozenset(parts),
        {code: tuple(sorted(after)) for code, after in successors.items()},
    )
