"""Time to fill (mission row S22): by quarter, by step, each demand; what is past its date at the top."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.people.enums import Subject
from kaname.domains.staffing.enums import Step
from kaname.domains.staffing.queries.time_to_fill import time_to_fill
from kaname.web.shell.access import anywhere_page
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.staffing.pictures import quarters_chart
from kaname.web.staffing.sentences import filling_answer
from kaname.web.staffing.sheet import filling_book

MOST = 100
"""Filled demands on the page; the download has all of the quarters."""


@kept
@anywhere_page(Subject.DEMAND)
def page(request: HttpRequest) -> HttpResponse:
    """Show how long it takes until somebody is there."""
    project = request.GET.get("project", "")[:20]
    found = time_to_fill(request.user, project)
    context = {
        "answer": filling_answer(found),
        "found": found,
        "now": found.quarters[0],
        "filled": found.filled[:MOST],
        "more": max(len(found.filled) - MOST, 0),
        "steps": list(Step),
        "project_code": project,
        **quarters_chart(found.quarters),
    }
    return render(request, "staffing/time_to_fill.html", context)


@anywhere_page(Subject.DEMAND)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return quarters, filled and open demands as a workbook (リソース充足報告)."""
    found = time_to_fill(request.user, request.GET.get("project", "")[:20])
    return download("time-to-fill", lambda out: filling_book(out, found))
