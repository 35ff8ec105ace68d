"""A word cloud's words: counted, one stem together, stop words left out.

The picture is drawn beside a list with counts, for long words look larger than they
are.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from snowballstemmer import stemmer

from firstyear import packs

LEAST_LETTERS: Final = 2
LANGUAGES: Final = {"en": "english"}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


@dataclass(frozen=True)
class CountedWord:
    """A word and how many people wrote it or another word of its stem."""

    word: str
    people: int


def counted_words(
    texts: Iterable[str], *, language: str = "en", most: int = 60
) -> tuple[CountedWord, ...]:
    """Words by how many of the texts hold them, most first, then by the alphabet.

    A text counts once for a word however often it says it. Words of one stem count
    together and are shown as most people wrote them. A language whose stems nobody
    has told us is counted by whole words.

    Examples:
        >>> counted_words(["Poverty, poverty", "child poverty", "a child's housing"])
        (CountedWord(word='child', people=2), CountedWord(word='poverty', people=2), \
CountedWord(word='housing', people=1))
    """
    common = packs.stop_words().get(language, frozenset())
    people: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        words = [_plain(word) for word in _WORD.findall(text)]
        kept = [
            word for word in words if len(word) >= LEAST_LETTERS and word not in common
        ]
        stems = {word: _stem(word, language) for word in kept}
        people.update(set(stems.values()))
        for word in kept:
            spellings.setdefault(stems[word], Counter())[word] += 1
    ordered = sorted(
        (-count, _usual(spellings[stem]), count) for stem, count in people.items()
    )
    return tuple(CountedWord(word, count) for _, word, count in ordered[:most])


def _plain(word: str) -> str:
    word = unicodedata.normalize("NFC", word).casefold().replace("\u2019", "'")
    return word.removesuffix("'s")


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda word: (-spellings[word], len(word), word))


@cache
def _stemmer(language: str) -> object:
    return stemmer(LANGUAGES[language])


def _stem(word: str, language: str) -> str:
    if language not in LANGUAGES:
        return word
    return str(_stemmer(language).stemWord(word))  # type: ignore[attr-defined]
