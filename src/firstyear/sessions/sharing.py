"""The share-safe version of a session: no names, no small groups, no uncleared words.

What a person typed leaves only where somebody has read it and cleared it; who came is
told by broad group of at least five; which broad group an answer came from goes
altogether, for answers are listed one by one.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from firstyear.sessions.record import Session
from firstyear.sessions.votes import FEWEST_VOICES


def share_safe(
    session: Session,
    *,
    cleared: Collection[str],
    broad_groups: Mapping[str, str],
) -> Session:
    """The session as anybody may see it.

    `cleared` holds the ids of notes and answers whose words somebody has read and
    cleared for sharing; `broad_groups` the broad group of each role. Leads of actions
    are told by their role or organisation only where they were cleared with the note.
    Rounds that the room was not shown are left out, and so is every vote in one of
    whose rounds fewer than five answered.
    """
    few = _few(session)
    shown = {one.id: 0 if one.id in few else one.revealed for one in session.ballots}
    joined = Counter[str]()
    for role, people in session.joined_by_role.items():
        joined[broad_groups.get(role, "")] += people
    return session.model_copy(
        update={
            "invited": (),
            "support_person": "",
            "quiet_space": "",
            "access_needs": "",
            "interpreter": "",
            "small_groups": (),
            "circulated": (),
            "parked": (),
            "joined_by_role": _no_few(joined, session.joined),
            "ballots": tuple(
                one.model_copy(update={"revealed": shown[one.id]})
                for one in session.ballots
            ),
            "answers": tuple(
                one.model_copy(
                    update={
                        "group": "",
                        "text": one.text if one.id in cleared else "",
                    }
                )
                for one in session.answers
                if one.round <= shown.get(one.ballot, 0) and one.state == "shown"
            ),
            "notes": tuple(
                one.model_copy(update={"lead": "", "group": ""})
                for one in session.notes
                if one.id in cleared and one.state == "shown"
            ),
        }
    )


def _few(session: Session) -> set[str]:
    """Ballots with a round that the room saw and that a few alone answered."""
    people = Counter((one.ballot, one.round) for one in session.answers)
    return {
        one.id
        for one in session.ballots
        for number in range(1, one.revealed + 1)
        if 0 < people[one.id, number] < FEWEST_VOICES
    }


def _no_few(joined: Counter[str], everybody: int) -> dict[str, int]:
    """Broad groups of five or more; none where the rest would be fewer than five."""
    kept = {
        group: people
        for group, people in joined.items()
        if group and people >= FEWEST_VOICES
    }
    while kept and 0 < everybody - sum(kept.values()) < FEWEST_VOICES:
        del kept[min(kept, key=lambda group: (kept[group], group))]
    return kept
