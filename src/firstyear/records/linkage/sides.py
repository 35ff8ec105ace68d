"""Both files in the few columns that linking compares, each written one way.

Letters only and in capitals, postcodes without blanks, numbers as digits: what differs
between two clerks and says nothing about who a baby is.
"""

from typing import Any, Final

import ibis
import ibis.expr.datatypes as dt

from firstyear.records import states

Expr = Any

COMPARED: Final = (
    "nhs", "born", "sex", "surname", "forename", "mothers_surname", "postcode", "area",
)  # fmt: skip
_NHS_DIGITS = 10
_ONES = 1_111_111_111


def births_side(births: Expr) -> Expr:
    """The live births that count, with what linking compares; `birth_id` is set."""
    live = births.filter(births.state == states.LIVE)
    return live.select(birth_id=live.birth_id, **_compared(live))


def deaths_side(deaths: Expr) -> Expr:
    """The deaths that name no birth, one row each; `died` is the day as a number.

    Records of one death that differ in what is compared are left out, and so are those
    of which one names a birth: nobody can tell which is right.
    """
    named = deaths.filter(deaths.death_id.notnull() & deaths.birth_id.notnull())
    blank = deaths.filter(deaths.death_id.notnull() & deaths.birth_id.isnull())
    blank = blank.anti_join(named.select("death_id"), "death_id")
    rows = blank.select(
        death_id=blank.death_id,
        died=ibis.coalesce(
            blank.date_of_death.epoch_days(),
            blank.date_of_birth.epoch_days() + blank.age_days,
        ),
        **_compared(blank),
    ).distinct()
    once = (
        rows.group_by("death_id")
        .agg(copies=lambda t: t.count())
        .filter(lambda t: t.copies == 1)
    )
    return rows.semi_join(once, "death_id")


def _compared(records: Expr) -> dict[str, Expr]:
    return {
        "nhs": _number(records.nhs_number),
        "born": records.date_of_birth,
        "sex": records.sex,
        "surname": _letters(records.surname),
        "forename": _letters(records.forename),
        "mothers_surname": _letters(records.mothers_surname),
        "postcode": records.postcode.upper()
        .re_replace("[^A-Z0-9]", "")
        .nullif(""),
        "area": records.area,
    }  # fmt: skip


def _letters(text: Expr) -> Expr:
    return text.upper().re_replace(r"[^\p{L}]", "").nullif("")


def _number(text: Expr) -> Expr:
    """Digits; blank for ten that fail the check of an NHS number, or are all alike."""
    digits = text.re_replace("[^0-9]", "").nullif("")
    whole = digits.try_cast("int64")
    figure = [whole // 10**at % 10 for at in range(_NHS_DIGITS)]  # the last one first
    weighted = figure[1] * 2
    for at in range(2, _NHS_DIGITS):
        weighted = weighted + figure[at] * (at + 1)
    # A remainder of 1 would need a check digit of 10: such numbers are never issued.
    check = (11 - weighted % 11) % 11
    alike = whole % _ONES == 0
    wrong = (digits.length() == _NHS_DIGITS) & ((check != figure[0]) | alike)
    return wrong.fill_null(False).ifelse(ibis.null(dt.string), digits)
