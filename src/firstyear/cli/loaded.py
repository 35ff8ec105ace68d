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


def _tell_gated(gated: figures.Gated) -> None:
    """What the disclosure gate did, without saying which rows."""
    for line in gated.warnings:
        print(f"  {line}.", file=sys.stderr)
    told = gated.disclosure
    if told.public_already:
        rows = counted(told.public_already, "row")
        print(f"  {rows} left out: others have published them.", file=sys.stderr)
    print(
        f"  {counted(told.hidden, 'row')} hidden to protect families ({gated.rule}).",
        file=sys.stderr,
    )
