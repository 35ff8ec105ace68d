"""The tree: each part with the room's middle answer, how sure it was, and what it said.

Two sides and a centre: what is asked of those who provide, what is known of those who
need, and what holds both. Nothing is added up to a score.
"""

from collections import Counter
from dataclasses import dataclass

from firstyear.packs import Instrument
from firstyear.sessions.record import NOTE_KINDS, NoteKind, Session
from firstyear.sessions.votes import Confidence, Spread, Voice, spread

IN_PLACE = 2
SIDES = ("challenge-to-providers", "population-focus", "centre", "outcome")


@dataclass(frozen=True)
class Branch:
    """A part of the tree. `spread` is None where nobody voted on it."""

    part: str
    title: str
    side: str
    spread: Spread | None
    notes: dict[NoteKind, int]

    @property
    def level(self) -> int | None:
        """The level it is drawn with: of two middle ones the lower."""
        return None if self.spread is None else self.spread.level

    @property
    def confidence(self) -> Confidence:
        return "" if self.spread is None else self.spread.confidence


@dataclass(frozen=True)
class Balance:
    """How many parts of each side are in place, of those that were voted on."""

    in_place: dict[str, int]
    voted: dict[str, int]

    @property
    def leans(self) -> str:
        """The side with the larger share in place; blank where neither has."""
        shares = {
            side: self.in_place[side] / self.voted[side]
            for side in SIDES[:2]
            if self.voted[side]
        }
        if len(shares) < 2 or len(set(shares.values())) == 1:
            return ""
        return max(shares, key=lambda side: shares[side])


def voices(session: Session, ballot: str, round_: int) -> tuple[Voice, ...]:
    """The answers to a ballot of levels in one round, as voices."""
    return tuple(
        Voice(one.level, one.confidence, one.group)
        for one in session.answers
        if one.ballot == ballot and one.round == round_
    )


def tree(session: Session, instrument: Instrument) -> tuple[Branch, ...]:
    """Every part in running order, by the latest vote on it that the room has seen."""
    notes = Counter(
        (one.part, one.kind) for one in session.notes if one.state == "shown"
    )
    branches = []
    for part in instrument.parts:
        ballot = session.ballot(f"part:{part.id}")
        told = None
        if ballot is not None and ballot.revealed:
            told = spread(voices(session, ballot.id, ballot.revealed))
        branches.append(
            Branch(
                part.id,
                part.title,
                part.side,
                told if told is not None and told.answered else None,
                {kind: notes[part.id, kind] for kind in NOTE_KINDS},
            )
        )
    return tuple(branches)


def balance(branches: tuple[Branch, ...]) -> Balance:
    """How the two sides and the centre compare."""
    voted = [one for one in branches if one.level is not None]
    return Balance(
        in_place={
            side: sum(
                one.side == side and (one.level or 0) >= IN_PLACE for one in voted
            )
            for side in SIDES
        },
        voted={side: sum(one.side == side for one in voted) for side in SIDES},
    )
