"""Proof and improvement by OR-Tools CP-SAT, started with the heuristic's schedule as horizon and hint."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.level.clock import Clock
from kaname.engine.level.problem import FF, FS, NO_DEADLINE, SF, Ints, LevellingProblem


@dataclass(frozen=True, slots=True)
class Proof:
    """What the solver found: starts and modes (empty where none), its bound, whether it is proved or impossible."""

    starts: Ints
    modes: Ints
    bound: int
    optimal: bool
    impossible: bool


@dataclass(slots=True)
class SolverModel:
    """The model and its variables by activity."""

    cp: Any
    start: list[Any]
    finish: list[Any]
    present: list[list[Any]]  # a literal for each mode, [] where there is one
    makespan: Any


def prove(
    problem: LevellingProblem,
    clock: Clock,
    *,
    horizon: int,
    bound: int,
    hint: tuple[Ints, Ints] | None,
    seed: int,
    workers: int = 2,
) -> Proof:
    """Search for a schedule that ends by ``horizon`` and not before ``bound``, until it is proved or time is up."""
    from ortools.sat.python import cp_model

    model = model_of(problem, horizon, bound, hint)
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers, settings.random_seed = workers, seed % 2**31
    settings.max_time_in_seconds = max(0.05, clock.left)
    settings.use_overload_checker_in_cumulative = True
    settings.use_timetable_edge_finding_in_cumulative = True
    settings.use_energetic_reasoning_in_no_overlap_2d = True
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return Proof(np.zeros(0, np.int64), np.zeros(0, np.int64), horizon + 1, False, True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Proof(np.zeros(0, np.int64), np.zeros(0, np.int64), _bound_of(solver, bound), False, False)
    starts, modes = chosen(problem, model, solver)
    return Proof(starts, modes, _bound_of(solver, bound), status == cp_model.OPTIMAL, False)


def chosen(p: LevellingProblem, model: "SolverModel", solver: Any) -> tuple[Ints, Ints]:
    """Return the starts and modes that the solver chose."""
    starts = np.array([solver.value(s) for s in model.start], dtype=np.int64)
    picks = [next((m for m, literal in enumerate(row) if solver.value(literal)), 0) for row in model.present]
    return starts, p.mode_first[:-1] + np.array(picks, dtype=np.int64)


def _bound_of(solver: Any, bound: int) -> int:
    return max(bound, int(np.ceil(solver.best_objective_bound - 1e-6)))


def model_of(p: LevellingProblem, horizon: int, bound: int, hint: tuple[Ints, Ints] | None) -> "SolverModel":
    """Return the model: one interval an activity, an optional one for each of several modes."""
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    model = SolverModel(cp, [], [], [], cp.new_int_var(bound, horizon, "makespan"))
    uses: list[list[tuple[Any, Any, int]]] = [[] for _ in p.capacity]
    spent: list[list[tuple[Any, int]]] = [[] for _ in p.capacity]
    for i in range(p.n):
        _activity(p, model, i, horizon, uses, spent)
    after = cp.new_interval_var(model.makespan, cp.new_int_var(1, horizon + 1, "rest"), horizon + 1, "after")
    for i, j, kind, lag in zip(p.pred.tolist(), p.succ.tolist(), p.kind.tolist(), p.lag.tolist(), strict=True):
        if not p.fixed[j]:
            left = model.finish[i] if kind in (FS, FF) else model.start[i]
            right = model.finish[j] if kind in (FF, SF) else model.start[j]
            cp.add(right >= left + lag)
    for r, capacity in enumerate(p.capacity.tolist()):
        if p.renewable[r]:
            _cumulative(p, cp, r, capacity, uses[r], horizon, after)
        elif spent[r]:
            cp.add(sum(amount * literal for literal, amount in spent[r]) <= capacity)
    cp.add_max_equality(model.makespan, model.finish or [0])
    cp.minimize(model.makespan)
    if hint is not None:
        _hint(model, p, *hint)
    return model


def _activity(
    p: LevellingProblem,
    model: SolverModel,
    i: int,
    horizon: int,
    uses: list[list[tuple[Any, Any, int]]],
    spent: list[list[tuple[Any, int]]],
) -> None:
    cp = model.cp
    last = horizon if p.deadline[i] == NO_DEADLINE else min(horizon, int(p.deadline[i]))
    release, modes = int(p.release[i]), range(p.mode_first[i], p.mode_first[i + 1])
    shortest, longest = int(p.duration[modes[0] : modes[-1] + 1].min()), int(p.duration[modes[0] : modes[-1] + 1].max())
    latest = release if p.fixed[i] else max(release, last - shortest)
    start = cp.new_int_var(release, latest, f"s{i}")
    single = len(modes) == 1
    finish = start + longest if single else cp.new_int_var(0, last, f"f{i}")
    model.start.append(start)
    model.finish.append(finish)
    model.present.append([] if single else [cp.new_bool_var(f"m{m}") for m in modes])
    if not single:
        cp.add_exactly_one(model.present[-1])
    elif last - shortest < release and not p.fixed[i]:
        cp.add_bool_or([])  # no room between release and deadline
    for k, m in enumerate(modes):
        taken = int(p.duration[m])
        literal = 1 if single else model.present[-1][k]
        interval = (
            cp.new_fixed_size_interval_var(start, taken, f"i{m}")
            if single
            else cp.new_optional_interval_var(start, taken, finish, literal, f"i{m}")
        )
        for q in range(p.demand_first[m], p.demand_first[m + 1]):
            r, amount = int(p.demand_resource[q]), int(p.demand_amount[q])
            if not p.renewable[r]:
                spent[r].append((literal, amount))
            elif not p.fixed[i]:
                uses[r].append((interval, i, amount))


def _cumulative(
    p: LevellingProblem, cp: Any, r: int, capacity: int, uses: list[tuple[Any, Any, int]], horizon: int, after: Any
) -> None:
    """Add the resource; what is missing at times (steps, started activities) is filled by blocks that never move.

    A block of the whole capacity from the makespan on ties the work to the makespan, which sharpens the bound.
    """
    top, blocks = free_blocks(p, r, capacity, horizon)
    if uses:
        intervals = [u[0] for u in uses] + [cp.new_fixed_size_interval_var(a, b - a, "") for a, b, _ in blocks]
        amounts = [u[2] for u in uses] + [missing for *_, missing in blocks]
        if not blocks:
            intervals, amounts = [*intervals, after], [*amounts, top]
        cp.add_cumulative(intervals, amounts, top)


def free_blocks(p: LevellingProblem, r: int, capacity: int, horizon: int) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the most that a resource ever has, and (from, to, missing) for the times when it has less."""
    steps = sorted(
        (int(t), int(a)) for q, t, a in zip(p.step_resource, p.step_time, p.step_amount, strict=True) if q == r
    )
    held = [
        (int(p.release[i]), int(p.release[i] + p.duration[p.mode_first[i]]), int(p.demand_amount[q]))
        for i in np.flatnonzero(p.fixed)
        for q in range(p.demand_first[p.mode_first[i]], p.demand_first[p.mode_first[i] + 1])
        if p.demand_resource[q] == r
    ]
    if not steps and not held:
        return capacity, []
    times = sorted({0, *(t for t, _ in steps), *(t for a, b, _ in held for t in (a, b))})
    top = max([capacity, *(a for _, a in steps)])
    blocks = []
    for k, time in enumerate(times):
        now = next((a for t, a in reversed(steps) if t <= time), capacity)
        left = max(0, now - sum(a for s, f, a in held if s <= time < f))
        until = times[k + 1] if k + 1 < len(times) else max(horizon, time + 1)
        if left < top and until > time:
            blocks.append((time, until, top - left))
    return top, blocks


def _hint(model: SolverModel, p: LevellingProblem, starts: Ints, modes: Ints) -> None:
    for i, start in enumerate(model.start):
        model.cp.add_hint(start, int(starts[i]))
        for k, literal in enumerate(model.present[i]):
            model.cp.add_hint(literal, int(modes[i] - p.mode_first[i] == k))
        if model.present[i]:
            model.cp.add_hint(model.finish[i], int(starts[i] + p.duration[modes[i]]))
    model.cp.add_hint(model.makespan, int((starts + p.duration[modes]).max(initial=0)))
