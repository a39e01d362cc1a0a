"""Network and policy to problem: the columns that the passes read."""

from dataclasses import replace

import numpy as np

from kaname.engine.calendar_kernels import work_at
from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.policies import Policy
from kaname.engine.cpm.problem import HIGH, Edge, Node, Problem
from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.network import NONE, Flag, Limit, Network
from kaname.engine.summary_logic import Virtual, leaves_under, summary_logic

_PLAIN = (
    "remaining",
    "actual_start",
    "actual_finish",
    "constraint",
    "constraint2",
    "deadline",
    "delay",
    "parent",
    "project",
)
_ALSO_PLAIN = ("flags", "parts", "data_date", "finish_by", "manual_start", "resume", "float_calendar")
_ASKED_FROM_OUTSIDE = ("external_start", "external_finish")


def lower(network: Network, policy: Policy) -> tuple[Problem, Draft | None]:
    """Return the problem of a network under a policy, and the draft it came from (None for a plain network).

    O(N + M); a network of durations, calendars and relations only is handed on as it is.
    """
    if all(getattr(network, name) is None for name in _PLAIN + _ALSO_PLAIN + _ASKED_FROM_OUTSIDE):
        return _plain(network), None
    draft = Draft.of(network)
    draft.kind = _kinds(network)
    _floors(draft)
    _flag(draft)
    policy.bound(draft)
    _deadlines(draft)
    _summaries_bounds(draft)
    virtual = summary_logic(network) if network.parent is not None else Virtual(network.size)
    problem = _with_virtual(draft, virtual)
    return replace(problem, common_finish=True) if policy.common_finish else problem, draft


def _plain(network: Network) -> Problem:
    start = int(network.project_start[0])
    floor = None
    if network.calendar is not None:
        floor = RESERVE.take(network.size)
        _spread(_on_each_calendar(network, start), network.calendar, floor)
    return Problem(
        network.tables,
        network.duration,
        network.pred,
        network.succ,
        network.kind,
        network.lag,
        network.lag_calendar,
        network.calendar,
        floor,
        least_floor=start,
    )


def _spread(table: Column, rows: Column, out: Column) -> None:
    """Write the entry of each row; without temporary memory, so the rows are looked at before."""
    if rows.size and not 0 <= int(rows.min()) <= int(rows.max()) < table.size:
        raise IndexError(f"a calendar beyond the {table.size} of the network's tables")
    np.take(table, rows, out=out, mode="clip")


def _on_each_calendar(network: Network, instant: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return an instant as a coordinate of every calendar."""
    tape = network.tables.tape
    return np.array([work_at(tape, c, instant) for c in range(network.tables.count)], np.int64)


def _kinds(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Return relation types with the bits of relations that finished or started activities no longer carry."""
    if network.flags is None and network.actual_finish is None and network.actual_start is None:
        return network.kind
    kind = _muted_kinds(network) if network.flags is not None else network.kind.astype(np.int8, copy=True)
    if network.actual_finish is not None:
        done = network.actual_finish != NONE
        kind[done[network.succ] | done[network.pred]] |= np.int8(Edge.NOT_BACKWARD)
    if network.actual_start is not None:
        begun = network.actual_start != NONE
        from_start = (network.kind & 1) == 1
        kind[begun[network.pred] & from_start] |= np.int8(Edge.NOT_BACKWARD)
    return kind


def _muted_kinds(network: Network) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Return ``kind`` with the relations muted that carry no logic: of summaries, inactive activities and hammocks."""
    flags = network.column("flags")
    out = (flags & int(Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK)) != 0
    into = (flags & int(Flag.SUMMARY | Flag.HAMMOCK)) != 0
    kind = network.kind.astype(np.int8, copy=True)
    kind[out[network.pred] | into[network.succ]] |= np.int8(Edge.NOT_FORWARD)
    kind[out[network.pred] | out[network.succ]] |= np.int8(Edge.NOT_BACKWARD)
    return kind


def _floors(draft: Draft) -> None:
    """Let nothing start before its project, or before the levelling delay after it."""
    network = draft.network
    if network.delay is None and network.project is None:
        _spread(_on_each_calendar(network, int(network.project_start[0])), draft.calendar, draft.floor)
        return
    start = network.project_start[network.column("project")]
    if network.delay is not None:
        start = start + network.delay
    draft.floor = draft.at(np.arange(network.size), start)


def _flag(draft: Draft) -> None:
    """Mark what does not count for the project's finish."""
    if draft.network.flags is not None:
        out = (draft.network.flags & int(Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK)) != 0
        draft.flags[out] |= Node.SILENT


def _deadlines(draft: Draft) -> None:
    rows, dates = draft.given("deadline")
    draft.finish_no_later(rows, draft.at(rows, dates))


def _summaries_bounds(draft: Draft) -> None:
    """Hand the constraints of summaries down to the activities under them."""
    network = draft.network
    if network.parent is None or network.constraint is None or network.constraint_at is None:
        return
    given = network.has(Flag.SUMMARY) & (network.constraint_at != NONE)
    if not given.any():
        return
    below = leaves_under(network)
    for s in np.flatnonzero(given):
        rows = np.array(below.get(int(s), []), np.int64)
        if rows.size:
            at = draft.at(rows, np.full(rows.size, network.constraint_at[s]))
            limit = Limit(int(network.constraint[s]))
            if limit in (Limit.SNET, Limit.FNET, Limit.MSO):
                draft.start_no_earlier(rows, at)
            elif limit in (Limit.FNLT, Limit.SNLT, Limit.MFO):
                draft.finish_no_later(rows, at)


def _with_virtual(draft: Draft, virtual: Virtual) -> Problem:
    """Return the problem with the virtual nodes behind the real ones."""
    network, more = draft.network, len(virtual.roles)
    if not more and not virtual.edges:
        return _without_virtual(draft)
    lag_calendar = network.lag_calendar
    pred, succ, kind, lag = network.pred, network.succ, draft.kind, network.lag
    if virtual.edges:
        if lag_calendar is None:
            lag_calendar = np.full(network.relations, -1, np.int32)
        extra = np.array(virtual.edges, np.int64).T
        pred, succ = np.append(pred, extra[0].astype(np.int32)), np.append(succ, extra[1].astype(np.int32))
        kind, lag = np.append(kind, extra[2].astype(np.int8)), np.append(lag, extra[3])
        lag_calendar = np.append(lag_calendar, extra[4].astype(np.int32))
    least = np.array([role == "start" for role in virtual.roles], np.bool_)
    roles = np.where(least, int(Node.SILENT | Node.LEAST), int(Node.SILENT)).astype(np.int16)
    low = int(network.project_start.min())
    return Problem(
        network.tables,
        np.append(draft.span, np.zeros(more, np.int64)),
        pred,
        succ,
        kind,
        lag,
        lag_calendar,
        np.append(draft.calendar, np.zeros(more, np.int32)),
        np.append(draft.floor, np.where(least, HIGH, low)),
        np.append(draft.ceiling, np.full(more, HIGH)),
        np.append(draft.flags, roles),
        np.concatenate([draft.rare, np.zeros((more, 4), np.int64)]),
        draft.parts,
        None if network.project is None else np.append(network.project, np.array(virtual.group, np.int32)),
        least_floor=low,
        finish_by=network.finish_by,
    )


def _without_virtual(draft: Draft) -> Problem:
    """Return the problem of a draft as it is."""
    network = draft.network
    return Problem(
        network.tables,
        draft.span,
        network.pred,
        network.succ,
        draft.kind,
        network.lag,
        network.lag_calendar,
        draft.calendar,
        draft.floor,
        draft.ceiling,
        draft.flags,
        draft.rare,
        draft.parts,
        network.project,
        least_floor=int(network.project_start.min()),
        finish_by=network.finish_by,
    )
