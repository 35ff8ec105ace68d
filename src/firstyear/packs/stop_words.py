"""Words too common to count in a word cloud."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.packs import reader
from firstyear.packs.models import Entry, Text


class StopWords(Entry):
    """The stop words of a language, with spaces between."""

    words: Text


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """Stop words by language.

    Example:
        >>> import firstyear as fy
        >>> "the" in fy.packs.stop_words()["en"]
        True
    """
    entries = reader.read(StopWords, "stop_words.yaml")
    return MappingProxyType({one.id: frozenset(one.words.split()) for one in entries})
