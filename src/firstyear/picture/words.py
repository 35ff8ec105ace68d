"""What figures say, in words: one place, so that a page and a document say the same.

Words never claim more than the numbers bear: an interval that spans the benchmark is
"could be chance", a probability under 80% is "cannot tell".
"""

import math
import re
from collections.abc import Sequence

from firstyear.figures import label
from firstyear.packs import Indicator
from firstyear.picture.results import Number, Span, Standing

FUNNEL = {
    "higher-998": "above the 99.8% limit",
    "higher-95": "above the 95% limit",
    "similar": "inside the limits",
    "lower-95": "below the 95% limit",
    "lower-998": "below the 99.8% limit",
}
STATUS = {
    "suppressed": "hidden to protect families",
    "missing": "no data",
    "not-applicable": "does not apply",
    "not-calculated": "too few to say",
    "other-basis": "counted in another way",
}
# The same where there is room for a word or two.
SHORT_ABSENCES = {
    "hidden": "hidden",
    "withheld": "withheld",
    "missing": "no data",
    "not-applicable": "–",
    "not-calculated": "too few",
    "other-basis": "other way",
}
VERDICTS = {
    "worse": "Worse",
    "better": "Better",
    "similar": "Similar",
    "higher": "Higher",
    "lower": "Lower",
    "not-compared": "Not compared",
    "": "Not compared",
}
SMALL_WORDS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten",
)  # fmt: skip


def funnel_in_words(classified: str) -> str:
    return FUNNEL.get(classified, "not compared")


def verdict_in_words(verdict: str) -> str:
    return VERDICTS[verdict]


def status_in_words(status: str, withheld_by: str = "") -> str:
    """Why there is no number: each reason reads differently, and none reads as zero."""
    if status == "suppressed" and withheld_by:
        return f"withheld by {withheld_by}"
    return STATUS.get(status, "no data")


def absence_in_words(absence: str) -> str:
    """Why a period of a strip has no number; for other reasons, that it has none.

    Examples:
        >>> absence_in_words("hidden"), absence_in_words("missing")
        ('hidden to protect families', 'no figure')
    """
    if absence == "hidden":
        return STATUS["suppressed"]
    return "withheld by the publisher" if absence == "withheld" else "no figure"


def number_in_words(number: Number) -> str:
    """`5.7`, `9.4%`; why not, where there is no number."""
    if not number.known:
        return status_in_words(number.status, number.withheld_by)
    return rate_in_words(number.value, number.per)


def rate_in_words(value: float, per: float) -> str:
    """`5.7`, `9.4%`: a rate as it is printed everywhere.

    Examples:
        >>> rate_in_words(5.74, 1000), rate_in_words(9.4, 100)
        ('5.7', '9.4%')
    """
    return f"{value:.1f}%" if per == 100 else f"{value:,.1f}"


def spelt(count: int, *, capital: bool = False) -> str:
    """`four` for 4, `14` for 14; `Four` at the start of a sentence."""
    words = SMALL_WORDS[count] if 0 <= count < len(SMALL_WORDS) else f"{count:,}"
    return words.capitalize() if capital else words


def capital(words: str) -> str:
    """The words at the start of a sentence; names inside them keep their capitals."""
    return f"{words[:1].upper()}{words[1:]}"


def inside(words: str) -> str:
    """The words inside a sentence: a small first letter, unless it is an acronym.

    Examples:
        >>> inside("Ethnic group"), inside("IMD fifth")
        ('ethnic group', 'IMD fifth')
    """
    if words[1:2].isupper():
        return words
    return f"{words[:1].lower()}{words[1:]}"


def plural(count: float, one: str, many: str) -> str:
    return one if count == 1 else many


def listed(names: Sequence[str]) -> str:
    """`Ash, Birch and Cedar`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def short_name(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip(" ,") + "…"


def wrapped(name: str, width: int, *, lines: int = 3) -> str:
    """The name broken at spaces and hyphens into lines of about `width` letters."""
    pieces: list[str] = []
    for word in name.replace("-", "-\N{ZERO WIDTH SPACE}").split(" "):
        pieces += word.split("\N{ZERO WIDTH SPACE}")
    made = [""]
    for piece in pieces:
        joint = "" if not made[-1] or made[-1].endswith("-") else " "
        if made[-1] and len(made[-1]) + len(joint) + len(piece) > width:
            made.append(piece)
        else:
            made[-1] += joint + piece
    if len(made) > lines:
        made = [*made[: lines - 1], short_name(" ".join(made[lines - 1 :]), width)]
    return "\n".join(short_name(line, width + 2) for line in made)


def period(span: Span) -> str:
    return label(span.date_from, span.date_to)


def one_in(value: float, per: float, noun: str = "baby") -> str:
    """`about 1 baby in 250`: the rate as people hear it, rounded to two figures.

    Examples:
        >>> one_in(3.9, 1000), one_in(9.6, 100_000, "woman"), one_in(0, 1000)
        ('about 1 baby in 260', 'about 1 woman in 10,000', '')
    """
    if not value > 0:
        return ""
    each = per / value
    digits = max(0, math.floor(math.log10(each)) - 1)
    rounded = round(each, -digits)
    return f"about 1 {noun} in {rounded:,.0f}"


def about_a_year(count: float, years: float) -> str:
    """`about 27 a year`, `about 1 in 2 years`: never decimals of a baby."""
    if not math.isfinite(count):
        return ""
    if count == 0:
        return "none"
    yearly = count / years
    if yearly >= 0.75:
        return f"about {round(yearly):,} a year"
    return f"about 1 in {max(2, round(1 / yearly)):,} years"


def outcome_in_words(indicator: Indicator) -> str:
    """`Babies who died before their first birthday, per 1,000 live births`."""
    return f"{capital(indicator.family_phrase)}, {indicator.unit}"


def noun_of(indicator: Indicator) -> str:
    """Whom an outcome counts: a baby, or for maternal deaths a woman."""
    return "woman" if indicator.family_phrase.startswith("women") else "baby"


def happened(count: float, indicator: Indicator) -> str:
    """`27 babies died before their first birthday`: how many, in the pack's words.

    Examples:
        >>> from firstyear.packs import indicator
        >>> happened(1, indicator("stillbirth"))
        '1 baby was stillborn'
    """
    words = f"{count:,.0f} {as_happened(indicator.family_phrase)}"
    if round(count) == 1:
        for many, one in (("babies", "baby"), ("women", "woman"), (" were", " was")):
            words = words.replace(many, one, 1)
    return words


def counted_among(unit: str) -> str:
    """`live births` from `per 1,000 live births`.

    Examples:
        >>> counted_among("per 100,000 maternities")
        'maternities'
    """
    return re.sub(r"^per [\d,]+ ", "", unit)


def as_happened(phrase: str) -> str:
    """`babies died before ...` from `babies who died before ...`, for a sentence.

    Examples:
        >>> as_happened("babies who died in their first week")
        'babies died in their first week'
    """
    return phrase.replace(" who died", " died", 1).replace(" who were", " were", 1)


def limits(number: Number, places: int = 1) -> str:
    """`4.0 to 8.6`; said to be unknown where a limit is no number."""
    if not (math.isfinite(number.lower) and math.isfinite(number.upper)):
        return "not known"
    return f"{number.lower:.{places}f} to {number.upper:.{places}f}"


def likely_range(number: Number, places: int = 1) -> str:
    return f"likely range {limits(number, places)}"


def closest_call(standing: Standing, *, deaths: bool = True) -> str:
    """`2 fewer deaths, 2011 to 2013`: what would have changed the closest verdict."""
    kept = standing.persistence
    if kept.closest is None or not math.isfinite(kept.closest_deaths):
        return ""
    size = max(1, math.ceil(abs(kept.closest_deaths)))
    direction = "fewer" if kept.closest_deaths < 0 else "more"
    noun = f" {plural(size, 'death', 'deaths')}" if deaths else ""
    return f"{size:,} {direction}{noun}, {period(kept.closest)}"


def by_chance(periods: int) -> str:
    """How many of so many periods would be on one side by chance alone.

    Examples:
        >>> by_chance(18), by_chance(60)
        ('fewer than 1', 'about 2')
    """
    expected = periods * 0.025
    return "fewer than 1" if expected < 1 else f"about {expected:.0f}"


def expected_by_chance(standings: Sequence[Standing], country: str) -> str:
    """How to read the strips, with what chance alone would give beside the count."""
    longest = max(
        (s.persistence for s in standings), key=lambda kept: kept.compared, default=None
    )
    if longest is None or not longest.compared:
        return "Each square is one period."
    if longest.compared == 1:
        return (
            "There is one period to compare, so each area has one square at most. If "
            f"every area had {country}'s rate, chance alone would fill about 1 in 40."
        )
    told = (
        f"Each square is one period. If every area had {country}'s rate, chance alone "
        f"would fill {by_chance(longest.compared)} of an area's {longest.compared} "
        "squares."
    )
    if longest.independent < longest.compared:
        told += (
            f" Neighbouring squares share years: only {spelt(longest.independent)} of "
            f"the {longest.compared} share none."
        )
    return told


def worse_side(indicator: Indicator) -> str:
    """Which side of the benchmark is worse; blank where neither is.

    Examples:
        >>> from firstyear.packs import indicator
        >>> worse_side(indicator("stillbirth")), worse_side(indicator("folic-acid"))
        ('higher', 'lower')
    """
    sides = {"lower-is-better": "higher", "higher-is-better": "lower"}
    return sides.get(indicator.polarity, "")


def share_in_words(share: float) -> str:
    return f"{100 * share:.0f}%"
