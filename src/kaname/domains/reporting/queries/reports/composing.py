"""Composing any report in the reader's language, and the inputs that a frozen one is made of."""

from datetime import date, timedelta
from typing import Any

from kaname.domains.core.queries import last_event, today
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import OF_COMPANY, ReportKind
from kaname.domains.reporting.models import Report
from kaname.domains.reporting.queries.reports import company, kinds, staffing
from kaname.domains.reporting.queries.reports.making import Sentences
from kaname.domains.reporting.queries.reports.standpoint import standpoint
from kaname.domains.schedule.models import ProgressDate
from kaname.exchange.reports.document import ReportDocument

BY_KIND = {
    ReportKind.WEEKLY: kinds.weekly,
    ReportKind.STEERING: kinds.steering,
    ReportKind.EVM: kinds.evm,
    ReportKind.MILESTONES: kinds.milestones,
    ReportKind.CHARTER: kinds.charter,
}

WEEKS = timedelta(weeks=4)


def compose(
    kind: str, project: Project | None, as_of: date | None, sentences: Sentences | None = None, user: Any = None
) -> ReportDocument:
    """Return a report in the present language, as of the newest frozen date up to a day."""
    known, said = ReportKind(kind), sentences or {}
    if known in OF_COMPANY or project is None:
        return (company.portfolio if known == ReportKind.PORTFOLIO else company.pmo)(as_of or today(), said)
    stand = standpoint(project, as_of, last_meeting(project, as_of) if known == ReportKind.STEERING else None)
    if known == ReportKind.LOAD:
        return staffing.staffing(stand, said, user)
    return BY_KIND[known](stand, said)


def last_meeting(project: Project, as_of: date | None = None) -> date:
    """Return the day that a steering pack looks back to: of the newest frozen pack before it, else four weeks ago."""
    day = last_date(project, as_of)
    packs = Report.objects.filter(project=project, kind=ReportKind.STEERING, as_of__lt=day, snapshots__isnull=False)
    last = packs.order_by("-as_of").values_list("as_of", flat=True).first()
    return last or day - WEEKS


def last_date(project: Project | None, as_of: date | None = None) -> date:
    """Return the date that a report speaks of: the newest frozen one up to a day, else that day."""
    day = as_of or today()
    frozen = ProgressDate.objects.filter(as_of__lte=day)
    frozen = frozen if project is None else frozen.filter(plan__project=project)
    return frozen.order_by("-as_of").values_list("as_of", flat=True).first() or day


def inputs_of(project: Project | None, as_of: date) -> dict[str, Any]:
    """Return what a report of a date was made of: frozen dates, the plan's version, the last event of the log."""
    dates = ProgressDate.objects.filter(as_of__lte=as_of)
    dates = dates if project is None else dates.filter(plan__project=project)
    last = dates.order_by("-as_of").values_list("pk", "as_of")[: 2 if project else 50]
    version = project.plan.version if project is not None and hasattr(project, "plan") else None
    return {
        "as_of": as_of.isoformat(),
        "progress_dates": [[pk, day.isoformat()] for pk, day in last],
        "plan_version": version,
        "event": last_event(),
    }
