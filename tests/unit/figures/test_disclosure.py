"""The gate: what it hides, what it leaves alone, and when it lets nothing through."""

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from firstyear import measures
from firstyear.errors import InputError, NotCertified, RefusedError, UsageError
from firstyear.figures.areas import area_table
from firstyear.figures.disclosure import Around, Gated, gate
from firstyear.figures.hiding import REASON
from firstyear.figures.schema import AREAS
from firstyear.figures.table_costs import costs
from firstyear.figures.table_sets.known import Past
from tests.unit.figures.local import causes, lookup, row, table

NOWHERE = AREAS.empty_table()
REGISTERED = Around(NOWHERE, "registration")


def shown(gated: Gated) -> list[float | None]:
    found: list[float | None] = gated.figures["count"].to_pylist()
    return found


def test_a_small_count_is_hidden_with_one_more_of_its_sum() -> None:
    region = Around(lookup(dict.fromkeys("ABCD", "R")), "registration")
    rows = [
        row("R", 30, level="region"),
        *(row(area, n) for area, n in zip("ABCD", (1, 9, 8, 12), strict=True)),
    ]
    done = gate(table(*rows), region)
    assert shown(done)[:2] == [30, None]
    assert done.disclosure.hidden == 2
    assert done.disclosure.shown == 3


def test_a_hidden_row_says_nothing_and_looks_the_same_whatever_hid_it() -> None:
    rows = table(row("A", 9), *causes("A", (1, 3, 5)))
    flagged = rows.set_column(
        rows.schema.get_field_index("flags"),
        "flags",
        [["", "low-reliability", "low-reliability", ""]],
    )
    done = gate(flagged, REGISTERED)
    hidden = [each for each in done.figures.to_pylist() if each["status"] != "value"]
    assert len(hidden) >= 2
    told = {
        tuple(
            (name, each[name]) for name in each if name not in ("category", "dimension")
        )
        for each in hidden
    }
    assert len(told) == 1
    assert hidden[0]["note"] == REASON
    assert [each["denominator"] for each in hidden] == [5000.0] * len(hidden)


def test_noughts_are_shown() -> None:
    done = gate(table(row("A", 20), *causes("A", (0, 9, 11))), REGISTERED)
    assert shown(done) == [20, 0, 9, 11]


def test_figures_of_unknown_source_follow_the_strictest_rule_and_are_rounded() -> None:
    done = gate(table(row("A", 7), row("B", 8), row("C", 23)), Around(NOWHERE))
    assert shown(done) == [None, 10, 25]
    assert done.disclosure.rules == ("nhs-8",)
    assert done.figures["flags"].to_pylist() == ["", "approximate", "approximate"]
    assert "nearest 5" in done.figures["note"].to_pylist()[1]


def test_a_known_source_is_taken_at_its_name() -> None:
    done = gate(
        table(row("A", 3, source="ONS"), row("B", 2, source="ONS")), Around(NOWHERE)
    )
    assert shown(done) == [3, None]
    assert done.disclosure.drawn_from == "registration"


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (causes("A", (9, 9)), "registrations-3"),
        ([row("A", 9, level="small-area")], "registrations-3"),
    ],
)
def test_a_looser_rule_than_its_own_is_refused(rows: list, named: str) -> None:
    with pytest.raises(RefusedError, match="hides less than breakdowns-5"):
        gate(table(*rows), REGISTERED, policy=named)


def test_nhs_figures_never_follow_a_looser_rule() -> None:
    with pytest.raises(RefusedError, match="hides less than nhs-8"):
        gate(table(row("A", 9)), Around(NOWHERE, "nhs"), policy="registrations-3")


def test_a_stricter_rule_is_followed() -> None:
    done = gate(table(row("A", 4), row("B", 5)), REGISTERED, policy="breakdowns-5")
    assert shown(done) == [None, 5]


def test_a_rule_that_shows_small_counts_as_five_makes_no_release() -> None:
    with pytest.raises(RefusedError, match="hides none"):
        gate(table(row("A", 4)), REGISTERED, policy="nhs-equalities")


def test_unknown_words_are_told() -> None:
    with pytest.raises(UsageError, match="registration or nhs"):
        gate(table(row("A", 4)), Around(NOWHERE, "hearsay"))
    with pytest.raises(UsageError, match="policy 'lax' is not one of"):
        gate(table(row("A", 4)), REGISTERED, policy="lax")


def test_a_countrys_total_is_never_hidden() -> None:
    rows = [row("E92000001", 2, level="country", year=2019), row("A", 2)]
    assert shown(gate(table(*rows), REGISTERED)) == [2, None]


@pytest.mark.parametrize(
    ("code", "level", "count", "expected"),
    [
        ("E92000001", "country", 1, 1),
        ("X92000001", "country", 1, 1),
        ("E06000017", "country", 1, None),
        ("E06000017", "county-unitary", 3, 3),
        ("E05000026", "county-unitary", 3, None),
    ],
)
def test_a_small_place_is_not_made_large_by_what_a_file_calls_it(
    code: str, level: str, count: int, expected: int | None
) -> None:
    assert shown(gate(table(row(code, count, level=level)), REGISTERED)) == [expected]


def test_published_totals_stay_open_and_do_not_solve_a_local_table() -> None:
    facts = table(row("A", 9), row("B", 8))
    local = table(*causes("A", (3, 0, 6)), *causes("B", (5, 2, 1)))
    done = gate(local, Around(NOWHERE, "registration", facts))
    assert shown(done) == [None, 0, None, None, None, None]


def test_what_is_published_already_is_left_to_its_publisher() -> None:
    facts = table(row("A", 2))
    done = gate(table(row("A", 2), row("B", 9)), Around(NOWHERE, "registration", facts))
    assert done.figures["area"].to_pylist() == ["B"]
    assert done.disclosure.public_already == 1
    with pytest.raises(InputError, match="public already"):
        gate(table(row("A", 2)), Around(NOWHERE, "registration", facts))


def test_a_difference_from_a_published_total_is_not_given_away() -> None:
    """Late registrations since are single families."""
    facts = table(row("A", 20))
    local = table(*causes("A", (10, 11)))
    done = gate(local, Around(NOWHERE, "registration", facts))
    assert None in shown(done)


def test_a_count_its_publisher_hid_stays_hidden() -> None:
    facts = table(row("A", None, status="suppressed"))
    done = gate(
        table(row("A", 40), row("B", 9)), Around(NOWHERE, "registration", facts)
    )
    assert shown(done) == [None, 9]


def test_parts_that_do_not_add_up_name_area_period_and_difference() -> None:
    with pytest.raises(InputError) as caught:
        gate(table(row("A", 9), *causes("A", (3, 7))), REGISTERED)
    (fault,) = caught.value.faults
    assert "area A, 2020: the categories come to 1 more than the whole" in fault.message


def test_a_category_that_is_left_out_is_not_worked_out_from_the_others() -> None:
    rows = [row("A", 20), *causes("A", (9, 9)), row("B", 30), *causes("B", (9, 9, 12))]
    done = gate(table(*rows), REGISTERED)
    # What is left of A is 2 deaths of cause c, which nobody printed.
    assert None in shown(done)[:3]
    assert None not in shown(done)[3:]


def test_a_rate_without_its_count_is_refused() -> None:
    rows = table(row("A", None, status="value"))
    rated = rows.set_column(rows.schema.get_field_index("value"), "value", [[3.1]])
    with pytest.raises(InputError, match="a rate without its count"):
        gate(rated, REGISTERED)


def test_measures_that_add_up_do_not_give_one_another_away() -> None:
    rows = [
        row("A", 20),
        row("A", 19, indicator="neonatal-mortality"),
        row("B", 30),
        row("B", 20, indicator="neonatal-mortality"),
    ]
    done = gate(table(*rows), REGISTERED)
    # One post-neonatal death in A: in no table, and plain from the two that are.
    assert None in shown(done)[:2]
    assert shown(done)[2:] == [30, 20]


def test_births_before_24_weeks_are_no_secret_of_two_measures() -> None:
    rows = [row("A", 20), row("A", 18, indicator="infant-mortality-24-weeks")]
    assert None in shown(gate(table(*rows), REGISTERED))


def test_the_few_others_of_a_proportion_are_protected_too() -> None:
    rows = [
        row("A", 198, indicator="smoking-at-delivery", denominator=200.0),
        row("B", 50, indicator="smoking-at-delivery", denominator=200.0),
    ]
    assert shown(gate(table(*rows), REGISTERED)) == [None, 50]


def test_an_area_split_across_two_boards_is_not_found_by_subtraction() -> None:
    areas = area_table(
        [
            {"area": "A", "level": "county-unitary", "parent": "X", "share": 0.5},
            {"area": "A", "level": "county-unitary", "parent": "Y", "share": 0.5},
            {"area": "B", "level": "county-unitary", "parent": "X", "complete": "yes"},
            {"area": "C", "level": "county-unitary", "parent": "Y", "complete": "yes"},
            {"area": "X", "level": "board"},
            {"area": "Y", "level": "board"},
        ]
    )
    rows = [
        *(row(a, n) for a, n in (("A", 6), ("B", 9), ("C", 8))),
        row("X", 10, level="board"),
        row("Y", 13, level="board"),
    ]
    done = gate(table(*rows), Around(areas, "registration"))
    # X less B would leave 1 death in the part of A that lies in X.
    assert None in shown(done)


def test_pools_that_give_small_single_years_away_are_warned_of() -> None:
    """Two pools that share their last years: what they differ by is a single year."""
    rows = [row("A", 10, year=2010, years=3), row("A", 9, year=2011, years=2)]
    done = gate(table(*rows), REGISTERED)
    assert shown(done) == [10, 9]
    assert [each for each in done.warnings if each.startswith("1 shorter period ")]
    far = [row("A", 20, year=2010, years=3), row("A", 9, year=2011, years=2)]
    assert not any("shorter" in each for each in gate(table(*far), REGISTERED).warnings)


def test_a_released_count_comes_back_as_a_fact() -> None:
    before = gate(table(row("A", 12), *causes("A", (1, 5, 6))), REGISTERED)
    past = (Past("one", before.figures),)
    again = gate(
        table(*causes("A", (1, 5, 6))), Around(NOWHERE, "registration", None, past)
    )
    hidden_before = [count is None for count in shown(before)[1:]]
    assert [count is None for count in shown(again)] == hidden_before


def test_a_revision_does_not_give_an_earlier_hidden_count_away() -> None:
    """Now a part is open that was hidden then, beside a small one."""
    old = table(
        row("A", 12),
        row("A", None, dimension="cause", category="a", status="suppressed"),
        row("A", None, dimension="cause", category="b", status="suppressed"),
        row("A", 6, dimension="cause", category="c"),
    )
    new = table(row("A", 13), *causes("A", (1, 5, 7)))
    done = gate(new, Around(NOWHERE, "registration", None, (Past("one", old),)))
    opened = dict(zip("-abc", shown(done), strict=True))
    # With b open, a would be 12 - 6 - 5 in the old table.
    assert opened["a"] is None
    assert opened["b"] is None


def test_the_certificate_is_for_the_figures_and_says_why_in_private() -> None:
    done = gate(table(row("A", 9), *causes("A", (1, 3, 5))), REGISTERED)
    assert done.certificate.covers(done.figures)
    assert not done.certificate.covers(table(row("A", 9)))
    reasons = {cell.why for cell in done.certificate.hidden}
    assert reasons <= {"small", "to protect others", "hidden before"}
    assert len(done.certificate.hidden) == done.disclosure.hidden
    for cell in done.certificate.hidden:
        assert cell.explanation
        assert cell.most is None or cell.most > cell.least


def test_nothing_goes_out_when_the_protector_gives_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gives_up(*given: object, **how: object) -> None:
        raise NotCertified("No answer in time", [])

    monkeypatch.setattr(measures, "protect", gives_up)
    with pytest.raises(NotCertified, match="Nothing is released"):
        gate(table(row("A", 9)), REGISTERED)


def test_nothing_goes_out_when_the_attacker_finds_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    protect = measures.protect

    def careless(*given: object, **how: object) -> measures.Protected:
        found = protect(*given, **how)  # type: ignore[arg-type]
        return replace(
            found, hidden=found.primary, secondary=np.zeros_like(found.primary)
        )

    monkeypatch.setattr(measures, "protect", careless)
    with pytest.raises(NotCertified, match="could work hidden counts out"):
        gate(table(row("A", 9), *causes("A", (1, 8))), REGISTERED)


def test_what_each_table_costs_is_told_before_it_is_added() -> None:
    rows = table(
        row("A", 9), row("B", 8), *causes("A", (1, 3, 5)), *causes("B", (1, 1, 6))
    )
    whole = gate(rows, REGISTERED)
    found = {each.line.dimension: each for each in costs(rows, whole, REGISTERED)}
    assert found["cause"].line.hidden + found[""].line.hidden == whole.disclosure.hidden
    assert found[""].line.small == 0
    # Without the table of causes nothing of the totals would be hidden.
    assert found["cause"].elsewhere == found[""].line.hidden


def test_periods_shorter_than_a_year_are_breakdowns() -> None:
    quarter = {
        **row("A", 4),
        "date_from": datetime.date(2020, 1, 1),
        "date_to": datetime.date(2020, 3, 31),
    }
    done = gate(table(quarter, row("A", 30, year=2021)), REGISTERED)
    assert shown(done) == [None, 30]


def test_a_published_rate_is_a_published_count() -> None:
    """2.2 per 1,000 of 5,000 births is 11 deaths: nothing else gives it."""
    rated = table(row("A", None, denominator=5000.0))
    place = rated.schema.get_field_index("value")
    facts = rated.set_column(place, rated.schema.field(place), [[2.2]])
    local = table(*causes("A", (1, 10)))
    done = gate(local, Around(NOWHERE, "registration", facts))
    assert shown(done) == [None, None]


def test_all_deaths_in_one_category_are_not_told_by_its_noughts() -> None:
    rows = [
        row("A", 9),
        *causes("A", (9, 0, 0)),
        row("B", 30),
        *causes("B", (9, 9, 12)),
    ]
    done = gate(table(*rows), REGISTERED)
    said = shown(done)
    assert said[0] == 9 or said[0] is None
    assert said[1:4] != [9, 0, 0]
    assert None in said[1:4]
    assert said[4:] == [30, 9, 9, 12]


@pytest.mark.parametrize("deaths", [0, 1])
def test_a_row_of_very_few_births_is_left_out_whatever_its_count(deaths: int) -> None:
    """With 3 births a mark that says "1 or more" has nothing left to hide."""
    counts = {"a": (9, 900.0), "b": (8, 800.0), "c": (deaths, 3.0)}
    rows = [
        row("A", n, dimension="sex", category=name, denominator=births)
        for name, (n, births) in counts.items()
    ]
    done = gate(table(row("A", 17 + deaths), *rows), REGISTERED)
    assert done.disclosure.too_few_births == 1
    assert "c" not in done.figures["category"].to_pylist()
    if deaths:
        # What is left of the total would be that one death.
        assert None in shown(done)
    assert len(done.positions) == done.figures.num_rows == 3


def test_periods_are_looked_at_by_the_rule_that_was_applied() -> None:
    """Hidden noughts contradict the usual rule, not the one these tables follow."""
    rows = [
        *(row("A", 9, year=2019), *causes("A", (9, 0, 0), year=2019)),
        *(
            row("A", 19, year=2019, years=2),
            *causes("A", (19, 0, 0), year=2019, years=2),
        ),
    ]
    done = gate(table(*rows), REGISTERED)
    assert "noughts may be hidden" in done.rule


def test_guards_of_rows_of_very_few_births_do_not_add_up() -> None:
    """Births and one are no sum of categories: a cause is over all births."""
    few = {"denominator": 6.0}
    rows = [
        row("A", 30),
        *causes("A", (9, 21)),
        row("B", 1, **few),
        *causes("B", (1, 0), **few),
        row("C", 0, denominator=7.0),
        *(
            row("C", 0, dimension="sex", category=name, denominator=births)
            for name, births in (("female", 3.0), ("male", 4.0))
        ),
        row("A", 30, indicator="neonatal-mortality"),
    ]
    done = gate(table(*rows), Around(NOWHERE, "nhs"))
    assert set(done.figures["area"].to_pylist()) == {"A"}
    assert done.disclosure.too_few_births == 6


def test_what_nobody_prints_of_very_few_births_does_not_stop_a_release() -> None:
    """Deaths from 7 to 27 days are neonatal less early neonatal ones."""
    rows = []
    for name, births, early, neonatal in (
        ("female", 2000.0, 9, 12),
        ("male", 2000.0, 8, 9),
        ("Unknown", 4.0, 1, 2),
    ):
        for indicator, count in (
            ("early-neonatal-mortality", early),
            ("neonatal-mortality", neonatal),
        ):
            rows.append(
                row(
                    "A",
                    count,
                    indicator=indicator,
                    dimension="sex",
                    category=name,
                    denominator=births,
                )
            )
    done = gate(table(*rows), REGISTERED)
    assert done.disclosure.too_few_births == 2
    assert "Unknown" not in done.figures["category"].to_pylist()


@pytest.mark.parametrize("deaths", [1, 4])
def test_deaths_without_births_are_left_out(deaths: int) -> None:
    """A death whose birth is not in the records has no births to stand over."""
    rows = [
        row("A", 30 + deaths),
        row("A", 30, dimension="sex", category="female"),
        row("A", deaths, dimension="sex", category="Unknown", denominator=0.0),
    ]
    done = gate(table(*rows), REGISTERED)
    assert "Unknown" not in done.figures["category"].to_pylist()
    said = shown(done)
    assert said.count(None) >= 1


def of_all(counts: dict[str, float], **other: Any) -> list[dict[str, Any]]:
    """Areas of some records, and all of them together."""
    return [
        *(row(area, count, level="", **other) for area, count in counts.items()),
        row("all-areas", sum(counts.values()), level="", **other),
    ]


def test_all_areas_of_the_records_are_the_sum_of_them() -> None:
    """One hidden area of three would be all areas less the other two."""
    done = gate(table(*of_all({"A": 2, "B": 19, "Unknown": 30})), REGISTERED)
    said = dict(zip(done.figures["area"].to_pylist(), shown(done), strict=True))
    assert said["A"] is None
    assert list(said.values()).count(None) >= 2


def test_all_areas_that_went_out_before_are_a_sum_too() -> None:
    rows = of_all({"A": 2, "B": 19, "C": 30})
    before = gate(table(rows[-1]), REGISTERED)
    assert shown(before) == [51]
    around = replace(REGISTERED, past=[Past("earlier", before.figures)])
    assert shown(gate(table(*rows[:-1]), around)).count(None) >= 2


def test_a_place_that_areas_add_up_to_is_not_counted_twice() -> None:
    around = Around(lookup({"A": "R", "B": "R"}), "registration")
    rows = of_all({"A": 9, "B": 19, "C": 30})
    done = gate(table(*rows, row("R", 28, level="region")), around)
    assert done.disclosure.hidden == 0
    assert sum(done.certificate.sums.values()) == 2


def test_all_areas_of_other_records_stop_nothing() -> None:
    before = gate(table(row("all-areas", 51, level="")), REGISTERED)
    around = replace(REGISTERED, past=[Past("earlier", before.figures)])
    done = gate(table(row("A", 9, level=""), row("B", 70, level="")), around)
    assert shown(done) == [9, 70]


@pytest.mark.parametrize("total", ["all-areas", "country"])
def test_an_area_that_has_no_births_in_a_year_does_not_hide_the_sum(total: str) -> None:
    """C has no row for 2019, and one for both years: nobody prints its 2019."""
    level = "country" if total == "country" else ""
    rows = [
        row(total, 21, level=level, year=2019),
        row("A", 2, year=2019),
        row("B", 19, year=2019),
        row(total, 60, level=level, year=2019, years=2),
        *(
            row(area, n, year=2019, years=2)
            for area, n in (("A", 12), ("B", 29), ("C", 19))
        ),
    ]
    done = gate(table(*rows), REGISTERED)
    assert {"areas", "periods"} <= set(done.certificate.sums)
    assert done.certificate.sums["areas"] >= 2


def test_an_area_that_nobody_prints_is_part_of_all_areas_too() -> None:
    """Region R has D, which has no row: all areas less R are B alone."""
    around = Around(lookup({"A": "R", "D": "R"}), "registration")
    rows = [
        row("A", 9),
        row("R", 19, level="region"),
        row("B", 2, level=""),
        row("all-areas", 21, level=""),
    ]
    said = dict(zip("ARB*", shown(gate(table(*rows), around)), strict=True))
    assert said["B"] is None
    assert None in (said["R"], said["*"])


@pytest.mark.parametrize("category", ["x", "x|y|z", ""])
def test_a_crossed_row_has_one_category_for_each_breakdown(category: str) -> None:
    rows = [row("A", 9), row("A", 2, dimension="sex|age", category=category)]
    with pytest.raises(InputError, match="row 2, column category: not one category"):
        gate(table(*rows), REGISTERED)
