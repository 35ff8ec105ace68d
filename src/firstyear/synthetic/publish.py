"""Puts the made-up country into a home folder, as any other figures would be."""

from collections import Counter
from pathlib import Path

from firstyear.figures import Provenance, Reading, Release, publish
from firstyear.figures.made_up import FORMAT, GENERATOR
from firstyear.synthetic.region import DEFAULT_SEED, SyntheticRegion, make_region

PROVENANCE = Provenance(
    origin="synthetic",
    publisher="Firstyear",
    title="A made-up country with Midshire in it",
    licence="MIT",
    note="Made by the computer. No real place, baby or family is in it.",
)


def region_reading(made: SyntheticRegion) -> Reading:
    """The country as a reader would hand it over; its truths stay out."""
    states = Counter(str(status) for status in made.figures["status"].to_pylist())
    del states["value"]
    return Reading(
        table=made.figures,
        areas=made.areas,
        layout=made.layout,
        format=FORMAT,
        recognised=GENERATOR,
        taken=made.figures.num_rows,
        states=states,
        file="made-up-region",
    )


def publish_region(home: str | Path, *, seed: int = DEFAULT_SEED) -> Release:
    """The release of the home folder that holds the made-up country.

    Doing it twice gives the release that is there already. Raises StorageError if
    the home folder cannot be written.
    """
    return publish(home, [region_reading(make_region(seed=seed))], PROVENANCE)
