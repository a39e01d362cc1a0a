"""What follows when a calendar changes: every plan that works by it is scheduled anew, as a job."""

from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit, jobs
from kaname.domains.core.models import Job
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.schedule.actions import plans
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.calendar_use import uses

RECALCULATE = "calendar.recalculate"


def recalculate_plans(*, calendar: WorkCalendar, by: Any) -> Job | None:
    """Put the recalculation of all plans that work by a calendar into the queue; None where no plan does."""
    keys = sorted(Plan.objects.filter(uses(calendar)).values_list("pk", flat=True).distinct())
    if not keys:
        return None
    return jobs.enqueue(kind=RECALCULATE, title=calendar.name, arguments={"plans": keys}, by=by)


def recalculate(job: Job) -> dict[str, int]:
    """Schedule the job's plans anew; a plan that has gone since is passed over."""
    keys = job.arguments["plans"]
    for done, key in enumerate(keys):
        plan = Plan.objects.select_related("project").filter(pk=key).first()
        if plan is not None:
            _recalculate(plan, job.title)
        jobs.progress(job, done + 1, len(keys))
    return {"plans": len(keys)}


@transaction.atomic
def _recalculate(plan: Plan, calendar: str) -> None:
    before = {"finish": plan.finish}
    plans.recalculate(plan=plan)
    audit.record(
        verb="plan.recalculate",
        subject=plan,
        by=None,
        before=before,
        after={"finish": plan.finish},
        project_id=plan.project_id,
        reason=calendar,
    )
