"""What was raised and waits: kind, owner and due date for many rows at once (mission row S80)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from kaname.domains.control.actions import issues
from kaname.domains.control.enums import IssueKind, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.queries.issues import issues_visible_to
from kaname.domains.control.rules.issues import owners
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.web.issues.views.lists import frame_of
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import tell

ROWS = 100
"""Rows on one page: the next come when these are sorted."""


@project_page(Subject.ISSUE, read=Level.EDIT)
def page(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what waits to be sorted; take in the rows that are chosen, or say of each what it lacks."""
    waiting = issues_visible_to(request.user).filter(project=project, state=IssueState.RAISED).order_by("number")
    rows, people = list(waiting[:ROWS]), list(owners(project).order_by("name"))
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        every = bool(request.POST.get("take_all"))
        chosen = [row for row in rows if every or request.POST.get(f"take_{row.number}")]
        if chosen:
            try:
                count = issues.sort(rows=[(row, _given(request, row, people)) for row in chosen], by=request.user)
            except ValidationError as refused:
                errors = dict(refused.message_dict) if hasattr(refused, "error_dict") else {"": refused.messages}
            else:
                said = ngettext("%(count)s issue was taken in.", "%(count)s issues were taken in.", count)
                tell(request, said % {"count": count})
                return HttpResponseRedirect(reverse("issues:sorting", args=[project.code]))
    context = {
        "project": project,
        "frame": frame_of(request.user, project),
        "rows": [_shown(request, row, errors) for row in rows],
        "count": waiting.count(),
        "people": people,
        "kinds": IssueKind.choices,
        "wrong": errors,
        "every": {name: request.POST.get(f"{name}_all", "") for name in ("take", "kind", "owner", "due")},
    }
    return render(request, "issues/sorting.html", context, status=422 if errors else 200)


def _given(request: HttpRequest, row: Issue, people: list[Person]) -> dict[str, Any]:
    """Return what was chosen for a row, else for all; what is no day or no person of the project is nothing."""

    def told(name: str) -> str:
        return request.POST.get(f"{name}_{row.number}") or request.POST.get(f"{name}_all", "")

    return {
        "kind": told("kind") if told("kind") in IssueKind.values else "",
        "owner": next((p for p in people if str(p.pk) == told("owner")), None),
        "due": _day(told("due")),
    }


def _shown(request: HttpRequest, row: Issue, errors: dict[str, list[str]]) -> dict[str, Any]:
    """Return a row with what was typed, else with what it has; and what is wrong with it."""
    told, again = request.POST, request.method == "POST"
    prefix = f"{row.number}_"
    return {
        "issue": row,
        "kind": told.get(f"kind_{row.number}", "") if again else row.kind,
        "owner": told.get(f"owner_{row.number}", "") if again else str(row.owner_id or ""),
        "due": told.get(f"due_{row.number}", "") if again else (row.due.isoformat() if row.due else ""),
        "take": bool(told.get(f"take_{row.number}")),
        "wrong": [text for key, texts in errors.items() if key.startswith(prefix) for text in texts],
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
