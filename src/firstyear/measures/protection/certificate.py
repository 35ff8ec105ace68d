"""Proof that a pattern is safe, which anyone can check by adding up.

For every small count there is a table that a reader cannot rule out and that has a
larger number there. Whoever holds the true table and these witnesses needs no solver
and no trust in one: `check_certificate` adds up.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Floats, Integers, Truths
from firstyear.measures.methods import METHODS
from firstyear.measures.protection.attacker import truth_fits, verdict
from firstyear.measures.protection.dominance import guarded
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.reader import hidden_cells, known
from firstyear.measures.protection.table_set import TableSet


@dataclass(frozen=True, eq=False, repr=False)
class Witness:
    """A table that fits everything published: where it differs from the true one.

    cells: positions in the table set; counts: whole counts there.
    """

    cells: Integers
    counts: Integers


@dataclass(frozen=True, eq=False, repr=False)
class Certificate:
    """What was proved, of what, and by which versions. Private: it tells true counts.

    witnesses: together they show every hidden cell with two counts or more, and every
    protected one with a count above the hidden range. base: the whole counts the
    witnesses start from (the true ones, where they are known). lower, upper: what
    the witnesses reach; a reader's own limits are as wide or wider. table: checksum
    of the table set; pattern: checksum of what is hidden.
    """

    policy: Policy
    witnesses: tuple[Witness, ...]
    base: Floats
    lower: Floats
    upper: Floats
    table: str
    pattern: str
    method: str
    versions: tuple[tuple[str, str], ...]


def certify(
    table: TableSet,
    policy: Policy,
    hidden: Truths,
    witnesses: Sequence[Witness],
    *,
    base: Floats,
) -> Certificate:
    """The certificate of a pattern, from its witnesses.

    Raises NotCertified with the cells in the way: those that no witness covers, or
    all where a witness does not fit what is published.
    """
    told = known(table, policy, hidden)
    truth_fits(table, told.lower, told.upper)
    lower, upper = base.copy(), base.copy()
    for witness in (None, *witnesses):
        point = base.copy()
        if witness is not None:
            point[witness.cells] = witness.counts
        fits = (point >= told.lower) & (point <= told.upper)
        if not (fits.all() and (told.sums @ point == told.totals).all()):
            raise NotCertified(
                "A witness does not fit what is published",
                [table.cells[place] for place in np.flatnonzero(hidden)],
            )
        np.minimum(lower, point, out=lower)
        np.maximum(upper, point, out=upper)
    exposed, _ = verdict(table, policy, hidden, lower, upper)
    if exposed.any():
        raise NotCertified(
            "These cells could be worked out from what is published",
            [table.cells[place] for place in np.flatnonzero(exposed)],
        )
    return Certificate(
        policy,
        tuple(witnesses),
        base,
        lower,
        upper,
        checksum(table),
        hashlib.sha256(np.packbits(hidden).tobytes()).hexdigest(),
        METHODS["disclosure"],
        tuple((name, version(name)) for name in ("highspy", "numpy", "scipy")),
    )


def check_certificate(
    certificate: Certificate, table: TableSet, *, hidden: ArrayLike
) -> None:
    """Goes through a certificate again, against the table set and what is hidden.

    Raises NotCertified where it is of another table or pattern, or proves too little.

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet([9, 1, 8], "abc", [("a", ["b", "c"])])
    >>> done = fy.measures.protect(table, fy.measures.Policy("registrations-3", 2))
    >>> fy.measures.check_certificate(done.certificate, table, hidden=done.hidden)
    """
    pattern = hidden_cells(table, hidden)
    wide, _, parts = guarded(table, certificate.policy)
    again = certify(
        wide,
        certificate.policy,
        np.concatenate([pattern, np.zeros(len(parts), dtype=np.bool_)]),
        certificate.witnesses,
        base=certificate.base,
    )
    if (again.table, again.pattern) != (certificate.table, certificate.pattern):
        raise NotCertified("The certificate is of other tables")


def checksum(table: TableSet) -> str:
    """A fingerprint of everything in a table set."""
    digest = hashlib.sha256()
    for part in (
        table.counts,
        table.weights,
        table.published,
        table.protected,
        table.tops,
        table.least,
        table.most,
    ):
        digest.update(part.tobytes())
    digest.update(repr((table.cells, table.forced.tolist(), table.sums)).encode())
    return digest.hexdigest()
