"""Which length of period is meant where the input has several and nobody said."""

import sys

from firstyear import packs
from firstyear.cli.inputs import Chosen
from firstyear.frames.lengths import MONTHS_A_YEAR, in_words, length_of, listed


def usual_years(chosen: Chosen) -> int | None:
    """The years that the pack gives a period of this indicator, if they are there.

    None where there is one length only, or the pack does not know: the verb decides.
    What was chosen is told on standard error.
    """
    spans = chosen.table.group_by(["date_from", "date_to"]).aggregate([]).to_pylist()
    found = {length_of(span["date_from"], span["date_to"]) for span in spans}
    pack = packs.indicators().get(chosen.indicator)
    if len(found) < 2 or pack is None:
        return None
    usual = pack.default_years * MONTHS_A_YEAR
    if usual not in found:
        return None
    print(
        f"There are periods of {listed(found)}: those of {in_words(usual)} are used, "
        f"as is usual for {pack.name}. --years chooses others.",
        file=sys.stderr,
    )
    return pack.default_years
