"""Parts, votes and notes of a session that a finding can rest on."""

from firstyear_web.design.formats import part_name
from firstyear_web.reviews.models import Review


def places(review: Review, session: str = "") -> dict[str, str]:
    """Their words by `part:13`, `vote:ID` and `note:ID`; of one session, or of all.

    Notes that are held back are none of them.
    """
    found: dict[str, str] = {}
    for link in review.session_links.select_related("session"):
        if session and link.session_id != session:
            continue
        held = link.session
        for part in held.instrument.get("parts", ()):
            found[f"part:{part['id']}"] = f"{part_name(part['id'])}: {part['title']}"
        for ballot in held.ballots.filter(revealed__gt=0):
            found[f"vote:{ballot.pk}"] = f"Vote: {ballot.title}"
        for note in held.notes.filter(state="shown"):
            found[f"note:{note.pk}"] = f"Note: {note.text}"
    return found
