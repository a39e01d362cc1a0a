"""The WBS: the outline as a table, with dates, progress and owners rolled up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.instants import finish_date_of, moment_of
from kaname.domains.project.models import Project
from kaname.domains.schedule.bridge.gantt import columns_of
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule.views.data import day_of, reading
from kaname.web.schedule.wire import data_of
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

_PAGE = 500


@dataclass(slots=True)
class Row:
    """A row of the outline as it is shown; ``indent``: a wide space a level."""

    pk: int
    wbs: str
    name: str
    indent: str
    summary: bool
    milestone: bool
    start: datetime | None
    finish: date | None
    duration: int | None
    percent: float
    owner: str
    total_float: int | None
    critical: bool


@kept
@reading
def wbs(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the outline; ``?level=N`` down to a level, ``?as_of=DATE`` as it stood."""
    plan = plan_of(project)
    rows: list[Row] = []
    deepest, level = 1, _level(request)
    if plan is not None:
        state = state_of(plan)
        as_of = day_of(request)
        columns = (
            data_of(state, project, by=request.user, can_edit=False, as_of=as_of)["columns"]
            if as_of
            else columns_of(state)
        )
        deepest = max(columns["level"], default=1)
        rows = list(_rows(columns, level))
    page = page_of(request, rows, _PAGE)
    work = [r for r in rows if not r.summary]
    context = {
        "project": project,
        "plan": plan,
        "page": page,
        "sizes": SIZES,
        "count": len(work),
        "critical": sum(r.critical for r in work),
        "levels": range(1, min(deepest, 9) + 1),
        "level": level,
    }
    return render(request, "schedule/wbs.html", context)


def _level(request: HttpRequest) -> int | None:
    asked = request.GET.get("level", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked[:3]) < 10 else None


def _rows(columns: dict[str, list[Any]], level: int | None) -> Iterator[Row]:
    for i, pk in enumerate(columns["id"]):
        if level is not None and columns["level"][i] > level:
            continue
        start, finish, kind = columns["start"][i], columns["finish"][i], columns["kind"][i]
        yield Row(
            pk,
            columns["wbs"][i],
            columns["name"][i],
            "\u3000" * max(columns["level"][i] - 1, 0),
            kind == "summary",
            kind in ("milestone", "finish_milestone"),
            None if start is None else moment_of(start),
            None if finish is None else finish_date_of(finish),
            columns["duration"][i],
            columns["percent"][i],
            columns["resources"][i],
            columns["total_float"][i],
            bool(columns["critical"][i]),
        )
