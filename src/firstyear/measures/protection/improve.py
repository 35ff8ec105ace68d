"""From a safe pattern to a cheaper one, with a bound that says how far it could go."""

from firstyear.errors import NotCertified
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.exact import Master
from firstyear.measures.protection.search import Search
from firstyear.measures.protection.world import World

# published cells up to which the least cost is looked for
SMALL = 1_200
# how often lines are added in fractions, small tables and large, and in whole numbers
FRACTIONAL, FRACTIONAL_LARGE, WHOLE = 40, 2, 12
# whole patterns in a row that were no cheaper
PATIENCE = 6
# programmes that one repair may take, and the time share it must leave
REPAIR = 600


def cheapest(world: World, *, exact: bool, deadline: Deadline) -> tuple[Search, float]:
    """The cheapest safe pattern found, and what none can cost less than.

    The first pattern is found move by move. Then lines that every pattern must hold
    give a bound and patterns that hold all lines so far: each is mended until it is
    safe, trimmed, and kept if it is cheaper. Raises NotCertified where there is no
    safe pattern, or none in time.
    """
    best = Search(world, deadline=deadline)
    best.construct()
    best.trim()
    if not best.secondary().size:
        return best, 0.0
    master = Master(world, deadline=deadline)
    try:
        master.relax(rounds=FRACTIONAL if exact else FRACTIONAL_LARGE)
        if exact:
            best = _settled(master, best, deadline)
    except NotCertified:
        # only the search for something cheaper came to an end
        best.complete = False
    return best, master.proven()


def _settled(master: Master, best: Search, deadline: Deadline) -> Search:
    """Patterns that hold all lines so far, mended and trimmed; the cheapest."""
    dearer = 0
    for _ in range(WHOLE):
        if dearer == PATIENCE:
            break
        if master.proven() >= best.cost() - 1e-9 or not best.time_for_more():
            break
        missing = master.settle()
        other = Search(
            master.world, deadline=deadline, effort=REPAIR, start=master.pattern()
        )
        try:
            other.construct()
            other.trim()
        except NotCertified:
            best.complete = False
            break
        dearer += 1
        if other.cost() < best.cost() - 1e-9:
            dearer = 0
            other.complete, other.effort = best.complete, best.effort
            best = other
        if not missing:
            # no line is missed, yet whole numbers need more: nothing left to learn
            break
    return best
