"""What a tree says in words: which side it leans to, and what people wrote down."""

from collections.abc import Sequence

from firstyear.charts.levels import NO_VOTE, SURE_WORDS, opened
from firstyear.charts.model import Cell, Column, Table
from firstyear.charts.tree_layout import natural
from firstyear.sessions import NOTE_KINDS
from firstyear.sessions.tree import Branch, balance

NOTE_WORDS = {
    "strength": ("strength", "strengths"),
    "good-practice": ("example of good practice", "examples of good practice"),
    "gap": ("gap", "gaps"),
    "recommendation": ("recommendation", "recommendations"),
    "action": ("action", "actions"),
}
PROVIDERS, POPULATION = "challenge-to-providers", "population-focus"
SIDE_NAMES = {
    PROVIDERS: "the providers’ side",
    POPULATION: "the population side",
    "centre": "the centre",
    "outcome": "the outcome",
}


def several(number: int, kind: str) -> str:
    """So many notes of a kind.

    Examples:
        >>> several(1, "gap"), several(0, "strength")
        ('1 gap', '0 strengths')
    """
    return f"{number} {NOTE_WORDS[kind][number != 1]}"


def tree_title(branches: Sequence[Branch]) -> str:
    """Which side has the larger share of its parts in place, with both counts.

    Nothing is added up over the tree: the sides stand beside each other.
    """
    told = balance(tuple(branches))
    counts = {
        side: f"{told.in_place[side]} of {told.voted[side]}"
        for side in (PROVIDERS, POPULATION)
    }
    voted = [side for side in (PROVIDERS, POPULATION) if told.voted[side]]
    if not any(told.voted.values()):
        return "The room has not voted on any part yet"
    if not voted:
        return "The room has voted on the middle of the tree and not on its sides"
    if len(voted) == 1:
        return f"On {SIDE_NAMES[voted[0]]}, {_in_place(counts[voted[0]])}"
    first = told.leans or PROVIDERS
    other = POPULATION if first == PROVIDERS else PROVIDERS
    both = f"{_in_place(counts[first])} there, {counts[other]} on {SIDE_NAMES[other]}"
    if told.leans:
        return f"The tree leans to {SIDE_NAMES[told.leans]}: {both}"
    return (
        f"The two sides are even: {_in_place(counts[PROVIDERS])} on "
        f"{SIDE_NAMES[PROVIDERS]}, {counts[POPULATION]} on {SIDE_NAMES[POPULATION]}"
    )


def tree_sentence(branches: Sequence[Branch]) -> str:
    """How to read it, and how much people wrote down."""
    strengths, gaps = (
        sum(one.notes.get(kind, 0) for one in branches) for kind in ("strength", "gap")
    )
    silent = sum(one.level is None for one in branches)
    unvoted = (
        ""
        if not silent or silent == len(branches)
        else f" {silent} of {len(branches)} parts had no vote."
    )
    return (
        "Each part shows the middle answer of the room and how sure people were. "
        f"People recorded {several(strengths, 'strength')} and {several(gaps, 'gap')}."
        f"{unvoted}"
    )


def branch_words(branch: Branch, scale: Sequence[str]) -> str:
    """A part in one line, for those who hear it."""
    name = (
        f"Part {branch.part}, {branch.title}"
        if branch.part[:1].isdigit()
        else branch.title
    )
    said = (
        NO_VOTE
        if branch.level is None
        else f"{scale[branch.level]}, {SURE_WORDS[branch.confidence]}"
    )
    return (
        f"{name}: {said}, {several(branch.notes.get('strength', 0), 'strength')}, "
        f"{several(branch.notes.get('gap', 0), 'gap')}"
    )


def numbered(branch: Branch) -> str:
    """The part's number and title; the title alone where its id is a word.

    Examples:
        >>> numbered(Branch("6", "Do we know?", "centre", None, {}))
        '6. Do we know?'
    """
    if not branch.part[:1].isdigit():
        return branch.title
    return f"{branch.part}. {branch.title}"


def middle_words(middle: Sequence[int], scale: Sequence[str]) -> str:
    """The middle answer; both where two people in the middle differ.

    Examples:
        >>> middle_words((1,), ["none", "some", "most", "all"])
        '1 Some'
        >>> middle_words((1, 2), ["none", "some", "most", "all"])
        'between 1 Some and 2 Most'
    """
    named = [f"{level} {opened(scale[level])}" for level in middle]
    if not named:
        return NO_VOTE
    return named[0] if len(named) == 1 else f"between {named[0]} and {named[1]}"


def tree_table(branches: Sequence[Branch], scale: Sequence[str]) -> Table:
    """A row a part: its middle answer, how sure, who answered, notes by kind."""
    columns = (
        Column("part", "Part"),
        Column("side", "Side"),
        Column("level", "Middle answer"),
        Column("confidence", "How sure"),
        Column("answered", "People", number=True),
        *(
            Column(kind, opened(NOTE_WORDS[kind][1]), number=True)
            for kind in NOTE_KINDS
        ),
    )
    rows = []
    for one in sorted(branches, key=lambda one: natural(one.part)):
        told = one.spread
        voted = told is not None and told.middle
        answered = 0 if told is None else told.answered
        rows.append(
            (
                Cell(numbered(one), one.part),
                Cell(opened(SIDE_NAMES.get(one.side, one.side)), one.side),
                Cell(middle_words(told.middle, scale) if voted and told else NO_VOTE,
                     one.level),
                Cell(opened(SURE_WORDS[one.confidence]) if voted else "",
                     one.confidence),
                Cell(str(answered), answered),
                *(
                    Cell(str(one.notes.get(kind, 0)), one.notes.get(kind, 0))
                    for kind in NOTE_KINDS
                ),
            )
        )  # fmt: skip
    return Table(columns, tuple(rows))


def _in_place(counted: str) -> str:
    return f"{counted} parts in place"
