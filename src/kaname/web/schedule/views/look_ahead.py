"""Look-ahead: what is to begin or goes on in the next ten business days, what is blocked and by what."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.queries.plans import coming, plan_of, unmet, without_predecessor
from kaname.web.schedule.views.data import day_of, reading

BUSINESS_DAYS = 10


@reading
def look_ahead(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the coming activities; ``?as_of=DATE``: from that day on."""
    plan = plan_of(project)
    first = day_of(request) or today()
    last = business_days_later(first, BUSINESS_DAYS)
    rows = coming(plan, last) if plan else []
    waits = unmet(rows)
    seen = set(schedules_seen_by(request.user).values())
    context = {
        "project": project,
        "plan": plan,
        "first": first,
        "last": last,
        "seen": seen,
        "rows": [(row, waits.get(row.pk, [])) for row in rows],
        "blocked": [(row, waits[row.pk]) for row in rows if row.pk in waits],
        "loose": without_predecessor(plan)[:200] if plan else [],
    }
    return render(request, "schedule/look_ahead.html", context)


def business_days_later(first: date, count: int) -> date:
    """Return the day that is the count-th business day from a day on, itself counted."""
    day = first - timedelta(days=1)
    ends = [day + timedelta(days=n) for n in range(1, 3 * count + 20)]
    counted = working_days([day] * len(ends), ends)
    return next(end for end, n in zip(ends, counted, strict=True) if n >= count)
