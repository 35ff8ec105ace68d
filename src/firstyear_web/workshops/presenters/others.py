"""Other areas that agreed to be seen: part by part, with none of them named."""

from dataclasses import dataclass

from firstyear.charts.others_picture import MARK, others_picture
from firstyear.sessions import FEWEST_AREAS, OthersOfPart, others_of_part
from firstyear_web.people.models import User
from firstyear_web.workshops import others, queries
from firstyear_web.workshops.models import Agreement, Session
from firstyear_web.workshops.models.agreements import may_agree
from firstyear_web.workshops.presenters.results import Picture, drawn_picture


@dataclass(frozen=True)
class OthersPage:
    """`picture` is None where too few areas may be shown, and `reason` says why."""

    mark: str
    picture: Picture | None
    reason: str
    agreement: Agreement | None
    ended: tuple[Agreement, ...]
    may_agree: bool
    closed: bool


def others_page(session: Session, user: User) -> OthersPage:
    """The spread beside the session's own levels, and what its area agreed to."""
    instrument = queries.instrument(session)
    agreed = others.agreed(instrument)
    own = others.levels([session.pk])[session.pk]
    parts = tuple(
        OthersOfPart(
            part.id,
            part.title,
            others_of_part(agreed, part.id, but=session.area),
            own.get(part.id),
        )
        for part in instrument.parts
    )
    shown = any(one.spread is not None for one in parts)
    rows = others.agreements(session)
    return OthersPage(
        MARK,
        drawn_picture(others_picture(parts, scale=instrument.scale)) if shown else None,
        "" if shown else _reason(),
        next((one for one in rows if one.ended is None), None),
        tuple(one for one in rows if one.ended is not None),
        may_agree(session, user),
        session.state == Session.State.CLOSED,
    )


def _reason() -> str:
    # How many there are is not said: that would tell when one more agreed.
    return (
        f"Fewer than {FEWEST_AREAS} other areas that asked the same questions have "
        "agreed to be shown, so nothing is. A part is shown for five areas at a time, "
        "each of which has voted on it."
    )
