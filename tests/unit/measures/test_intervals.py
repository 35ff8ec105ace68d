"""Limits of counts and proportions beside second, plainer computations."""

import numpy as np
import pytest
from scipy import optimize, stats

import firstyear as fy
from firstyear.errors import InputError, UsageError

rate, proportion = fy.measures.rate, fy.measures.proportion


def garwood_by_root_finding(count: float, alpha: float) -> tuple[float, float]:
    """The means at which `count` would be just as extreme as alpha / 2 allows."""
    high = count + 20 * np.sqrt(count + 1) + 20
    lower = 0.0
    if count > 0:
        lower = optimize.brentq(
            lambda mean: stats.poisson.sf(count - 1, mean) - alpha / 2, 1e-12, high
        )
    upper = optimize.brentq(
        lambda mean: stats.poisson.cdf(count, mean) - alpha / 2, 1e-12, high
    )
    return lower, upper


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 10, 82, 412])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
def test_exact_limits_agree_with_root_finding(count: int, confidence: float) -> None:
    found = rate(count, 1, per=1, confidence=confidence, method="exact")
    plain = garwood_by_root_finding(count, 1 - confidence)
    assert (found.lower, found.upper) == pytest.approx(plain, rel=1e-9, abs=1e-10)


def test_many_whole_counts_are_looked_up_alike() -> None:
    counts = np.random.default_rng(1).poisson(6, 20_000)
    many = rate(counts, np.ones(20_000), per=1, method="exact")
    few = rate(counts[:50], np.ones(50), per=1, method="exact")
    assert np.array_equal(many.lower[:50], few.lower)
    assert np.array_equal(many.upper[:50], few.upper)


def test_auto_changes_from_exact_to_byar_at_ten() -> None:
    counts = [9, 10]
    auto = rate(counts, [1, 1], per=1)
    assert auto.method.tolist() == ["exact", "byar"]
    assert auto.lower[0] == rate(counts, [1, 1], per=1, method="exact").lower[0]
    assert auto.upper[1] == rate(counts, [1, 1], per=1, method="byar").upper[1]


def test_no_events_give_nought_to_three_point_seven() -> None:
    none = rate(0, 1, per=1)
    assert float(none.lower) == 0.0
    assert float(none.upper) == pytest.approx(3.688879, abs=1e-6)
    assert float(rate(0, 1, per=1, method="byar").lower) == 0.0


def test_five_events_are_not_shrunk_to_nearly_nothing() -> None:
    five = rate(5, 1, per=1)
    limits = round(float(five.lower), 2), round(float(five.upper), 2)
    assert limits == (1.62, 11.67)


@pytest.mark.parametrize(("count", "whole"), [(0, 50), (1, 97), (50, 50), (212, 2980)])
def test_wilson_limits_solve_the_score_equation(count: int, whole: int) -> None:
    found = proportion(count, whole)
    z = stats.norm.ppf(0.975)
    for p in (float(found.lower), float(found.upper)):
        if 0 < p < 1:
            score = (count - whole * p) ** 2
            assert score == pytest.approx(z**2 * whole * p * (1 - p), rel=1e-9)


def test_wilson_ends_are_exact_for_none_and_all() -> None:
    ends = proportion([0, 50], [120, 50], per=100)
    assert ends.lower[0] == 0.0
    assert ends.upper[1] == 100.0


def test_several_confidences_lead() -> None:
    both = rate([8, 36], [3540, 9660], confidence=[0.95, 0.998])
    assert both.lower.shape == (2, 2)
    assert both.confidence == (0.95, 0.998)
    one = rate([8, 36], [3540, 9660], confidence=0.998)
    assert np.array_equal(both.upper[1], one.upper)


def test_rows_without_numbers_are_states() -> None:
    found = rate([7, None, 3, 0, 2], [1500, 900, np.nan, 0, 10])
    assert found.status.tolist() == [
        *("value", "missing", "missing", "not-applicable", "value")
    ]
    assert np.isnan(found.value).tolist() == [False, True, True, True, False]
    assert np.isnan(found.lower).tolist() == np.isnan(found.upper).tolist()
    assert found.method[1] == ""


def test_faults_are_all_told_with_positions() -> None:
    with pytest.raises(InputError) as error:
        rate([1, -2, "many", np.inf], [10, 10, 10, -1])
    told = {(fault.row, fault.column) for fault in error.value.faults}
    assert told == {*((1, "count"), (2, "count"), (3, "count"), (3, "denominator"))}
    assert "many" in str(error.value)


@pytest.mark.parametrize("bounded", [True, False])
def test_count_above_denominator(bounded: bool) -> None:
    if bounded:
        with pytest.raises(InputError, match="above its denominator"):
            rate(11, 10, bounded=True)
        with pytest.raises(InputError, match="above its denominator"):
            proportion(11, 10)
    else:
        assert float(rate(11, 10, per=1).value) == 1.1


def test_lengths_that_differ_are_told() -> None:
    with pytest.raises(InputError, match="lengths differ"):
        rate([1, 2, 3], [1, 2])


@pytest.mark.parametrize(
    "wrong",
    [
        {"per": 0},
        {"per": -1},
        {"confidence": 95},
        {"confidence": []},
        {"method": "guess"},
    ],
)
def test_wrong_requests_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        rate(1, 10, **wrong)  # type: ignore[arg-type]


def test_no_rows_give_no_rows() -> None:
    assert rate([], []).value.shape == (0,)


def test_sentences_say_value_interval_numbers_and_method() -> None:
    said = proportion(212, 2980, per=100).sentence(counted="mothers", among="births")
    assert said.startswith("7.11% (95% interval 6.25 to 8.09), from 212 mothers")
    assert "Wilson" in said
    assert "hidden" not in rate([None], [1]).sentence(0)
    assert "missing" in rate([None], [1]).sentence(0)
    assert "nobody" in rate([0], [0]).sentence(0)
    two = rate([8.5], [3540], confidence=(0.998, 0.95)).sentence(0)
    assert "99.8% interval" in two
    assert "8.5" in two


def test_status_is_one_of_the_states() -> None:
    states = {str(state) for state in fy.measures.Status}
    assert states == {
        *("value", "suppressed", "missing", "not-applicable", "not-calculated")
    }


class TestGroups:
    def test_one_group_is_pooled(self) -> None:
        pooled = rate([3, 0, 5], [1210, 1180, 1150], groups=["A", "A", "A"])
        assert pooled.count is not None
        assert pooled.count.tolist() == [8]

    def test_order_is_of_first_appearance(self) -> None:
        for labels in (
            ["b", "a", "b"],
            [7, 3, 7],
            [10**12, 3, 10**12],
            [1.5, 0.5, 1.5],
        ):
            pooled = rate([1, 2, 3], [10, 20, 30], groups=labels)
            assert pooled.groups is not None
            assert pooled.groups.tolist() == labels[:2]
            assert pooled.value.tolist() == [100.0, 100.0]
            assert pooled.count is not None
            assert pooled.count.tolist() == [4, 2]

    def test_a_blank_makes_its_group_missing(self) -> None:
        pooled = rate([4, None, 2], [800, 790, 805], groups=[1, 1, 2])
        assert pooled.status.tolist() == ["missing", "value"]

    def test_a_zero_denominator_stops_nothing(self) -> None:
        pooled = rate([0, 2], [0, 805], groups=["none", "some"])
        assert pooled.status.tolist() == ["not-applicable", "value"]

    def test_labels_must_be_one_a_row(self) -> None:
        with pytest.raises(InputError, match="give 3 labels"):
            rate([1, 2, 3], [1, 2, 3], groups=["a"])
