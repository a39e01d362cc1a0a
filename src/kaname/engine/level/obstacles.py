"""What makes a plan impossible whatever the order, said before any search."""

import numpy as np

from kaname.engine.diagnostics import Diagnostic, error
from kaname.engine.level.order_kernels import grouped, longest_from, topological
from kaname.engine.level.problem import NO_DEADLINE, Ints, LevellingProblem


def obstacles(problem: LevellingProblem) -> list[Diagnostic]:
    """Return every reason why no schedule exists that can be seen without search. O(M + E n) at worst."""
    found = _demands(problem) + _totals(problem)
    head, circle = _heads(problem)
    if circle:
        return [*found, error("level-circle", problem.ids[circle[0]], activities=[problem.ids[i] for i in circle])]
    late = head + _shortest(problem) - problem.deadline
    for i in np.flatnonzero((late > 0) & ~problem.fixed & (problem.deadline < NO_DEADLINE)):
        found.append(error("level-deadline-impossible", problem.ids[i], late=int(late[i])))
    return found


def _shortest(p: LevellingProblem) -> Ints:
    least: Ints = np.minimum.reduceat(p.duration, p.mode_first[:-1]) if p.n else p.duration
    return least


def _demands(p: LevellingProblem) -> list[Diagnostic]:
    """Each activity needs a mode whose demands the capacities allow at some time."""
    top = p.capacity.copy()
    np.maximum.at(top, p.step_resource, p.step_amount)
    owner = np.repeat(np.arange(len(p.duration)), np.diff(p.demand_first))
    over = p.demand_amount > top[p.demand_resource]
    over &= (p.duration[owner] > 0) | ~p.renewable[p.demand_resource]
    bad = np.zeros(len(p.duration), dtype=bool)
    bad[owner[over]] = True
    possible = np.add.reduceat(~bad, p.mode_first[:-1]) if p.n else np.zeros(0)
    found = []
    for i in np.flatnonzero((possible == 0) & ~p.fixed):
        q = int(np.flatnonzero(over & (owner >= p.mode_first[i]) & (owner < p.mode_first[i + 1]))[0])
        r = int(p.demand_resource[q])
        numbers = {"demand": int(p.demand_amount[q]), "capacity": int(top[r])}
        found.append(error("level-demand-above-capacity", p.ids[i], resource=p.resource_ids[r], **numbers))
    return found


def _totals(p: LevellingProblem) -> list[Diagnostic]:
    """The least use of each non-renewable resource must fit into it."""
    found = []
    for r in np.flatnonzero(~p.renewable):
        least = 0
        for a, b in zip(p.mode_first, p.mode_first[1:], strict=False):
            least += min(_use(p, m, int(r)) for m in range(a, b))
        if least > p.capacity[r]:
            found.append(error("level-budget-too-small", p.resource_ids[r], demand=least, capacity=int(p.capacity[r])))
    return found


def _use(p: LevellingProblem, mode: int, r: int) -> int:
    part = slice(p.demand_first[mode], p.demand_first[mode + 1])
    return int(p.demand_amount[part][p.demand_resource[part] == r].sum())


def _least_offsets(p: LevellingProblem) -> Ints:
    """Return for each relation the least distance from start to start under any modes."""
    low = _shortest(p)
    high = np.maximum.reduceat(p.duration, p.mode_first[:-1]) if p.n else p.duration
    from_pred = np.where((p.kind == 0) | (p.kind == 2), low[p.pred], 0)
    from_succ = np.where((p.kind == 2) | (p.kind == 3), high[p.succ], 0)
    offset: Ints = p.lag + from_pred - from_succ
    return offset


def _heads(p: LevellingProblem) -> tuple[Ints, list[int]]:
    """Return earliest starts by relations alone, or the activities of a circle that asks for more time than there is.

    Where no activity has a deadline, earliest starts are not needed and releases stand for them.

    In topological order where there is one; else Bellman and Ford, a vectorised sweep over all relations a round.
    """
    head, offset, source = p.release.copy(), _least_offsets(p), np.full(p.n, -1)
    keep = ~p.fixed[p.succ]
    pred, succ, offset = p.pred[keep], p.succ[keep], offset[keep]
    order = topological(p.n, pred, succ)
    if len(order) == p.n:
        if (p.deadline == NO_DEADLINE).all():
            return head, []
        first, by = grouped(p.n, succ)
        return longest_from(order, first, pred[by], offset[by], head), []
    for _ in range(p.n + 1):
        reach = head[pred] + offset
        moved = np.flatnonzero(reach > head[succ])
        if len(moved) == 0:
            return head, []
        np.maximum.at(head, succ[moved], reach[moved])
        hit = moved[reach[moved] == head[succ[moved]]]
        source[succ[hit]] = pred[hit]
    return head, _circle(source, int(succ[moved[0]]))


def _circle(source: Ints, at: int) -> list[int]:
    for _ in range(len(source)):
        at = int(source[at])
    found, i = [at], int(source[at])
    while i != at:
        found.append(i)
        i = int(source[i])
    return found[::-1]
