"""A plan with people and calendars as a levelling problem, and its levelled dates back on the plan's own calendars.

The schedule without resource limits comes first: it gives every activity its earliest start with all that the format
means (constraints, progress, summaries, interruptions). Levelling then only delays. The delays go back into the
network as "start no earlier than", and the plan's own scheduler sets the final dates.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from kaname.engine.cpm import Schedule, schedule
from kaname.engine.days import moment_of
from kaname.engine.diagnostics import Diagnostic, warning
from kaname.engine.level.axis import WorkAxis
from kaname.engine.level.explain import Reason, reasons
from kaname.engine.level.problem import NO_DEADLINE, LevellingProblem
from kaname.engine.level.result import LevellingResult
from kaname.engine.network import NONE, Flag, Limit
from kaname.exchange.compile import CompiledPlan, schedule_plan
from kaname.exchange.document import PlanDocument
from kaname.exchange.plan_axis import Slots, lay_out
from kaname.exchange.plan_demands import Demands, demands_of
from kaname.exchange.plan_links import Links, links_of

UNTOUCHED = Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK | Flag.EXTERNAL
_NOT_BEFORE = (int(Limit.ASAP), int(Limit.ALAP), int(Limit.SNET))


@dataclass(eq=False)
class PlanCase:
    """A plan ready to be levelled; see :func:`case_of`."""

    document: PlanDocument
    compiled: CompiledPlan
    dates: Schedule  # without resource limits
    slots: Slots
    problem: LevellingProblem
    axis: WorkAxis
    rows: list[int]  # network row of each activity of the problem
    floor: int
    names: tuple[str, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unit: str = "minutes"

    @property
    def rank(self) -> Any:
        """Return the late starts, the order in which the search begins."""
        return np.asarray(self.dates.late_start)[self.rows]

    def minutes(self, slots: int) -> float:
        """Return slots as minutes in which somebody works."""
        widths = np.diff(self.slots.edge)
        whole = float(np.minimum(widths, np.median(widths))[:slots].sum()) / self.compiled.network.resolution
        return int(whole) if whole == int(whole) else whole

    def levelled(self, result: LevellingResult) -> tuple[Schedule, list[Diagnostic]]:
        """Return the plan's dates with the delays of a levelling, and what is still overloaded in them."""
        network = self.compiled.network
        kind, at = network.column("constraint").copy(), network.column("constraint_at").copy()
        for i, row in enumerate(self.rows):
            later = result.starts[i] > self.problem.release[i] and self.problem.duration[i] > 0
            moment = self.slots.moment(int(result.starts[i]))
            if later and not self.problem.fixed[i] and int(kind[row]) in _NOT_BEFORE:
                at[row] = max(moment, int(at[row])) if kind[row] == Limit.SNET else moment
                kind[row] = int(Limit.SNET)
        final = schedule(network.changed(constraint=kind, constraint_at=at), self.compiled.policy)
        return final, self._overloads(final)

    def reasons(self, result: LevellingResult) -> tuple[Reason, ...]:
        """Return why each activity starts when it starts, as far as whole slots tell."""
        spans = self.problem.duration.copy()
        if not self.axis.uniform():
            for i, start in enumerate(result.starts.tolist()):
                mine = self.axis.before[self.axis.calendar[i]]
                spans[i] = int(np.searchsorted(mine, mine[start] + spans[i])) - start if spans[i] else 0
        return reasons(replace(self.problem, duration=spans), result.starts, result.modes)

    def _overloads(self, final: Schedule) -> list[Diagnostic]:
        """Return a warning for each resource that the final dates still overload, at the first such time."""
        found, p = [], self.problem
        start = np.array([self.slots.at(int(final.start[row])) for row in self.rows])
        finish = np.array([self.slots.at(int(final.finish[row])) for row in self.rows])
        load = np.zeros((len(p.capacity), self.axis.slots + 2), np.int32)
        for i in range(p.n):
            mine = self.axis.before[self.axis.calendar[i]]
            begin = int(p.release[i]) if p.fixed[i] else int(start[i])
            works = np.flatnonzero(np.diff(mine[begin : int(finish[i]) + 1]) > 0) + begin
            for q in range(p.demand_first[i], p.demand_first[i + 1]):
                load[p.demand_resource[q], works] += p.demand_amount[q]
        for r, name in enumerate(p.resource_ids):
            over = np.flatnonzero(load[r] > p.capacity[r])
            if len(over):
                when = moment_of(self.slots.moment(int(over[0])), self.compiled.network.resolution)
                amounts = {"demand": int(load[r, over[0]]), "capacity": int(p.capacity[r])}
                found.append(warning("level-still-overloaded", name, time=when.isoformat(" ", "minutes"), **amounts))
        return found

    def moment(self, instant: int) -> str:
        """Return an instant as the answer shows it."""
        return moment_of(int(instant), self.compiled.network.resolution).isoformat()


def case_of(document: PlanDocument) -> PlanCase:
    """Return a plan as a levelling problem; raise ProblemsFound where it cannot be scheduled at all."""
    compiled, dates = schedule_plan(document)
    network = compiled.network
    flags = network.column("flags").astype(np.int64)
    finished = network.column("actual_finish") != NONE
    movable = (flags & int(UNTOUCHED) == 0) & ~finished
    rows = np.flatnonzero(movable).tolist()
    diagnostics = [*document.diagnostics, *compiled.diagnostics]
    demands = demands_of(document, compiled, rows, diagnostics)
    links = links_of(network, rows)
    return _case(document, compiled, dates, rows, demands, links, diagnostics)


def _case(
    document: PlanDocument,
    compiled: CompiledPlan,
    dates: Schedule,
    rows: list[int],
    demands: Demands,
    links: Links,
    diagnostics: list[Diagnostic],
) -> PlanCase:
    network = compiled.network
    calendar = network.column("calendar")[rows].astype(np.int64) if rows else np.zeros(0, np.int64)
    used = sorted({*calendar.tolist(), *links.lag_calendar.tolist()}) or [0]
    remaining, first = network.column("remaining")[rows], _first(dates, rows)
    amounts = np.concatenate([remaining, np.abs(links.lag)]).astype(np.int64)
    a_week = 7 * 1440 * network.resolution  # a plan in which nothing is left to do still has an axis
    last = max(first + a_week, _last(compiled, dates, rows, int(amounts.sum())))
    slots = lay_out(network.tables, used, first, last, amounts)
    place = {row: k for k, row in enumerate(used)}
    before, work = _units(slots, amounts)
    axis = WorkAxis(
        before,
        np.array([place[c] for c in calendar.tolist()], np.int64),
        np.array([place[c] for c in links.lag_calendar.tolist()], np.int64),
    )
    fixed = _fixed(network, rows)
    release, duration = _times(network, dates, rows, fixed, slots, axis, work[: len(rows)])
    problem = LevellingProblem.from_modes(
        [[(int(d), need)] for d, need in zip(duration, demands.of_activity, strict=True)],
        demands.capacity,
        list(zip(links.pred, links.succ, links.kind, (work[len(rows) :] * np.sign(links.lag)).tolist(), strict=True)),
        ids=[network.id_of(row) for row in rows],
        resource_ids=demands.names,
        release=release,
        deadline=_deadlines(network, dates, rows, slots, diagnostics),
        fixed=fixed,
        project=network.column("project")[rows],
    )
    floor = max((slots.at(int(dates.finish[row])) for row in rows), default=0)
    names = tuple(compiled.activities[row].name for row in rows)
    return PlanCase(document, compiled, dates, slots, problem, axis, rows, floor, names, diagnostics)


def _first(dates: Schedule, rows: list[int]) -> int:
    day = 1440 * dates.network.resolution
    return int(min((int(dates.start[row]) for row in rows), default=0)) // day * day


def _last(compiled: CompiledPlan, dates: Schedule, rows: list[int], work: int) -> int:
    """Return an end by which everything fits when done one after the other, within the calendars' reach."""
    finish = max((int(dates.finish[row]) for row in rows), default=0)
    return int(min(compiled.network.tables.end, finish + work * 8 + 60 * 1440 * compiled.network.resolution))


def _units(slots: Slots, amounts: Any) -> tuple[Any, Any]:
    """Return the calendars' work and the amounts in slots where that is exact, else in ticks."""
    slot = int(np.diff(slots.before, axis=1).max(initial=1)) or 1
    if (slots.before % slot).any() or (amounts % slot).any():
        return slots.before, amounts
    return slots.before // slot, amounts // slot


def _fixed(network: Any, rows: list[int]) -> Any:
    manual = (network.column("flags")[rows].astype(np.int64) & int(Flag.MANUAL)) != 0
    held = np.isin(
        network.column("constraint")[rows],
        [int(Limit.MSO), int(Limit.MFO), int(Limit.MANDATORY_START), int(Limit.MANDATORY_FINISH)],
    )
    return (network.column("actual_start")[rows] != NONE) | manual | held


def _times(
    network: Any, dates: Schedule, rows: list[int], fixed: Any, slots: Slots, axis: WorkAxis, work: Any
) -> tuple[list[int], list[int]]:
    """Return the earliest slot and the work left of each activity; of a started one from where its rest goes on."""
    data_date = network.data_date
    release, duration = [], []
    for i, row in enumerate(rows):
        start, finish = int(dates.early_start[row]), int(dates.early_finish[row])
        if fixed[i] and data_date is not None:
            start = max(start, min(finish, int(data_date[int(network.column("project")[row])])))
        a = slots.at(start)
        release.append(a)
        mine = axis.before[axis.calendar[i]]
        duration.append(int(mine[slots.at(finish)] - mine[a]) if fixed[i] else int(work[i]))
    return release, duration


def _deadlines(network: Any, dates: Schedule, rows: list[int], slots: Slots, found: list[Diagnostic]) -> list[int]:
    """Return the slots by which activities must end; one that misses its date without any resource limit is let go."""
    kind, at = network.column("constraint")[rows], network.column("constraint_at")[rows]
    out = [int(NO_DEADLINE)] * len(rows)
    for k, row in enumerate(rows):
        if at[k] == NONE or kind[k] not in (Limit.FNLT, Limit.SNLT):
            continue
        held = dates.early_finish[row] if kind[k] == Limit.FNLT else dates.early_start[row]
        late = int(held) - int(at[k])
        if late > 0:
            found.append(warning("level-deadline-impossible", network.id_of(row), late=late // network.resolution))
        elif kind[k] == Limit.FNLT:
            out[k] = slots.at(int(at[k]))
        else:
            out[k] = slots.at(int(at[k])) + slots.at(int(dates.finish[row])) - slots.at(int(dates.start[row]))
    return out
