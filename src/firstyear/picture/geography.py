"""Which areas belong together: the country of a place, the areas to compare it with."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.results import Place, Span, Standing

_atlases: "WeakKeyDictionary[Store, Atlas]" = WeakKeyDictionary()


@dataclass(frozen=True)
class Atlas:
    """Every area that the releases of a store name, and who lies in whom."""

    version: str
    places: dict[str, Place]
    parents: dict[str, tuple[str, ...]]
    changes: dict[str, tuple[datetime.date, ...]]
    ended: dict[str, datetime.date]

    @cached_property
    def children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, above in self.parents.items():
            for parent in above:
                found.setdefault(parent, []).append(code)
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

        By its parents; where no file says, the only country there is, or the one
        whose code begins as the place's does. Raises UsageError where that leaves
        it open.
        """
        here = self.place(code)
        if here.level == "country":
            return here
        above = self.above(code, "country")
        if above:
            return above[0]
        countries = self.of_level("country")
        alike = [one for one in countries if one.code[:1] == code[:1]]
        for candidates in (countries, alike):
            if len(candidates) == 1:
                return candidates[0]
        raise UsageError(
            f"No file says which country {here.name} lies in. Load an areas file "
            "that names its parents with `firstyear areas import FILE`."
        )

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
        return _by_name(
            one
            for one in self.of_level(level)
            if one.code[:1] == country.code[:1]
            or country.code in self.ancestors(one.code)
        )

    def members(self, code: str, level: str) -> tuple[Place, ...]:
        """The areas of `level` that lie in a place; for a country, all of them."""
        here = self.place(code)
        if here.level == "country":
            return self.peers(level, here)
        found: set[str] = set()
        waiting, seen = [code], {code}
        while waiting:
            for child in self.children.get(waiting.pop(0), []):
                if child in self.places and self.places[child].level == level:
                    found.add(child)
                elif child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return _by_name(self.places[one] for one in found)


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
    for row in store.areas().to_pylist():
        code = row["area"]
        if code not in places:
            places[code] = Place(code, row["name"] or code, row["level"])
        if row["parent"] and row["parent"] not in parents.setdefault(code, []):
            parents[code].append(row["parent"])
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
    )
