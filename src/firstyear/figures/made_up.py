"""Made-up figures: known by their maker, for nobody else's may be called that.

Pages say of made-up figures that no real place, baby or family is in them. That must
be true of every row, so only what the generator of the project made is taken.
"""

from collections.abc import Sequence
from typing import Final

from firstyear.errors import RefusedError
from firstyear.figures.arrow import pc
from firstyear.figures.readers.reading import Reading

GENERATOR: Final = "Firstyear's made-up country: no real place, baby or family"
FORMAT: Final = "synthetic"
REFUSAL: Final = (
    "Only figures that Firstyear's own generator made are loaded as made up: pages say "
    "of them that no real place, baby or family is in them. {file} has rows from "
    "elsewhere. Public figures load as published or derived; `firstyear demo` and "
    "fy.synthetic.write_region make up a country"
)


def refuse_others(readings: Sequence[Reading]) -> None:
    """Raises RefusedError for a reading that the generator did not make.

    Areas and tile maps come with its figures: alone they are nobody's.
    """
    for reading in readings:
        if reading.table.num_rows and not is_made_up(reading):
            raise RefusedError(REFUSAL.format(file=reading.file or "This"))
    if not any(reading.table.num_rows for reading in readings):
        names = ", ".join(reading.file for reading in readings if reading.file)
        raise RefusedError(REFUSAL.format(file=names or "This"))


def is_made_up(reading: Reading) -> bool:
    """Whether the generator made every row: handed over as it is, or read from a file
    that `fy.synthetic.write_region` wrote."""
    if reading.format == FORMAT:
        return True
    of_generator = pc.and_(
        pc.equal(reading.table["origin"], FORMAT),
        pc.equal(reading.table["source"], GENERATOR),
    )
    return bool(reading.table.num_rows) and bool(pc.all(of_generator).as_py())
