"""How long decisions take, and how much work stood still because of them (mission row S55)."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from kaname.domains.control.enums import SETTLED, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, day_of, decisions_visible_to, standings
from kaname.domains.core.instants import moment_of
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import Activity, BaselineActivity

LONG = ("background", "background_en", "criteria", "criteria_en", "options", "reason", "reason_en", "held_up")
"""What a lead time is not told of: texts that would only be carried."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Business days from raising to answer: ``median`` of what was answered (None: nothing was), the slowest of those,
    and the ``oldest`` that still waits.
    """

    answered: int
    median: float | None
    slowest: Standing | None
    waiting: int
    oldest: Standing | None


def lead_time(user: Any, project: Project | None = None, since: date | None = None) -> LeadTime:
    """Return the lead time of what a user may read: of one project or all, answered since a day or ever; one query."""
    answered = Q(state__in=SETTLED) if since is None else Q(state__in=SETTLED, decided_at__date__gte=since)
    rows = decisions_visible_to(user).filter(answered | Q(state=DecisionState.RAISED)).defer(*LONG)
    found = standings(rows if project is None else rows.filter(project=project))
    return of_standings(found, since)


def of_standings(found: Iterable[Standing], since: date | None = None) -> LeadTime:
    """Return the lead time of decisions that were read already."""
    rows = list(found)
    open_ones = [s for s in rows if s.waits]
    answered = [s for s in rows if s.state in SETTLED and (since is None or day_of(s.decision.decided_at) >= since)]
    return LeadTime(
        len(answered),
        statistics.median(s.days for s in answered) if answered else None,
        max(answered, key=lambda s: s.days, default=None),
        len(open_ones),
        max(open_ones, key=lambda s: s.days, default=None),
    )


def stood_still(decisions: Iterable[Decision]) -> dict[int, int]:
    """Return by project's key on how many business days work that could have begun waited for a decision.

    For each activity that waits: from the day it was to begin (newest baseline, else the plan), or from the raising if
    that was later, to the answer, or until it began without one, or today. A day counts once in a project. Three
    queries.
    """
    asked = {d.pk: d for d in decisions if d.raised_at is not None}
    links = list(Decision.blocked.through.objects.filter(decision__in=asked).values_list("decision_id", "activity_id"))
    columns = "plan", "uid", "start", "actual_start"
    rows = {a.pk: a for a in Activity.objects.filter(pk__in={a for _, a in links}).only(*columns)}
    promised = _promised(rows.values())
    spans: dict[int, set[date]] = {}
    for pk, activity in links:
        row = rows[activity]
        due = promised.get((row.plan_id, row.uid), row.start)
        if due is not None:
            spans.setdefault(asked[pk].project_id, set()).update(_waiting_days(asked[pk], due, row.actual_start))
    return {project: _business_days(days) for project, days in spans.items()}


def _waiting_days(decision: Decision, due: int, begun: int | None) -> Iterable[date]:
    first = max(moment_of(due).date(), day_of(decision.raised_at))
    end = min(day_of(decision.decided_at), today()) if decision.settled else today()
    if begun is not None:
        end = min(end, moment_of(begun).date())
    return (first + timedelta(days=n) for n in range((end - first).days))


def _promised(rows: Iterable[Activity]) -> dict[tuple[int, str], int]:
    """Return the start of rows by their plan's newest baseline."""
    known = {(a.plan_id, a.uid) for a in rows}
    plans, uids = {plan for plan, _ in known}, {uid for _, uid in known}
    found = BaselineActivity.objects.filter(baseline__plan__in=plans, uid__in=uids, start__isnull=False)
    values = found.order_by("baseline__number").values_list("baseline__plan_id", "uid", "start")
    return {(plan, uid): start for plan, uid, start in values if start is not None and (plan, uid) in known}


def _business_days(days: Iterable[date]) -> int:
    found = sorted(days)
    return sum(working_days([day - timedelta(days=1) for day in found], found))
