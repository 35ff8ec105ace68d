"""An area's figures beside a question: what each indicator says, in a sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.packs import Instrument
from firstyear.picture.geography import atlas
from firstyear.picture.number_words import comparison_sentence, number_sentence
from firstyear.picture.outlook import outlook
from firstyear.picture.words import inside

MOST: Final = 3


@dataclass(frozen=True)
class Beside:
    """One indicator of an area in its latest period."""

    indicator: str
    name: str
    sentence: str


def beside(store: Store, code: str, indicators: Sequence[str]) -> tuple[Beside, ...]:
    """What the area's latest figures say of `indicators`, in their order.

    Indicators that no release holds for the area are left out, and so are all of them
    where the area is unknown: a question is asked whether or not there are figures.
    """
    try:
        here = atlas(store).place(code)
        country = atlas(store).country_of(code)
    except FirstyearError:
        return ()
    views = {
        view.indicator.id: view
        for view in outlook(store, here.level, country)
        if code in view.grid.row_of
    }
    found = []
    for each in indicators:
        view = views.get(each)
        if view is None:
            continue
        row, span = view.grid.row_of[code], view.grid.periods[view.column]
        number = view.grid.number(row, view.column)
        told = number_sentence(number, view.indicator, here.name, span)
        if not number.known:  # the sentence alone does not say a rate of what
            told = f"{view.indicator.short_name}: {inside(told)}"
        compared = comparison_sentence(
            view.verdicts[row], country.name, number, view.indicator
        )
        said = f"{told} {compared}".strip()
        found.append(Beside(each, view.indicator.short_name, said))
    return tuple(found)


def indicators_of_part(instrument: Instrument, part: str) -> tuple[str, ...]:
    """The three indicators that most rows of a part bear on, the commonest first.

    Examples:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> len(indicators_of_part(whole, "2"))
        3
    """
    return _commonest(
        indicator for row in instrument.questions(part) for indicator in row.indicators
    )


def _commonest(found: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(found)
    order = list(counted)
    ranked = sorted(counted, key=lambda one: (-counted[one], order.index(one)))
    return tuple(ranked[:MOST])
