"""Who works in a project; joining, leaving, and the hand-over of the project manager."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.project.actions import members
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.queries import members_of, team_tree
from kaname.domains.project.rules import can
from kaname.domains.project.rules.teams import administers, can_staff
from kaname.web.people.forms import EndForm
from kaname.web.projects.forms import HandOverForm, MemberForm, MoveForm
from kaname.web.shell.access import project_page, teams_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.PROJECT, read=Level.EDIT)


@project_page(Subject.PROJECT, read=Level.PARTIAL)
def member_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show who is in the project, by team, and who was; hand-overs with what was open then."""
    found = members_of(project)
    may_write = can(request.user, project, Subject.PROJECT, Level.EDIT)
    context = {
        "project": project,
        "part": "members",
        "members": found,
        "manager": next((row for row in found.now if row.role == Role.PROJECT_MANAGER), None),
        "handovers": [row for row in found.managers if row.handover] if may_write else [],
        "may_write": may_write,
        "may_add": administers(request.user, project),
        "has_teams": bool(team_tree(project)),
        "sees_teams": can(request.user, project, Subject.PROJECT, Level.READ),
        "own": {row.pk for row in (*found.now, *found.coming) if can_staff(request.user, project, row.team, row.role)},
    }
    return render(request, "projects/members.html", context)


@teams_page
def member_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Let somebody join; ``team`` in the address is chosen beforehand."""
    write = partial(members.assign, project=project, by=request.user)
    context = {"project": project, "heading": _("Add a member"), "back": _address(project)}
    initial = {"team": request.GET.get("team"), "role": Role.MEMBER} if request.GET.get("team") else {}
    form = MemberForm(request.user, project, posted(request), initial=initial)
    return answer(request, form, write, _done, "projects/form.html", context)


@teams_page
def member_page(request: HttpRequest, project: Project, member: int) -> HttpResponse:
    """Move a member to another team."""
    found = _member(request, project, member)
    write = partial(members.update, member=found, by=request.user)
    form = MoveForm(posted(request), user=request.user, instance=found)
    return answer(request, form, write, _done, "projects/form.html", {
        "project": project, "heading": str(found), "back": _address(project),
    })  # fmt: skip


@teams_page
def member_end(request: HttpRequest, project: Project, member: int) -> HttpResponse:
    """Let a member go after the last day."""
    found = _member(request, project, member)
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


def _member(request: HttpRequest, project: Project, member: int) -> ProjectMember:
    """Return a member whose role the reader may change, or 404."""
    found = get_object_or_404(project.members.select_related("person", "project", "team"), pk=member)
    if not can_staff(request.user, project, found.team, found.role):
        raise Http404
    return found


def _address(project: Project) -> str:
    return reverse("projects:members", args=[project.code])


def _done(member: ProjectMember) -> str:
    if member.team_id is not None:
        return reverse("teams:team", args=[member.project.code, member.team_id])
    return _address(member.project)
