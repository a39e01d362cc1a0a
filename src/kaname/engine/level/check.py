"""An independent judge: is a schedule feasible? Used on every result before it leaves, and by tests as the oracle."""

from dataclasses import dataclass

import numpy as np

from kaname.engine.level.problem import Ints, LevellingProblem


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule: ``kind`` release | deadline | relation | overload, of which activity or resource, by how much."""

    kind: str
    subject: str
    amount: int
    at: int


def violations(problem: LevellingProblem, starts: Ints, modes: Ints) -> list[Violation]:
    """Return every broken rule of a schedule: relations, releases, deadlines, capacities. O(E + D log D)."""
    return [
        *_broken_times(problem, starts, modes),
        *_broken_relations(problem, starts, modes),
        *_overloads(problem, starts, modes),
    ]


def _broken_times(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Violation]:
    finish = starts + p.duration[modes]
    early = np.flatnonzero((starts < p.release) | (p.fixed & (starts != p.release)))
    late = np.flatnonzero(finish > p.deadline)
    return [
        *(Violation("release", p.ids[i], int(p.release[i] - starts[i]), int(starts[i])) for i in early),
        *(Violation("deadline", p.ids[i], int(finish[i] - p.deadline[i]), int(finish[i])) for i in late),
    ]


def _broken_relations(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Violation]:
    missing = starts[p.pred] + p.offsets(modes) - starts[p.succ]
    missing[p.fixed[p.succ]] = 0  # what has started has started
    return [
        Violation("relation", p.ids[p.succ[e]], int(missing[e]), int(starts[p.succ[e]]))
        for e in np.flatnonzero(missing > 0)
    ]


def _overloads(p: LevellingProblem, starts: Ints, modes: Ints) -> list[Violation]:
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
                found.append(Violation("overload", p.resource_ids[r], int(total - p.capacity[r]), 0))
            continue
        found += _peaks(p, r, events)
    return found


def _peaks(p: LevellingProblem, r: int, events: list[tuple[int, int, int, int]]) -> list[Violation]:
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
            found.append(Violation("overload", p.resource_ids[r], load - left, time))
    return found
