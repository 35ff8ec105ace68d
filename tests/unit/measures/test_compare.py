"""One rule for higher and lower; how firmly it stands; tests against the rest."""

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import InputError

m = fy.measures


def test_touching_is_similar() -> None:
    words = m.classify([4.0, 4.1, 3.0], [6.0, 6.0, 4.0], 4.0, 4.0)
    assert words.tolist() == ["similar", "higher", "similar"]


def test_a_number_that_is_not_there_has_no_class() -> None:
    assert m.classify([np.nan, 1], [2, np.nan], 0, 0).tolist() == ["", ""]


def test_margin_is_of_the_nearer_limit_and_signed() -> None:
    estimate = m.rate([120, 82, 40], [19_873] * 3)
    found = m.compare(estimate, 4.1)
    assert found.margin[0] == estimate.lower[0] - 4.1
    assert found.margin[1] == pytest.approx(
        -min(4.1 - estimate.lower[1], estimate.upper[1] - 4.1)
    )
    assert found.margin[2] == 4.1 - estimate.upper[2]
    assert ((found.margin > 0) == (found.comparison != "similar")).all()


def test_benchmark_is_rounded_only_when_asked() -> None:
    estimate = m.rate([100], [20_000])
    edge = float(estimate.lower[0]) - 0.001
    assert m.compare(estimate, edge).comparison[0] == "higher"
    up = m.compare(estimate, edge, round_benchmark=1)
    assert up.comparison[0] == "similar"
    assert up.benchmark[0] == round(edge, 1)


def test_two_confidences_give_two_verdicts() -> None:
    found = m.compare(m.rate([106], [20_000], confidence=(0.95, 0.998)), 4.2)
    assert found.comparison[:, 0].tolist() == ["higher", "similar"]


def test_sentences() -> None:
    found = m.compare(m.rate([120, 82, 40, None], [19_873] * 4), 4.1)
    starts = [
        found.sentence(place, name="England").split(" England")[0] for place in range(4)
    ]
    assert starts == [
        "Higher than",
        "Similar to",
        "Lower than",
        "Cannot be compared with",
    ]


def test_benchmark_must_be_a_number() -> None:
    with pytest.raises(InputError):
        m.compare(m.rate(1, 10), -4)


@pytest.mark.parametrize("births", [150, 900, 20_000])
@pytest.mark.parametrize("method", ["auto", "exact"])
def test_deaths_to_change_agrees_with_trying_every_count(
    births: int, method: str
) -> None:
    counts = np.arange(0, 140)
    every = m.rate(np.arange(0, 900), np.full(900, births), method=method)
    verdicts = m.compare(every, 4.1).comparison
    found = m.deaths_to_change(counts, births, 4.1, method=method)
    for count in counts:
        away = np.flatnonzero(verdicts != verdicts[count])
        assert found[count] == np.abs(away - count).min()


def test_deaths_to_change_is_blank_where_there_is_no_verdict() -> None:
    assert np.isnan(m.deaths_to_change([None, 3], [100, 0], 4.1)).all()


def test_expected_high_by_chance() -> None:
    assert float(m.expected_high_by_chance(150)) == pytest.approx(3.75)
    assert float(m.expected_high_by_chance(10, confidence=0.998)) == pytest.approx(0.01)


def test_disagreement_is_said_and_agreement_is_not() -> None:
    said = m.agreement(
        ["higher", "similar", ""], ["higher-998", "higher-95", "similar"]
    )
    assert (said != "").tolist() == [False, True, False]
    assert "disagree" in said[1]


class TestAgainstTheRest:
    def test_agrees_with_clopper_and_pearson(self) -> None:
        area, whole = (90, 14_000), (353, 66_000)
        found = m.compare_with_rest(*area, *whole)
        exact = stats.binomtest(90, 353).proportion_ci(0.95, "exact")
        odds = np.array([exact.low, exact.high])
        ratio = odds / (1 - odds) * (66_000 - 14_000) / 14_000
        rest = 1000 * (353 - 90) / (66_000 - 14_000)
        assert float(found.benchmark) == pytest.approx(rest)
        nearer = max((ratio[0] - 1) * rest, (1 - ratio[1]) * rest)
        assert float(found.margin) == pytest.approx(nearer)
        assert found.method == "ratio-to-rest"

    def test_higher_and_lower(self) -> None:
        found = m.compare_with_rest([140, 40], [14_000] * 2, [353] * 2, [66_000] * 2)
        assert found.comparison.tolist() == ["higher", "lower"]

    def test_benchmark_outside_is_not_reduced(self) -> None:
        found = m.compare_with_rest(82, 14_000, 353, 66_000, inside=False)
        assert float(found.benchmark) == pytest.approx(353 / 66)

    def test_more_than_the_whole_is_refused(self) -> None:
        with pytest.raises(InputError, match="benchmark"):
            m.compare_with_rest([9], [100], [5], [900])

    def test_nobody_dead_in_the_rest(self) -> None:
        found = m.compare_with_rest(9, 1000, 9, 9000)
        assert found.comparison.tolist() == "higher"
        assert float(found.benchmark) == 0.0

    def test_twenty_times_is_the_line(self) -> None:
        assert m.benchmark_is_small([10, 10], [199, 200]).tolist() == [True, False]
