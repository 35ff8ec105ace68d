"""What a vote, a second vote and a comparison of groups say in words."""

from collections.abc import Sequence

from firstyear.sessions.votes import GroupSpread, Shift, Spread

# The five broad groups in the order in which they are shown.
BROAD_GROUPS = {
    "commissioning-and-public-health": "Commissioning and public health",
    "hospital": "Hospital",
    "community-and-primary-care": "Community and primary care",
    "council-and-safeguarding": "Council and safeguarding",
    "voluntary-and-experience": "Voluntary sector and people with experience",
}


def people_words(number: int) -> str:
    """So many people.

    Examples:
        >>> people_words(1), people_words(0)
        ('1 person', '0 people')
    """
    return f"{number} {'person' if number == 1 else 'people'}"


def level_words(level: int, scale: Sequence[str]) -> str:
    return f"“{scale[level]}”"


def middle_phrase(middle: Sequence[int], scale: Sequence[str]) -> str:
    """The middle answer within a sentence.

    Examples:
        >>> middle_phrase((0, 1), ["none", "some", "most", "all"])
        'between “none” and “some”'
    """
    said = [level_words(level, scale) for level in middle]
    return said[0] if len(said) == 1 else f"between {said[0]} and {said[1]}"


def vote_title(spread: Spread, scale: Sequence[str]) -> str:
    """The middle answer, and how many gave it."""
    given = sum(spread.counts)
    if not spread.answered:
        return "Nobody has answered yet"
    if not given:
        return f"Nobody gave a level: {people_words(spread.unknown)} did not know"
    if len(spread.middle) > 1:
        return f"The middle answer lies {middle_phrase(spread.middle, scale)}"
    (level,) = spread.middle
    return (
        f"The middle answer is {level_words(level, scale)}: {spread.counts[level]} of "
        f"{people_words(given)} gave it"
    )


def vote_sentence(spread: Spread, scale: Sequence[str], people: int | None) -> str:
    """How to read it, who answered, and from where to where answers run."""
    parts = [
        "Each circle is one person: full is sure, half is fairly sure, empty not sure."
    ]
    if people is not None:
        parts.append(f"{spread.answered} of {people_words(people)} answered.")
    if spread.unknown:
        parts.append(f"{people_words(spread.unknown)} did not know.")
    if spread.range and spread.range[0] != spread.range[1]:
        low, high = (level_words(level, scale) for level in spread.range)
        parts.append(f"Answers run from {low} to {high}.")
    return " ".join(parts)


def shift_title(told: Shift, scale: Sequence[str]) -> str:
    """Where the middle answer was, and where it is after talking."""
    before, after = told.before.middle, told.after.middle
    if not before or not after:
        return "There are not two votes to compare"
    if not told.moved:
        return f"The middle answer stayed {_at(after, scale)}"
    return (
        f"The middle answer moved from {middle_phrase(before, scale)} to "
        f"{middle_phrase(after, scale)}"
    )


def shift_sentence(told: Shift, scale: Sequence[str]) -> str:
    """Levels that more or fewer people gave the second time."""
    said = [
        f"{abs(change)} {'more' if change > 0 else 'fewer'} said "
        f"{level_words(level, scale)}"
        for level, change in enumerate(told.change)
        if change
    ]
    counted = (
        f"{people_words(told.before.answered)} voted first and "
        f"{people_words(told.after.answered)} again."
    )
    if not said:
        return f"{counted} As many gave each level as before."
    return f"{counted} The second time {_listed(said)}."


def groups_title(shown: Sequence[GroupSpread], names: dict[str, str]) -> str:
    """Which groups see most in place and which least."""
    middles = {
        one.group: sum(one.spread.middle) / len(one.spread.middle)
        for one in shown
        if one.spread.middle
    }
    if len(middles) < 2:
        return "There are too few voices to show groups beside each other"
    high, low = max(middles.values()), min(middles.values())
    if high - low < 1:
        return "The groups see it much alike"
    most, least = (
        _listed([names.get(group, group) for group, at in middles.items() if at == end])
        for end in (high, low)
    )
    return f"Most in place, by group: {most}. Least: {least}"


def groups_sentence(shown: Sequence[GroupSpread]) -> str:
    """How to read it, and why some are not there."""
    hidden = "Groups of fewer than five voices are not shown by themselves."
    if not shown:
        return hidden
    return (
        "The diamond is a group’s middle answer, the bar runs from its lowest answer "
        f"to its highest. {hidden}"
    )


def _at(middle: Sequence[int], scale: Sequence[str]) -> str:
    phrase = middle_phrase(middle, scale)
    return phrase if len(middle) > 1 else f"at {phrase}"


def _listed(said: Sequence[str]) -> str:
    if len(said) == 1:
        return said[0]
    return f"{', '.join(said[:-1])} and {said[-1]}"
