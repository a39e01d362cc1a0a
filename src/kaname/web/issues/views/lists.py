"""The issues that a reader may see: figures, burn chart, ageing, the list; a project's; the download."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.control.enums import IssueKind, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.queries.issue_figures import figures, lives, lives_of
from kaname.domains.control.queries.issues import Standing, issues_visible_to, of_project, standings, with_way
from kaname.domains.control.rules.issues import may_raise
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, know_roles, level_in
from kaname.web.issues.pictures import age_chart, burn_chart
from kaname.web.issues.sentences import list_answer
from kaname.web.issues.sheet import issue_book
from kaname.web.issues.wanted import Wanted
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of


@kept
@anywhere_page(Subject.ISSUE, read=Level.PARTIAL)
def issue_list(request: HttpRequest) -> HttpResponse:
    """Show the figures of what is asked for, then the list; ``?as_of=DATE`` as they stood then."""
    wanted, as_of = Wanted.of(request.GET), past_day(request)
    seen = Issue.objects.visible_to(request.user)
    found = figures(lives(wanted.said(seen), as_of), as_of or today())
    context = {
        "answer": list_answer(found),
        "wanted": wanted,
        "states": IssueState.choices,
        "kinds": IssueKind.choices,
        "projects": _codes(seen),
        "page": page_of(request, asked_for(request.user, wanted, as_of)),
        "sizes": SIZES,
        **around(found, as_of),
    }
    if as_of is None:
        context["page"].object_list = standings(context["page"].object_list)
    return render(request, "issues/list.html", context)


@kept
@project_page(Subject.ISSUE, read=Level.PARTIAL)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's issues: figures, what is open, then the rest; ``?as_of=DATE`` as they stood then."""
    as_of, user = past_day(request), request.user
    everything = of_project(user, project, as_of)
    found = figures(lives_of(everything), as_of or today())
    wanted = Wanted.of(request.GET, sort="level")
    context = {
        "project": project,
        "frame": frame_of(user, project),
        "rows": wanted.among_then(_matching(everything, wanted), user),
        "count": len(everything),
        "wanted": wanted,
        "answer": list_answer(found) if everything else "",
        "may_raise": may_raise(user, project),
        "may_sort": can(user, project, Subject.ISSUE, Level.EDIT),
        **around(found, as_of),
    }
    return render(request, "issues/project.html", context)


@anywhere_page(Subject.ISSUE, read=Level.PARTIAL)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list, of now or of a day, as a workbook: dates are dates, numbers are numbers."""
    user, as_of = request.user, past_day(request)
    wanted = Wanted.of(request.GET)
    rows = asked_for(user, wanted, as_of)
    found = standings(rows) if as_of is None else rows
    know_roles(user, {s.issue.project_id: s.issue.project for s in found}.values())
    seen = lives(wanted.said(Issue.objects.visible_to(user)), as_of)
    told = figures(seen, as_of or today())
    return download("issues", lambda out: issue_book(out, found, told, user), as_of)


def asked_for(user: Any, wanted: Wanted, as_of: date | None) -> Any:
    """Return the rows that are asked for: of the present a query, of an earlier day a list of standings."""
    if as_of is None:
        return with_way(wanted.among(issues_visible_to(user), user))
    return wanted.among_then(standings(with_way(wanted.said(issues_visible_to(user)), as_of), as_of), user)


def around(found: Any, as_of: date | None) -> dict[str, Any]:
    """Return what stands around any list: figures, pictures, the day."""
    return {
        "found": found,
        **age_chart(found),
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "today": today(),
        **burn_chart(found),
    }


def frame_of(user: Any, project: Project) -> str:
    """Return the page around an issue: the project's, with its tabs, where the reader may open the project."""
    opens = level_in(user, project, Subject.PROJECT) >= Level.PARTIAL
    return "projects/project_base.html" if opens else "issues/outside_base.html"


def _matching(found: list[Standing], wanted: Wanted) -> list[Standing]:
    """Return those whose kind is asked for: a project's list has no search for words."""
    if not wanted.kind:
        return found
    return [s for s in found if s.issue.kind == ("" if wanted.kind == "none" else wanted.kind)]


def _codes(seen: Any) -> list[str]:
    return list(Project.objects.filter(pk__in=seen.values("project")).order_by("code").values_list("code", flat=True))
