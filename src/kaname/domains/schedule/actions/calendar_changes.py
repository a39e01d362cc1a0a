"""What follows when a calendar changes: every plan that works by it is scheduled anew, as a job."""

from typing import Any

from kaname.domains.core.actions import jobs
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
            plans.recalculate(plan=plan)
        jobs.progress(job, done + 1, len(keys))
    return {"plans": len(keys)}
