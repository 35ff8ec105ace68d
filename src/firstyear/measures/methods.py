"""Which version of each method made a number, and the caution that goes with it.

A name here is the name of the page in `docs/methods` that explains the method. The
version changes whenever the same input would give another answer.
"""

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, str] = MappingProxyType(
    {
        "rates": "1.0",
        "proportions": "1.0",
        "definitions": "1.0",
        "pooling": "1.0",
        "comparison-interval": "1.0",
        "comparison-funnel": "1.0",
        "over-dispersion": "1.0",
        "stabilised-rates": "1.0",
        "standardisation": "1.0",
        "trend": "1.0",
        "detectability": "1.0",
        "ratios-and-gaps": "1.0",
        "quantiles": "1.0",
        "persistence": "1.0",
        "neighbours": "1.0",
        "is-it-real": "1.0",
        "disclosure": "1.1",
    }
)

CAUTIONS: Mapping[str, str] = MappingProxyType(
    {
        "rates": "The interval covers chance only, not mistakes in the data.",
        "proportions": "The interval covers chance only, not mistakes in the data.",
        "definitions": "The parts must come from one source and one basis.",
        "pooling": "Windows that share years are not independent of each other.",
        "comparison-interval": (
            "Among many areas some are higher by chance alone; look at the margin too."
        ),
        "comparison-funnel": (
            "Among many areas some fall outside by chance alone; the limits assume "
            "that only chance makes areas differ."
        ),
        "over-dispersion": (
            "The wider limits treat ordinary differences between areas as usual, "
            "and so can hide a problem that many areas share."
        ),
        "stabilised-rates": (
            "A stabilised rate borrows from the other areas. Read it beside the "
            "crude rate, and never put areas in order by it."
        ),
        "standardisation": (
            "What was allowed for is not thereby made right: allowing for a "
            "difference does not show that it cannot be prevented."
        ),
        "trend": "A change that chance could explain is not the same as no change.",
        "detectability": (
            "This is the chance that a true change shows; it says nothing about "
            "whether a change has happened."
        ),
        "ratios-and-gaps": "A ratio and a gap can move in opposite directions.",
        "quantiles": "Areas on either side of a cut may be nearly the same.",
        "persistence": (
            "Rolling periods share years, so times higher are fewer "
            "independent findings than they look."
        ),
        "neighbours": "Similar on these measures only; other differences remain.",
        "is-it-real": "A check that could not be made is not a check passed.",
        "disclosure": (
            "It proves what a reader cannot work out from these tables and the "
            "releases named; it knows nothing of what he knows otherwise."
        ),
    }
)
