"""Cause groups: which ICD-10 codes each holds, and which group comes first."""

import re
from functools import cache
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from firstyear.packs import reader
from firstyear.packs.models import Entry, Id, Text

_CODE = r"[A-Z][0-9]{2}(\.[0-9])?"
CodeRange = Annotated[str, StringConstraints(pattern=rf"^{_CODE}(-{_CODE})?$")]
_WHOLE = 3  # characters of a code without its decimal


class CauseGroup(Entry):
    """A group of causes. A death belongs to the group of least `rank` that a line of
    its certificate is in.

    `codes` are ICD-10 codes and ranges, both ends included. `P07` holds `P07.2`;
    `P02.4-P02.6` holds three codes with a decimal.
    """

    id: Id
    name: Text
    rank: Annotated[int, Field(ge=1)]
    codes: tuple[CodeRange, ...]
    citation: Text

    @model_validator(mode="after")
    def _ranges_run_forward(self) -> Self:
        for each in self.codes:
            first, _, last = each.partition("-")
            last = last or first
            if last < first or ("." in first) != ("." in last):
                raise ValueError(f"{each} is no range of codes")
            if "." in first and first[:_WHOLE] != last[:_WHOLE]:
                raise ValueError(f"{each} runs over more than one code")
        return self

    @property
    def pattern(self) -> str:
        """A regular expression of codes without a point that are in the group.

        Example:
            >>> import firstyear as fy
            >>> fy.packs.cause_groups()[2].pattern[:24]
            '(?:P01[0-1]|P07[0-9A-Z]*'
        """
        return "(?:" + "|".join(_pattern(each) for each in self.codes) + ")"


@cache
def cause_groups() -> tuple[CauseGroup, ...]:
    """The groups in the order in which they are tried.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.cause_groups()[0].name
        'Congenital anomalies'
    """
    found = reader.read(CauseGroup, "causes.yaml")
    return tuple(sorted(found, key=lambda group: group.rank))


def cause_group(codes: str) -> str:
    """The group of codes with `;` between them, or blank if none is of ICD-10.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.cause_group("P07.2;Q21.3")
        'Congenital anomalies'
    """
    plain = [part.strip().upper().replace(".", "") for part in codes.split(";")]
    for group in cause_groups():
        if any(re.fullmatch(group.pattern, code) for code in plain):
            return group.name
    return ""


def _pattern(codes: str) -> str:
    first, _, last = codes.partition("-")
    last = last or first
    rest = "[0-9A-Z]*"
    if "." in first:
        return f"{first[:_WHOLE]}[{first[-1]}-{last[-1]}]"
    if first == last:
        return first + rest
    return "(?:" + "|".join(_stems(first, last)) + ")" + rest


def _stems(first: str, last: str) -> list[str]:
    """Patterns of the three characters from first to last, a few at a time."""
    letters = [chr(code) for code in range(ord(first[0]), ord(last[0]) + 1)]
    found = []
    for letter in letters:
        low = int(first[1:]) if letter == first[0] else 0
        high = int(last[1:]) if letter == last[0] else 99
        found += [f"{letter}{each}" for each in _two_digits(low, high)]
    return found


def _two_digits(low: int, high: int) -> list[str]:
    if (low, high) == (0, 99):
        return ["[0-9][0-9]"]
    found = []
    for ten in range(low // 10, high // 10 + 1):
        start = low % 10 if ten == low // 10 else 0
        end = high % 10 if ten == high // 10 else 9
        found.append(f"{ten}[{start}-{end}]" if start != end else f"{ten}{start}")
    return found
