"""Who is wanted for more than a week holds, over all running projects at once, and which project books them then.

The same reckoning as the load page (schedule.queries.load): what remains of an assignment is spread evenly over the
working time of its activity after the status date, on the person's own calendar. Here for everybody in a few array
operations: 200,000 assignments take seconds, not minutes. Activities stand where they were frozen, with the people who
were frozen with them; where only dates were kept, with those of now.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE, date_of, ticks_of_date
from kaname.domains.project.enums import RUNNING
from kaname.domains.reporting.bridge.frozen import Frozen, evening_of
from kaname.domains.reporting.rules.axes import Overload, People
from kaname.domains.resource.bridge import WorkingTime, default_rules, rules_by_calendar, without
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.resource.queries import company_calendar, leaves_between
from kaname.domains.resource.rules import normalised
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Assignment
from kaname.domains.schedule.queries.assigned import kept_assignments

WEEKS = 13
TICKS_AN_HOUR = 60 * TICKS_A_MINUTE
_NEAR = 0.5  # percent: what rounding of shifts may add
COLUMNS = (
    "plan__project_id", "plan_id", "activity__uid", "activity__name", "resource_id", "units", "work",
    "activity__start", "activity__finish", "activity__percent_complete",
)  # fmt: skip
type Table = npt.NDArray[np.float64]


@dataclass(eq=False)
class _Work:
    """What remains of one assignment: whose (``head``), where, when."""

    project: int
    uid: str
    name: str
    head: int | None
    units: float
    work: float | None
    start: int
    finish: int
    percent: float


def people_of(plans: Mapping[int, Frozen], as_of: date, limit: float = 100.0) -> dict[int, People]:
    """Return, by project, who of it is booked above ``limit`` percent in the weeks after a day, and what is unfilled.

    O(assignments x weeks); a handful of queries.
    """
    heads, pool = _heads()
    rows = list(_remaining(plans, heads, as_of))
    assigned: dict[int, int] = defaultdict(int)
    for row in rows:
        assigned[row.project] += 1
    over = _overloads([r for r in rows if r.head is not None], pool, as_of, limit)
    unfilled = _unfilled([r for r in rows if r.head is None], as_of)
    return {key: People(assigned[key], over.get(key, ()), unfilled.get(key, ())) for key in plans}


def _heads() -> tuple[dict[int, int | None], dict[int, Resource]]:
    """Return the person that each entry stands for (None: a role that nobody fills yet), and those people."""
    rows = Resource.objects.filter(kind__in=(ResourceKind.PERSON, ResourceKind.ROLE)).order_by("pk")
    found: dict[int, int | None] = {}
    by_name: dict[str, int] = {}
    pool: dict[int, Resource] = {}
    for row in sorted(rows, key=lambda r: r.project_id is not None):
        if row.kind == ResourceKind.ROLE:
            found[row.pk] = None
            continue
        head = by_name.setdefault(normalised(row.name) or str(row.pk), row.pk)
        found[row.pk] = head
        pool.setdefault(head, row)
    return found, pool


def _remaining(plans: Mapping[int, Frozen], heads: Mapping[int, int | None], as_of: date) -> Iterable[_Work]:
    """Yield what was still to be done on a day, as it was frozen; of plans without anything frozen, as it is now."""
    since = evening_of(as_of)
    for project, uid, name, resource, units, work, dates in _given({f.plan: f for f in plans.values()}, as_of):
        start, finish, percent = dates
        if start is None or finish is None or (percent or 0.0) >= 100 or finish <= since - TICKS_A_DAY:
            continue
        if resource is not None and resource not in heads:
            continue  # a machine or a cost
        head = None if resource is None else heads[resource]
        yield _Work(project, uid, name, head, units, work, start, finish, percent or 0.0)


def _given(by_plan: Mapping[int, Frozen], as_of: date) -> Iterable[tuple[Any, ...]]:
    """Yield assignments with their dates: those frozen with their plan, else those of now; two queries."""
    kept = {plan: rows for plan, rows in kept_assignments(as_of).items() if plan in by_plan}
    for plan, assigned in kept.items():
        frozen = by_plan[plan]
        for uid, name, _english, resource, units, work, _tentative in assigned:
            if (held := frozen.rows.get(uid)) is not None:
                yield frozen.project, uid, name, resource, units, work, held[:3]
    rows = Assignment.objects.filter(plan__project__status__in=RUNNING, activity__active=True)
    rows = rows.exclude(activity__kind=ActivityKind.SUMMARY).exclude(plan__in=kept).order_by()
    for project, plan, uid, name, resource, units, work, *dates in rows.values_list(*COLUMNS).iterator(20_000):
        held = by_plan[plan].rows.get(uid) if plan in by_plan else None
        yield project, uid, name, resource, units, work, held[:3] if held else dates


def _unfilled(rows: Sequence[_Work], as_of: date) -> dict[int, list[tuple[str, str, int]]]:
    """Return what nobody is found for, by project: id, name, working days until it should begin."""
    begin = [date_of(r.start) for r in rows]
    days = working_days([as_of] * len(rows), begin)
    found: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for row, left in sorted(zip(rows, days, strict=True), key=lambda pair: pair[1]):
        found[row.project].append((row.uid, row.name, left))
    return found


def _overloads(rows: Sequence[_Work], pool: Mapping[int, Resource], as_of: date, limit: float) -> Any:
    """Return the overloads by project."""
    mondays = _mondays(as_of)
    edges = np.array([ticks_of_date(m) for m in [*mondays, mondays[-1] + timedelta(7)]], np.float64)
    hours = np.zeros((len(rows), WEEKS))
    places = {head: i for i, head in enumerate(sorted({r.head for r in rows if r.head is not None}))}
    available = np.zeros((len(places), WEEKS))
    for time, heads in _working_times([pool[h] for h in places], rows, mondays):
        here = [i for i, r in enumerate(rows) if r.head in heads]
        hours[here] = _hours([rows[i] for i in here], time, edges, evening_of(as_of))
        week = np.diff(time.at(edges)) / TICKS_AN_HOUR
        for head in heads:
            available[places[head]] = week * pool[head].max_units
    booked = np.zeros_like(available)
    at = np.array([places[r.head] for r in rows if r.head is not None], np.int64)
    np.add.at(booked, at, hours)
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(available > 0, booked / available * 100, np.where(booked > 0, 999.0, 0.0))
    return _by_project(rows, hours, at, percent, pool, mondays, limit)


def _by_project(
    rows: Sequence[_Work],
    hours: Table,
    at: npt.NDArray[np.int64],
    percent: Table,
    pool: Mapping[int, Resource],
    mondays: Sequence[date],
    limit: float,
) -> dict[int, list[Overload]]:
    over = percent > limit + _NEAR
    touched = np.flatnonzero((over[at] & (hours > 0)).any(axis=1)) if len(rows) else ()
    weeks: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    uids: dict[tuple[int, int], list[str]] = defaultdict(list)
    for i in touched:
        row = rows[int(i)]
        key = row.project, row.head or 0
        uids[key].append(row.uid)
        for week in np.flatnonzero(over[at[i]] & (hours[i] > 0)):
            weeks[key][mondays[int(week)].isoformat()] = round(float(percent[at[i], week]), 1)
    found: dict[int, list[Overload]] = defaultdict(list)
    for (project, head), told in weeks.items():
        who = pool[head]
        found[project].append(Overload(who.name, dict(sorted(told.items())), tuple(uids[project, head]), who.name_en))
    for each in found.values():
        each.sort(key=lambda o: (-max(o.weeks.values()), o.person))
    return found


def _hours(rows: Sequence[_Work], time: WorkingTime, edges: Table, since: int) -> Table:
    """Return the hours of each row in each week: what remains, spread over the working time after the status date."""
    start = np.array([r.start for r in rows], np.float64)
    finish = np.array([r.finish for r in rows], np.float64)
    percent = np.array([r.percent for r in rows])
    begin = np.where(percent > 0, np.maximum(start, since), start)
    span, whole = time.between(begin, finish), time.between(start, finish)
    given = np.array([np.nan if r.work is None else r.work for r in rows], np.float64)
    units = np.array([r.units for r in rows])
    work = np.where(np.isnan(given), units * whole, given) * (1 - percent / 100)
    clipped = np.clip(edges[None, :], begin[:, None], np.maximum(finish, begin)[:, None])
    inside = np.diff(time.at(clipped), axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(span[:, None] > 0, inside / span[:, None], 0.0)
    return np.asarray(work[:, None] * share / TICKS_AN_HOUR)


def _mondays(as_of: date) -> list[date]:
    """Return the Mondays of the weeks that lie ahead of a status date."""
    first = as_of + timedelta(days=7 - as_of.weekday())
    return [first + timedelta(weeks=n) for n in range(WEEKS)]


def _working_times(
    people: Sequence[Resource], rows: Sequence[_Work], mondays: Sequence[date]
) -> list[tuple[WorkingTime, set[int]]]:
    """Return working time, and whose it is: those with the same calendar and no leave share one."""
    first = min([mondays[0], *(date_of(r.start) for r in rows)])
    last = max([mondays[-1] + timedelta(7), *(date_of(r.finish) for r in rows)])
    company = company_calendar()
    every = WorkCalendar.objects.select_related("base").prefetch_related("exceptions")
    rules = rules_by_calendar(every) if company or any(p.calendar_id for p in people) else {}
    usual = rules[company.pk] if company else default_rules()
    away = leaves_between(first, last)
    shared: dict[int | None, set[int]] = defaultdict(set)
    found = []
    for person in people:
        days = away.get(person.person_id or 0)
        own = rules.get(person.calendar_id or 0, usual)
        if days:
            found.append((WorkingTime(without(own, days), first, last), {person.pk}))
        else:
            shared[person.calendar_id].add(person.pk)
    found += [(WorkingTime(rules.get(c or 0, usual), first, last), heads) for c, heads in shared.items()]
    return found
