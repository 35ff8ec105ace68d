"""How wide words are, and which signs can be drawn: from the fonts that we ship.

Liberation Sans is as wide as Arial, letter by letter, so what fits here fits on pages
too. DejaVu Sans stands in for signs that it lacks, such as Arabic and Hebrew.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

FAMILIES = ("Liberation Sans", "DejaVu Sans")
PLAIN, BOLD, SPARE = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "DejaVuSans.ttf",
)
ELLIPSIS = "…"
# A sign that no font here has is drawn by the reader's own, about this wide.
UNKNOWN = 1.0
LONGEST = 1000  # letters: no line of ours holds as many
# How much shorter than they may be lines are tried, the shortest first.
BALANCING = (0.55, 0.65, 0.75, 0.85, 0.95)


@dataclass(frozen=True)
class Face:
    """A font's letters by code, and the width of each as a share of its size."""

    widths: Mapping[int, float]


def font_folder() -> Traversable:
    """Where the fonts are, with the licence of each beside it."""
    return files("firstyear.charts").joinpath("fonts")


@cache
def face(name: str) -> Face:
    """The letters of one of our fonts."""
    return Face(MappingProxyType(_widths(font_folder().joinpath(name).read_bytes())))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of `size`.

    Examples:
        >>> round(width("Midshire", 100)), round(width("Midshire", 100, bold=True))
        (378, 411)
    """
    first, spare = face(BOLD if bold else PLAIN).widths, face(SPARE).widths
    return size * sum(
        first.get(ord(sign), spare.get(ord(sign), UNKNOWN)) for sign in text
    )


def wrap(
    text: str, limits: Sequence[float], *, size: float, bold: bool = False
) -> list[str]:
    """The text in as many lines as there are limits or fewer, none wider than its own.

    Lines are about as long as each other. Words that are too long are cut, and what
    does not fit ends in an ellipsis.

    Examples:
        >>> wrap("Do we know who needs what?", [200, 200], size=17)
        ['Do we know who', 'needs what?']
        >>> wrap("Do we know who needs what?", [110], size=17)
        ['Do we know…']
    """
    greedy = _filled(text, limits, size, bold)
    for share in BALANCING:
        tighter = [limit * share for limit in limits[: len(greedy)]]
        tried = _filled(text, tighter, size, bold)
        if not any(line.endswith(ELLIPSIS) for line in tried):
            return tried
    return greedy


def _filled(text: str, limits: Sequence[float], size: float, bold: bool) -> list[str]:
    words = text.split()
    lines: list[str] = []
    for number, limit in enumerate(limits):
        if not words:
            break
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold=bold) <= limit:
            line = f"{line} {words.pop(0)}"
        if number == len(limits) - 1 and words:
            line, words = line + ELLIPSIS, []
        lines.append(_cut(line, limit, size, bold))
    return lines


def drawable(sign: str) -> bool:
    """Whether our fonts have this sign."""
    code = ord(sign)
    return any(code in face(name).widths for name in (PLAIN, SPARE))


def _cut(line: str, limit: float, size: float, bold: bool) -> str:
    """The line up to its limit, letter by letter: a long one takes no longer."""
    if width(line[:LONGEST], size, bold=bold) <= limit and len(line) <= LONGEST:
        return line
    room = limit - width(ELLIPSIS, size, bold=bold)
    kept = 0
    for sign in line.rstrip(ELLIPSIS):
        room -= width(sign, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return line[:kept].rstrip() + ELLIPSIS


def _widths(data: bytes) -> dict[int, float]:
    tables = _tables(data)
    (per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    last = metrics - 1

    def of(glyph: int) -> float:
        place = tables["hmtx"] + 4 * min(glyph, last)
        (units,) = struct.unpack_from(">H", data, place)
        return float(units) / per_em

    return {code: of(glyph) for code, glyph in _glyphs(data, tables["cmap"]).items()}


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {name.decode("ascii"): offset for name, _, offset, _ in entries}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Glyph by code, from the character maps of formats 4 and 12."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: dict[int, int] = {}
    for i in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if platform in (0, 3) and form == 4:
            found |= _format_4(data, cmap + offset)
        elif platform in (0, 3) and form == 12:
            found |= _format_12(data, cmap + offset)
    return found


def _format_4(data: bytes, at: int) -> dict[int, int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    found = {}
    for i in range(count):
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            if ranges[i] == 0:
                glyph = (code + deltas[i]) & 0xFFFF
            else:
                place = ranges_at + 2 * i + ranges[i] + 2 * (code - starts[i])
                (glyph,) = struct.unpack_from(">H", data, place)
                glyph = (glyph + deltas[i]) & 0xFFFF if glyph else 0
            if glyph:
                found[code] = glyph
    return found


def _format_12(data: bytes, at: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    found = {}
    for i in range(count):
        start, end, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
        for code in range(start, end + 1):
            found[code] = glyph + code - start
    return found
