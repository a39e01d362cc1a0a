"""Many projects' reports frozen at once, as jobs of a few projects each, so that several workers share them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaname.domains.core.actions import jobs
from kaname.domains.core.models import Job
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import User
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports.freezing import freeze
from kaname.domains.reporting.enums import ReportKind
from kaname.domains.reporting.models import ReportSnapshot
from kaname.domains.schedule.models import ProgressDate

FREEZE = "report.packs"
AT_ONCE = 20


def waiting(user: Any, kind: str, as_of: date) -> list[Project]:
    """Return the running projects that closed the date and have no frozen report of it yet, where the user writes."""
    mine = Project.objects.visible_to(user, Subject.REPORT, Level.EDIT).filter(status__in=RUNNING)
    closed = ProgressDate.objects.filter(as_of=as_of).values("plan__project")
    have = ReportSnapshot.objects.filter(report__kind=kind, report__as_of=as_of).values("report__project")
    return list(mine.filter(pk__in=closed).exclude(pk__in=have).order_by("code"))


def enqueue(*, kind: str, as_of: date, by: Any, looked_at: bool = False) -> list[Job]:
    """Let workers freeze the report of every waiting project."""
    found = [p.pk for p in waiting(by, kind, as_of)]
    if not found:
        raise ValidationError(_("No project waits for this report."))
    label = ReportKind(kind).label
    made = []
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        arguments = {"kind": kind, "as_of": as_of.isoformat(), "projects": some, "looked_at": looked_at}
        title = f"{label} {as_of} ({first + 1}–{first + len(some)} / {len(found)})"
        made.append(jobs.enqueue(kind=FREEZE, title=title, arguments=arguments, by=by))
    return made


def run(job: Job) -> dict[str, Any]:
    """Freeze the reports of a job's projects; what is refused is told, and keeps nothing else back."""
    user, told = User.objects.get(pk=job.owner_id), job.arguments
    kind, as_of = told["kind"], date.fromisoformat(told["as_of"])
    projects = list(Project.objects.filter(pk__in=told["projects"]).order_by("code"))
    frozen, refused = [], {}
    for done, project in enumerate(projects):
        jobs.progress(job, done, len(projects))
        if ReportSnapshot.objects.filter(report__project=project, report__kind=kind, report__as_of=as_of).exists():
            continue  # an earlier attempt of this job has done it
        try:
            made = freeze(project=project, kind=kind, as_of=as_of, by=user, looked_at=told["looked_at"])
            frozen.append(made.number)
        except ValidationError as why:
            refused[project.code] = " ".join(why.messages)
    return {"frozen": frozen, "refused": refused}
