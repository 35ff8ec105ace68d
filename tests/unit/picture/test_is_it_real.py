"""The ten checks: each passed, failed and unknown, and the sentence they come to."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

import firstyear as fy
from firstyear.figures import Store, conform
from firstyear.picture.area import AreaPicture
from firstyear.picture.geography import atlas
from firstyear.picture.is_it_real import is_it_real
from firstyear.picture.reality_checks import FINDERS, Case
from firstyear.picture.results import Standing
from tests.unit.picture.hand_made import areas_table, none, span, standing, store_of

YEARS = (2018, 2020)


def pooled(area: str, count: float, births: float, **more: Any) -> dict[str, Any]:
    return {
        "area": area, "count": count, "denominator": births, "years": YEARS, **more,
    }  # fmt: skip


WHOLE = [pooled("X1", 4000, 1_000_000), pooled("A1", 90, 15_000)]


@pytest.fixture
def case(tmp_path) -> Case:
    """An area that is high in each of four periods; its last is 2018 to 2020."""
    return case_of(store_of(tmp_path / "home", WHOLE))


def case_of(store: Store, **changed: Any) -> Case:
    high = standing("Ash", "####", count=90)
    high = replace(high, verdict=replace(high.verdict, funnel="higher-998"))
    kept = replace(
        high.persistence,
        periods=(span(2009, 2011), span(2012, 2014), span(2015, 2017), span(*YEARS)),
    )
    known = atlas(store)
    figure = {
        "store": store,
        "indicator": "infant-mortality",
        "here": known.place("A1"),
        "country": known.place("X1"),
        "standing": replace(high, persistence=kept),
        "everywhere": tuple(standing(f"A{i}", "####") for i in range(9)),
        "bases": ("registration",),
        "counted_at": ("residence",),
        "sources": ("A register",),
        "today": datetime.date(2024, 1, 1),
    }
    return Case(**{**figure, **changed})


def state(case: Case, check: str) -> str:
    return FINDERS[check](case).state


def but(case: Case, **changed: Any) -> Case:
    return replace(case, standing=replace(case.standing, **changed))


def test_the_finders_are_the_checks_in_their_order() -> None:
    assert tuple(FINDERS) == fy.measures.CHECKS
    assert [check.id for check in fy.packs.is_it_real()] == list(fy.measures.CHECKS)


def test_small_numbers(case: Case) -> None:
    assert state(case, "small-numbers") == "passed"
    few = but(case, number=replace(case.standing.number, count=19))
    assert state(few, "small-numbers") == "failed"
    assert "19 babies died" in FINDERS["small-numbers"](few).detail
    assert state(but(case, number=none()), "small-numbers") == "unknown"


def areas(higher: int, others: int) -> tuple[Standing, ...]:
    return (
        *(standing(f"H{i}", "####") for i in range(higher)),
        *(standing(f"O{i}", "....") for i in range(others)),
    )


def test_chance_among_many(case: Case) -> None:
    """It is the area's own answer: that many others are high makes it no clearer."""
    many = replace(case, everywhere=areas(60, 20))
    inside = replace(case.standing.verdict, funnel="higher-95")
    found = FINDERS["chance-among-many"](but(many, verdict=inside))
    assert found.state == "failed"
    assert "not among the clear ones" in found.instead
    assert found.detail.startswith("60 of 80 areas are higher, and about 2 would be")
    few = replace(case, everywhere=areas(2, 78))
    found = FINDERS["chance-among-many"](few)
    assert found.state == "passed"
    assert "beyond the limit" in found.instead
    lower = replace(case.standing.verdict, comparison="lower", funnel="lower-998")
    assert state(but(many, verdict=lower), "chance-among-many") == "unknown"
    alone = replace(case, everywhere=areas(1, 0))
    assert state(alone, "chance-among-many") == "unknown"


def test_overlapping_periods(case: Case) -> None:
    assert state(case, "overlapping-periods") == "passed"
    rolling = replace(
        case.standing.persistence,
        strip="##",
        periods=(span(2017, 2019), span(*YEARS)),
        higher=2,
        compared=2,
    )
    found = FINDERS["overlapping-periods"](but(case, persistence=rolling))
    assert found.state == "failed"
    assert "of which one shares no years" in found.detail
    never = replace(rolling, strip="..", higher=0)
    found = FINDERS["overlapping-periods"](but(case, persistence=never))
    assert (found.state, found.instead[:19]) == ("unknown", "No period is higher")
    single = replace(rolling, strip="#", periods=(span(*YEARS),), compared=1)
    assert state(but(case, persistence=single), "overlapping-periods") == "unknown"


@pytest.mark.parametrize(
    ("count", "expected", "share"), [(88, "passed", "7%"), (62, "failed", "93%")]
)
def test_births_before_24_weeks(
    tmp_path, count: float, expected: str, share: str
) -> None:
    without = "infant-mortality-24-weeks"
    more = [
        pooled("X1", 4000, 1_000_000, indicator=without),
        pooled("A1", count, 15_000, indicator=without),
    ]
    case = case_of(store_of(tmp_path, WHOLE + more))
    case = but(case, verdict=replace(case.standing.verdict, excess=30.0))
    found = FINDERS["births-before-24-weeks"](case)
    assert found.state == expected
    assert f"about {share} of the difference" in found.detail
    similar = but(case, verdict=standing("Ash", "....").verdict)
    told = FINDERS["births-before-24-weeks"](similar).instead
    assert told.startswith("Without births before 24 weeks the comparison gives")


def test_births_before_24_weeks_unknown_or_left_out_already(case: Case) -> None:
    assert state(case, "births-before-24-weeks") == "unknown"
    other = replace(case, indicator="maternal-mortality")
    assert state(other, "births-before-24-weeks") == "unknown"
    already = replace(case, indicator="infant-mortality-24-weeks")
    assert state(already, "births-before-24-weeks") == "passed"


def test_late_registration(case: Case) -> None:
    assert state(case, "late-registration") == "passed"
    early = replace(case, today=datetime.date(2021, 9, 1))
    found = FINDERS["late-registration"](early)
    assert (found.state, found.detail) == (
        "failed",
        "The period ended eight months ago.",
    )
    before = replace(case, today=datetime.date(2020, 6, 1))
    assert "not ended yet" in FINDERS["late-registration"](before).detail
    for flag in ("provisional", "incomplete-period;low-reliability"):
        marked = replace(case.standing.number, flags=flag)
        assert state(but(case, number=marked), "late-registration") == "failed"


def with_start(day: datetime.date):
    """The usual areas, where A1 has its code since that day."""
    rows = areas_table().to_pylist()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    columns["valid_from"] = [day if code == "A1" else None for code in columns["area"]]
    return conform(columns, schema=fy.figures.AREAS)


@pytest.mark.parametrize(
    ("began", "expected", "detail"),
    [
        (datetime.date(2009, 1, 1), "passed", ""),
        (datetime.date(2013, 4, 1), "failed", "The area changed in 2013."),
        (datetime.date(2022, 4, 1), "passed", ""),
    ],
)
def test_boundary_change(tmp_path, began, expected: str, detail: str) -> None:
    store = store_of(tmp_path, WHOLE, with_start(began))
    found = FINDERS["boundary-change"](case_of(store))
    assert (found.state, found.detail) == (expected, detail)


def test_the_history_of_another_area_says_nothing(tmp_path) -> None:
    rows = with_start(datetime.date(2009, 1, 1)).to_pylist()
    for row in rows:
        row["valid_from"] = datetime.date(2009, 1, 1) if row["area"] == "A2" else None
    table = conform(
        {name: [row[name] for row in rows] for name in rows[0]},
        schema=fy.figures.AREAS,
    )
    case = case_of(store_of(tmp_path, WHOLE, table))
    assert FINDERS["boundary-change"](case).state == "unknown"


def test_boundary_change_without_a_history(case: Case) -> None:
    assert state(case, "boundary-change") == "unknown"


@pytest.mark.parametrize(
    ("counted_at", "expected"),
    [
        (("residence",), "passed"),
        (("provider-of-birth", "residence"), "failed"),
        (("provider-of-death",), "failed"),
        (("",), "unknown"),
        (("", "residence"), "unknown"),
    ],
)
def test_residence_or_place(case: Case, counted_at, expected: str) -> None:
    found = replace(case, counted_at=counted_at)
    assert state(found, "residence-or-place") == expected


@pytest.mark.parametrize(
    ("bases", "sources", "expected"),
    [
        (("registration",), ("A",), "passed"),
        (("registration",), ("A", "B"), "failed"),
        (("birth-cohort", "registration"), ("A",), "failed"),
        (("", "registration"), ("A",), "failed"),
        (("registration",), ("",), "unknown"),
        (("registration",), (), "unknown"),
    ],
)
def test_two_definitions(case: Case, bases, sources, expected: str) -> None:
    found = replace(case, bases=bases, sources=sources)
    assert state(found, "two-definitions") == expected


def causes(area: str, anomalies: float | None, others: float) -> list[dict[str, Any]]:
    return [
        pooled(area, count, 15_000, dimension="cause", category=category)
        if count is not None
        else {
            "area": area, "dimension": "cause", "category": category, "years": YEARS,
            "status": "suppressed",
        }
        for category, count in (
            ("Congenital anomalies", anomalies), ("Other causes", others),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("here", "expected"), [(25, "passed"), (50, "failed"), (None, "unknown")]
)
def test_congenital_anomalies(tmp_path, here: float | None, expected: str) -> None:
    rows = [*WHOLE, *causes("X1", 1200, 2800), *causes("A1", here, 60)]
    found = FINDERS["congenital-anomalies"](case_of(store_of(tmp_path, rows)))
    assert found.state == expected
    if here == 50:
        assert found.detail == "45% of deaths here, 30% in Country."


def test_congenital_anomalies_not_held(case: Case) -> None:
    assert state(case, "congenital-anomalies") == "unknown"


@pytest.mark.parametrize(
    ("interval", "funnel", "agree", "expected", "told"),
    [
        ("higher", "higher-95", True, "passed", ""),
        ("higher", "similar", False, "failed", ""),
        ("similar", "similar", True, "passed", "both say similar"),
        ("lower", "similar", False, "failed", "says lower and the funnel says similar"),
        ("similar", "", None, "unknown", ""),
    ],
)
def test_two_tests_agree(case, interval, funnel, agree, expected, told) -> None:
    verdict = replace(
        case.standing.verdict, comparison=interval, funnel=funnel, agree=agree
    )
    found = FINDERS["two-tests-agree"](but(case, verdict=verdict))
    assert found.state == expected
    assert told in found.instead


class TestSentence:
    def test_high_and_nothing_against_it(self, case: Case) -> None:
        found = is_it_real(case)
        assert found.sentence == (
            f"Ash's higher rate looks real and has lasted: {found.found.tally()}."
        )
        assert "could not be made" in found.sentence

    def test_high_with_doubts(self, case: Case) -> None:
        doubts = replace(case, sources=("A", "B"))
        assert (
            "has lasted, but look at what did not pass" in is_it_real(doubts).sentence
        )
        more = replace(doubts, counted_at=("provider-of-birth",), bases=("", "x"))
        few = but(more, number=replace(more.standing.number, count=3))
        assert "may not be real" in is_it_real(few).sentence

    def test_one_period_has_not_lasted(self, case: Case) -> None:
        kept = case.standing.persistence
        single = replace(
            kept, strip="#", periods=kept.periods[-1:], higher=1, compared=1
        )
        told = is_it_real(but(case, persistence=single)).sentence
        assert "Nothing here explains Ash's higher rate away" in told

    def test_many_unknowns_are_not_real(self, case: Case) -> None:
        unsaid = replace(case, sources=(), counted_at=("",))
        found = is_it_real(unsaid)
        assert not found.found.failed
        assert "looks real" not in found.sentence

    def test_other_measures_have_no_checks_of_deaths(self, case: Case) -> None:
        found = is_it_real(replace(case, indicator="smoking-at-delivery"))
        assert found.checks == ()
        assert "The ten checks are about deaths" in found.sentence

    def test_a_country_is_not_compared_with_itself(self, case: Case) -> None:
        found = is_it_real(replace(case, here=case.country))
        assert "what areas are compared with" in found.sentence

    def test_high_for_the_first_time(self, case: Case) -> None:
        strip = replace(case.standing.persistence, strip="...#", higher=1)
        high = is_it_real(but(case, persistence=strip))
        assert high.found.failed == ("overlapping-periods",)
        assert "may not be real" in high.sentence

    @pytest.mark.parametrize(
        ("strip", "told"),
        [
            ("...-", "Ash is lower than Country: "),
            ("....", "not clearly different from Country in the latest period: "),
            ("###+", "but it was higher in most periods before, so keep watching"),
            ("...?", "There is no comparison of Ash to check."),
        ],
    )
    def test_not_high(self, tmp_path, strip: str, told: str) -> None:
        case = case_of(store_of(tmp_path, WHOLE))
        other = standing("Ash", strip)
        kept = replace(other.persistence, periods=case.standing.persistence.periods)
        found = is_it_real(replace(case, standing=replace(other, persistence=kept)))
        assert told in found.sentence


def test_one_count_in_one_order(area_pictures: list[AreaPicture]) -> None:
    """What the page lists, what the measure counts and the sentence say the same."""
    for picture in area_pictures:
        reality = picture.reality
        assert [check.id for check in reality.checks] == list(fy.measures.CHECKS)
        for name in ("passed", "failed", "unknown"):
            listed = [check.id for check in reality.checks if check.state == name]
            assert list(getattr(reality.found, name)) == listed
        assert all(check.finding for check in reality.checks)


def test_the_made_up_area_of_births_before_24_weeks(
    area_pictures: list[AreaPicture],
) -> None:
    """An area whose difference comes from such births is told so."""
    truths = fy.synthetic.make_region().truths["areas"]
    (picture,) = (
        one
        for one in area_pictures
        if truths.get(one.here.code, {}).get("kind") == "before-24-weeks"
    )
    checks = {check.id: check for check in picture.reality.checks}
    assert "before 24 weeks" in checks["births-before-24-weeks"].finding
