"""The multiplier of a published rate: given by the pack, else read off the numbers."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.figures.arrow import Column, pc
from firstyear.figures.readers.columns import spread

_USUAL: Final = np.array([1.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0])
# Rounded values miss the multiplier by a little; standardised rates miss it by much.
_NEAR: Final = 0.02
_ENOUGH: Final = 0.9


def multipliers(indicator: Column, numbers: Mapping[str, Column]) -> Column:
    """`per` for each row; null where pack and numbers are both silent."""
    from firstyear import packs

    known = packs.indicators()
    per = {
        each: known[each].per if each in known else None
        for each in pc.unique(indicator).to_pylist()
    }
    unknown = [each for each, found in per.items() if found is None]
    if unknown:
        per.update(_read_off(indicator, numbers, unknown))
    return spread(indicator, per.get, pa.float64())


def _read_off(
    indicator: Column, numbers: Mapping[str, Column], which: list[str]
) -> dict[str, float | None]:
    encoded = indicator.combine_chunks().dictionary_encode()
    codes = np.asarray(encoded.indices)
    names = encoded.dictionary.to_pylist()
    count, denominator, value = (
        numbers[name].combine_chunks().to_numpy(zero_copy_only=False)
        for name in ("count", "denominator", "value")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = value * denominator / count
    found: dict[str, float | None] = {}
    for name in which:
        ratios = ratio[(codes == names.index(name)) & np.isfinite(ratio) & (count > 0)]
        found[name] = _usual(ratios)
    return found


def _usual(ratios: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float | None:
    if not ratios.size:
        return None
    middle = float(np.median(ratios))
    nearest = float(_USUAL[np.argmin(np.abs(np.log(_USUAL / max(middle, 1e-9))))])
    close = np.abs(ratios / nearest - 1) < _NEAR
    return nearest if close.mean() >= _ENOUGH else None
