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
    count = p.demand_first[modes + 1] - p.demand_first[modes]
    at = np.repeat(p.demand_first[modes] - np.cumsum(count) + count, count) + np.arange(count.sum())
    owner, row, amount = np.repeat(np.arange(p.n), count), p.demand_resource[at], p.demand_amount[at]
    spent = np.bincount(row, weights=amount, minlength=len(p.capacity)).astype(np.int64)
    found = [
        Violation("overload", p.resource_ids[r], int(spent[r] - p.capacity[r]), 0)
        for r in np.flatnonzero(~p.renewable & (spent > p.capacity))
    ]
    special = np.zeros(len(p.capacity), dtype=bool)
    special[p.step_resource] = True
    special[row[p.fixed[owner]]] = True
    begin, end = starts[owner], starts[owner] + p.duration[modes][owner]
    plain = p.renewable[row] & ~special[row]
    found += _plain_peaks(p, row[plain], begin[plain], end[plain], amount[plain])
    for r in np.flatnonzero(special & p.renewable):
        mine = np.flatnonzero(row == r)
        events = [(int(begin[k]), int(end[k]), int(amount[k]), int(owner[k])) for k in mine]
        found += _peaks(p, int(r), events)
    return found


def _plain_peaks(p: LevellingProblem, row: Ints, begin: Ints, end: Ints, amount: Ints) -> list[Violation]:
    """Return the overloads of resources whose capacity is constant and that nothing started holds."""
    rows, times = np.concatenate([row, row]), np.concatenate([begin, end])
    changes = np.concatenate([amount, -amount])
    span = int(times.max(initial=0) - times.min(initial=0)) + 1
    key = (rows * span + times - times.min(initial=0)) * 2 + (changes > 0)
    order = np.argsort(key)  # what ends frees its place before the next begins
    load = np.cumsum(changes[order])  # every resource ends at zero, so one running sum serves all
    over = np.flatnonzero(load > p.capacity[rows[order]])
    return [
        Violation(
            "overload", p.resource_ids[rows[order[k]]], int(load[k] - p.capacity[rows[order[k]]]), int(times[order[k]])
        )
        for k in over[:1000]
    ]


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
