"""What an entry holds in the packs of bodies, interventions and standards."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from firstyear.packs.models import Entry, Id, Text

Address = Annotated[str, StringConstraints(pattern=r"^(https://[A-Za-z0-9./_-]+)?$")]
Stage = Literal[
    "before-pregnancy", "pregnancy", "birth", "first-year", "childhood-and-youth"
]
Approach = Literal["population", "community", "individual"]


class Body(Entry):
    """An organisation as it is called today, and whose work of 2011 it now does.

    Which body took over which is our own mapping; `note` says how far it holds.
    """

    id: Id
    today: Text
    then: str
    note: Text


class Intervention(Entry):
    """Something that is done so that fewer babies die.

    `stages` are those of the life course, `approach` whether it works through the
    whole population, a community or each person, `kind` whether health services do it
    or wider conditions. `part_one` is the row of the infant mortality instrument that
    asks whether it is in place, `thirteen` its number among the thirteen of 2024's
    regional list, None where it is on neither. `evidence` is the grade of what is
    known of its effect, blank where we state none; `source` says whose finding it is.
    """

    id: Id
    name: Text
    says: Text
    stages: tuple[Stage, ...]
    approach: Approach
    kind: Literal["health", "wider-determinants"]
    part_one: str = ""
    thirteen: int | None = None
    indicators: tuple[Id, ...] = ()
    evidence: str = ""
    source: str = ""


class Standard(Entry):
    """A published standard, duty or programme: whose, of which year, and where.

    `address` is blank where we know no lasting one. `note` says what a reader should
    know first: that it is dated, or how much of it we have checked.
    """

    id: Id
    name: Text
    body: Text
    year: Text
    address: Address = ""
    note: Text
