"""Which broad groups of which vote are large enough for anybody to know of.

An answer keeps the group it came from only where that group may be shown: one person
of a group, named on each of their answers, would be known in all of them.
"""

from collections import defaultdict
from collections.abc import Iterable

from firstyear.sessions import BROAD_GROUPS, Voice, groups
from firstyear_web.workshops.models import Answer, Ballot

Shown = dict[tuple[int, int], frozenset[str]]


def shown_groups(ballots: Iterable[Ballot], answers: Iterable[Answer]) -> Shown:
    """The groups that may be shown, by ballot and round.

    They are shown beside levels only, so no other vote has any.
    """
    levels = {one.pk for one in ballots if one.kind == "level"}
    heard: dict[tuple[int, int], list[Voice]] = defaultdict(list)
    for one in answers:
        if one.counts and one.ballot_id in levels:
            voice = Voice(one.level, one.confidence, one.group)
            heard[one.ballot_id, one.round].append(voice)
    return {
        where: frozenset(one.group for one in groups(voices, order=tuple(BROAD_GROUPS)))
        for where, voices in heard.items()
    }


def group_shown(answer: Answer, shown: Shown) -> str:
    """The group of an answer, blank where it may not be shown."""
    known = shown.get((answer.ballot_id, answer.round), frozenset())
    return answer.group if answer.counts and answer.group in known else ""
