"""In the made-up country everything that should add up does, to the last baby."""

import duckdb
import pytest

import firstyear as fy
from firstyear.figures.schema import AREAS, FIGURES, LAYOUT
from firstyear.synthetic import SyntheticRegion

KEYS = "indicator, date_from, date_to, dimension, category"


@pytest.fixture(scope="module")
def ask(made: SyntheticRegion):
    connection = duckdb.connect()
    connection.register("figures", made.figures)
    connection.register("areas", made.areas)
    return lambda query: connection.sql(query).fetchall()


def assert_all_right(found: list[tuple[int, int]], *, at_least: int) -> None:
    """Enough rows were looked at, and none of them was wrong."""
    ((looked_at, wrong),) = found
    assert looked_at >= at_least
    assert wrong == 0


def test_tables_are_canonical(made: SyntheticRegion) -> None:
    assert made.figures.schema == FIGURES
    assert made.areas.schema == AREAS
    assert made.layout.schema == LAYOUT


def test_every_row_has_one_key(ask) -> None:
    assert (
        ask(f"select area, {KEYS} from figures group by all having count(*) > 1") == []
    )


# Counted from records of births and deaths alone: no release of figures holds them.
OF_RECORDS = {
    "deaths-without-cause-yet",
    *(name for name in fy.packs.indicators() if name.endswith("-22-weeks")),
}


def test_every_indicator_of_the_pack_has_figures(made: SyntheticRegion) -> None:
    held = set(made.figures["indicator"].unique().to_pylist())
    assert held == set(fy.packs.indicators()) - OF_RECORDS


def test_everything_says_that_it_is_made_up(ask) -> None:
    assert ask("select distinct origin, place from figures") == [
        ("synthetic", "residence")
    ]
    assert "made-up" in ask("select distinct source from figures")[0][0]


@pytest.mark.parametrize(
    ("child", "parent"),
    [("county-unitary", "region"), ("region", "country"), ("board", "country")],
)
def test_children_add_up_to_parents(ask, child: str, parent: str) -> None:
    # Where a child is hidden, missing or not calculated its count is not there;
    # such rows are left out here and looked at below.
    found = ask(f"""
        with parts as (
            select parent, {KEYS}, sum(f.count) as count, sum(denominator) as births,
                   bool_and(status in ('value', 'not-applicable')) as whole
            from figures f
            join (select distinct area, parent, valid_from, valid_to from areas) a
              using (area)
            where f.level = '{child}'
              and parent in (select area from figures where level = '{parent}')
              and indicator <> 'deprivation-imd2019'
            group by all
        )
        select count(*), count(*) filter (p.count <> f.count or births <> denominator)
        from parts p join figures f
          on f.area = p.parent and f.indicator = p.indicator
         and f.date_from = p.date_from and f.date_to = p.date_to
         and f.dimension = p.dimension and f.category = p.category
        where whole and f.status <> 'not-calculated'
    """)
    assert_all_right(found, at_least=1_000)


def test_hidden_children_are_the_only_ones_short(ask) -> None:
    hidden = {
        row[0]
        for row in ask("""
            select distinct indicator from figures where level <> 'region'
            and status not in ('value', 'not-applicable')
        """)
    }
    assert hidden == {
        "antenatal-magnesium",
        "birth-in-right-place",
        "breastfeeding-6-to-8-weeks",
        "smoking-partner",
    }


def test_categories_add_up_to_everyone(ask) -> None:
    found = ask("""
        with parts as (
            select indicator, area, date_from, date_to, dimension,
                   sum(count) as count, sum(denominator) as births
            from figures where dimension <> '' group by all
        )
        select count(*), count(*) filter (
            p.count <> f.count
            or (p.dimension <> 'cause' and p.births <> f.denominator)
        )
        from parts p join figures f using (indicator, area, date_from, date_to)
        where f.dimension = '' and f.status = 'value'
    """)
    assert_all_right(found, at_least=20_000)


def test_every_dimension_is_in_the_pack_with_its_categories(ask) -> None:
    for (dimension,) in ask("select distinct dimension from figures"):
        if dimension in {"", "ethnic-group-mother|imd2025-quintile-england"}:
            continue
        given = {
            row[0]
            for row in ask(
                f"select distinct category from figures where dimension = '{dimension}'"
            )
        }
        entry = fy.packs.dimensions()[dimension]
        assert set(entry.categories) <= given <= {*entry.categories, *entry.unknown}


def test_crossed_rows_add_up_to_each_group(ask) -> None:
    found = ask("""
        with parts as (
            select indicator, date_from, date_to,
                   split_part(category, '|', 1) as category, sum(count) as count
            from figures
            where dimension = 'ethnic-group-mother|imd2025-quintile-england'
            group by all
        )
        select count(*), count(*) filter (p.count <> f.count)
        from parts p join figures f using (indicator, date_from, date_to, category)
        where f.dimension = 'ethnic-group-mother' and f.level = 'country'
    """)
    assert_all_right(found, at_least=2_000)


def test_rolling_years_add_up_from_single_ones(ask) -> None:
    found = ask("""
        select count(*), count(*) filter (long <> short) from (
        select l.count as long, sum(s.count) as short
        from figures l join figures s using (indicator, area, dimension, category)
        where l.date_to > l.date_from + interval 2 year
          and s.date_to < s.date_from + interval 1 year
          and s.date_from between l.date_from and l.date_to
          and l.area not in (select area from areas where valid_from is not null)
          and l.status = 'value'
        group by l.indicator, l.area, l.dimension, l.category, l.date_from, l.count
        having count(*) = 3)
    """)
    assert_all_right(found, at_least=40_000)


def test_parts_of_a_measure_of_deaths_add_up(ask) -> None:
    for identity in fy.packs.identities():
        parts = ", ".join(f"'{part}'" for part in identity.parts)
        found = ask(f"""
            with parts as (
                select area, date_from, date_to, dimension, category,
                       sum(count) as count, count(*) as n
                from figures where indicator in ({parts}) group by all
            )
            select count(*), count(*) filter (
                t.count <> p.count or n <> {len(identity.parts)}
            )
            from figures t
            join parts p using (area, date_from, date_to, dimension, category)
            where t.indicator = '{identity.total}'
        """)
        assert_all_right(found, at_least=7_000)


def test_no_bounded_count_passes_its_denominator(ask) -> None:
    bounded = ", ".join(
        f"'{name}'" for name, entry in fy.packs.indicators().items() if entry.bounded
    )
    assert (
        ask(f"""
        select * from figures where count > denominator and indicator in ({bounded})
    """)
        == []
    )


def test_every_state_a_page_must_show_is_there(ask) -> None:
    states = {row[0] for row in ask("select distinct status from figures")}
    assert states == {
        "value",
        "suppressed",
        "missing",
        "not-applicable",
        "not-calculated",
    }
    flags = {row[0] for row in ask("select distinct flags from figures")}
    assert flags == {
        "",
        "provisional",
        "low-reliability",
        "incomplete-period",
        "approximate",
    }
    assert ask("""
        select distinct withheld_by from figures where status = 'suppressed'
    """) == [("Made-up audit office",)]
    torn = ask("""
        select * from figures
        where count is not null
              and status in ('suppressed', 'missing', 'not-calculated')
           or count is null and status = 'value'
              and indicator <> 'deprivation-imd2019'
    """)
    assert torn == []


def test_a_score_has_a_value_and_no_count(ask) -> None:
    ((fewest, most, counts),) = ask("""
        select min(value), max(value), count(count) from figures
        where indicator = 'deprivation-imd2019'
    """)
    assert 5 < fewest < most < 60
    assert counts == 0
