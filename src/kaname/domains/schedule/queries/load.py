"""Load (山積み): who is wanted for how long in which week, over every running project at once.

The work that remains of an assignment is spread evenly over the working time of its activity after the status date, on
the resource's own calendar less the person's leave. A plan file names people whom the pool does not know: entries of
one name, in the pool and in projects, are one person. A booking in a project that the user may not read counts, since
a colleague who is busy must not be booked twice; it stands under no name. As of a report date it is reckoned from what
was frozen then; calendars and leaves are those of now.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db.models import Q, QuerySet

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE, date_of, ticks_of_date
from kaname.domains.core.names import chosen
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.resource.bridge import WorkingTime, default_rules, rules_by_calendar, without
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.resource.queries import company_calendar, leaves_between
from kaname.domains.resource.rules import normalised
from kaname.domains.schedule.queries.assigned import Assigned, assigned_now, assigned_then

Hours = npt.NDArray[np.float64]
Instants = npt.NDArray[np.int64]
TICKS_AN_HOUR = 60 * TICKS_A_MINUTE
HIDDEN = ""
"""The code under which bookings stand that the user may not see."""


class Booking(NamedTuple):
    """One assignment as far as it still has work in the weeks asked for. ``hours``: (weeks,)."""

    resource_id: int
    project: str
    project_name: str
    activity_id: int
    activity: str
    start: int
    finish: int
    total_float: int | None
    tentative: bool
    hours: Hours


@dataclass(slots=True)
class ResourceLoad:
    """One resource's weeks: available and booked hours, (weeks,) each, and the bookings behind them."""

    resource: Resource
    available: Hours
    bookings: list[Booking] = field(default_factory=list)

    @property
    def booked(self) -> Hours:
        """Hours booked in each week."""
        return np.sum([b.hours for b in self.bookings], axis=0) if self.bookings else np.zeros_like(self.available)

    @property
    def share(self) -> Hours:
        """Booked over available; NaN where nothing is available, infinite where something is booked all the same."""
        booked = self.booked
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where((self.available > 0) | (booked > 0), booked / self.available, np.nan)


@dataclass(frozen=True, slots=True)
class Load:
    """Everybody's weeks. ``mondays``: (weeks,) dates. ``unkept``: as of a day, the plans whose assignments were not
    frozen with their dates, so that those of now stand for them.
    """

    mondays: list[date]
    rows: list[ResourceLoad]
    unkept: int = 0


def weeks_from(day: date, count: int) -> list[date]:
    """Return the Mondays of count weeks from the week of a day."""
    first = day - timedelta(days=day.weekday())
    return [first + timedelta(weeks=n) for n in range(count)]


def everybody(user: Any) -> QuerySet[Resource]:
    """Return the pool, and the people whom only the plans that the user may read know."""
    readable = Q(project=None) | Q(project__in=Project.objects.visible_to(user, Subject.RESOURCE))
    rows = Resource.objects.filter(readable, kind__in=[ResourceKind.PERSON, ResourceKind.ROLE])
    return rows.select_related("person", "person__unit", "person__company", "calendar")


type Instead = Mapping[int, Sequence[Assigned]]
"""By project, the work that stands in the place of what its plan holds: a what-if."""


def load(
    user: Any,
    first: date,
    weeks: int,
    resources: Iterable[Resource],
    as_of: date | None = None,
    instead: Instead | None = None,
) -> Load:
    """Return the load of some resources over weeks, one row a name, now or as frozen last up to a day; ``instead`` of
    what some plans hold, other work. A constant number of queries.

    O(assignments x log(shifts) + assignments x weeks), vectorised a resource.
    """
    mondays = weeks_from(first, weeks)
    end = mondays[-1] + timedelta(days=6)
    named = _by_name(resources)
    heads = [group[0] for group in named.values()]
    head_of = {r.pk: group[0].pk for group in named.values() for r in group} | _namesakes(named)
    edges = np.array([ticks_of_date(m) for m in [*mondays, end + timedelta(days=1)]], np.int64)
    found, unkept = _booked(head_of, edges, as_of, instead or {})
    begin = date_of(min([int(edges[0]), *(a.start for group in found.values() for a in group)]))
    last = max(end, date_of(max([int(edges[0]), *(a.finish for group in found.values() for a in group)])))
    times = _working_times(heads, begin, last)
    visible = schedules_seen_by(user)
    loads = []
    for row in heads:
        time = times[row.pk]
        here = ResourceLoad(row, np.diff(time.at(edges)) * row.max_units / TICKS_AN_HOUR)
        here.bookings = _bookings(found.get(row.pk, ()), time, edges, visible)
        loads.append(here)
    return Load(mondays, loads, unkept)


def hours_if(work: Assigned, resources: Iterable[Resource], mondays: Sequence[date]) -> dict[int, Hours]:
    """Return the hours a week that a piece of work would want of each of some people, by their own working time."""
    rows = list(resources)
    edges = np.array([ticks_of_date(m) for m in [*mondays, mondays[-1] + timedelta(days=7)]], np.int64)
    begin, last = date_of(min(int(edges[0]), work.start)), date_of(max(int(edges[-1]), work.finish))
    times = _working_times(rows, begin, last)
    return {row.pk: _hours([work], times[row.pk], edges)[0] for row in rows}


def _booked(
    head_of: Mapping[int, int], edges: Instants, as_of: date | None, instead: Instead
) -> tuple[dict[int, list[Assigned]], int]:
    """Return what is still to be done by each resource between the first and the last of the edges, in the order of its
    start, and of how many plans by guess.
    """
    since, until = int(edges[0]), int(edges[-1])
    if as_of is None:
        rows, unkept = assigned_now(head_of, since, until), 0
    else:
        rows, unkept = assigned_then(head_of, since, until, as_of)
    if instead:
        other = [r for group in instead.values() for r in group if r.finish > since and r.start < until]
        rows = [r for r in rows if r.project_id not in instead] + [r for r in other if r.resource_id in head_of]
        rows.sort(key=lambda r: r.start)
    found: dict[int, list[Assigned]] = {}
    for row in rows:
        found.setdefault(head_of[row.resource_id], []).append(row)
    return found, unkept


def _by_name(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """Return resources by name, the pool's entry first."""
    found: dict[str, list[Resource]] = {}
    for row in sorted(resources, key=lambda r: (r.project_id is not None, r.pk)):
        found.setdefault(normalised(row.name) or str(row.pk), []).append(row)
    return found


def _namesakes(named: Mapping[str, Sequence[Resource]]) -> dict[int, int]:
    """Return the head of each entry of any project with one of the names: who is busy must not be booked twice."""
    own = Resource.objects.exclude(project=None).values_list("pk", "name")
    return {pk: named[key][0].pk for pk, name in own if (key := normalised(name)) in named}


def _bookings(rows: Sequence[Assigned], time: WorkingTime, edges: Instants, visible: Container[int]) -> list[Booking]:
    """Return what one resource's assignments want of each week; those that want nothing are left out."""
    if not rows:
        return []
    hours = _hours(rows, time, edges)
    names: dict[int, tuple[str, str]] = {}
    bookings = []
    for n in np.flatnonzero(hours.any(axis=1)).tolist():
        r = rows[n]
        seen = r.project_id in visible
        if r.project_id not in names:
            names[r.project_id] = (r.project, chosen(r.project_name, r.project_name_en)) if seen else (HIDDEN, "")
        bookings.append(
            Booking(
                r.resource_id,
                *names[r.project_id],
                r.activity_id if seen else 0,
                r.activity if seen else "",
                r.start,
                r.finish,
                r.total_float if seen else None,
                r.tentative,
                hours[n],
            )
        )
    return bookings


def _hours(rows: Sequence[Assigned], time: WorkingTime, edges: Instants) -> Hours:
    """Return the hours of each assignment in each week, (rows, weeks): what is left of its work, evenly over the
    working time that is left to it.
    """
    start, finish = np.array([r.start for r in rows], np.int64), np.array([r.finish for r in rows], np.int64)
    begun = [r.start if not (r.status_date and r.percent) else r.status_date + TICKS_A_DAY for r in rows]
    begin = np.maximum(start, np.array(begun, np.int64))
    left = 1 - np.array([r.percent or 0.0 for r in rows]) / 100
    units = np.array([r.units for r in rows]) * time.between(start, finish)
    work = np.where([r.work is None for r in rows], units, [float(r.work or 0) for r in rows]) * left
    span = time.between(begin, finish)
    inside = np.diff(time.at(np.clip(edges, begin[:, None], np.maximum(begin, finish)[:, None])), axis=1)
    rate = np.divide(work, span, out=np.zeros_like(work), where=span > 0)
    hours: Hours = rate[:, None] * inside / TICKS_AN_HOUR
    return hours


def _working_times(rows: Sequence[Resource], first: date, last: date) -> dict[int, WorkingTime]:
    """Return each resource's working time; those with the same calendar and no leave share one."""
    company = company_calendar()
    wanted = {r.calendar_id for r in rows if r.calendar_id} | ({company.pk} if company else set())
    every = WorkCalendar.objects.select_related("base").prefetch_related("exceptions")
    rules = rules_by_calendar(every) if wanted else {}
    usual = rules[company.pk] if company else default_rules()
    away = leaves_between(first, last)
    shared: dict[int | None, WorkingTime] = {}
    found = {}
    for row in rows:
        own = rules.get(row.calendar_id or 0, usual)
        days = away.get(row.person_id or 0)
        if days:
            found[row.pk] = WorkingTime(without(own, days), first, last)
        else:
            found[row.pk] = shared.setdefault(row.calendar_id, WorkingTime(own, first, last))
    return found
