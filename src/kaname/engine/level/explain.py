"""Why this date: what holds each activity back in a schedule."""

from dataclasses import dataclass

import numpy as np

from kaname.engine.level.problem import Ints, LevellingProblem


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an activity starts when it starts.

    ``kind``: "fixed" (started already), "start" (nothing before it), "relation" (``by`` is the predecessor that
    binds), "resource" (``by`` hands the ``resource`` over), "release", "search" (it could start earlier; it waits for
    the sake of others, for instance of a maximum lag or a promised date).
    """

    kind: str
    by: int = -1
    resource: int = -1


def reasons(problem: LevellingProblem, starts: Ints, modes: Ints) -> tuple[Reason, ...]:
    """Return the reason of every start. O(E + sum of the squares of the activities on each resource)."""
    finish = starts + problem.duration[modes]
    binding = _binding(problem, starts, modes)
    users = _users(problem, modes)
    return tuple(_reason(problem, i, starts, finish, modes, binding, users) for i in range(problem.n))


def _binding(p: LevellingProblem, starts: Ints, modes: Ints) -> dict[int, int]:
    """Return the predecessor that holds each activity exactly where it is; the longest of several."""
    tight = np.flatnonzero(starts[p.pred] + p.offsets(modes) == starts[p.succ])
    found: dict[int, int] = {}
    for e in sorted(tight.tolist(), key=lambda e: (int(p.duration[modes[p.pred[e]]]), e)):
        found[int(p.succ[e])] = int(p.pred[e])
    return found


def _users(p: LevellingProblem, modes: Ints) -> dict[int, tuple[Ints, Ints]]:
    """Return, for each renewable resource, who uses how much of it."""
    who: dict[int, list[tuple[int, int]]] = {}
    for i, m in enumerate(modes):
        for k in range(p.demand_first[m], p.demand_first[m + 1]):
            if p.renewable[p.demand_resource[k]]:
                who.setdefault(int(p.demand_resource[k]), []).append((i, int(p.demand_amount[k])))
    pairs = {r: np.array(rows, dtype=np.int64) for r, rows in who.items()}
    return {r: (rows[:, 0], rows[:, 1]) for r, rows in pairs.items()}


def _reason(
    p: LevellingProblem,
    i: int,
    starts: Ints,
    finish: Ints,
    modes: Ints,
    binding: dict[int, int],
    users: dict[int, tuple[Ints, Ints]],
) -> Reason:
    if p.fixed[i]:
        return Reason("fixed")
    if i in binding:
        return Reason("relation", binding[i])
    if starts[i] == p.release[i]:
        return Reason("start" if starts[i] == 0 else "release")
    before, m = starts[i] - 1, modes[i]
    for k in range(p.demand_first[m], p.demand_first[m + 1]):
        r, amount = int(p.demand_resource[k]), int(p.demand_amount[k])
        if r not in users or p.duration[m] == 0:
            continue
        who, much = users[r]
        at = (starts[who] <= before) & (before < finish[who]) & (who != i)
        if much[at].sum() + amount > _capacity(p, r, int(before)):
            handing = who[at & (finish[who] == starts[i])]
            return Reason("resource", int(handing[-1]) if len(handing) else -1, r)
    return Reason("search")


def _capacity(p: LevellingProblem, r: int, time: int) -> int:
    of = np.flatnonzero((p.step_resource == r) & (p.step_time <= time))
    return int(p.step_amount[of[np.argmax(p.step_time[of])]]) if len(of) else int(p.capacity[r])
