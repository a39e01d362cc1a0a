"""Look-ahead: what is to begin or goes on in the next ten business days, what is blocked and by what."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.bridge import ahead
from kaname.domains.schedule.models import Activity, Plan, Relation
from kaname.domains.schedule.queries import plans
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule.then import Then, then_of
from kaname.web.schedule.views.data import reading

BUSINESS_DAYS = 10


@reading
def look_ahead(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the coming activities; ``?as_of=DATE``: what was to come then, as it was frozen."""
    plan = plan_of(project)
    then = None if plan is None else then_of(request, plan)
    first = then.asked if then is not None and then.asked is not None else today()
    last = business_days_later(first, BUSINESS_DAYS)
    rows, waits, loose = _found(plan, then, last)
    context = {
        "project": project,
        "plan": plan,
        "then": then,
        "first": first,
        "last": last,
        "seen": set(schedules_seen_by(request.user).values()),
        "rows": [(row, waits.get(row.pk, [])) for row in rows],
        "blocked": [(row, waits[row.pk]) for row in rows if row.pk in waits],
        "loose": loose[:200],
    }
    return render(request, "schedule/look_ahead.html", context)


def _found(
    plan: Plan | None, then: Then | None, last: date
) -> tuple[list[Activity], dict[int, list[ahead.Wait]], list[Activity]]:
    """Return what comes, what it waits for, and what nothing leads to: from the rows of now, or as it was frozen."""
    if plan is None or then is None or then.nothing:
        return [], {}, []
    if then.frozen is not None and (state := then.state) is not None:
        rows = ahead.coming(state, last)
        return rows, ahead.unmet(state, rows), ahead.without_predecessor(state)
    rows = plans.coming(plan, last)
    waits = {pk: [_wait(relation) for relation in found] for pk, found in plans.unmet(rows).items()}
    return rows, waits, plans.without_predecessor(plan)


def _wait(relation: Relation) -> ahead.Wait:
    before = relation.predecessor
    code = before.plan.project.code if relation.crosses else None
    return ahead.Wait(spoken(before), before.finish, crosses=relation.crosses, code=code)


def business_days_later(first: date, count: int) -> date:
    """Return the day that is the count-th business day from a day on, itself counted."""
    day = first - timedelta(days=1)
    ends = [day + timedelta(days=n) for n in range(1, 3 * count + 20)]
    counted = working_days([day] * len(ends), ends)
    return next(end for end, n in zip(ends, counted, strict=True) if n >= count)
