"""What a load did, in a few lines: which release it is, and what the gate hid."""

import sys

from firstyear import figures
from firstyear.cli.inputs import counted


def tell_loaded(loaded: figures.Loaded) -> None:
    """The release on standard output; what the gate did on standard error."""
    release = loaded.release
    if loaded.gated is not None:
        _tell_gated(loaded.gated)
    if release.repeated:
        print(f"These figures are there already, as release {release.id}.")
    else:
        held = counted(sum(each.rows for each in release.holds), "figure")
        print(f"Loaded {held} as release {release.id}.")
        if release.origin == "local":
            whom = (
                f"partners under {release.agreement}"
                if release.audience == "partners"
                else "people who are signed in"
            )
            print(
                f"  It is for {whom}: `firstyear approve` makes it public, when a "
                "second person says so.",
                file=sys.stderr,
            )


def tell_left_out(gated: figures.Gated) -> None:
    """Warnings of the disclosure gate, and which rows it left out altogether."""
    for line in gated.warnings:
        print(f"  {line}.", file=sys.stderr)
    told = gated.disclosure
    for number, why in (
        (told.public_already, "others have published them"),
        (told.too_few_births, "about too few births"),
    ):
        if number:
            print(f"  {counted(number, 'row')} left out: {why}.", file=sys.stderr)


def _tell_gated(gated: figures.Gated) -> None:
    """What the disclosure gate did, without saying which rows."""
    tell_left_out(gated)
    hidden = counted(gated.disclosure.hidden, "row")
    print(f"  {hidden} hidden to protect families ({gated.rule}).", file=sys.stderr)
