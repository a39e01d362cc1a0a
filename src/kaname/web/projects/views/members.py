"""Who works in a project; joining, leaving, and the hand-over of the project manager."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.project.actions import members
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.queries import team_of
from kaname.domains.project.rules import can
from kaname.web.people.forms import EndForm
from kaname.web.projects.forms import HandOverForm, MemberForm, TeamForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.PROJECT, read=Level.EDIT)


@project_page(Subject.PROJECT, read=Level.PARTIAL)
def member_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show who is in the project, by team, and who was; hand-overs with what was open then."""
    team = team_of(project)
    may_write = can(request.user, project, Subject.PROJECT, Level.EDIT)
    context = {
        "project": project,
        "team": team,
        "manager": next((row for row in team.now if row.role == Role.PROJECT_MANAGER), None),
        "handovers": [row for row in team.managers if row.handover] if may_write else [],
        "may_write": may_write,
    }
    return render(request, "projects/members.html", context)


@writing
def member_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Let somebody join."""
    write = partial(members.assign, project=project, by=request.user)
    context = {"project": project, "heading": _("Add a member"), "back": _address(project)}
    return answer(request, MemberForm(posted(request)), write, _done, "projects/form.html", context)


@writing
def member_page(request: HttpRequest, project: Project, member: int) -> HttpResponse:
    """Change a member's team or branch."""
    found = _member(project, member)
    write = partial(members.update, member=found, by=request.user)
    return answer(request, TeamForm(posted(request), instance=found), write, _done, "projects/form.html", {
        "project": project, "heading": str(found), "back": _address(project),
    })  # fmt: skip


@writing
def member_end(request: HttpRequest, project: Project, member: int) -> HttpResponse:
    """Let a member go after the last day."""
    found = _member(project, member)
    heading = _("Leaves the project: %(name)s") % {"name": spoken(found.person)}
    context = {"project": project, "heading": heading, "back": _address(project)}
    form = EndForm(posted(request), initial={"on": today()})
    return answer(
        request, form, partial(members.end, member=found, by=request.user), _done, "projects/form.html", context
    )


@writing
def hand_over(request: HttpRequest, project: Project) -> HttpResponse:
    """Make another person the project manager, with what is open written down."""
    context = {
        "project": project,
        "heading": _("Hand over the project"),
        "note": _("On every day exactly one person answers for the project. Write what is open, or that nothing is."),
        "back": _address(project),
    }
    form = HandOverForm(posted(request), initial={"on": today()})
    write = partial(_hand_over, project=project, by=request.user)
    return answer(request, form, write, _done, "projects/form.html", context)


def _hand_over(*, to: Any, on: Any, project: Project, by: Any, **record: str) -> ProjectMember:
    return members.hand_over(project=project, to=to, on=on, record=record, by=by)


def _member(project: Project, member: int) -> ProjectMember:
    return get_object_or_404(project.members.select_related("person", "project"), pk=member)


def _address(project: Project) -> str:
    return reverse("projects:members", args=[project.code])


def _done(member: ProjectMember) -> str:
    return _address(member.project)
