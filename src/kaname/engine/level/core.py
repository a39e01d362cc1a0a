"""A problem made ready for the kernels: one mode each, activities in topological order."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaname.engine.level.order_kernels import distances, grouped, implied, longest_from, topological
from kaname.engine.level.problem import NO_DEADLINE, Ints, LevellingProblem

PACKED_BITS = 64
LARGEST_PROFILE = 10**7  # places in all rows
SMALL = 3000  # activities up to which all pairs are compared
LATE = 10**12  # the cost of one unit after a deadline
UNIT = 10**6  # the cost of one unit of makespan; weighted finishes of projects stay below it


class Lane(NamedTuple):
    """One direction of time: the relations into each activity, earliest starts, and the empty resource profile."""

    first: Ints  # n + 1, CSR
    before: Ints
    offset: Ints  # least distance from start to start
    release: Ints  # n
    packed: NDArray[np.uint64]  # T, or one element where rows are used
    rows: NDArray[np.int32]  # (R, T), or (1, 1) where packed


class Core(NamedTuple):
    """What the kernels read. Rank k is the k-th activity in topological order."""

    duration: Ints
    need: NDArray[np.uint64]  # packed demand
    guard: np.uint64
    need_first: Ints  # CSR of demands
    need_row: Ints
    need_amount: Ints
    density: NDArray[np.float64]  # share of all capacity used at once
    is_packed: bool
    tame: bool  # sorting by start gives a topological order in both directions
    deadline: Ints
    project: Ints
    weight: NDArray[np.float64]  # of each project, scaled so that the weighted finishes stay below UNIT
    costed: bool  # deadlines or weights matter
    horizon: int
    forth: Lane
    back: Lane


@dataclass(frozen=True)
class Prepared:
    """The core with the way back to the problem's own terms."""

    core: Core
    topo: Ints  # problem index of each rank
    head: Ints  # earliest start by relations and releases alone, by rank
    tail: Ints  # longest time from an activity's start to the end of the project, by rank
    symmetric: bool  # a schedule built backwards is a schedule
    capacity: Ints  # the most each resource ever has, in the units of need_amount
    free: Ints  # (R, T) what is left of each resource over time, or (R, 1) where that never changes

    def starts(self, of_rank: Ints) -> Ints:
        """Return starts in the problem's order."""
        out = np.empty_like(of_rank)
        out[self.topo] = of_rank
        return out


def relations_of(prepared: Prepared) -> tuple[Ints, Ints, Ints]:
    """Return the relations into each rank as (first, before, offset)."""
    lane = prepared.core.forth
    return lane.first, lane.before, lane.offset


def prepare(problem: LevellingProblem, modes: Ints, stretch: int = 1) -> Prepared | None:
    """Return the core of a problem under chosen modes, or None where its relations form a circle (maximum lags).

    Profiles are long enough for any list, unless they would fill too much memory: then they are ``stretch`` times a
    guess, and schedules that do not fit are not found.
    """
    duration = problem.duration[modes]
    keep = ~problem.fixed[problem.succ]
    pred, succ, offset = problem.pred[keep], problem.succ[keep], problem.offsets(modes)[keep]
    topo = topological(problem.n, pred, succ)
    if len(topo) < problem.n:
        return None
    rank = np.empty_like(topo)
    rank[topo] = np.arange(problem.n)
    pred, succ, offset = _needed(problem.n, *_strongest(problem.n, rank[pred], rank[succ], offset))
    duration = duration[topo]
    release = problem.release[topo]
    forth = _csr(problem.n, pred, succ, offset)
    back = _csr(problem.n, succ, pred, offset + duration[succ] - duration[pred])
    head = longest_from(np.arange(problem.n), *forth, release)
    tail = longest_from(np.arange(problem.n)[::-1].copy(), *_csr(problem.n, succ, pred, offset), duration)
    last = max(int((head + duration).max(initial=0)), int(problem.step_time.max(initial=0)))
    horizon = int(last + duration.sum() + np.maximum(offset, 0).sum()) + 2
    if horizon * len(problem.capacity) > LARGEST_PROFILE:
        horizon = min(
            horizon, stretch * (last + last // 4 + 2 * _busiest(problem, modes) + int(duration.max(initial=0)) + 2)
        )
    space = _space(problem, modes[topo], topo, release, duration, horizon)
    weight: Any = np.zeros(len(problem.project_ids))
    if problem.weight.any():
        weight = problem.weight * (0.5 * UNIT / (float(problem.weight.sum()) * max(horizon, 1)))
    deadline = problem.deadline[topo]
    core = Core(
        duration=duration,
        tame=bool((offset >= 0).all() and (offset + duration[succ] - duration[pred] >= 0).all()),
        deadline=deadline,
        project=problem.project[topo],
        weight=weight,
        costed=bool((deadline < NO_DEADLINE).any() or weight.any()),
        horizon=horizon,
        forth=Lane(*forth, release, space["packed"], space["rows"]),
        back=Lane(*back, np.zeros_like(release), space["mirror_packed"], space["mirror_rows"]),
        **{
            name: space[name]
            for name in ("need", "guard", "need_first", "need_row", "need_amount", "density", "is_packed")
        },
    )
    bound_to_time = release.any() or problem.fixed.any() or len(problem.step_time) or (deadline < NO_DEADLINE).any()
    symmetric = not bound_to_time and bool((offset + duration[succ] >= 0).all() and (offset >= 0).all())
    return Prepared(core, topo, head, tail, symmetric, space["top"], space["free"])


def _busiest(p: LevellingProblem, modes: Ints) -> int:
    """Return the time that the busiest resource needs for all of its work."""
    energy = np.repeat(p.duration, np.diff(p.demand_first)) * p.demand_amount
    taken = np.zeros(len(p.duration), dtype=bool)
    taken[modes] = True
    energy[~np.repeat(taken, np.diff(p.demand_first))] = 0
    work = np.bincount(p.demand_resource, weights=energy, minlength=len(p.capacity))
    return int((work / np.maximum(p.capacity, 1))[p.renewable].max(initial=0)) + 1


def _strongest(n: int, pred: Ints, succ: Ints, offset: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the relations with only the largest offset for each pair."""
    if len(pred) == 0:
        return pred, succ, offset
    pair = pred * n + succ
    ranked = np.sort(pair)
    if (ranked[1:] != ranked[:-1]).all():
        return pred, succ, offset
    order = np.lexsort((-offset, pair))
    pair = pair[order]
    first = order[np.concatenate([[True], pair[1:] != pair[:-1]])]
    return pred[first], succ[first], offset[first]


def _needed(n: int, pred: Ints, succ: Ints, offset: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the relations that no chain of others implies; all of them where n is large."""
    if n > SMALL or len(pred) == 0:
        return pred, succ, offset
    longest = distances(n, *_csr(n, pred, succ, offset), -(2**30))
    keep = ~implied(longest, *_csr(n, pred, succ, offset), pred, succ, offset)
    return pred[keep], succ[keep], offset[keep]


def _csr(n: int, before: Ints, after: Ints, offset: Ints) -> tuple[Ints, Ints, Ints]:
    first, order = grouped(n, after)
    return first, np.ascontiguousarray(before[order]), np.ascontiguousarray(offset[order])


def _space(p: LevellingProblem, modes: Ints, topo: Ints, release: Ints, duration: Ints, horizon: int) -> dict[str, Any]:
    """Return demands and empty profiles; amounts of a resource are divided by their common divisor."""
    count = p.demand_first[modes + 1] - p.demand_first[modes]
    at = np.repeat(p.demand_first[modes] - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())
    owner, row, amount = np.repeat(np.arange(p.n), count), p.demand_resource[at], p.demand_amount[at]
    use = p.renewable[row] & (duration[owner] > 0)
    frozen = p.fixed[topo][owner] & use
    use &= ~frozen
    steps = list(zip(p.step_resource.tolist(), p.step_time.tolist(), p.step_amount.tolist(), strict=True))
    fixed = list(
        zip(row[frozen], release[owner[frozen]], (release + duration)[owner[frozen]], amount[frozen], strict=True)
    )
    changing = {int(r) for r, *_ in steps} | {int(r) for r, *_ in fixed}
    divisor = p.capacity.copy()
    np.gcd.at(divisor, row[use], amount[use])
    divisor[list(changing)] = 1
    divisor = np.maximum(divisor, 1)
    owner, row, amount = owner[use], row[use], amount[use] // divisor[row[use]]
    capacity = p.capacity // divisor
    top = capacity.copy()
    for r, _, value in steps:
        top[r] = max(top[r], value)
    used = np.unique(row)
    packed_bits = sum(int(top[r]).bit_length() + 1 for r in used)
    density = np.bincount(owner, weights=amount / np.maximum(capacity[row], 1), minlength=p.n).astype(
        np.float64
    )  # whole numbers when nothing is needed
    rows = _rows(capacity, horizon, steps, fixed) if changing else capacity[:, None]
    made: dict[str, Any] = {
        "density": density,
        "top": top,
        "free": rows,
        "need_first": np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=p.n))]).astype(np.int64),
        "need_row": np.ascontiguousarray(row),
        "need_amount": np.ascontiguousarray(amount),
        "is_packed": packed_bits <= PACKED_BITS,
        "need": np.zeros(p.n, dtype=np.uint64),
        "guard": np.uint64(0),
        "packed": np.zeros(1, dtype=np.uint64),
        "mirror_packed": np.zeros(1, dtype=np.uint64),
        "rows": np.zeros((1, 1), dtype=np.int32),
        "mirror_rows": np.zeros((1, 1), dtype=np.int32),
    }
    if made["is_packed"]:
        _pack(made, used, owner, row, amount, top, rows, horizon)
    else:
        made["mirror_rows"] = np.repeat(top[:, None].astype(np.int32), horizon, axis=1)
        made["rows"] = rows.astype(np.int32) if changing else made["mirror_rows"]
    return made


def _rows(capacity: Ints, horizon: int, steps: list[Any], fixed: list[Any]) -> Ints:
    rows = np.repeat(capacity[:, None], horizon, axis=1)
    for r, time, value in sorted(steps, key=lambda s: s[1]):
        rows[r, time:] = value
    for r, start, finish, amount in fixed:
        rows[r, start:finish] -= amount
    return np.maximum(rows, 0)


def _pack(
    made: dict[str, Any], used: Ints, owner: Ints, row: Ints, amount: Ints, top: Ints, rows: Ints, horizon: int
) -> None:
    """Fill in the packed forms; ``rows`` (R, 1 or T) are the free amounts of the empty profile."""
    widths = np.array([int(top[r]).bit_length() + 1 for r in used], dtype=np.int64)
    shift = np.zeros(len(top), dtype=np.uint64)
    shift[used] = (np.cumsum(widths) - widths).astype(np.uint64)
    guard = sum(1 << (int(shift[r]) + int(top[r]).bit_length()) for r in used)
    np.add.at(made["need"], owner, amount.astype(np.uint64) << shift[row])
    made["guard"] = np.uint64(guard)
    for name, values in (("packed", rows), ("mirror_packed", top[:, None])):
        made[name] = np.full(horizon, guard, dtype=np.uint64)
        for r in used:
            made[name] |= values[r].astype(np.uint64) << shift[r]
