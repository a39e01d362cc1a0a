"""The burndown of a project: what is left by report date, beside what the baseline would have left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.project.models import Project
from kaname.domains.schedule.models import ProgressDate
from kaname.domains.schedule.queries.burndown import Burndown, burndown
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule.views.data import day_of, reading
from kaname.web.shell.kept import kept
from kaname.web.templatetags.marks import ja_date, joined, number, short_date

_TIME = {"type": "time", "minInterval": 86_400_000, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}


@kept
@reading
def burndown_page(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the burndown up to the newest report date, or to ``?as_of=DATE``."""
    plan, as_of = plan_of(project), day_of(request)
    found = burndown(plan, as_of, project.minutes_per_day or 480) if plan is not None else Burndown()
    days = ProgressDate.objects.filter(plan=plan).order_by("-as_of").values_list("as_of", flat=True)[:60]
    context: dict[str, Any] = {"project": project, "as_of": as_of, "days": days, "found": found}
    if found.last is not None:
        context |= {"answer": answer_of(found), **chart(found)}
    return render(request, "schedule/burndown.html", context)


def answer_of(found: Burndown) -> str:
    """Return the answer: what is left, against the plan, and when it is over at the pace of the last weeks."""
    if found.last is None:
        return ""
    left = found.last[1]
    said = [_("%(days)s activity-days of work are left.") % {"days": number(left, 1)}]
    if found.behind is not None and abs(found.behind) >= 0.05:
        told = (
            _("That is %(days)s more than the baseline planned for this day.")
            if found.behind > 0
            else _("That is %(days)s less than the baseline planned for this day.")
        )
        said.append(told % {"days": number(abs(found.behind), 1)})
    elif found.behind is not None:
        said.append(_("That is what the baseline planned for this day."))
    if left <= 0:
        return _("Nothing is left to do.")
    if found.done_on is not None:
        said.append(_("At the pace of the last four weeks it is done by %(day)s.") % {"day": ja_date(found.done_on)})
    elif found.pace is not None and found.pace <= 0:
        said.append(_("In the last four weeks the work left did not become less."))
    return joined(said)


def chart(found: Burndown) -> dict[str, Any]:
    """Return the chart's option and its table."""
    lines = (
        (_("work left"), found.left, "solid", True),
        (_("left by the baseline"), found.planned, "dashed", False),
        (_("all work known"), found.scope, "dotted", False),
        (_("to the forecast finish"), found.forecast, "dotted", False),
    )
    shown = [line for line in lines if line[1]]
    series = [
        {
            "type": "line",
            "name": name,
            "symbolSize": 7,
            "showSymbol": marked or len(points) < 3,
            "lineStyle": {"type": style, "width": 2},
            "data": [[day.isoformat(), value] for day, value in points],
        }
        for name, points, style, marked in shown
    ]
    option = {
        "grid": {"left": 8, "right": 24, "top": 56, "bottom": 16, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": _TIME,
        "yAxis": {"type": "value", "min": 0, "name": _("activity-days")},
        "series": series,
    }
    held = [dict(points) for _name, points, _style, _marked in shown]
    days = sorted({day for points in held for day in points})
    rows = [[short_date(day), *(number(points.get(day), 1) for points in held)] for day in days]
    table = {"head": [_("Day"), *(name for name, _points, _style, _marked in shown)], "rows": rows}
    return {"option": option, "table": table, "has_chart": True}
