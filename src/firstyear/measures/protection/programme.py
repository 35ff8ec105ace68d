"""Linear programmes that start from where the last one ended, and whole-number ones.

Whatever the solver says that is not an answer becomes `NotCertified`: no table is
published because a solver stopped early.
"""

from typing import Any

import numpy as np
from scipy import sparse

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Floats, Truths
from firstyear.measures.protection.deadline import OUT_OF_TIME, Deadline

PRIMAL, DUAL = 4, 1
# a solver's value this near a whole number is that number
NEAR = 1e-6


class Infeasible(Exception):  # noqa: N818 - an answer that the caller expects
    """No point fits the constraints."""


class Programme:
    """One linear programme, kept by the solver from one objective to the next.

    Rows are equations: matrix @ x = totals. Nothing is presolved, so that a basis
    stays of use; one thread and one seed, so that the same input gives the same
    answer.
    """

    def __init__(
        self,
        matrix: sparse.csc_array,
        totals: Floats,
        lower: Floats,
        upper: Floats,
        *,
        deadline: Deadline,
        strategy: int = PRIMAL,
    ) -> None:
        import highspy

        self._names = highspy.HighsModelStatus
        self._error = highspy.HighsStatus.kError
        self._deadline = deadline
        self._at = 0
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver = solver
        options: dict[str, bool | float | str] = {
            "output_flag": False,
            "presolve": "off",
            "solver": "simplex",
            "simplex_strategy": strategy,
            "threads": 1,
            "parallel": "off",
            "random_seed": 0,
            # costs stay as they are: what is cheapest must not depend on noise
            "dual_simplex_cost_perturbation_multiplier": 0.0,
        }
        for option, value in options.items():
            self._taken(solver.setOptionValue(option, value))
        rows, columns = matrix.shape
        problem = highspy.HighsLp()
        problem.num_row_, problem.num_col_ = rows, columns
        problem.col_cost_ = np.zeros(columns)
        problem.col_lower_, problem.col_upper_ = lower, upper
        problem.row_lower_ = problem.row_upper_ = totals
        problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        problem.a_matrix_.start_ = matrix.indptr.astype(np.int32)
        problem.a_matrix_.index_ = matrix.indices.astype(np.int32)
        problem.a_matrix_.value_ = matrix.data
        self._taken(solver.passModel(problem))

    def limit(self, columns: Any, lower: Floats, upper: Floats) -> None:
        """New limits of some columns."""
        at = np.asarray(columns, dtype=np.int32)
        self._taken(self._solver.changeColsBounds(len(at), at, lower, upper))

    def cost(self, columns: Any, costs: Floats) -> None:
        """New costs of some columns; they stay until changed again."""
        at = np.asarray(columns, dtype=np.int32)
        self._taken(self._solver.changeColsCost(len(at), at, costs))

    def largest(self, column: int, sign: int = 1) -> Floats | None:
        """A point where sign x that column is largest; None where nothing ends it."""
        self.cost([self._at], np.zeros(1))
        self.cost([column], np.array([-float(sign)]))
        self._at = column
        return self.solve()

    def solve(self) -> Floats | None:
        """The point of least cost; None where cost falls without end.

        Raises Infeasible where there is no point, NotCertified where the solver
        gives no answer.
        """
        status = self._run()
        if status == self._names.kOptimal:
            point = np.array(self._solver.getSolution().col_value, dtype=np.float64)
            if np.isnan(point).any():
                raise NotCertified("The solver gave no number")
            return point
        if status == self._names.kUnbounded:
            return None
        if status == self._names.kInfeasible:
            raise Infeasible
        if status == self._names.kTimeLimit:
            raise NotCertified(OUT_OF_TIME)
        raise NotCertified(f"The solver gave no answer ({status.name})")

    def reduced_costs(self) -> Floats:
        """What one more of each column would cost at the last point."""
        return np.array(self._solver.getSolution().col_dual, dtype=np.float64)

    def forget(self) -> None:
        """Starts the next solve from nothing rather than from the last point."""
        self._taken(self._solver.setBasis())

    def _taken(self, status: Any) -> None:
        """Raises NotCertified where the solver did not take what it was given."""
        if status == self._error:
            raise NotCertified("The solver refused the tables")

    def _run(self) -> Any:
        # HiGHS counts its time from the first solve on
        limit = self._solver.getRunTime() + self._deadline.left()
        self._taken(self._solver.setOptionValue("time_limit", limit))
        self._taken(self._solver.run())
        return self._solver.getModelStatus()


def whole(point: Floats) -> bool:
    """Whether every number of `point` is whole, as near as a solver gets."""
    return bool((np.abs(point - np.round(point)) <= NEAR).all())


def whole_programme(
    cost: Floats,
    matrix: Any,
    row_lower: Floats,
    row_upper: Floats,
    lower: Floats,
    upper: Floats,
    *,
    deadline: Deadline,
    integral: Truths | None = None,
    gap: float = 0.0,
) -> tuple[Floats | None, float]:
    """The whole-numbered point of least cost, and a proven bound of that cost.

    (None, -inf) where cost falls without end. Raises Infeasible where there is no
    point, NotCertified where the time ran out without one or the solver gave none.
    """
    from scipy import optimize

    whole_columns = np.ones(1, np.int64) if integral is None else integral.astype(int)
    found = optimize.milp(
        cost,
        integrality=np.broadcast_to(whole_columns, (len(cost),)),
        bounds=optimize.Bounds(lower, upper),
        constraints=optimize.LinearConstraint(matrix, row_lower, row_upper),
        options={"time_limit": deadline.left(), "mip_rel_gap": gap},
    )
    if found.status == 0 and found.x is not None and not np.isnan(found.x).any():
        bound = found.mip_dual_bound
        return np.asarray(found.x), float(found.fun if bound is None else bound)
    if found.status == 2:
        raise Infeasible
    if found.status == 3:
        return None, -np.inf
    if found.status == 1:
        raise NotCertified(OUT_OF_TIME)
    raise NotCertified(f"The solver gave no answer (status {found.status})")
