"""How many examples a property is tried on: some at every run, many in `make soak`."""

from hypothesis import settings

USUAL = settings.get_profile("every-run").max_examples


def often(every_run: int) -> settings:
    """So many examples at every run; in a soak as many times more as others have."""
    return settings(max_examples=every_run * settings.default.max_examples // USUAL)
