"""Founding, changing and dissolving teams."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.project.actions import teams
from kaname.domains.project.models import Project, Team
from kaname.domains.project.rules.teams import can_change_team
from kaname.web.people.forms import EndForm
from kaname.web.shell.access import teams_page
from kaname.web.shell.saving import answer, posted
from kaname.web.teams.forms import TeamForm

FORM = "projects/form.html"


@teams_page
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Found a team; ``above`` in the address is chosen beforehand."""
    form = TeamForm(
        posted(request), user=request.user, instance=Team(project=project), initial={"parent": request.GET.get("above")}
    )
    context = {
        "project": project,
        "heading": _("New team"),
        "note": _("A team below another one answers for a part of what that one answers for."),
        "back": reverse("teams:tree", args=[project.code]),
    }
    return answer(request, form, lambda **v: teams.found(project=project, by=request.user, **v), _page, FORM, context)


@teams_page
def edit(request: HttpRequest, project: Project, team: int) -> HttpResponse:
    """Change a team."""
    found = _team(request, project, team)
    form = TeamForm(posted(request), user=request.user, instance=found)

    def write(version: int, **values: Any) -> Team:
        fresh = Team.objects.select_related("project").get(pk=found.pk)
        return teams.update(team=fresh, by=request.user, version=version, **values)

    context = {"project": project, "heading": f"{found.code} {spoken(found)}", "back": _page(found)}
    return answer(request, form, write, _page, FORM, context)


@teams_page
def end(request: HttpRequest, project: Project, team: int) -> HttpResponse:
    """Dissolve a team after its last day."""
    found = _team(request, project, team)
    context = {
        "project": project,
        "heading": _("Dissolve the team: %(name)s") % {"name": spoken(found)},
        "note": _("Its people and the teams below it must have gone before. What it did stays in the history."),
        "back": _page(found),
    }
    form = EndForm(posted(request), initial={"on": today()})
    done = reverse("teams:tree", args=[project.code])
    return answer(request, form, lambda on: teams.dissolve(team=found, on=on, by=request.user), done, FORM, context)


def _team(request: HttpRequest, project: Project, number: int) -> Team:
    """Return a team that the reader may change, or 404."""
    found = get_object_or_404(project.teams.select_related("project", "parent"), pk=number)
    if not can_change_team(request.user, found):
        raise Http404
    return found


def _page(team: Team) -> str:
    return reverse("teams:team", args=[team.project.code, team.pk])
