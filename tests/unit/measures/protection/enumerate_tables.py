"""A reader without a solver: every whole-numbered table there is, one by one."""

import itertools
from dataclasses import dataclass

import numpy as np

import firstyear as fy

m = fy.measures


@dataclass
class Small:
    """A two-way table with margins and a group that cuts across, small enough to list.

    summing: shape (cells, inner), the inner cells first; every cell as a sum of them.
    """

    table: fy.measures.TableSet
    summing: np.ndarray
    most: int


def small(
    inner: list[list[int]],
    group: list[int],
    *,
    most: int = 5,
    redundant: bool = False,
    weights: list[float] | None = None,
    order: list[int] | None = None,
) -> Small:
    """Inner counts by area and category, their margins, and a group of inner cells."""
    counts = np.array(inner)
    rows, columns = counts.shape
    places = np.arange(counts.size).reshape(counts.shape)
    names: list[str] = [f"{r}{c}" for r in range(rows) for c in range(columns)]
    members: list[list[int]] = [[place] for place in range(counts.size)]
    sums: list[tuple[str, list[str]]] = []

    def margin(name: str, parts: np.ndarray) -> None:
        listed = [int(part) for part in np.ravel(parts)]
        names.append(name)
        members.append(listed)
        sums.append((name, [names[part] for part in listed]))

    for r in range(rows):
        margin(f"row {r}", places[r])
    for c in range(columns):
        margin(f"column {c}", places[:, c])
    margin("all", places)
    if group:
        margin("group", np.array(group))
    if redundant:
        sums.append(("all", [f"row {r}" for r in range(rows)]))
        sums.append(("all", [f"column {c}" for c in range(columns)]))
    summing = np.zeros((len(names), counts.size), dtype=int)
    for place, parts in enumerate(members):
        summing[place, parts] = 1
    limits = np.where(summing.sum(axis=1) == 1, float(most), np.inf)
    limits[counts.size :] = np.inf
    at = np.arange(len(names)) if order is None else np.array(order)
    every = summing @ counts.ravel()
    weighed = np.ones(len(names)) if weights is None else np.array(weights)
    table = m.TableSet(
        every[at],
        [names[place] for place in at],
        sums if order is None else sums[::-1],
        weights=weighed[at],
        most=limits[at],
    )
    return Small(table, summing[at], most)


def bounds(
    case: Small, policy: fy.measures.Policy, hidden: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest count of every cell over all tables that fit."""
    size = case.summing.shape[1]
    grid = np.array(list(itertools.product(range(case.most + 1), repeat=size)))
    tables = grid @ case.summing.T
    lowest = 1 if policy.zeros == "shown" else 0
    true = case.table.counts
    fits = np.where(hidden, tables >= lowest, tables == true).all(axis=1)
    return tables[fits].min(axis=0), tables[fits].max(axis=0)
