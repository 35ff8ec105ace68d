"""The one rule by which anything is called higher, similar or lower.

Charts, pages, files and the API all ask here, so a colour cannot differ from a word.
"""

import numpy as np
from numpy.typing import ArrayLike

from firstyear.measures.arrays import Words

HIGHER, SIMILAR, LOWER = "higher", "similar", "lower"


def classify(
    lower: ArrayLike, upper: ArrayLike, band_lower: ArrayLike, band_upper: ArrayLike
) -> Words:
    """`higher` where a range lies wholly above a band, `lower` where wholly below.

    Otherwise `similar`, touching included; blank where a number is NaN.

    For an interval test the range is the area's interval and the band is the
    benchmark, twice; for a funnel the range is the area's value, twice, and the band
    is the funnel's limits. All arguments broadcast together.

    >>> import firstyear as fy
    >>> fy.measures.classify([4.3, 3.1, 2.0], [6.0, 5.2, 3.5], 4.1, 4.1).tolist()
    ['higher', 'similar', 'lower']
    """
    low, high = np.asarray(lower, float), np.asarray(upper, float)
    floor, ceiling = np.asarray(band_lower, float), np.asarray(band_upper, float)
    words = np.where(low > ceiling, HIGHER, np.where(high < floor, LOWER, SIMILAR))
    return np.where(np.isnan(low + high + floor + ceiling), "", words)
