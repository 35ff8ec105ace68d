"""How a comparison is drawn and told, by which way of the measure is better.

The verdict stays what it is, higher or lower; its look says better or worse. Worse is
always the filled brown triangle that points up, better the blue one that points down.
Where neither way is better the triangles are grey, and their point tells higher from
lower.
"""

FLIPPED = {
    "higher": "lower",
    "lower": "higher",
    "above": "similar",
    "similar": "above",
}
NEUTRAL = {
    "higher": "neutral-higher",
    "above": "neutral-above",
    "lower": "neutral-lower",
}
SYMBOLS = {"#": "higher", "+": "above", ".": "similar", "-": "lower", "?": "none"}
WORDS = {
    "higher": "higher",
    "above": "above, but could be chance",
    "similar": "not above, could be chance",
    "lower": "lower",
    "none": "no comparison",
}
# Where lower is worse, what could be chance is told from below.
WORDS_BELOW = {
    "above": "not below, could be chance",
    "similar": "below, but could be chance",
}


def look(mark: str, polarity: str) -> str:
    """The name of the mark that is drawn for a comparison.

    Examples:
        >>> look("higher", "lower-is-better"), look("lower", "higher-is-better")
        ('higher', 'higher')
        >>> look("lower", "neutral"), look("none", "neutral")
        ('neutral-lower', 'none')
    """
    if polarity == "higher-is-better":
        return FLIPPED.get(mark, mark)
    if polarity == "neutral":
        return NEUTRAL.get(mark, mark)
    return mark


def square_look(symbol: str, polarity: str) -> str:
    """The name of the square that is drawn for a symbol of a strip.

    Examples:
        >>> square_look("-", "higher-is-better"), square_look("#", "neutral")
        ('higher', 'neutral-higher')
    """
    return look(SYMBOLS.get(symbol, "none"), polarity)


def comparison_words(mark: str, polarity: str) -> str:
    """What a comparison says in a table: `lower`, `below, but could be chance`.

    Examples:
        >>> comparison_words("similar", "lower-is-better")
        'not above, could be chance'
        >>> comparison_words("similar", "higher-is-better")
        'below, but could be chance'
    """
    if polarity == "higher-is-better" and mark in WORDS_BELOW:
        return WORDS_BELOW[mark]
    return WORDS.get(mark, WORDS["none"])


def symbol_words(symbol: str, polarity: str) -> str:
    """What a square of a strip says: as `comparison_words`, and `no figure`.

    Examples:
        >>> symbol_words("?", "neutral"), symbol_words("#", "neutral")
        ('no figure', 'higher')
    """
    mark = SYMBOLS.get(symbol, "none")
    return "no figure" if mark == "none" else comparison_words(mark, polarity)
