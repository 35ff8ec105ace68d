"""Links that need no weighing: an identifier, then stated sets of fields that agree.

A pair is taken only where neither record could be anybody else's: with blanks read as
"may agree", no other pair of that death or of that birth holds.
"""

from dataclasses import dataclass
from typing import Any, Final

import ibis

from firstyear.records.engines import Engine

Expr = Any

IDENTIFIER: Final = "identifier"
AGREES, NEAR, DIFFERS = 2, 1, 0
_OF_PAIR = ("death_id", "birth_id")


@dataclass(frozen=True)
class Pass:
    """Fields that agree to the letter, and `near` ones that may be a slip away.

    A date is a slip away when it is one day off or its day and month are swapped.
    """

    exact: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The pass as people read it."""
        said = [WORDS[name] for name in self.exact]
        said += [f"{WORDS[name]} (or a slip away)" for name in self.near]
        return ", ".join(said)


WORDS: Final = {
    "nhs": "NHS number",
    "born": "date of birth",
    "sex": "sex",
    "surname": "surname",
    "forename": "forename",
    "mothers_surname": "mother's surname",
    "postcode": "postcode",
}
PASSES: Final = (
    Pass(("born", "sex", "surname", "forename", "postcode")),
    Pass(("born", "sex", "surname", "forename")),
    Pass(("born", "sex", "mothers_surname", "forename")),
    Pass(("born", "sex", "forename", "postcode")),
    Pass(("sex", "surname", "forename", "postcode"), near=("born",)),
)


def levels(pairs: Expr) -> Expr:
    """The pairs with a column `is_` and the field's name: 2 agrees, 1 near, 0 differs,
    null where either is blank."""
    told = {
        f"is_{name}": _agreement(pairs[name], pairs[f"birth_{name}"])
        for name in WORDS
        if name != "born"
    }
    told["is_born"] = _dates(pairs.born, pairs.birth_born)
    return pairs.mutate(**told)


def _agreement(one: Expr, other: Expr) -> Expr:
    alike = one == other
    return ibis.cases((alike, AGREES), (~alike, DIFFERS)).cast("int8")


def _dates(one: Expr, other: Expr) -> Expr:
    off = (one.epoch_days() - other.epoch_days()).abs()
    swapped = (
        (one.year() == other.year())
        & (one.month() == other.day())
        & (one.day() == other.month())
    )
    return ibis.cases(
        (off == 0, AGREES),
        ((off == 1) | swapped, NEAR),
        (off.notnull(), DIFFERS),
    ).cast("int8")


def by_identifier(pairs: Expr, engine: Engine) -> Expr:
    """Links by an NHS number that one death and one birth alone have.

    Left for people where date of birth and forename both say otherwise: a number goes
    astray between twins, and between a mother and her baby.
    """
    otherwise = (pairs.is_born == DIFFERS) & (pairs.is_forename == DIFFERS)
    same = pairs.filter(pairs.is_nhs == AGREES).mutate(
        takes=~otherwise.fill_null(False)
    )
    return _alone(same, engine, IDENTIFIER)


def by_pass(pairs: Expr, each: Pass, name: str, engine: Engine) -> Expr:
    """Links of pairs that agree in all fields of the pass."""
    possible, takes = ibis.literal(True), ibis.literal(True)
    for field, least in (
        *((field, AGREES) for field in each.exact),
        *((field, NEAR) for field in each.near),
    ):
        level = pairs[f"is_{field}"]
        possible &= (level >= least).fill_null(True)
        takes &= (level >= least).fill_null(False)
    # A number that both have and that differs tells two babies apart.
    possible &= (pairs.is_nhs != DIFFERS).fill_null(True)
    return _alone(pairs.filter(possible).mutate(takes=takes), engine, name)


def _alone(rivals: Expr, engine: Engine, method: str) -> Expr:
    """The pairs to take whose death and whose birth have no other pair here."""
    told = rivals.select(*_OF_PAIR, "takes").mutate(
        of_death=ibis._.count().over(group_by="death_id"),
        of_birth=ibis._.count().over(group_by="birth_id"),
    )
    alone = told.filter((told.of_death == 1) & (told.of_birth == 1) & told.takes)
    null = ibis.null("float64")
    return engine.hold(
        alone.select(
            *_OF_PAIR,
            method=ibis.literal(method),
            weight=null,
            probability=null,
        )
    )


def without(pairs: Expr, links: Expr, engine: Engine) -> Expr:
    """The pairs whose death and birth are both still free."""
    left = pairs.anti_join(links.select("death_id"), "death_id")
    return engine.hold(left.anti_join(links.select("birth_id"), "birth_id"))
