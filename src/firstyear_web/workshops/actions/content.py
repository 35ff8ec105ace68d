"""What an answer may hold, by what it answers; and text as it can be kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from firstyear.errors import InputError
from firstyear_web.workshops.models import Ballot

CONFIDENCE: Final = ("", "sure", "fairly-sure", "not-sure")
LEVELS: Final = (0, 1, 2, 3)
BEST_SCORE: Final = 5
MOST_TEXT: Final = 4000
MOST_CLOUD: Final = 60


def plain(text: object) -> str:
    """Text without blanks around it and without what no database keeps.

    A form sends the end of a line as two signs, and counts it as one.

    Half of a pair that stands for one sign (as a phone may send of a broken emoji)
    becomes a mark of its own.

    Examples:
        >>> plain("  a\\x00b  "), plain("\\ud83d\\udc76") == "\\U0001f476"
        ('ab', True)
        >>> plain("half \\ud83d")
        'half \ufffd'
    """
    whole = str(text).encode("utf-16-le", "surrogatepass")
    kept = whole.decode("utf-16-le", "replace").replace("\x00", "")
    return kept.replace("\r\n", "\n").replace("\r", "\n").strip()


def short_enough(text: str, limit: int, what: str = "This") -> str:
    """The text, if there is room for all of it. Raises InputError."""
    if len(text) > limit:
        raise InputError(
            f"{what} is {len(text):,} letters long, and there is room for {limit:,}. "
            "Nothing was cut: shorten it and send it again."
        )
    return text


def read_content(ballot: Ballot, content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an answer to a ballot, checked. Raises InputError."""
    if ballot.kind == "level":
        return _level(content)
    if ballot.kind == "scale":
        return {"scores": _scores(ballot, content)}
    if ballot.kind in ("choose", "rank"):
        return {"chosen": _chosen(ballot, content)}
    limit = MOST_CLOUD if ballot.kind == "cloud" else MOST_TEXT
    text = short_enough(plain(content.get("text", "")), limit)
    if not text:
        raise InputError("Write something first.")
    return {"text": text}


def _level(content: Mapping[str, Any]) -> dict[str, Any]:
    level, confidence = content.get("level"), content.get("confidence", "")
    if level is not None and (isinstance(level, bool) or level not in LEVELS):
        raise InputError("Choose one of the four levels, or I do not know.")
    if confidence not in CONFIDENCE:
        raise InputError("Say how sure you are: sure, fairly sure or not sure.")
    text = short_enough(plain(content.get("text", "")), MOST_TEXT, "Your view")
    return {
        "level": level,
        "confidence": confidence if level is not None else "",
        "text": text,
        "kept": bool(text) and bool(content.get("kept")),
    }


def _scores(ballot: Ballot, content: Mapping[str, Any]) -> list[int]:
    scores = content.get("scores")
    right = (
        isinstance(scores, Sequence)
        and len(scores) == len(ballot.options)
        and all(type(one) is int and 0 <= one <= BEST_SCORE for one in scores)
    )
    if not right or not any(scores or ()):
        raise InputError("Give at least one statement a number from 1 to 5.")
    return list(scores or ())


def _chosen(ballot: Ballot, content: Mapping[str, Any]) -> list[int]:
    chosen = content.get("chosen")
    known = range(len(ballot.options))
    if not isinstance(chosen, Sequence) or not all(
        type(one) is int and one in known for one in chosen
    ):
        raise InputError("Choose from the list.")
    if not chosen or len(set(chosen)) != len(chosen):
        raise InputError("Choose at least one, and none of them twice.")
    if ballot.most and len(chosen) > ballot.most:
        raise InputError(f"Choose {ballot.most} at most.")
    return list(chosen)
