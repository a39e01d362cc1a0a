import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selection_cases import brute_force, candidate, chosen_value, dense, random_problem, vector

from kaname.engine.portfolio.build import build
from kaname.engine.portfolio.problem import Resource, SelectionProblem
from kaname.engine.portfolio.result import Status
from kaname.engine.portfolio.select import select


def test_the_vector_of_the_specification():
    found = select(vector(), 5)
    assert (found.status, found.value, found.gap) == (Status.OPTIMAL, 217.0, 0.0)
    assert [c.id for c in found.chosen] == ["P1", "P2", "P4"]
    assert {u.resource: (u.used, u.left) for u in found.usage} == {"cost": (9.0, 0.5), "pm": (65.0, 5.0)}


def test_every_rejected_candidate_is_explained():
    rejected = {r.id: r for r in select(vector(), 5).rejected}
    assert list(rejected) == ["P3", "P5"]
    assert [(k.names, k.needed, k.left, k.short) for k in rejected["P3"].lacks] == [
        (("cost",), 2.0, 0.5, 1.5),
        (("pm",), 18.0, 5.0, 13.0),
    ]
    assert (rejected["P3"].leave, rejected["P3"].change) == (("P2",), -7.0)


def test_a_mandatory_candidate_is_in_and_never_asked_to_leave():
    found = select(vector(P5={"mandatory": True}, P3={"mandatory": True}), 5)
    assert found.value == 68 + 55 + 82
    assert {name for r in found.rejected for name in r.leave} <= {"P1"}


def test_rules_that_contradict_the_limits_are_infeasible():
    found = select(vector(budget=1.0, P1={"mandatory": True}), 5)
    assert (found.status, found.value, found.chosen) == (Status.INFEASIBLE, None, ())


def test_a_need_is_named_as_what_is_lacking():
    problem = SelectionProblem(
        (
            candidate("base", 1, {"a": 9}),
            candidate("top", 5, {"a": 1}, needs=("base",)),
            candidate("other", 9, {"a": 5}),
        ),
        (Resource("a", (9,)),),
    )
    found = select(problem, 5)
    assert [c.id for c in found.chosen] == ["other"]
    assert {r.id: [(k.kind, k.names) for k in r.lacks] for r in found.rejected}["top"] == [("needs", ("top", "base"))]


@pytest.mark.parametrize("seed", range(40))
def test_who_leaves_makes_room_and_the_change_is_what_it_says(seed):
    problem = random_problem(seed, rules=True)
    found = select(problem, 5)
    model = build(problem)
    for rejection in found.rejected:
        if not rejection.leave:
            continue
        kept = {c.id: (c.version, c.start) for c in found.chosen if c.id not in rejection.leave}
        kept[rejection.id] = (rejection.version, rejection.start)
        x = np.zeros(model.size, dtype=bool)
        for j, column in enumerate(model.columns):
            if column.synergy >= 0:
                x[j] = set(problem.synergies[column.synergy].candidates) <= kept.keys()
                continue
            c = problem.candidates[column.candidate]
            x[j] = kept.get(c.id) == (c.versions[column.version].id, column.start)
        assert model.feasible(x)


@pytest.mark.parametrize("rules", [False, True])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_small_problems_are_solved_as_by_trying_everything(rules, seed):
    problem = random_problem(seed, rules)
    found = select(problem, 5)
    assert found.value == brute_force(problem)
    if found.value is None:
        assert found.status is Status.INFEASIBLE
    else:
        assert (found.status, found.value) == (Status.OPTIMAL, chosen_value(problem, found))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_large_problem_keeps_its_limits_its_bound_and_its_time(workers):
    problem = dense(250, 10, 0.5, seed=3)
    found = select(problem, 1.5, workers=workers)
    assert found.value == chosen_value(problem, found)
    assert found.value <= found.bound <= 1.02 * found.value
    assert found.status is (Status.OPTIMAL if found.bound == found.value else Status.FEASIBLE)
    assert len(found.chosen) + len(found.rejected) == 250
    assert found.seconds < 3.0


def test_what_needs_itself_or_is_excluded_twice_is_no_trouble():
    problem = SelectionProblem(
        (candidate("a", 3, {}, needs=("a",)), candidate("b", -4, {})), (), exclusive=(("a", "a"),)
    )
    found = select(problem, 5)
    assert (found.value, [c.id for c in found.chosen]) == (3.0, ["a"])


def test_nothing_to_choose_within_no_limits_takes_all():
    problem = SelectionProblem((candidate("a", 3, {}), candidate("b", 4, {})), ())
    assert (select(problem, 5).value, select(problem, 5).status) == (7.0, Status.OPTIMAL)
