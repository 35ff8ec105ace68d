"""Rounded products: sums hold, drawn once, and never beside hidden ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from firstyear.errors import InputError, RefusedError, UsageError
from firstyear.figures import Provenance, ledger, load
from firstyear.figures.rounded import Rounding, round_figures
from firstyear.figures.rounded_products import FOLDER
from tests.unit.figures.local import causes, lookup, row, table
from tests.unit.figures.test_loading import PUBLISHED, reading

OWN = table(
    row("A", 9), row("B", 31), *causes("A", (1, 3, 5)), *causes("B", (9, 9, 13))
)


def rounded(home: Path, rows: pa.Table = OWN, **how: Any) -> Rounding:
    return round_figures(home, reading(rows), drawn_from="registration", **how)


def counts(done: Rounding, area: str) -> Sequence[float]:
    return [each["count"] for each in done.figures.to_pylist() if each["area"] == area]


@pytest.mark.parametrize("base", [3, 5])
def test_every_count_is_a_near_multiple_and_sums_hold(
    tmp_path: Path, base: int
) -> None:
    done = rounded(tmp_path, base=base, by="A. Analyst")
    for area, true in (("A", (9, 1, 3, 5)), ("B", (31, 9, 9, 13))):
        total, *parts = counts(done, area)
        assert total == sum(parts)
        for number, own in zip((total, *parts), true, strict=True):
            assert number % base == 0
            assert abs(number - own) < base
    (entry,) = ledger.entries(tmp_path)
    assert (entry.what, entry.shown, entry.hidden) == ("rounded", OWN.num_rows, 0)
    assert entry.by == "A. Analyst"
    assert done.figures["value"].null_count == OWN.num_rows
    assert set(done.figures["flags"].to_pylist()) == {"approximate"}


def test_asked_for_again_it_is_the_same(tmp_path: Path) -> None:
    """Twenty draws would tell the true counts by their mean; there is only one."""
    first = rounded(tmp_path)
    backwards = OWN.take(list(range(OWN.num_rows - 1, -1, -1)))
    for _ in range(20):
        again = rounded(tmp_path, backwards)
        assert again.repeated
        for area in "AB":
            assert counts(again, area) == counts(first, area)[::-1]
    assert len(ledger.entries(tmp_path)) == 1
    assert len(list((tmp_path / "private" / FOLDER).iterdir())) == 1


def test_draws_differ_from_folder_to_folder(tmp_path: Path) -> None:
    """By a known seed anybody could try counts out."""
    found = {tuple(counts(rounded(tmp_path / str(n)), "B")) for n in range(12)}
    assert len(found) > 1


def test_other_counts_or_another_base_are_not_drawn_beside_it(tmp_path: Path) -> None:
    rounded(tmp_path)
    for rows, base in (
        (OWN, 3),
        (table(row("A", 9), *causes("A", (1, 3, 5))), 5),
        (table(row("A", 29), row("B", 51)), 5),
        (table(row("A", 9, indicator="neonatal-mortality")), 5),
    ):
        with pytest.raises(RefusedError, match="rounded already"):
            rounded(tmp_path, rows, base=base)
    later = rounded(tmp_path, table(row("A", 9, year=2021), row("B", 31, year=2021)))
    assert not later.repeated


def test_hidden_and_rounded_do_not_go_out_both(tmp_path: Path) -> None:
    local = Provenance(drawn_from="registration", released_by="A. Analyst")
    load(tmp_path / "hidden", [reading(OWN)], local)
    with pytest.raises(RefusedError, match="one way only"):
        rounded(tmp_path / "hidden")
    rounded(tmp_path / "rounded")
    # Not the same rows: a part of them, and what they add up to.
    for rows in (OWN, table(row("C", 9), row("R", 31, level="region"))):
        with pytest.raises(RefusedError, match="one way only"):
            load(tmp_path / "rounded", [reading(rows)], local)
    load(
        tmp_path / "rounded",
        [reading(table(row("A", 9, year=2021), row("B", 31, year=2021)))],
        local,
    )


def test_published_counts_that_give_a_rounded_one_away(tmp_path: Path) -> None:
    """The region's 30 is public, and so are all its areas but one."""
    regions = lookup(dict.fromkeys("ABC", "R"))
    public = table(row("R", 30, level="region"), row("B", 9), row("C", 20))
    load(tmp_path, [reading(public, regions)], PUBLISHED)
    with pytest.raises(RefusedError, match="could be worked out"):
        rounded(tmp_path, table(row("A", 1)), areas=regions)
    assert not (tmp_path / "private" / FOLDER).exists()
    assert ledger.entries(tmp_path) == ()


def test_what_a_killed_run_left_is_entered_at_the_next(tmp_path: Path) -> None:
    first = rounded(tmp_path)
    (tmp_path / "ledger.jsonl").unlink()
    assert rounded(tmp_path).entry.release == first.entry.release
    assert len(ledger.entries(tmp_path)) == 1


def test_bad_asks(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        rounded(tmp_path, table(row("A", None, status="missing")))
    with pytest.raises(InputError, match="cannot be protected"):
        rounded(tmp_path, table(row("A", 7), *causes("A", (1, 3, 5))))
    for base in (2, 10):
        with pytest.raises(UsageError, match="base"):
            rounded(tmp_path, base=base)
    assert ledger.entries(tmp_path) == ()
