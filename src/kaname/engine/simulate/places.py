"""A CPM problem laid out in topological places for the kernels."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm.carry import carry
from kaname.engine.cpm.lower import lower
from kaname.engine.cpm.policies import Policy, policy_named
from kaname.engine.cpm.problem import Edge, Node, Problem
from kaname.engine.cpm.state import State
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import Limit, Network
from kaname.engine.simulate.clocks import lay_board
from kaname.engine.simulate.columns import CAP_FINISH, HANG, HIGHEST, LOWEST, PIN_FINISH, Places, pointer_of
from kaname.engine.simulate.ends import last_end
from kaname.engine.validate import problems_of

_FROM_FINISH = (Limit.FNET, Limit.FNLT, Limit.MFO, Limit.MANDATORY_FINISH, Limit.FINISH_ON, Limit.EXPECTED_FINISH)
_KEPT = int(Node.PIN | Node.CAP | Node.PARTS | Node.LEAST | Node.SILENT | Node.AT_START)
_CAP, _PIN, _SHOWN = range(3)  # columns of `rare`


@dataclass(frozen=True, eq=False)
class Layout:
    """The places, the place of each node, the problem they come from, and the plan's own dates.

    ``finish`` (V,) coordinates by node; ``last`` the instant of the plan's finish.
    """

    places: Places
    place: npt.NDArray[np.int32]
    problem: Problem
    finish: npt.NDArray[np.int64]
    last: int


def lay_out(network: Network, policy: str | Policy) -> Layout:
    """Return the places of a network under a policy. Raises ProblemsFound for a cycle. O(V + E)."""
    rules = policy_named(policy)
    problem, _ = lower(network, rules)
    state = State.of(problem)
    if state.forward() < problem.size:
        raise ProblemsFound(problems_of(network))
    place = np.empty(problem.size, np.int32)
    place[state.order] = np.arange(problem.size, dtype=np.int32)
    bounds = _bounds(network, rules, problem)
    silent = bounds["flags"] & int(Node.SILENT) != 0
    silent[network.size :] = True
    bounds["flags"] = bounds["flags"] | np.where(silent, int(Node.SILENT), 0)
    finish = state.rec[:, 7].copy()
    last = _last(problem, finish, np.flatnonzero(~silent))
    return Layout(_places(problem, state.order, place, bounds), place, problem, finish, last)


def longest(problem: Problem, span: Any) -> int:
    """Return the largest finish coordinate of any node for other spans. O(V + E)."""
    state = State.of(replace(problem, span=span))
    state.forward()
    return int(state.rec[:, 7].max(initial=0))


def _last(problem: Problem, finish: Any, rows: Any) -> int:
    """Return the instant at which the last of the rows finishes; the plan's start where there is none."""
    if rows.size == 0:
        return problem.least_floor
    calendar = _filled(problem, "calendar", 0)
    return int(last_end(problem.tables.tape, problem.least_floor, calendar, rows, finish))


def _filled(problem: Problem, name: str, default: int) -> Any:
    """Return a node column, of one value where the problem has none."""
    have = getattr(problem, name)
    return np.full(problem.size, default, np.int64) if have is None else np.asarray(have, np.int64)


def _flags(problem: Problem) -> Any:
    return _filled(problem, "flags", 0)


def _bounds(network: Network, rules: Policy, problem: Problem) -> dict[str, Any]:
    """Return flags, floor, hang, cap and pin by node: bounds of finishes are told from bounds of starts.

    A bound that vanishes with the constraints on finishes is one: it must hold for every drawn duration, not only
    for the planned one.
    """
    flags, span = _flags(problem).copy(), np.asarray(problem.span)
    floor = _filled(problem, "floor", problem.least_floor)
    rare = np.zeros((problem.size, 4), np.int64) if problem.rare is None else problem.rare
    cap, pin, hang = rare[:, _CAP].copy(), rare[:, _PIN].copy(), np.full(problem.size, LOWEST, np.int64)
    bare = _without_finish_limits(network)
    if bare is not None:
        other, _ = lower(bare, rules)
        other_flags, other_floor = _flags(other), _filled(other, "floor", other.least_floor)
        held = np.flatnonzero((floor > other_floor) & ((flags & int(Node.PARTS)) == 0))
        hang[held], flags[held], floor[held] = floor[held] + span[held], flags[held] | HANG, other_floor[held]
        for bit, of_finish, column in ((Node.CAP, CAP_FINISH, cap), (Node.PIN, PIN_FINISH, pin)):
            lost = np.flatnonzero((flags & int(bit) != 0) & (other_flags & int(bit) == 0) & (flags & 16 == 0))
            column[lost] += span[lost]
            flags[lost] |= of_finish
    return {"flags": flags, "floor": floor, "hang": hang, "cap": cap, "pin": pin, "shown": rare[:, _SHOWN]}


def _without_finish_limits(network: Network) -> Network | None:
    """Return the network without constraints on finishes, None where it has none."""
    if network.constraint is None and network.constraint2 is None:
        return None
    bare: dict[str, Any] = {}
    for name in ("constraint", "constraint2"):
        column = getattr(network, name)
        if column is not None:
            bare[name] = np.where(np.isin(column, [int(x) for x in _FROM_FINISH]), int(Limit.ASAP), column)
    if all(np.array_equal(bare[name], getattr(network, name)) for name in bare):
        return None
    return network.changed(**bare)


def _places(problem: Problem, order: Any, place: Any, bounds: dict[str, Any]) -> Places:
    """Return the columns in topological order."""
    _fold_shown(problem, bounds)
    edges = _edges(problem, place, bounds["flags"])
    calendar = _filled(problem, "calendar", 0)
    return Places._make(
        (
            problem.tables.tape,
            lay_board(problem.tables.tape),
            order.astype(np.int32),
            calendar[order].astype(np.int32),
            (bounds["flags"] & (_KEPT | HANG | CAP_FINISH | PIN_FINISH))[order].astype(np.int32),
            *(np.clip(bounds[k], LOWEST, HIGHEST)[order].astype(np.int32) for k in ("floor", "hang", "cap", "pin")),
            _ends(problem, bounds["flags"], calendar)[order],
            *edges,
            _parts(problem, order),
            np.asarray(problem.span)[order].astype(np.int32),
            int(calendar.max(initial=0)) + 1,
            problem.least_floor,
        )
    )


def _fold_shown(problem: Problem, bounds: dict[str, Any]) -> None:
    """Turn relations from the start of what has started into floors: they no longer move."""
    shown = bounds["flags"] & int(Node.SHOWN) != 0
    kind = np.asarray(problem.kind)
    from_start = (kind & 1 == 1) & (kind & int(Edge.NOT_FORWARD) == 0)
    calendar, least = _filled(problem, "calendar", 0), bounds["flags"] & int(Node.LEAST) != 0
    lag_calendar = _lag_calendars(problem, calendar)
    for e in np.flatnonzero(from_start & shown[problem.pred]):
        p, s = int(problem.pred[e]), int(problem.succ[e])
        ask = carry(
            problem.tables.tape,
            int(calendar[p]),
            int(bounds["shown"][p]),
            True,
            int(problem.lag[e]),
            int(lag_calendar[e]),
            int(calendar[s]),
        )
        if kind[e] & 3 == 3:
            bounds["hang"][s] = max(bounds["hang"][s], ask)
            bounds["flags"][s] |= HANG
        elif least[s]:
            bounds["floor"][s] = min(bounds["floor"][s], ask)
        else:
            bounds["floor"][s] = max(bounds["floor"][s], ask)


def _lag_calendars(problem: Problem, calendar: Any) -> Any:
    """Return the row of the tables on which each lag is counted."""
    code = np.full(problem.pred.shape[0], -1) if problem.lag_calendar is None else np.asarray(problem.lag_calendar)
    return np.where(code == -1, calendar[problem.succ], np.where(code == -2, calendar[problem.pred], code))


def _edges(problem: Problem, place: Any, flags: Any) -> tuple[Any, ...]:
    """Return pointer, pred, kind, lag, lag_calendar and plain by the successor's place; gives by place."""
    kind, calendar = np.asarray(problem.kind), _filled(problem, "calendar", 0)
    from_shown = (kind & 1 == 1) & (flags[problem.pred] & int(Node.SHOWN) != 0)
    kept = np.flatnonzero((kind & int(Edge.NOT_FORWARD) == 0) & ~from_shown)
    order = kept[np.argsort(place[problem.succ[kept]], kind="stable")]
    pred, succ = np.asarray(problem.pred)[order], np.asarray(problem.succ)[order]
    lag, on = np.asarray(problem.lag)[order], _lag_calendars(problem, calendar)[order]
    same = (calendar[pred] == calendar[succ]) & ((lag == 0) | (on == calendar[succ]))
    plain = same & (flags[succ] & int(Node.PARTS | Node.LEAST) == 0)
    counts = np.bincount(place[succ], minlength=problem.size)
    small = np.clip(lag, LOWEST, HIGHEST).astype(np.int32)
    kinds, rows = (kind[order] & 3).astype(np.int8), on.astype(np.int32)
    gives = np.zeros(problem.size, np.int8)
    gives[place[pred[~plain & (kinds & 1 == 0)]]] = 1
    return pointer_of(counts), place[pred], kinds, small, rows, plain.astype(np.int8), gives


def _ends(problem: Problem, flags: Any, calendar: Any) -> Any:
    """Return which nodes can be the last: all but those that a later node on the same calendar always outlasts."""
    loud = flags & int(Node.SILENT) == 0
    bound = flags & int(Node.PIN | Node.CAP | Node.PARTS | Node.LEAST) != 0
    kind, lag = np.asarray(problem.kind), np.asarray(problem.lag)
    forward = kind & int(Edge.NOT_FORWARD) == 0
    outlasts = forward & (kind & 1 == 0) & (lag >= 0) & loud[problem.succ] & ~bound[problem.succ]
    outlasts &= calendar[problem.pred] == calendar[problem.succ]
    ends = loud.copy()
    ends[problem.pred[outlasts]] = False
    return ends.astype(np.int8)


def _parts(problem: Problem, order: Any) -> Any:
    """Return the parts by place."""
    count = problem.size
    if problem.parts is None or not np.asarray(problem.parts).size:
        return np.zeros(count + 1, np.int64)
    old = np.asarray(problem.parts)
    real = old[0] - 1  # pointers of the nodes that the network has; virtual nodes have no parts
    lengths = np.zeros(count, np.int64)
    lengths[:real] = np.diff(old[: real + 1])
    pairs = [old[old[v] : old[v + 1]] for v in order if lengths[v]]
    return np.concatenate([pointer_of(lengths[order]) + count + 1, *pairs])
