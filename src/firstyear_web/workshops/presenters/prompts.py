"""Questions of a part with what each bears on: to prepare, and to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass

from firstyear import packs
from firstyear.packs import Body, Instrument, Intervention, Question, Standard
from firstyear.picture.beside import Beside, beside
from firstyear_web.config.store import public_store
from firstyear_web.workshops.models import AgendaLine, Session


@dataclass(frozen=True)
class Prompt:
    """A row of an instrument beside the area's figures, as anybody may see them."""

    row: Question
    figures: tuple[Beside, ...]

    @property
    def helps(self) -> tuple[Intervention, ...]:
        return tuple(packs.interventions()[one] for one in self.row.interventions)

    @property
    def standards(self) -> tuple[Standard, ...]:
        return tuple(packs.standards()[one] for one in self.row.standards)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Whose it is today; `then` of each is the body of 2011."""
        return tuple(packs.bodies()[one] for one in self.row.bodies)


@dataclass(frozen=True)
class Talk:
    """What the room can talk about now: the core questions first, then the others."""

    core: tuple[Prompt, ...]
    others: tuple[Prompt, ...]


def prompts(session: Session, rows: Iterable[Question]) -> tuple[Prompt, ...]:
    """The rows in their order, each with the figures that bear on it."""
    asked = tuple(rows)
    # Many rows bear on the same indicators, and each is looked up once.
    wanted = dict.fromkeys(one for row in asked for one in row.indicators)
    told = beside(public_store(), session.area, tuple(wanted))
    known = {one.indicator: one for one in told}
    return tuple(
        Prompt(row, tuple(known[one] for one in row.indicators if one in known))
        for row in asked
    )


def talk(
    session: Session, line: AgendaLine | None, instrument: Instrument
) -> Talk | None:
    """What there is to talk about while the room is at a part; None elsewhere."""
    if line is None or line.kind != "part":
        return None
    found = prompts(session, instrument.questions(line.ref))
    core = tuple(one for one in found if one.row.core)
    if not core:
        return Talk(found, ())
    return Talk(core, tuple(one for one in found if not one.row.core))
