"""Quantiles, neighbours, persistence and the ten checks."""

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError

m = fy.measures


class TestQuantiles:
    def test_equal_values_share_a_quantile(self) -> None:
        found = m.quantiles([5, 5, 5, 1], number=4)
        assert found.tolist() == [1, 1, 1, 4]

    def test_lowest_first(self) -> None:
        values = [10, 20, 30, 40]
        up = m.quantiles(values, number=2, highest_first=False)
        assert up.tolist() == [1, 1, 2, 2]
        assert m.quantiles(values, number=2).tolist() == [2, 2, 1, 1]

    def test_sizes_differ_by_one_at_most(self) -> None:
        found = m.quantiles(np.random.default_rng(1).random(103), number=10)
        sizes = np.bincount(found.astype(int))[1:]
        assert sizes.max() - sizes.min() <= 1

    def test_blank_has_none_and_too_few_have_none(self) -> None:
        found = m.quantiles([1, None, 2, 3], number=3, groups=["a", "a", "a", "b"])
        assert np.isnan(found).all()

    def test_number(self) -> None:
        with pytest.raises(UsageError):
            m.quantiles([1, 2], number=0)


class TestNeighbours:
    DATA = np.array([[1.0, 10, 7], [2, 11, 7], [9, 50, 7], [8, 49, 7], [5, np.nan, 7]])

    def test_agrees_with_a_loop(self) -> None:
        found = m.neighbours(self.DATA, number=2)
        whole = self.DATA[:4, :2] / self.DATA[:4, :2].std(axis=0, ddof=1)
        for one in range(4):
            distances = [
                (float(np.linalg.norm(whole[one] - whole[other])), other)
                for other in range(4)
                if other != one
            ]
            nearest = sorted(distances)[:2]
            assert found.position[one].tolist() == [other for _, other in nearest]
            assert found.distance[one] == pytest.approx([d for d, _ in nearest])

    def test_units_do_not_matter(self) -> None:
        other = self.DATA * [1000, 0.01, 3]
        assert m.neighbours(other).distance == pytest.approx(
            m.neighbours(self.DATA).distance, nan_ok=True
        )

    def test_a_blank_is_nobodys_neighbour(self) -> None:
        found = m.neighbours(self.DATA, number=4)
        assert found.position[4].tolist() == [-1, -1, -1, -1]
        assert 4 not in found.position[:4]

    def test_weights(self) -> None:
        only_first = m.neighbours(self.DATA, number=1, weights=[1, 0, 0])
        assert only_first.position[2].tolist() == [3]
        for wrong in ([1, 2], [[1]]):
            with pytest.raises(InputError):
                m.neighbours(self.DATA, weights=wrong)
        with pytest.raises(UsageError):
            m.neighbours(self.DATA, number=0)

    def test_no_two_whole_areas(self) -> None:
        assert m.neighbours([[1.0, np.nan], [np.nan, 2]]).position.tolist() == [
            [-1],
            [-1],
        ]


class TestPersistence:
    def test_symbols_margins_and_places(self) -> None:
        nan = np.nan
        value = [[6, 4.5, nan, 3, 1], [nan] * 5]
        lower = [[5, 3.5, nan, 2, 0.5], [nan] * 5]
        upper = [[7, 5.5, nan, 4.2, 1.5], [nan] * 5]
        found = m.persistence(value, lower, upper, [4.0, 4.1, 4.0, 4.0, 4.0])
        assert found.strip.tolist() == ["#+?.-", "?????"]
        assert found.periods.tolist() == [4, 0]
        assert (found.higher.tolist(), found.lower.tolist()) == ([1, 0], [1, 0])
        assert (found.first_high.tolist(), found.last_high.tolist()) == (
            [0, -1],
            [0, -1],
        )
        assert found.smallest_margin[0] == pytest.approx(-0.2)
        assert np.isnan(found.smallest_margin[1])
        assert found.expected_high_by_chance.tolist() == [0.1, 0.0]

    def test_equal_to_the_benchmark_is_not_above(self) -> None:
        assert m.persistence([[4]], [[3]], [[5]], [4]).strip.tolist() == ["."]


class TestReality:
    def test_all_passed_looks_real(self) -> None:
        found = m.is_it_real(dict.fromkeys(m.CHECKS, True))
        assert found.sentence() == (
            "This looks real: 10 of 10 checks passed, "
            "0 did not and 0 could not be made."
        )

    def test_unknown_is_not_passed(self) -> None:
        found = m.is_it_real({"small-numbers": True})
        assert len(found.unknown) == 9
        assert "not settled" in found.sentence()

    def test_names(self) -> None:
        assert len(m.CHECKS) == 10
        with pytest.raises(UsageError):
            m.is_it_real({"luck": True})


def test_every_method_has_a_caution() -> None:
    assert set(m.METHODS) == set(m.CAUTIONS)


def test_frozen_results_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        m.rate(1, 2).value = 5  # type: ignore[misc, assignment]
