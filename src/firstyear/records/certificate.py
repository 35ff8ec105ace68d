"""The cause of a death from its certificate, as an Ibis expression.

A death in the first four weeks, and a stillbirth, has several lines and no single
underlying cause: its group is the first of the hierarchy that any line is in. A later
death has one underlying cause.
"""

from dataclasses import dataclass
from typing import Any, Final

import ibis

from firstyear import packs
from firstyear.records import states
from firstyear.records.shaping import position

Expr = Any

SUDDEN_CODES: Final = ("R95", "R99", "W75")
_CODE = "[A-Z][0-9][0-9][0-9A-Z]*"


@dataclass(frozen=True)
class Causes:
    """What a column of codes says, as expressions over the same table.

    `by_lines` and `underlying` are positions of cause groups, null where no code is
    of ICD-10; `one_code` says that there is one line only; `sudden_any` and
    `sudden_underlying` that R95, R99 or W75 is there; `blank` that nothing is, and
    `unknown` that something is which is no code.
    """

    by_lines: Expr
    underlying: Expr
    one_code: Expr
    sudden_any: Expr
    sudden_underlying: Expr
    blank: Expr
    unknown: Expr


def group_names() -> tuple[str, ...]:
    """Names of the groups by position."""
    return tuple(group.name for group in packs.cause_groups())


def causes_of(text: Expr) -> Causes:
    """The causes in a text such as `P07.2:baby-main;P02.7:mother-main`."""
    codes = text.upper().replace(".", "").replace(" ", "").nullif("")
    # The line that is marked, else the first without a mark.
    marked = codes.re_extract(f"(?:^|;)({_CODE}):UNDERLYING(?:;|$)", 1).nullif("")
    bare = codes.re_extract(f"(?:^|;)({_CODE})(?:;|$)", 1).nullif("")
    underlying = ibis.coalesce(marked, bare)
    sudden = "(" + "|".join(SUDDEN_CODES) + ")[0-9A-Z]*"
    any_code = codes.re_search(f"(^|;){_CODE}(:|;|$)")
    return Causes(
        by_lines=_group(codes, "(^|;){}(:|;|$)"),
        underlying=_group(underlying, "^{}$"),
        one_code=~codes.contains(";"),
        sudden_any=codes.re_search(f"(^|;){sudden}(:|;|$)").fill_null(False),
        sudden_underlying=underlying.re_search(f"^{sudden}$").fill_null(False),
        blank=codes.isnull(),
        unknown=codes.notnull() & ~any_code.fill_null(False),
    )


def _group(codes: Expr, shape: str) -> Expr:
    branches = [
        (codes.re_search(shape.replace("{}", group.pattern)), position(place))
        for place, group in enumerate(packs.cause_groups())
    ]
    return ibis.cases(*branches)


def of_death(causes: Causes, state: Expr) -> dict[str, Expr]:
    """`cause`, `mark` and `approximate` of a death whose age is known."""
    later = state == states.POST
    sudden = later.ifelse(causes.sudden_underlying, causes.sudden_any)
    return {
        "cause": later.ifelse(causes.underlying, causes.by_lines),
        "mark": ibis.cases(
            (sudden, states.SUDDEN), (causes.blank, states.WAITING), else_=0
        ).cast("int32"),
        "approximate": (~later & causes.one_code.fill_null(False)).cast("int32"),
    }
