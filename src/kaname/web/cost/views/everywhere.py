"""The money of every project whose money the reader may see."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation
from kaname.domains.cost.enums import Unit
from kaname.domains.cost.queries import earned
from kaname.domains.cost.queries.money import approved_bac
from kaname.domains.cost.rules import Limits, foresees_overrun
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import ProjectStatus
from kaname.domains.project.models import Project
from kaname.web.cost.asking import Asked, index
from kaname.web.shell.access import anywhere_page
from kaname.web.shell.as_of import day_asked
from kaname.web.shell.kept import kept

OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)


@dataclass(slots=True)
class Line:
    """A project's money in a row; ``order``: what threatens most comes first."""

    code: str
    name: str
    amounts: dict[str, str]
    cpi: str
    spi_t: str
    tcpi: str
    as_of: Any
    overrun: bool
    unattainable: bool
    share: str
    order: float


@kept
@anywhere_page(Subject.COST)
def every_project(request: HttpRequest) -> HttpResponse:
    """Show budget, cost and forecast of every project, the worst over-run first. Four queries, however many."""
    day = day_asked(request)
    projects = list(Project.objects.visible_to(request.user, Subject.COST, Level.READ))
    taken = earned.latest_of([p.pk for p in projects], day)
    approved = approved_bac([p.pk for p in projects])
    company = organisation()
    limits = {kind: Limits.of(company, kind) for kind in {p.project_type for p in projects}}
    shown = [p for p in projects if p.pk in taken]
    rows = [_line(p, taken[p.pk], limits[p.project_type], Asked(Unit.YEN, day, p.minutes_per_day)) for p in shown]
    rows.sort(key=lambda row: row.order)
    context = {
        "rows": rows,
        "over": [row for row in rows if row.overrun],
        "without": [p for p in projects if p.pk not in taken and p.status not in OVER],
        "budgeted": sum(1 for p in projects if p.pk in approved),
        "day": day,
    }
    return render(request, "cost/everywhere.html", context)


def _line(project: Project, found: Any, limits: Limits, asked: Asked) -> Line:
    amounts = {name: asked.column(getattr(found, name)) for name in ("bac", "pv", "ev", "ac", "eac", "vac")}
    part = found.vac / found.bac if found.vac is not None and found.bac else 0.0
    return Line(
        project.code,
        spoken(project),
        amounts,
        index(found.cpi),
        index(found.spi_t),
        index(found.tcpi_bac),
        found.as_of,
        foresees_overrun(found, limits),
        found.unattainable,
        f"{100 * part:+.1f}%",
        part,
    )
