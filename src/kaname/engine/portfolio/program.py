"""The program given to the solvers of OR-Tools: GLOP for the relaxation, SCIP for the whole.

SCIP rather than HiGHS: HiGHS of OR-Tools prints on standard output, takes no thread count, and on problems of 250-500
candidates found less in the same time (docs/benchmarks.md, section selection).
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from kaname.engine.portfolio.model import Chosen, Floats, Ints, Model


@dataclass(frozen=True)
class LinearAnswer:
    """A point of the relaxation [n] and the prices of the rows [m]."""

    x: Floats
    price: Floats


@dataclass(frozen=True)
class WholeAnswer:
    """A selection of the columns [n], or None, and a bound on every selection of the program that was solved."""

    x: Chosen | None
    bound: float
    proved: bool


@dataclass(frozen=True)
class Narrowing:
    """A smaller program: only ``free`` columns are decided, ``fixed`` ones are in; others are out.

    ``at_least``: only selections worth this much are wanted; ``size``: lowest and highest number of chosen columns.
    """

    free: Ints
    fixed: Ints
    at_least: float | None = None
    size: tuple[int, int] | None = None


def proto(model: Model, narrowing: Narrowing | None, whole: bool) -> Any:
    """Return the program as OR-Tools' ModelProto, variables numbered like ``narrowing.free`` (all columns without)."""
    from ortools.math_opt import model_pb2

    free = np.arange(model.size) if narrowing is None else narrowing.free
    position = np.full(model.size, -1, dtype=np.int64)
    position[free] = np.arange(len(free))
    kept = position[model.owner] >= 0
    row, column, amount = model.row[kept], position[model.owner[kept]], model.amount[kept]
    limit, lowest = model.limit.copy(), np.full(len(model.limit), -np.inf)
    taken = np.empty(0, dtype=np.int64)
    if narrowing is not None and len(narrowing.fixed):
        inside = np.zeros(model.size, dtype=bool)
        inside[narrowing.fixed] = True
        limit -= model.used(inside)
        taken = model.group[narrowing.fixed]
    row, column, amount, limit, lowest = _with_groups(model, free, taken, row, column, amount, limit, lowest)
    if narrowing is not None:
        row, column, amount, limit, lowest = _with_wishes(model, narrowing, row, column, amount, limit, lowest)
    order = np.lexsort((column, row))
    message = model_pb2.ModelProto()
    variables, objective = message.variables, message.objective
    variables.ids.extend(range(len(free)))
    variables.lower_bounds.extend(np.zeros(len(free)).tolist())
    variables.upper_bounds.extend(np.ones(len(free)).tolist())
    variables.integers.extend([whole] * len(free))
    objective.maximize = True
    valued = np.flatnonzero(model.value[free])
    objective.linear_coefficients.ids.extend(valued.tolist())
    objective.linear_coefficients.values.extend(model.value[free][valued].tolist())
    message.linear_constraints.ids.extend(range(len(limit)))
    message.linear_constraints.lower_bounds.extend(lowest.tolist())
    message.linear_constraints.upper_bounds.extend(limit.tolist())
    matrix = message.linear_constraint_matrix
    matrix.row_ids.extend(row[order].tolist())
    matrix.column_ids.extend(column[order].tolist())
    matrix.coefficients.extend(amount[order].tolist())
    return message


_Matrix = tuple[Ints, Ints, Floats, Floats, Floats]


def _with_groups(
    model: Model, free: Ints, taken: Ints, row: Ints, column: Ints, amount: Floats, limit: Floats, lowest: Floats
) -> _Matrix:
    """Add a row for each group with several columns among the free ones; a group already taken has none left."""
    counts = np.bincount(model.group[free], minlength=model.groups)
    counts[taken] += 1
    crowded = np.flatnonzero(counts > 1)
    number = np.full(model.groups, -1, dtype=np.int64)
    number[crowded] = np.arange(len(crowded))
    members = np.flatnonzero(number[model.group[free]] >= 0)
    room = np.ones(len(crowded))
    room[number[taken[number[taken] >= 0]]] = 0.0
    return (
        np.concatenate((row, len(limit) + number[model.group[free[members]]])),
        np.concatenate((column, members)),
        np.concatenate((amount, np.ones(len(members)))),
        np.concatenate((limit, room)),
        np.concatenate((lowest, np.full(len(crowded), -np.inf))),
    )


def _with_wishes(
    model: Model, narrowing: Narrowing, row: Ints, column: Ints, amount: Floats, limit: Floats, lowest: Floats
) -> _Matrix:
    """Add the rows of ``at_least`` and ``size``."""
    free, fixed = narrowing.free, narrowing.fixed
    every = np.arange(len(free))
    if narrowing.at_least is not None:
        row = np.concatenate((row, np.full(len(free), len(limit))))
        column, amount = np.concatenate((column, every)), np.concatenate((amount, model.value[free]))
        limit = np.append(limit, np.inf)
        lowest = np.append(lowest, narrowing.at_least - model.value[fixed].sum())
    if narrowing.size is not None:
        row = np.concatenate((row, np.full(len(free), len(limit))))
        column, amount = np.concatenate((column, every)), np.concatenate((amount, np.ones(len(free))))
        limit = np.append(limit, narrowing.size[1] - len(fixed))
        lowest = np.append(lowest, narrowing.size[0] - len(fixed))
    return row, column, amount, limit, lowest


def linear_answer(model: Model, seconds: float) -> LinearAnswer | None:
    """Solve the relaxation with GLOP; None when it stopped before an answer."""
    from ortools.math_opt.python import mathopt

    asked = mathopt.Model.from_model_proto(proto(model, None, whole=False))
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=max(seconds, 0.01)))
    result = mathopt.solve(asked, mathopt.SolverType.GLOP, params=parameters)
    if not result.has_primal_feasible_solution() or not result.has_dual_feasible_solution():
        return None
    values = result.variable_values(list(asked.variables()))
    prices = result.dual_values(list(asked.linear_constraints()))
    return LinearAnswer(np.array(values), np.array(prices[: len(model.limit)]))


def whole_answer(model: Model, narrowing: Narrowing, seconds: float, hint: Chosen | None, seed: int = 1) -> WholeAnswer:
    """Search the narrowed program with SCIP on one thread; the bound holds for the narrowed program only."""
    from ortools.math_opt.python import mathopt

    began = time.perf_counter()
    asked = mathopt.Model.from_model_proto(proto(model, narrowing, whole=True))
    variables = list(asked.variables())
    hints = []
    if hint is not None:
        values = dict(zip(variables, hint[narrowing.free].astype(float).tolist(), strict=True))
        hints = [mathopt.SolutionHint(variable_values=values)]
    result = mathopt.solve(
        asked,
        mathopt.SolverType.GSCIP,
        params=mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(seconds - (time.perf_counter() - began), 0.01)),
            relative_gap_tolerance=0.0,
            absolute_gap_tolerance=0.999 if model.whole else 1e-6,
            random_seed=seed,
        ),
        model_params=mathopt.ModelSolveParameters(solution_hints=hints),
    )
    return _answer(model, narrowing, result, variables)


def _answer(model: Model, narrowing: Narrowing, result: Any, variables: list[Any]) -> WholeAnswer:
    from ortools.math_opt.python import mathopt

    reason = result.termination.reason
    base = float(model.value[narrowing.fixed].sum())
    bound = float(result.termination.objective_bounds.dual_bound) + base
    if reason == mathopt.TerminationReason.INFEASIBLE:
        return WholeAnswer(None, -np.inf, proved=True)
    x = None
    if result.has_primal_feasible_solution():
        x = np.zeros(model.size, dtype=bool)
        x[narrowing.fixed] = True
        x[narrowing.free[np.array(result.variable_values(variables)) > 0.5]] = True
        if not model.feasible(x):
            x = None
    return WholeAnswer(x, bound, proved=reason == mathopt.TerminationReason.OPTIMAL)
