"""The WBS: the outline as a table, with dates, progress and owners rolled up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.instants import finish_date_of, moment_of
from kaname.domains.project.models import Project
from kaname.domains.schedule.bridge.gantt import columns_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule.then import then_of
from kaname.web.schedule.views.data import reading
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
    then = None if plan is None else then_of(request, plan)
    state = None if then is None else then.state
    rows: list[Row] = []
    deepest, level = 1, _level(request)
    if state is not None:
        columns = columns_of(state)
        deepest = max(columns["level"], default=1)
        rows = list(_rows(columns, level))
    page = page_of(request, rows, _PAGE)
    work = [r for r in rows if not r.summary]
    context = {
        "project": project,
        "plan": plan,
        "then": then,
        "head": plan if then is None or then.frozen is None else then.frozen.answer,
        "page": page,
        "sizes": SIZES,
        "count": len(work),
        "critical": sum(r.critical for r in work),
        "levels": range(1, min(deepest, 9) + 1),
        "level": level,
        "gone": _gone(plan, page) if plan is not None and then is not None and then.frozen else (),
    }
    return render(request, "schedule/wbs.html", context)


def _gone(plan: Plan, rows: Iterable[Row]) -> set[int]:
    """Return which of the rows of an earlier day are in the plan no more."""
    shown = {row.pk for row in rows}
    return shown - set(plan.activities.filter(pk__in=shown).values_list("pk", flat=True))


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
