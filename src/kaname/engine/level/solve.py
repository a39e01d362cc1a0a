"""Levelling with proof: heuristics, bounds beside them, then CP-SAT with the schedule found as horizon and hint."""

import threading
from contextlib import nullcontext

import numpy as np

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.level.bounds import Bound, contradiction_bound, simple_bound
from kaname.engine.level.check import violations
from kaname.engine.level.clock import Clock, interruptible
from kaname.engine.level.core import Prepared, prepare
from kaname.engine.level.genetic import Found, search
from kaname.engine.level.mode_search import search_with_modes
from kaname.engine.level.modes import relaxed
from kaname.engine.level.obstacles import obstacles
from kaname.engine.level.problem import Ints, LevellingProblem
from kaname.engine.level.result import LevellingResult, Status

NOTHING = np.zeros(0, dtype=np.int64)
SOLVER_FROM = 3.0  # seconds of time limit from which loading the solver pays
SOLVER_UP_TO = 3000  # activities up to which the solver is asked


def level(
    problem: LevellingProblem,
    *,
    time_limit: float = 10.0,
    seed: int = 0,
    workers: int = 2,
    generations: int | None = None,
    solver: bool | None = None,
    clock: Clock | None = None,
) -> LevellingResult:
    """Return the best schedule found within a wall-clock time, with its bound and an honest status.

    ``generations`` limits the genetic search instead of time, which makes the answer the same on every machine;
    ``solver`` False leaves CP-SAT out, None lets the time limit decide. Ctrl-C ends the search with the best so far; a
    caller that handles it gives its own ``clock``. Makespan and bound are in the problem's units.
    """
    run = _Run(problem, clock or Clock(time_limit), seed, workers)
    with nullcontext() if clock else interruptible(run.clock):
        blocked = obstacles(problem)
        if blocked:
            return run.answer(Status.INFEASIBLE, diagnostics=tuple(blocked))
        return run.go(generations, solver)


class _Run:
    """One levelling: what is known so far."""

    def __init__(self, problem: LevellingProblem, clock: Clock, seed: int, workers: int):
        self.unit = problem.common_unit()
        self.whole, self.problem = problem, problem.divided(self.unit)
        self.clock, self.seed, self.workers = clock, seed, workers
        self.starts, self.modes = NOTHING, NOTHING
        self.makespan: int | None = None
        self.bound = Bound(0, "critical_path")
        self.iterations, self.weighted = 0, 0

    def go(self, generations: int | None, solver: bool | None) -> LevellingResult:
        wanted = self.clock.limit >= SOLVER_FROM and generations is None if solver is None else solver
        wanted &= self.problem.n <= SOLVER_UP_TO
        if wanted:
            threading.Thread(target=_load_solver, daemon=True).start()
        if self.problem.multi_mode:
            self._choose(generations, wanted)
        for stretch in (1, 4, 16, 64):
            prepared = None if self.problem.multi_mode else prepare(self.problem, self.problem.mode_first[:-1], stretch)
            if prepared is not None:
                self._search(prepared, generations, wanted)
            if prepared is None or self.makespan is not None or self.clock.over():
                break
        if solver is None and prepared is None and not self.problem.multi_mode:
            wanted = True  # maximum lags: nothing but the solver can
        impossible = False
        if wanted and not self._done() and not self.clock.over():
            impossible = self._prove()
        return self._status(impossible)

    def _search(self, prepared: Prepared, generations: int | None, wanted: bool) -> None:
        self.bound = simple_bound(prepared)
        quick = self.clock.part(0.05 + 0.02 * self.clock.limit)
        first = search(prepared, seed=self.seed, bound=self.bound.value, clock=quick, workers=1, generations=1, size=4)
        self._take(prepared, first)
        if self.makespan is not None and self.makespan > self.bound.value:
            until = self.clock.begun + 0.1 * self.clock.limit
            self.bound = contradiction_bound(prepared, self.bound, self.makespan, until)
        if (self._done() and not self.problem.weight.any()) or self.clock.over():
            return
        share = self.clock.part(self.clock.left * (0.3 if wanted else 1.0))
        found = search(
            prepared, seed=self.seed, bound=self.bound.value, clock=share, workers=self.workers, generations=generations
        )
        self._take(prepared, found)

    def _choose(self, generations: int | None, wanted: bool) -> None:
        """Search among the modes; the bound is that of the shortest and least demanding mode of everything."""
        least = prepare(*relaxed(self.problem))
        if least is None:
            return
        self.bound = simple_bound(least)
        share = self.clock.part(self.clock.left * (0.2 if wanted else 1.0))
        options = {"seed": self.seed, "bound": self.bound.value, "workers": self.workers}
        found = search_with_modes(self.problem, clock=share, rounds=generations, **options)
        if found is not None and len(found.starts):
            self.iterations += found.count
            self._keep(found.starts, found.modes)

    def _take(self, prepared: Prepared, found: Found) -> None:
        """Keep a schedule of the heuristic when it is better and breaks no rule (deadlines it may)."""
        self.iterations += found.count
        if len(found.starts):
            self._keep(prepared.starts(found.starts), self.problem.mode_first[:-1])

    def _keep(self, starts: Ints, modes: Ints) -> None:
        finish = starts + self.problem.duration[modes]
        end, weighted = int(finish.max(initial=0)), self._weighted(finish)
        better = self.makespan is None or (end, weighted) < (self.makespan, self.weighted)
        if better and not violations(self.problem, starts, modes):
            self.starts, self.modes, self.makespan, self.weighted = starts, modes, end, weighted

    def _weighted(self, finish: Ints) -> int:
        """Return the sum of the projects' finishes by their weights: what decides between equal makespans."""
        if not self.problem.weight.any():
            return 0
        last = np.zeros(len(self.problem.weight), dtype=np.int64)
        np.maximum.at(last, self.problem.project, finish)
        return int((last * self.problem.weight).sum())

    def _done(self) -> bool:
        return self.makespan is not None and self.makespan <= self.bound.value

    def _prove(self) -> bool:
        """Let the solver improve and prove; say whether it has shown that no schedule exists."""
        from kaname.engine.level.solver import prove

        hint = None if self.makespan is None else (self.starts, self.modes)
        proof = prove(
            self.problem,
            self.clock,
            horizon=self._horizon() if self.makespan is None else self.makespan,
            bound=self.bound.value,
            hint=hint,
            seed=self.seed,
            workers=self.workers,
        )
        if proof.impossible:
            return self.makespan is None
        if len(proof.starts):
            self._keep(proof.starts, proof.modes)
        if proof.bound > self.bound.value:
            self.bound = Bound(proof.bound, "solver")
        if proof.optimal and self.makespan is not None:
            self.bound = Bound(self.makespan, "solver")
        return False

    def _horizon(self) -> int:
        """Return an end by which a schedule exists if any does."""
        p = self.problem
        longest = [int(p.duration[a:b].max()) for a, b in zip(p.mode_first, p.mode_first[1:], strict=False)]
        last = int(max(p.release.max(initial=0), p.step_time.max(initial=0)))
        return last + sum(longest) + int(np.maximum(p.lag, 0).sum())

    def _status(self, impossible: bool) -> LevellingResult:
        if impossible:
            return self.answer(Status.INFEASIBLE)
        if self.makespan is None:
            return self.answer(Status.STOPPED)
        return self.answer(Status.OPTIMAL if self._done() else Status.FEASIBLE)

    def answer(self, status: Status, diagnostics: tuple[Diagnostic, ...] = ()) -> LevellingResult:
        """Return the result in the problem's own units."""
        return LevellingResult(
            status=status,
            makespan=None if self.makespan is None else self.makespan * self.unit,
            lower_bound=self.bound.value * self.unit,
            starts=self.starts * self.unit,
            modes=self.modes,
            iterations=self.iterations,
            bound_by=self.bound.by,
            seconds=self.clock.taken,
            diagnostics=diagnostics,
        )


def _load_solver() -> None:
    """Import the solver beside the search: it takes seconds."""
    from ortools.sat.python import cp_model

    del cp_model
