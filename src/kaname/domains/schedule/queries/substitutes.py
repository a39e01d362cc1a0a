"""Who could take over a piece of somebody's work: every required skill at its level, and time in those weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from kaname.domains.capability.models import PersonSkill
from kaname.domains.capability.queries import holders
from kaname.domains.core.instants import date_of, ticks_of_date
from kaname.domains.people.enums import Level
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource
from kaname.domains.resource.queries import pool
from kaname.domains.schedule.models import Assignment, RequiredSkill
from kaname.domains.schedule.queries.assigned import Assigned, assigned_now
from kaname.domains.schedule.queries.load import Hours, ResourceLoad, hours_if, load, weeks_from
from kaname.domains.schedule.queries.needs import needs_of
from kaname.engine.match.substitution import Need, Score, lacks, substitution_score

MOST_WEEKS = 104
_TRIFLE = 0.05
"""Hours a week below which nothing counts as booked, as on the load page."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can. ``wanted``, ``free``: hours a week of the work, and left over once they have it, (weeks,).

    ``skills``: what of the needs they have, by skill.
    """

    resource: Resource
    score: Score
    wanted: Hours
    free: Hours
    skills: dict[int, PersonSkill]

    @property
    def tightest(self) -> float:
        """The fewest hours left over in a week of the work."""
        return float(self.free[self.wanted > _TRIFLE].min())


@dataclass(frozen=True, slots=True)
class Substitution:
    """``mondays`` and ``wanted``: the weeks of the work and what it wants of whoever has it, (weeks,). ``unskilled``,
    ``busy``: how many of the pool lack a must, or only the time.
    """

    work: Assigned
    needs: list[RequiredSkill]
    mondays: list[date]
    wanted: Hours
    candidates: list[Candidate]
    unskilled: int
    busy: int


def work_of(assignment: Assignment, since: date) -> Assigned | None:
    """Return what is left of an assignment from a day on; None where nothing is."""
    activity = assignment.activity
    if assignment.resource_id is None or activity.finish is None:
        return None
    rows = assigned_now([assignment.resource_id], ticks_of_date(since), activity.finish + 1)
    return next((r for r in rows if r.activity_id == activity.pk), None)


def substitutes(user: Any, level: Level, assignment: Assignment, since: date) -> Substitution | None:
    """Return who could take an assignment over from a day on, the best score first; None where nothing of it is left.

    Only people whose skills the user may see, whose right to skills reaches to ``level``. Nobody who lacks a must, and
    nobody whom it would book above their time in any week. A constant number of queries.
    O(people x (needs + weeks)).
    """
    work = work_of(assignment, since)
    if work is None:
        return None
    begin = max(since, date_of(work.start))
    weeks = min(((date_of(work.finish) - begin).days + begin.weekday()) // 7 + 1, MOST_WEEKS)
    mondays = weeks_from(begin, weeks)
    needs = needs_of([assignment])[assignment.pk]
    asked = [Need(n.skill_id, n.level, n.weight, n.must) for n in needs]
    people = _people(assignment, date_of(work.finish))
    held: dict[int, dict[int, PersonSkill]] = {}
    for row in holders(user, level, {n.skill_id for n in needs}):
        held.setdefault(row.person_id, {})[row.skill_id] = row
    able = [r for r in people if not lacks(asked, _levels(held, r))]
    found = load(user, begin, weeks, able) if able else None
    wanted = hours_if(work, [*able, assignment.resource], mondays)  # type: ignore[list-item] # it has one: work_of
    candidates = [
        candidate
        for row in (found.rows if found else ())
        if (candidate := _candidate(row, wanted[row.resource.pk], asked, held)) is not None
    ]
    candidates.sort(key=lambda c: (-round(c.score.total, 6), c.resource.name))
    busy = len(able) - len(candidates)
    own = wanted[assignment.resource_id or 0]
    return Substitution(work, needs, mondays, own, candidates, len(people) - len(able), busy)


def _people(assignment: Assignment, until: date) -> list[Resource]:
    """Return the people of the pool who are still here then and do not work on the activity anyway."""
    on_it = Assignment.objects.filter(activity=assignment.activity_id).values("resource")
    here = Q(person__left_on=None) | Q(person__left_on__gte=until)
    rows = pool().filter(here, kind=ResourceKind.PERSON, person__isnull=False)
    return list(rows.exclude(pk__in=on_it.exclude(resource=None)).order_by("pk"))


def _levels(held: dict[int, dict[int, PersonSkill]], resource: Resource) -> dict[int, int]:
    return {skill: row.level for skill, row in held.get(resource.person_id or 0, {}).items()}


def _candidate(
    row: ResourceLoad, wanted: Hours, asked: Sequence[Need], held: dict[int, dict[int, PersonSkill]]
) -> Candidate | None:
    concerned = wanted > _TRIFLE
    free = row.available - row.booked - wanted
    if not concerned.any() or bool((free[concerned] < -_TRIFLE).any()):
        return None
    share = float(np.sum((row.booked + wanted)[concerned]) / np.sum(row.available[concerned]))
    score = substitution_score(asked, _levels(held, row.resource), share)
    return Candidate(row.resource, score, wanted, free, held.get(row.resource.person_id or 0, {}))


def relieved(row: ResourceLoad, mondays: Sequence[date], found: Substitution) -> list[tuple[date, float, float]]:
    """Return for each week asked for the share of somebody's time booked now, and without the work."""
    gone = dict(zip(found.mondays, found.wanted, strict=True))
    return [
        (monday, float(booked / available), float((booked - gone.get(monday, 0.0)) / available))
        for monday, booked, available in zip(mondays, row.booked, row.available, strict=True)
        if available > 0
    ]
