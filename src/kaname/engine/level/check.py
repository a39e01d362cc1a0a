"""An independent judge: is a schedule feasible? Used on every result before it leaves, and by tests as the oracle."""

import numpy as np

from kaname.engine.diagnostics import Diagnostic, error
from kaname.engine.level.problem import Ints, LevellingProblem


def violations(problem: LevellingProblem, starts: Ints, modes: Ints) -> list[Diagnostic]:
    """Return every broken rule of a schedule: relations, releases, deadlines, capacities. O(E + D log D)."""
    return [
        *_broken_times(problem, starts, modes),
        *_broken_relations(problem, starts, modes),
        *_overloads(problem, starts, modes),
    ]


def _broken_times(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Diagnostic]:
    finish = starts + p.duration[modes]
    early = np.flatnonzero((starts < p.release) | (p.fixed & (starts != p.release)))
    late = np.flatnonzero(finish > p.deadline)
    return [
        *(error("level-broken-release", p.ids[i], start=int(starts[i]), release=int(p.release[i])) for i in early),
        *(error("level-broken-deadline", p.ids[i], finish=int(finish[i]), deadline=int(p.deadline[i])) for i in late),
    ]


def _broken_relations(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Diagnostic]:
    missing = starts[p.pred] + p.offsets(modes) - starts[p.succ]
    missing[p.fixed[p.succ]] = 0  # what has started has started
    return [
        error("level-broken-relation", p.ids[p.succ[e]], by=p.ids[p.pred[e]], missing=int(missing[e]))
        for e in np.flatnonzero(missing > 0)
    ]


def _overloads(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Diagnostic]:
    uses: dict[int, list[tuple[int, int, int, int]]] = {}
    for i, m in enumerate(modes):
        for k in range(p.demand_first[m], p.demand_first[m + 1]):
            event = (int(starts[i]), int(starts[i] + p.duration[m]), int(p.demand_amount[k]), i)
            uses.setdefault(int(p.demand_resource[k]), []).append(event)
    found = []
    for r, events in uses.items():
        if not p.renewable[r]:
            total = sum(amount for _, _, amount, _ in events)
            if total > p.capacity[r]:
                found.append(
                    error("level-overload", p.resource_ids[r], time=0, demand=total, capacity=int(p.capacity[r]))
                )
            continue
        found += _peaks(p, r, events)
    return found


def _peaks(p: LevellingProblem, r: int, events: list[tuple[int, int, int, int]]) -> list[Diagnostic]:
    steps = sorted(
        (int(t), int(a)) for q, t, a in zip(p.step_resource, p.step_time, p.step_amount, strict=True) if q == r
    )
    change: dict[int, int] = {t: 0 for t, _ in steps}
    for start, finish, amount, i in events:
        if p.fixed[i]:
            continue  # what has started may overload; it is reported apart
        change[start] = change.get(start, 0) + amount
        change[finish] = change.get(finish, 0) - amount
    frozen = [(s, f, a) for s, f, a, i in events if p.fixed[i]]
    for s, f, _ in frozen:
        change.setdefault(s, 0)
        change.setdefault(f, 0)
    load, found, limits = 0, [], dict(steps)
    capacity = int(p.capacity[r])
    for time in sorted(change):
        load += change[time]
        capacity = limits.get(time, capacity)
        left = max(0, capacity - sum(a for s, f, a in frozen if s <= time < f))
        if load > left:
            found.append(error("level-overload", p.resource_ids[r], time=time, demand=load, capacity=left))
    return found
