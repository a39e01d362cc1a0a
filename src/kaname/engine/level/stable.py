"""Re-planning that moves as little as possible of what has been promised."""

from dataclasses import dataclass, replace

import numpy as np

from kaname.engine.level.check import violations
from kaname.engine.level.clock import Clock
from kaname.engine.level.problem import Ints, LevellingProblem
from kaname.engine.level.result import LevellingResult


@dataclass(frozen=True, slots=True)
class Kept:
    """A schedule that keeps promises, how far starts are from them in all, and whether none keeps them better."""

    result: LevellingResult
    moved: int
    proved: bool


def keep_promises(
    problem: LevellingProblem,
    result: LevellingResult,
    *,
    slack: float = 0.0,
    time_limit: float = 10.0,
    seed: int = 0,
    workers: int = 2,
) -> Kept:
    """Return a schedule at most ``1 + slack`` times as long as the one found, whose starts differ least from promises.

    The distance is the sum over activities of the units of time between ``promised`` and start. Starts from ``result``
    and never returns anything farther; CP-SAT does the rest.
    """
    before = _distance(problem, result.starts)
    if result.makespan is None or before == 0 or not (problem.promised >= 0).any():
        return Kept(result, before, True)
    unit = int(np.gcd.reduce(np.append(problem.promised[problem.promised >= 0], problem.common_unit())))
    small = problem.divided(unit)
    horizon = int(result.makespan * (1 + slack)) // unit
    found = _nearest(small, result.starts // unit, result.modes, horizon, Clock(time_limit), seed, workers)
    if found is None:
        return Kept(result, before, False)
    starts, modes, proved = found
    starts = starts * unit
    moved = _distance(problem, starts)
    if moved >= before or violations(problem, starts, modes):
        return Kept(result, before, proved and moved == before)
    makespan = int((starts + problem.duration[modes]).max(initial=0))
    return Kept(replace(result, starts=starts, modes=modes, makespan=makespan), moved, proved)


def _distance(p: LevellingProblem, starts: Ints) -> int:
    return int(np.abs(starts - p.promised)[p.promised >= 0].sum()) if len(starts) else 0


def _nearest(
    p: LevellingProblem, starts: Ints, modes: Ints, horizon: int, clock: Clock, seed: int, workers: int
) -> tuple[Ints, Ints, bool] | None:
    from ortools.sat.python import cp_model

    from kaname.engine.level.solver import chosen, model_of

    model = model_of(p, horizon, 0, (starts, modes))
    away = []
    for i in np.flatnonzero(p.promised >= 0):
        distance = model.cp.new_int_var(0, horizon + int(p.promised[i]), f"away{i}")
        model.cp.add_abs_equality(distance, model.start[i] - int(p.promised[i]))
        away.append(distance)
    model.cp.minimize(sum(away))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = workers, seed % 2**31
    solver.parameters.max_time_in_seconds = max(0.05, clock.left)
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return *chosen(p, model, solver), status == cp_model.OPTIMAL
