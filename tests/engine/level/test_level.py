"""level(): feasible by an independent judge, honest bound and status, the same for the same seed."""

import signal
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from small_problems import problems, true_optimum

from kaname.engine.level import LevellingProblem, Status, level
from kaname.engine.level.bounds import contradiction_bound, simple_bound
from kaname.engine.level.check import violations
from kaname.engine.level.core import prepare
from kaname.engine.level.explain import reasons
from kaname.engine.level.problem import FF, FS, SF, SS

QUICK = {"time_limit": 60.0, "generations": 3, "solver": False}


@settings(deadline=None, max_examples=60)
@given(problem=problems())
def test_schedules_break_no_rule_and_keep_their_bound(problem):
    result = level(problem, **QUICK)
    assert violations(problem, result.starts, result.modes) == []
    assert result.makespan == (result.starts + problem.duration).max()
    assert result.lower_bound <= result.makespan
    assert (result.status is Status.OPTIMAL) == (result.lower_bound == result.makespan)
    assert result.gap == pytest.approx(0 if result.makespan == 0 else 1 - result.lower_bound / result.makespan)


@settings(deadline=None, max_examples=40)
@given(problem=problems(most=5))
def test_bounds_never_pass_the_true_optimum(problem):
    best = true_optimum(problem)
    prepared = prepare(problem, np.arange(problem.n))
    low = simple_bound(prepared)
    assert low.value <= best
    assert contradiction_bound(prepared, low, best + 3, 1e18).value <= best
    result = level(problem, **QUICK)
    assert result.lower_bound <= best <= result.makespan


@settings(deadline=None, max_examples=8)
@given(problem=problems(most=5))
def test_the_solver_proves_the_true_optimum(problem):
    result = level(problem, time_limit=30, solver=True, generations=1)
    assert (result.status, result.makespan) == (Status.OPTIMAL, true_optimum(problem))


def chain_of_pairs(n=40, seed=5):
    """A problem that takes more than one generation."""
    rng = np.random.default_rng(seed)
    modes = [[(int(rng.integers(1, 10)), {0: int(rng.integers(1, 6)), 1: int(rng.integers(0, 6))})] for _ in range(n)]
    links = [(int(rng.integers(max(0, j - 8), j)), j, FS, 0) for j in range(1, n)]
    return LevellingProblem.from_modes(modes, [8, 8], links)


def test_the_same_seed_gives_the_same_schedule():
    first, again = (level(chain_of_pairs(), seed=7, **QUICK) for _ in range(2))
    assert first.starts.tolist() == again.starts.tolist()
    assert (first.makespan, first.lower_bound, first.iterations) == (
        again.makespan,
        again.lower_bound,
        again.iterations,
    )


def test_more_generations_are_never_worse():
    spans = [level(chain_of_pairs(), seed=3, time_limit=60, generations=g, solver=False).makespan for g in (1, 4, 16)]
    assert spans == sorted(spans, reverse=True)


def test_a_demand_above_the_capacity_names_activity_and_resource():
    problem = LevellingProblem.from_modes(
        [[(2, {0: 1})], [(2, {0: 4})]], [3], [], ids=["dig", "pour"], resource_ids=["crane"]
    )
    result = level(problem, **QUICK)
    assert result.status is Status.INFEASIBLE
    assert [(d.code, d.subject, d.params) for d in result.diagnostics] == [
        ("level-demand-above-capacity", "pour", {"resource": "crane", "demand": 4, "capacity": 3})
    ]


def test_a_deadline_that_nothing_can_meet_is_said():
    problem = LevellingProblem.from_modes([[(4, {})], [(4, {})]], [], [(0, 1, FS, 0)], deadline=[9, 7])
    result = level(problem, **QUICK)
    assert result.status is Status.INFEASIBLE
    assert [(d.code, d.subject, d.params["late"]) for d in result.diagnostics] == [
        ("level-deadline-impossible", "2", 1)
    ]


def test_a_deadline_comes_before_the_makespan():
    modes = [[(5, {0: 1})], [(2, {0: 1})], [(5, {0: 1})]]
    problem = LevellingProblem.from_modes(modes, [1], [(0, 2, FS, 0)], deadline=[2**62, 2, 2**62])
    result = level(problem, **QUICK)
    assert (result.starts.tolist(), result.status) == ([2, 0, 7], Status.OPTIMAL)


@pytest.mark.parametrize(
    ("kind", "lag", "starts"),
    [(FS, 0, [0, 3]), (FS, 2, [0, 5]), (FS, -1, [0, 2]), (SS, 1, [0, 1]), (FF, 1, [0, 2]), (SF, 4, [0, 2])],
)
def test_each_kind_of_relation(kind, lag, starts):
    problem = LevellingProblem.from_modes([[(3, {})], [(2, {})]], [], [(0, 1, kind, lag)])
    assert level(problem, **QUICK).starts.tolist() == starts


def test_releases_started_activities_and_changing_capacity_are_kept():
    modes = [[(4, {0: 1})], [(2, {0: 1})], [(2, {0: 2})]]
    problem = LevellingProblem.from_modes(
        modes, [2], [], release=[1, 3, 0], fixed=[True, False, False], steps=[(0, 6, 1), (0, 8, 2)]
    )
    result = level(problem, **QUICK)
    assert violations(problem, result.starts, result.modes) == []
    assert result.starts.tolist() == [1, 3, 8]


def test_time_is_divided_by_its_unit_and_comes_back():
    modes = [[(480, {0: 1})], [(960, {0: 1})], [(480, {})]]
    result = level(LevellingProblem.from_modes(modes, [1], [(0, 2, FS, 240)]), **QUICK)
    assert (result.makespan, result.lower_bound, result.status) == (1440, 1440, Status.OPTIMAL)


def test_weights_decide_between_projects_when_the_makespan_is_equal():
    modes = [[(3, {0: 1})], [(2, {0: 1})], [(2, {0: 1})]]
    for weight, first in (([5, 1, 1], 0), ([1, 9, 1], 1), ([1, 1, 9], 2)):
        problem = LevellingProblem.from_modes(modes, [1], [], project=[0, 1, 2], weight=weight)
        result = level(problem, **QUICK)
        assert (result.makespan, int(result.starts.argmin())) == (7, first)


def test_every_start_has_its_reason():
    modes = [[(3, {0: 1})], [(2, {0: 1})], [(2, {})], [(1, {})]]
    problem = LevellingProblem.from_modes(modes, [1], [(0, 2, FS, 0)], release=[0, 0, 0, 4])
    why = reasons(problem, np.array([0, 3, 3, 4]), np.arange(4))
    assert [(r.kind, r.by, r.resource) for r in why] == [
        ("start", -1, -1),
        ("resource", 0, 0),
        ("relation", 0, -1),
        ("release", -1, -1),
    ]


@pytest.mark.parametrize(
    ("starts", "broken"),
    [
        ([0, 3, 3], []),
        ([0, 2, 3], [("overload", "1", 1, 2)]),
        ([0, 3, 2], [("relation", "3", 1, 2)]),
        ([0, -1, 3], [("release", "2", 1, -1), ("overload", "1", 1, 0)]),
        ([0, 9, 3], [("deadline", "2", 1, 11)]),
    ],
)
def test_the_judge_sees_each_broken_rule(starts, broken):
    modes = [[(3, {0: 1})], [(2, {0: 1})], [(2, {})]]
    problem = LevellingProblem.from_modes(modes, [1], [(0, 2, FS, 0)], deadline=[99, 10, 99])
    found = violations(problem, np.array(starts), np.arange(3))
    assert [(v.kind, v.subject, v.amount, v.at) for v in found] == broken


def test_time_is_kept():
    chain = chain_of_pairs(120)
    level(chain, time_limit=0.01, solver=False)  # kernels are loaded
    result = level(chain, time_limit=0.3, solver=False)
    assert result.makespan >= result.lower_bound
    assert result.seconds < 2.0


def test_the_bound_counts_what_started_activities_and_changes_leave():
    modes = [[(4, {0: 1})], [(2, {0: 1})], [(2, {0: 2})]]
    problem = LevellingProblem.from_modes(modes, [2], [], fixed=[True, False, False], steps=[(0, 4, 1), (0, 9, 2)])
    result = level(problem, **QUICK)
    assert violations(problem, result.starts, result.modes) == []
    assert (result.status, result.makespan, result.lower_bound) == (Status.FEASIBLE, 11, 6)
    held = LevellingProblem.from_modes([*modes[:1], [(6, {0: 1})]], [1], [], fixed=[True, False])
    result = level(held, **QUICK)
    assert (result.status, result.makespan, result.bound_by) == (Status.OPTIMAL, 10, "resource_work")


def test_ctrl_c_gives_the_best_so_far():
    chain = chain_of_pairs(120)
    level(chain, time_limit=0.01, solver=False)  # kernels are loaded
    threading.Timer(1.0, signal.raise_signal, [signal.SIGINT]).start()
    result = level(chain, time_limit=120, solver=False)
    assert (result.status, violations(chain, result.starts, result.modes)) == (Status.FEASIBLE, [])
    assert result.seconds < 60
