"""A project's first page: the answer, three tiles, what is due, late and next, what is new, who is in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.control.queries.support import open_support
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, level_in
from kaname.domains.reporting.actions import visits
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.audit import events_of
from kaname.domains.reporting.queries.cockpit import cockpit, team_of
from kaname.domains.schedule.phrases import sentence
from kaname.web.audit.describing import entries_of
from kaname.web.portfolio.selection import day_of
from kaname.web.projects.views.cockpit_answer import answer_of
from kaname.web.shell.access import project_page

NEW = 8
NEXT = 6
LATE = 10


@project_page(Subject.PROJECT, read=Level.PARTIAL)
def project_cockpit(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project in one look; the schedule only to those who may read it."""
    as_of = day_of(request.GET.get("as_of", ""))
    context = {"project": project, "opened": request.GET.get("open", ""), "as_of": as_of}
    if can(request.user, project, Subject.SCHEDULE, Level.READ):
        found = cockpit(project, as_of)
        context |= {
            "cockpit": found,
            "row": found.row,
            "axes": [(axis.label, found.row.axes[axis]) for axis in Axis] if found.row.axes else [],
            "answer": answer_of(found),
            "driver": sentence(found.row.driver),
            "reasons": [(r["health"], sentence(r), r.get("rows", [])) for r in found.row.reasons],
            "overdue": found.overdue[:LATE],
            "milestones": found.milestones[:NEXT],
        }
    if as_of is None and can(request.user, project, Subject.SUPPORT, Level.READ):
        context["supports"] = open_support(request.user).filter(project=project)
        context["may_ask"] = can(request.user, project, Subject.SUPPORT, Level.EDIT)
    if level_in(request.user, project, Subject.PROJECT) >= Level.READ:
        context["team"] = team_of(project)
    if can(request.user, project, Subject.AUDIT, Level.PARTIAL):
        events = events_of(request.user, project)
        if as_of is None:
            context["news"] = entries_of(events[:NEW], visits.note(project=project, by=request.user))
        else:  # what had happened by then; looking back is no visit
            context["news"] = entries_of(events.filter(at__date__lte=as_of)[:NEW])
    return render(request, "projects/cockpit.html", context)
