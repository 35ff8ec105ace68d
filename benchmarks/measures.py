"""How fast the measures are, beside plain NumPy and SciPy doing the same sums.

Run: python benchmarks/measures.py
"""

import time
from collections.abc import Callable

import numpy as np
from scipy import stats

import firstyear as fy

ROWS = 1_000_000
m = fy.measures


def seconds(work: Callable[[], object], *, repeats: int = 5) -> float:
    """The best processor time of several runs: the least disturbed one."""
    work()
    spans = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        spans.append(time.process_time() - began)
    return min(spans)


def plain_rate(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    """The formulas as an analyst would type them, for whole columns."""
    z = stats.norm.ppf(0.975)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
        few = x < 10
        lower[few] = stats.chi2.ppf(0.025, 2 * x[few]) / 2
        upper[few] = stats.chi2.ppf(0.975, 2 * x[few] + 2) / 2
        return 1000 * x / n, 1000 * lower / n, 1000 * upper / n


def plain_groups(x: np.ndarray, n: np.ndarray, labels: np.ndarray) -> object:
    """Pooling by sorting labels, then the same formulas."""
    _, codes = np.unique(labels, return_inverse=True)
    return plain_rate(np.bincount(codes, weights=x), np.bincount(codes, weights=n))


def plain_direct(
    x: np.ndarray, n: np.ndarray, w: np.ndarray, labels: np.ndarray
) -> object:
    """Dobson's limits over sorted groups."""
    _, codes = np.unique(labels, return_inverse=True)
    total = np.bincount(codes, weights=x)
    whole = np.bincount(codes, weights=w)
    value = np.bincount(codes, weights=w * x / n) / whole
    spread = np.sqrt(np.bincount(codes, weights=w**2 * x / n**2) / total) / whole
    _, lower, upper = plain_rate(total, np.full(len(total), 1000.0))
    return value, value + spread * (lower - total), value + spread * (upper - total)


def main() -> None:
    """Prints one line a job: our time, the plain time, and how many times that is."""
    generator = np.random.default_rng(1)
    births = generator.integers(500, 20_000, ROWS).astype(float)
    deaths = generator.poisson(births * 0.004).astype(float)
    triples = np.repeat(np.arange(100_000), 3)
    bands = np.repeat(np.arange(50_000), 19)
    cells = len(bands)
    standard = np.tile(np.arange(1.0, 20.0), 50_000)
    expected = generator.uniform(15, 120, 150)
    observed = generator.poisson(expected * generator.gamma(25, 1 / 25, 150))
    x3, n3 = deaths[:300_000], births[:300_000]
    jobs: list[tuple[str, Callable[[], object], Callable[[], object] | None]] = [
        (
            "rate, a million rows",
            lambda: m.rate(deaths, births),
            lambda: plain_rate(deaths, births),
        ),
        (
            "rate, 100,000 groups of 3",
            lambda: m.rate(x3, n3, groups=triples),
            lambda: plain_groups(x3, n3, triples),
        ),
        (
            "direct rate, 50,000 groups of 19",
            lambda: m.direct_rate(
                deaths[:cells], births[:cells], standard, groups=bands
            ),
            lambda: plain_direct(deaths[:cells], births[:cells], standard, bands),
        ),
        ("proportion, a million rows", lambda: m.proportion(deaths, births), None),
        ("stabilise, 150 areas", lambda: m.stabilise(observed, expected), None),
        (
            "funnel limits, 100,000 areas",
            lambda: m.funnel_limits(3.9, births[:100_000]),
            None,
        ),
        ("detect, 27 a year", lambda: m.detect(27, -0.2), None),
    ]
    print(f"{'job':36}{'ours, s':>10}{'plain, s':>10}{'ratio':>8}")
    for name, ours, plain in jobs:
        spent = seconds(ours)
        beside = f"{'':>18}"
        if plain is not None:
            other = seconds(plain)
            beside = f"{other:10.4f}{spent / other:8.2f}"
        print(f"{name:36}{spent:10.4f}{beside}")


if __name__ == "__main__":
    main()
