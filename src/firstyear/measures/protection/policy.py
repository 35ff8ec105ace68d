"""What counts as a small number, and what a reader is told of the others."""

from dataclasses import dataclass
from typing import Literal, get_args

from firstyear.errors import UsageError

Zeros = Literal["shown", "hideable"]


@dataclass(frozen=True)
class Policy:
    """Which counts are hidden, and so what a reader knows of a hidden one.

    top: the largest count that is hidden; 1 to top is the hidden range.
    zeros: `shown` (a nought is always shown, so that every hidden count is known to
    be at least 1) or `hideable` (a nought may stand behind a hidden count).
    round_to: counts that are shown are rounded to the nearest of these; 1 is exact.
    small_as: the number shown for every count of the hidden range, where the rule
    shows one in place of hiding; such tables are attacked, never protected.
    dominance: all deaths of a row in one category is a disclosure too.
    citation: where the rule is laid down.

    Raises UsageError where the numbers make no rule.

    >>> import firstyear as fy
    >>> fy.measures.Policy("registrations-3", 2)
    Policy(name='registrations-3', top=2, zeros='shown', round_to=1, small_as=None, \
dominance=False, citation='')
    """

    name: str
    top: int
    zeros: Zeros = "shown"
    round_to: int = 1
    small_as: int | None = None
    dominance: bool = False
    citation: str = ""

    def __post_init__(self) -> None:
        if self.top < 1:
            raise UsageError(f"policy {self.name}: the largest hidden count is under 1")
        if self.zeros not in get_args(Zeros):
            raise UsageError(f"policy {self.name}: zeros are shown or hideable")
        if self.round_to < 1:
            raise UsageError(f"policy {self.name}: counts are rounded to 1 or more")
        if self.small_as is not None and not 1 <= self.small_as <= self.top:
            raise UsageError(f"policy {self.name}: {self.small_as} is no small count")

    @property
    def least_hidden(self) -> int:
        """What a reader knows a hidden count to be at the least."""
        return 1 if self.zeros == "shown" else 0

    def stricter_than(self, other: "Policy") -> bool:
        """Whether this hides all that `other` hides, tells no more, and differs.

        >>> import firstyear as fy
        >>> three, five = fy.measures.Policy("a", 2), fy.measures.Policy("b", 4)
        >>> five.stricter_than(three), three.stricter_than(five)
        (True, False)
        """
        mine, theirs = self._strictness(), other._strictness()
        pairs = zip(mine, theirs, strict=True)
        return mine != theirs and all(one >= two for one, two in pairs)

    def _strictness(self) -> tuple[int, int, int]:
        return self.top, self.round_to, int(self.dominance)
