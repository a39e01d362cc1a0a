"""The teams of a project: the tree with its roll-up, the chart, one team and its week, the workbook."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project, ProjectMember, Team
from kaname.domains.project.queries import members_of, team_tree
from kaname.domains.project.rules.teams import administers, can_change_team, can_found, can_staff, leading
from kaname.domains.reporting.bridge.team_week import week_of_team
from kaname.domains.reporting.bridge.teams import WEEKS, Line, RollUp, roll_up
from kaname.web.shell.access import project_page
from kaname.web.shell.kept import kept
from kaname.web.teams.chart import chart_of
from kaname.web.teams.opening import numbers
from kaname.web.teams.sentences import team_answer, tree_answer
from kaname.web.teams.sheet import team_book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
reading = project_page(Subject.PROJECT)


@kept
@reading
def tree(request: HttpRequest, project: Project) -> HttpResponse:
    """Show every team with what it and all below it stand for, what is outside, and the project's total.

    A project without teams has its members alone.
    """
    if not team_tree(project):
        return HttpResponseRedirect(reverse("projects:members", args=[project.code]))
    found = roll_up(request.user, project)
    context = _shared(request, project, found, "tree") | {
        "answer": tree_answer(found),
        "shown": [_figures(found, line) for line in found.lines],
        "total": _figures(found, Line(None, 0, found.total, found.total)),
        "may_found": administers(request.user, project),
    }
    return render(request, "teams/tree.html", context)


@kept
@reading
def chart(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the organisation as a picture that prints on a page."""
    found = roll_up(request.user, project)
    context = _shared(request, project, found, "chart") | {"answer": tree_answer(found), "chart": chart_of(found)}
    return render(request, "teams/chart.html", context)


@kept
@reading
def one(request: HttpRequest, project: Project, team: int) -> HttpResponse:
    """Show a team: its week, its people, the teams below it, and its numbers with their formulas."""
    row = get_object_or_404(project.teams.select_related("project", "parent"), pk=team)
    found, user = roll_up(request.user, project), request.user
    line = found.at(row.pk) if found.knows(row.pk) else None
    people = [m for m in _people(project) if m.team_id == row.pk]
    context = _shared(request, project, found, "tree") | {
        "team": row,
        "line": _figures(found, line) if line else None,
        "numbers": numbers(found, line) if line else [],
        "below": [_figures(found, found.at(key)) for key in line.children] if line else [],
        "people": people,
        "mine": {m.pk for m in people if can_staff(user, project, row, m.role)},
        "may_add": can_staff(user, project, row, "member"),
        "may_found": can_found(user, project, row),
        "may_change": can_change_team(user, row),
        "leads": row.pk in leading(user, project).teams,
    }
    week = week_of_team(user, project, row, found) if line and found.plan else None
    context |= {"week": week, "answer": team_answer(line, week) if line else ""}
    return render(request, "teams/team.html", context)


@reading
def xlsx(request: HttpRequest, project: Project) -> HttpResponse:
    """Hand the tree out as a workbook."""
    out = BytesIO()
    team_book(out, project, roll_up(request.user, project))
    name = f"attachment; filename=\"teams.xlsx\"; filename*=UTF-8''{quote(f'{project.code}-teams.xlsx')}"
    return HttpResponse(out.getvalue(), content_type=XLSX, headers={"Content-Disposition": name})


def _people(project: Project) -> list[ProjectMember]:
    found = members_of(project)
    return [*found.now, *found.coming]


def _shared(request: HttpRequest, project: Project, found: RollUp, part: str) -> dict[str, Any]:
    teams: list[Team] = [line.team for line in found.lines if line.team is not None]
    return {"project": project, "found": found, "part": part, "teams": teams, "weeks": WEEKS}


def _figures(found: RollUp, line: Line) -> dict[str, Any]:
    """Return a line with its percentages, and how far behind the plan it is in points."""
    done, wanted = found.percent(line.whole), found.planned(line.whole)
    behind = done is not None and wanted is not None and done < wanted - 5
    return {"line": line, "team": line.team, "whole": line.whole, "done": done, "wanted": wanted, "behind": behind}
