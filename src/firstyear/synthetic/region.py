"""Makes the whole country with Midshire in it, and writes it to a folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from firstyear.errors import StorageError
from firstyear.synthetic.areas import areas_table, layout_table
from firstyear.synthetic.country import country, region_code
from firstyear.synthetic.draws import draw
from firstyear.synthetic.mortality import add_births, add_deaths
from firstyear.synthetic.names import MIDSHIRE, REGIONS
from firstyear.synthetic.rates import true_rates
from firstyear.synthetic.rows import Rows
from firstyear.synthetic.services import add_capacity, add_factors
from firstyear.synthetic.truths import truths

MIDSHIRE_CODE = region_code(REGIONS.index(MIDSHIRE))
DEFAULT_SEED = 2024


@dataclass(frozen=True)
class SyntheticRegion:
    """Midshire and the made-up country around it.

    `figures`, `areas` and `layout` are canonical tables. `truths` is what was true
    before chance: for tests and lessons, never loaded with the figures.
    """

    figures: pa.Table
    areas: pa.Table
    layout: pa.Table
    truths: dict[str, Any]


def make_region(*, seed: int = DEFAULT_SEED) -> SyntheticRegion:
    """Figures of an obviously made-up country: 20 years, 150 areas, 49 indicators.

    The same seed gives the same figures; another seed gives the same places and
    truths with other chance. Counts of areas add up to regions and the country,
    pieces of areas to boards, categories (with Unknown) to everyone, and parts of a
    measure of deaths to the whole, exactly.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.make_region(seed=1)
        >>> made.areas["name"][0].as_py()
        'Exampleland'
        >>> made.figures["origin"].unique().to_pylist()
        ['synthetic']
    """
    rng = np.random.default_rng(seed)
    land = country()
    truth = true_rates(land)
    drawn = draw(land, truth, rng)
    rows = Rows(land)
    add_deaths(rows, drawn)
    add_births(rows, drawn)
    add_factors(rows, drawn, rng)
    add_capacity(rows, drawn, rng)
    return SyntheticRegion(
        figures=rows.table(),
        areas=areas_table(),
        layout=layout_table(),
        truths=truths(land, truth, seed),
    )


def write_region(folder: str | Path, *, seed: int = DEFAULT_SEED) -> dict[str, Path]:
    """Writes `figures.parquet`, `areas.csv`, `layout.csv` and `truths.json`.

    Returns the path of each by name (`figures`, `areas`, `layout`, `truths`). The
    folder is made if it is not there; files of these names in it are replaced.
    Raises StorageError if it cannot be written.
    """
    made = make_region(seed=seed)
    place = Path(folder)
    paths = {
        "figures": place / "figures.parquet",
        "areas": place / "areas.csv",
        "layout": place / "layout.csv",
        "truths": place / "truths.json",
    }
    try:
        place.mkdir(parents=True, exist_ok=True)
        pq.write_table(made.figures, paths["figures"], compression="zstd")
        pa_csv.write_csv(made.areas, paths["areas"])
        pa_csv.write_csv(made.layout, paths["layout"])
        text = json.dumps(made.truths, indent=1, ensure_ascii=False)
        paths["truths"].write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"The made-up region cannot be written to {place}: {error.strerror}"
        ) from error
    return paths
