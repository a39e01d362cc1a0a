"""What management costs in hours, for groups and projects: shares, trend and target; never a person (S143, S149)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.effort import (
    FEWEST_IN_GROUP,
    FEWEST_IN_PROJECT,
    Efforts,
    Figures,
    efforts_seen_by,
)
from kaname.domains.reporting.rules.effort import EffortTarget
from kaname.web.shell.access import anywhere_page
from kaname.web.shell.kept import kept
from kaname.web.templatetags.marks import short_date

WEEKS = 13
LATEST = 4
"""Weeks over which groups and projects are told: a single week says little."""


class Line:
    """A group, a project or a week as a row; without enough answers only how many there are."""

    def __init__(self, name: str, found: Figures, fewest: int, target: float, code: str = "") -> None:
        """Hide what would be somebody's."""
        self.name, self.code, self.found = name, code, found
        self.shown = found.people >= fewest
        self.over = self.shown and found.load is not None and found.load > target
        self.reporting, self.managing = found.reporting / 60, found.managing / 60
        self.work, self.total = found.work / 60, found.total / 60
        self.a_week = None if found.a_project_week is None else found.a_project_week / 60


@kept
@anywhere_page(Subject.REPORT)
def effort_page(request: HttpRequest) -> HttpResponse:
    """Show the newest weeks' answers against the target, the trend, and groups and projects over four weeks."""
    last = today()
    found = efforts_seen_by(request.user, last - timedelta(weeks=WEEKS) + timedelta(days=1), last)
    answered = sorted({s.week for s in found.shares})
    latest = answered[-LATEST:]
    rule = EffortTarget.of(organisation())
    target = rule.reporting
    whole = found.figures(weeks=latest)
    context = {
        "whole": Line("", whole, FEWEST_IN_GROUP, target),
        "before": Line("", found.figures(weeks=answered[-2 * LATEST : -LATEST]), FEWEST_IN_GROUP, target),
        "target": target,
        "booked": rule.booked,
        "latest": latest,
        "weeks": [
            Line(short_date(week), found.figures(weeks=[week]), FEWEST_IN_GROUP, target) for week in reversed(answered)
        ],
        "chart": _chart(found, answered, target),
        "groups": [*_roles(found, target, latest), *_units(found, target, latest)],
        "projects": _projects(found, target, latest),
        "fewest": (FEWEST_IN_GROUP, FEWEST_IN_PROJECT),
        "may_set": can_company(request.user, Subject.REPORT, Level.READ),
    }
    return render(request, "rounds/effort.html", context)


def _roles(found: Efforts, target: float, weeks: list[Any]) -> list[Line]:
    parts = ((_("Project managers"), True), (_("PMO"), False))
    return [
        Line(name, found.figures(lambda s, wanted=manager: s.manager == wanted, weeks), FEWEST_IN_GROUP, target)  # type: ignore[misc] # bound now
        for name, manager in parts
    ]


def _units(found: Efforts, target: float, weeks: list[Any]) -> list[Line]:
    """Return a line a department whose projects were managed, by name: no order of merit."""
    held: dict[str, set[int]] = {}
    for project in _known(found, weeks):
        if project.unit is not None:
            held.setdefault(spoken(project.unit), set()).add(project.pk)
    return [
        Line(name, found.figures(lambda s, keys=keys: s.project in keys, weeks), FEWEST_IN_GROUP, target)  # type: ignore[misc] # bound now
        for name, keys in sorted(held.items())
    ]


def _projects(found: Efforts, target: float, weeks: list[Any]) -> list[Line]:
    return [
        Line(
            spoken(project),
            found.figures(lambda s, key=project.pk: s.project == key, weeks),  # type: ignore[misc] # bound now
            FEWEST_IN_PROJECT,
            target,
            project.code,
        )
        for project in _known(found, weeks)
    ]


def _known(found: Efforts, weeks: list[Any]) -> list[Project]:
    keys = {s.project for s in found.shares if s.project is not None and s.week in weeks}
    return list(Project.objects.filter(pk__in=keys).select_related("unit").order_by("code"))


def _chart(found: Efforts, weeks: list[Any], target: float) -> dict[str, Any] | None:
    """Return the trend: share of reporting beside the target, and share of all management."""
    if len(weeks) < 2:
        return None
    rows = [found.figures(weeks=[week]) for week in weeks]
    enough = [f.people >= FEWEST_IN_GROUP for f in rows]
    load = [_tenth(f.load) if good else None for f, good in zip(rows, enough, strict=True)]
    ratio = [_tenth(f.ratio) if good else None for f, good in zip(rows, enough, strict=True)]
    names = [f"{week.month}/{week.day}" for week in weeks]
    labels = _("Compiling and reporting (% of working hours)"), _("Management (% of all hours)"), _("Target")
    option = {
        "grid": {"left": 40, "right": 16, "top": 56, "bottom": 32},
        "legend": {"top": 4},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "min": 0, "name": "%"},
        "series": [
            {"type": "line", "name": labels[0], "data": load},
            {"type": "line", "name": labels[1], "data": ratio},
            {"type": "line", "name": labels[2], "data": [target] * len(weeks), "lineStyle": {"type": "dashed"},
             "symbol": "none"},
        ],
    }  # fmt: skip
    cells = zip(weeks, load, ratio, strict=True)
    table = {
        "head": [_("Week"), *labels],
        "rows": [[short_date(w), _cell(a), _cell(b), f"{target:g}%"] for w, a, b in cells],
    }
    return {"option": option, "table": table}


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _cell(value: float | None) -> str:
    return "―" if value is None else f"{value:.1f}%"
