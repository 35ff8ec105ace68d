"""What holds for any period, any table and any text of a cell."""

import datetime
import io
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pyarrow as pa
from hypothesis import given

from firstyear.errors import FirstyearError
from firstyear.figures import Period, csv_text, parse_period, read
from firstyear.figures.checks import check
from firstyear.figures.keys import duplicates, key_numbers
from firstyear.figures.layouts import complete_layout
from firstyear.figures.periods import financial_years, months, try_period, years
from firstyear.figures.schema import FLAGS, STATUSES, conform
from tests.often import often

YEARS = st.integers(1950, 2090)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(YEARS)
    last = first + draw(st.integers(0, 9))
    kind = draw(st.sampled_from(["years", "financial", "months", "days"]))
    if kind == "years":
        return years(first, last)
    if kind == "financial":
        return financial_years(first, last)
    if kind == "months":
        start = draw(st.integers(1, 12))
        end = draw(st.integers(start if first == last else 1, 12))
        return months(first, start, last, end)
    day = draw(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1)))
    return Period(day, day + datetime.timedelta(draw(st.integers(0, 4000))))


@given(periods())
def test_text_and_label_of_any_period_are_read_back(period: Period) -> None:
    assert parse_period(period.text) == period
    assert parse_period(period.label) == period


@given(st.lists(periods(), min_size=2, max_size=6))
def test_periods_sort_by_their_days(found: list[Period]) -> None:
    ordered = sorted(found)
    assert ordered == sorted(found, key=lambda each: (each.date_from, each.date_to))


@given(st.text(max_size=25))
def test_any_text_is_a_period_or_has_a_remedy(text: str) -> None:
    period, remedy = try_period(text)
    assert (period is None) == bool(remedy)


LETTERS = st.characters(exclude_categories=["C"])
NUMBERS = st.none() | st.floats(0, 1e6, allow_nan=False) | st.sampled_from([0.0, -1.0])


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    size = draw(st.integers(1, 12))

    def column(values: st.SearchStrategy[object]) -> list[object]:
        return draw(st.lists(values, min_size=size, max_size=size))

    return conform(
        {
            "indicator": column(st.sampled_from(["x", "y"])),
            "area": column(st.sampled_from(["a", "b", "c"])),
            "name": column(
                st.text(st.characters(exclude_categories=["C"]), max_size=6)
            ),
            "date_from": [datetime.date(2018, 1, 1)] * size,
            "date_to": [datetime.date(2018, 12, 31)] * size,
            "count": column(NUMBERS),
            "denominator": column(NUMBERS),
            "status": column(st.sampled_from(STATUSES)),
            "flags": column(st.sampled_from(["", *FLAGS])),
        }
    )


@given(tables())
def test_every_row_is_good_or_has_a_fault(table: pa.Table) -> None:
    checked = check(table)
    assert {fault.row for fault in checked.faults} == set(
        np.flatnonzero(checked.bad).tolist()
    )
    assert duplicates(checked.good).size == 0
    assert check(checked.good).faults == ()


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_key(table: pa.Table, random: object) -> None:
    order = list(range(table.num_rows))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = table.take(pa.array(order))
    assert len(duplicates(table)) == len(duplicates(shuffled))
    assert len(np.unique(key_numbers(table))) == len(np.unique(key_numbers(shuffled)))


@often(40)
@given(tables())
def test_what_is_written_as_csv_is_read_back(table: pa.Table) -> None:
    good = check(table).good
    starts = ("=", "+", "-", "@", "'")
    plain = [not name.strip().startswith(starts) for name in good["name"].to_pylist()]
    good = good.filter(pa.array(plain, pa.bool_()))
    back = read(io.BytesIO(csv_text(good).encode())).table
    for name in ("area", "count", "denominator", "status", "flags"):
        assert back[name].to_pylist() == good[name].to_pylist()
    assert back["name"].to_pylist() == [
        name.strip() for name in good["name"].to_pylist()
    ]


@often(60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_never_a_traceback(data: bytes) -> None:
    _read_or_refuse(data)


@often(60)
@given(st.lists(st.text(max_size=8), min_size=4, max_size=12))
def test_any_cells_are_read_or_refused(cells: list[str]) -> None:
    header = "area,period,count,denominator\n"
    rows = [",".join(cells[at : at + 4]) for at in range(0, len(cells), 4)]
    _read_or_refuse((header + "\n".join(rows)).encode("utf-8", "ignore"))


def _read_or_refuse(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        path.write_bytes(data)
        try:
            read(path)
        except FirstyearError as problem:
            told = str(problem)
        else:
            told = "read"
        assert told


@given(
    st.dictionaries(st.text("abc", max_size=3), st.sampled_from("pq"), max_size=15),
    st.data(),
)
def test_a_completed_layout_has_every_area_once(
    areas: dict[str, str], data: st.DataObject
) -> None:
    places = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(areas) or ["none"]),
            st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
            max_size=5,
        )
    )
    apart = {place: area for area, place in places.items()}
    found = complete_layout(areas, {area: place for place, area in apart.items()})
    assert set(found) == set(areas)
    assert len(set(found.values())) == len(areas)
