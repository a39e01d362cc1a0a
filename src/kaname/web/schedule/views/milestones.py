"""Milestones: when each is promised and forecast, and how the forecasts slipped from report date to report date."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.bridge.ahead import milestones as milestones_in
from kaname.domains.schedule.bridge.gantt import promised
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.names import english_names
from kaname.domains.schedule.queries.plans import forecasts, plan_of
from kaname.domains.schedule.queries.plans import milestones as milestones_of
from kaname.web.schedule.then import Then, then_of
from kaname.web.schedule.views.data import reading
from kaname.web.templatetags.marks import plan_finish

_LINES = 12
_DAYS = {"type": "time", "minInterval": 86_400_000, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}


@dataclass(slots=True)
class Row:
    """A milestone; ``slip`` in working days against the baseline, late is positive."""

    pk: int
    name: str
    promised: date | None
    finish: date | None
    done: bool
    critical: bool
    slip: int | None = None


@reading
def milestones(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the milestones and their slip chart."""
    plan = plan_of(project)
    then = None if plan is None else then_of(request, plan)
    rows = _rows(then) if then else []
    open_rows = [r for r in rows if not r.done]
    late = [r for r in open_rows if r.slip and r.slip > 0]
    context = {
        "project": project,
        "plan": plan,
        "then": then,
        "rows": rows,
        "late": late,
        "next": open_rows[0] if open_rows else None,
        **(_chart(plan, then.asked if then else None) if plan else {}),
    }
    return render(request, "schedule/milestones.html", context)


def _rows(then: Then) -> list[Row]:
    """Return the milestones as they stand, or stood on the report date that is asked for."""
    state = then.state
    if state is None:
        return []
    found = milestones_of(then.plan) if then.frozen is None else milestones_in(state)
    _starts, ends = promised(state, [a.pk for a in found], None)
    rows = [
        Row(a.pk, spoken(a), plan_finish(end), plan_finish(a.finish), a.actual_finish is not None, a.critical)
        for a, end in zip(found, ends, strict=True)
    ]
    known = [r for r in rows if r.promised and r.finish]
    slips = working_days([r.promised for r in known if r.promised], [r.finish for r in known if r.finish])
    for row, slip in zip(known, slips, strict=True):
        row.slip = slip
    return rows


def _chart(plan: Plan, until: date | None) -> dict[str, Any]:
    """Return the slip chart: report dates across, forecast dates up; a level line keeps its date."""
    by_uid: dict[str, dict[date, date]] = defaultdict(dict)
    names, english = {}, english_names(plan)
    for f in forecasts(plan, until):
        if f.finish is not None:
            by_uid[f.uid][f.as_of] = finish_date_of(f.finish)
            names[f.uid] = english.get(f.uid, f.name)
    days = sorted({day for dates in by_uid.values() for day in dates})
    lines = list(by_uid.items())[:_LINES]
    series = [
        {
            "type": "line",
            "name": names[uid],
            "showSymbol": True,
            "data": [[day.isoformat(), dates[day].isoformat()] for day in sorted(dates)],
        }
        for uid, dates in lines
    ]
    option = {
        "grid": {"left": 90, "right": 24, "top": 48, "bottom": 40},
        "legend": {"type": "scroll", "top": 4},
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "xAxis": {"name": _("report date"), "nameLocation": "middle", "nameGap": 26, **_DAYS},
        "yAxis": {"name": _("forecast"), "scale": True, **_DAYS},
        "series": series,
    }
    table = {
        "head": [_("Milestone"), *(day.isoformat() for day in days)],
        "rows": [
            [names[uid], *(dates[d].isoformat() if d in dates else "―" for d in days)] for uid, dates in by_uid.items()
        ],
    }
    return {"option": option, "table": table, "as_of": days[-1] if days else None, "has_chart": len(days) > 0}
