from selection_cases import vector

from kaname.engine.portfolio.scenario import compare, frontier, with_limits
from kaname.engine.portfolio.select import select


def test_more_budget_and_people_bring_others_in():
    before = select(vector(), 5)
    after = select(with_limits(vector(), {"cost": 11.0, "pm": 85.0}), 5)
    both = compare(before, after)
    assert (after.value, both.comes, both.goes, both.moves) == (285.0, ("P3",), (), ())


def test_the_frontier_rises_with_the_limit():
    points = frontier(vector(), "cost", [9.5, 0.0, 4.0], seconds=3)
    assert [(p.limit, p.value, p.bound) for p in points] == [(0.0, 0.0, 0.0), (4.0, 128.0, 128.0), (9.5, 217.0, 217.0)]
