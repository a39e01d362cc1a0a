"""Levelling of real plans, whose activities follow calendars: as integers where one calendar rules, else on an axis."""

from dataclasses import replace

import numpy as np

from kaname.engine.level.axis import WorkAxis
from kaname.engine.level.axis_search import has_circle, search_axis
from kaname.engine.level.clock import Clock
from kaname.engine.level.obstacles import obstacles
from kaname.engine.level.problem import Ints, LevellingProblem
from kaname.engine.level.result import LevellingResult, Status
from kaname.engine.level.solve import level

SOLVER_SHARE = 0.5


def level_on(
    problem: LevellingProblem,
    axis: WorkAxis,
    *,
    floor: int,
    rank: Ints,
    time_limit: float = 10.0,
    seed: int = 0,
    workers: int = 2,
    generations: int | None = None,
) -> LevellingResult:
    """Return the best schedule of a problem whose durations and lags are work of calendars; times are slots.

    ``floor`` is a proved lower bound (the schedule without resource limits), ``rank`` orders activities at the start
    (late starts). Where every calendar works in every slot and one slot is one unit of work, the whole engine with its
    proofs is used; otherwise the bound is ``floor``, and rounded durations serve only to find orders.
    """
    clock = Clock(time_limit)
    if problem.n == 0:
        return replace(_answer(Status.OPTIMAL, clock, floor), makespan=floor)
    blocked = obstacles(_rough(problem, axis))
    if blocked:
        return _answer(Status.INFEASIBLE, clock, floor, diagnostics=tuple(blocked))
    if axis.uniform():
        options = {"time_limit": time_limit, "seed": seed, "workers": workers, "generations": generations}
        result = level(problem, **options)  # type: ignore[arg-type]  # one dictionary for options of several types
        return replace(result, lower_bound=max(result.lower_bound, min(floor, result.makespan or floor)))
    if has_circle(problem):
        return _answer(Status.STOPPED, clock, floor)
    share = Clock(time_limit * SOLVER_SHARE)
    rough = level(
        _rough(problem, axis), time_limit=share.left, seed=seed, workers=workers, generations=generations, solver=False
    )
    best = None
    for order in (rank, rough.starts if len(rough.starts) else rank):
        left = Clock(clock.left * (0.5 if order is rank else 1.0))
        found = search_axis(problem, axis, first=order, seed=seed, bound=floor, clock=left, batches=generations)
        if len(found.starts) and (best is None or found.end < best.end):
            best = found
        if left.interrupted or (best is not None and best.end <= floor):
            break
    if best is None:
        return _answer(Status.STOPPED, clock, floor)
    status = Status.OPTIMAL if best.end <= floor and not _late(problem, best.ends) else Status.FEASIBLE
    return LevellingResult(
        status, best.end, floor, best.starts, problem.mode_first[:-1], best.count, "critical_path", clock.taken
    )


def _late(problem: LevellingProblem, ends: Ints) -> bool:
    return bool((ends > problem.deadline).any())


def _answer(status: Status, clock: Clock, floor: int, diagnostics: tuple = ()) -> LevellingResult:  # type: ignore[type-arg]
    nothing = np.zeros(0, np.int64)
    return LevellingResult(status, None, floor, nothing, nothing, 0, "critical_path", clock.taken, diagnostics)


def _rough(problem: LevellingProblem, axis: WorkAxis) -> LevellingProblem:
    """Return the problem in plain slots: work divided by what its calendar does in a slot at most, rounded up."""
    largest = np.maximum(np.diff(axis.before, axis=1).max(axis=1), 1)
    duration = -(-problem.duration // largest[axis.calendar])
    lag = problem.lag // largest[axis.lag_calendar]
    return replace(problem, duration=duration, lag=lag)
