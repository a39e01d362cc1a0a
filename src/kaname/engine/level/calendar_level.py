"""Levelling of real plans, whose activities follow calendars: as integers where one calendar rules, else on an axis."""

from dataclasses import replace

import numpy as np

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.level.axis import WorkAxis
from kaname.engine.level.axis_search import has_circle, search_axis
from kaname.engine.level.clock import Clock, interruptible
from kaname.engine.level.obstacles import obstacles
from kaname.engine.level.problem import Ints, LevellingProblem
from kaname.engine.level.result import LevellingResult, Status
from kaname.engine.level.solve import level

ROUGH_SHARE = 0.4  # of the time, for orders from plain slots


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
    with interruptible(clock):
        if problem.n == 0:
            return replace(_answer(Status.OPTIMAL, clock, floor), makespan=floor)
        blocked = obstacles(_rough(problem, axis))
        if blocked:
            return _answer(Status.INFEASIBLE, clock, floor, diagnostics=tuple(blocked))
        if axis.uniform():
            return _uniform(problem, clock, floor, seed, workers, generations)
        if has_circle(problem):
            return _answer(Status.STOPPED, clock, floor)
        return _on_axis(problem, axis, clock, floor, rank, seed, workers, generations)


def _uniform(
    problem: LevellingProblem, clock: Clock, floor: int, seed: int, workers: int, generations: int | None
) -> LevellingResult:
    """Level with all proofs; the schedule without limits is one more bound."""
    result = level(problem, clock=clock, seed=seed, workers=workers, generations=generations)
    if result.makespan is None or floor <= result.lower_bound:
        return result
    status = Status.OPTIMAL if result.makespan <= floor else result.status
    return replace(result, lower_bound=min(floor, result.makespan), status=status)


def _on_axis(
    problem: LevellingProblem,
    axis: WorkAxis,
    clock: Clock,
    floor: int,
    rank: Ints,
    seed: int,
    workers: int,
    generations: int | None,
) -> LevellingResult:
    """Level on calendars that differ: from the order of the late starts, and from that of a solution in plain slots."""
    options = {"seed": seed, "workers": workers, "generations": generations, "solver": False}
    rough = level(_rough(problem, axis), clock=clock.part(clock.left * ROUGH_SHARE), **options)  # type: ignore[arg-type]  # mixed
    best = None
    for order, share in ((rank, 0.5), (rough.starts if len(rough.starts) else rank, 1.0)):
        part = clock.part(clock.left * share)
        found = search_axis(problem, axis, first=order, seed=seed, bound=floor, clock=part, batches=generations)
        if len(found.starts) and (best is None or found.end < best.end):
            best = found
        if best is not None and best.end <= floor:
            break
    if best is None:
        return _answer(Status.STOPPED, clock, floor)
    proved = best.end <= floor and not _late(problem, best.ends)
    status, modes = Status.OPTIMAL if proved else Status.FEASIBLE, problem.mode_first[:-1]
    return LevellingResult(status, best.end, floor, best.starts, modes, best.count, "critical_path", clock.taken)


def _late(problem: LevellingProblem, ends: Ints) -> bool:
    return bool((ends > problem.deadline).any())


def _answer(status: Status, clock: Clock, floor: int, diagnostics: tuple[Diagnostic, ...] = ()) -> LevellingResult:
    nothing = np.zeros(0, np.int64)
    return LevellingResult(status, None, floor, nothing, nothing, 0, "critical_path", clock.taken, diagnostics)


def _rough(problem: LevellingProblem, axis: WorkAxis) -> LevellingProblem:
    """Return the problem in plain slots: work divided by what its calendar does in a slot at most, rounded up."""
    largest = np.maximum(np.diff(axis.before, axis=1).max(axis=1), 1)
    duration = -(-problem.duration // largest[axis.calendar])
    lag = problem.lag // largest[axis.lag_calendar]
    return replace(problem, duration=duration, lag=lag)
