"""When a project will be done: every method side by side, the simulated range, what drives it and what moved it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kaname.domains.core.instants import finish_date_of
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.actions import standing
from kaname.domains.reporting.enums import Band, Method
from kaname.domains.reporting.models import ForecastSnapshot
from kaname.domains.reporting.queries.causes import frozen_pair, moved
from kaname.domains.reporting.queries.forecast import Forecast, forecasts_of, history_of, simulation_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.names import english_names
from kaname.web.health.asked import day_in, days_of
from kaname.web.shell.access import project_page
from kaname.web.templatetags.marks import ja_date, joined, short_date

MOVED = 8
SHARES = (1, *range(5, 100, 5), 99)
_TIME = {"type": "time", "minInterval": 86_400_000, "axisLabel": {"formatter": "{yyyy}/{M}/{d}", "hideOverlap": True}}


@project_page(Subject.SCHEDULE)
def project_forecast(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the forecast finish, now or as of a frozen date."""
    as_of = day_in(request)
    rows, simulation = forecasts_of(project, as_of), simulation_of(project, as_of)
    plan = Plan.objects.filter(project=project).first()
    context: dict[str, Any] = {
        "project": project,
        "rows": rows,
        "simulation": simulation,
        "drivers": _drivers(simulation, plan),
        "band": dict(Band.choices).get(simulation.band) if simulation else None,
        "plan": plan,
        "as_of": as_of,
        "days": days_of(project),
        "answer": _answer(rows, simulation),
        "may_state": can(request.user, project, Subject.PROJECT, Level.EDIT),
        "may_simulate": plan is not None and can(request.user, project, Subject.REPORT, Level.EDIT),
        **_moved(plan, as_of),
        **_history(project, as_of),
        **(_curve(simulation) if simulation else {}),
    }
    return render(request, "health/forecast.html", context)


def _answer(rows: list[Forecast], simulation: ForecastSnapshot | None) -> str:
    by_method = {row.method: row for row in rows}
    plan = by_method.get(Method.CPM)
    if plan is None:
        return _("There is no frozen date yet: the forecast begins with the first one.")
    said = [_("The plan ends on %(day)s.") % {"day": ja_date(plan.day)}]
    if simulation is not None:
        values = {"p50": ja_date(finish_date_of(simulation.p50)), "p80": ja_date(finish_date_of(simulation.p80))}
        said.append(_("With an even chance it is done by %(p50)s, with 80 %% by %(p80)s.") % values)
    if plan.moved:
        far = abs(plan.moved)
        later = ngettext(
            "Since %(day)s it moved back by %(days)s working day.",
            "Since %(day)s it moved back by %(days)s working days.",
            far,
        )
        earlier = ngettext(
            "Since %(day)s it came forward by %(days)s working day.",
            "Since %(day)s it came forward by %(days)s working days.",
            far,
        )
        said.append((later if plan.moved > 0 else earlier) % {"day": ja_date(plan.before_as_of), "days": far})
    elif plan.before_as_of is not None:
        said.append(_("It has not moved since %(day)s.") % {"day": ja_date(plan.before_as_of)})
    return joined(said)


def _drivers(simulation: ForecastSnapshot | None, plan: Plan | None) -> list[dict[str, Any]]:
    """Return what drives the finish, by the names that the reader reads, with the share of critical runs."""
    if simulation is None:
        return []
    english = english_names(plan) if plan is not None else {}
    return [
        d | {"name": english.get(d["uid"], d["name"]), "share": round(100 * d["criticality"])}
        for d in simulation.drivers
    ]


def _moved(plan: Plan | None, as_of: date | None) -> dict[str, Any]:
    """Return what moved between the last two report dates."""
    earlier, later = (None, None) if plan is None else frozen_pair(plan, as_of or date.max)
    if plan is None or earlier is None or later is None:
        return {}
    found = moved(plan, earlier, later)
    own = [m for m in found if m.own or m.what in ("added", "removed")]
    if not own:  # nothing takes longer: what begins later, the first of it
        own = sorted((m for m in found if m.critical and m.began > 0), key=lambda m: m.after or date.max)[:1]
    return {
        "earlier": earlier.as_of,
        "later": later.as_of,
        "causes": own[:MOVED],
        "shifted": sum(not m.own for m in found if m.what in ("later", "earlier")) - sum(not m.own for m in own),
    }


def _history(project: Project, as_of: date | None) -> dict[str, Any]:
    """Return the chart of what each method said on each report date, and its table."""
    said = history_of(project, as_of)
    days = sorted({day for each in said.values() for day in each})
    if len(days) < 2:
        return {}
    known = [(Method(m), said[m]) for m in Method if m in said]
    series = [
        {
            "type": "line",
            "name": str(m.label),
            "showSymbol": True,
            "data": [[d.isoformat(), each[d].isoformat()] for d in sorted(each)],
        }
        for m, each in known
    ]
    option = {
        "grid": {"left": 90, "right": 24, "top": 64, "bottom": 40},
        "legend": {"type": "scroll", "top": 4},
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "xAxis": {"name": _("report date"), "nameLocation": "middle", "nameGap": 26, **_TIME},
        "yAxis": {"name": _("forecast"), "scale": True, **_TIME},
        "series": series,
    }
    rows = [[str(m.label), *(short_date(each.get(d)) for d in days)] for m, each in known]
    return {"option": option, "table": {"head": [_("Method"), *(short_date(d) for d in days)], "rows": rows}}


def _curve(simulation: ForecastSnapshot) -> dict[str, Any]:
    """Return the chart of the chance to be done by a day, and its table."""
    points = list({finish_date_of(at): share for at, share in zip(simulation.curve, SHARES, strict=False)}.items())
    option = {
        "grid": {"left": 60, "right": 24, "top": 24, "bottom": 40},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {**_TIME, "scale": True},
        "yAxis": {"type": "value", "min": 0, "max": 100, "axisLabel": {"formatter": "{value}%"}},
        "series": [
            {
                "type": "line",
                "name": _("Chance to be done"),
                "showSymbol": False,
                "areaStyle": {"opacity": 0.15},
                "data": [[day.isoformat(), share] for day, share in points],
            }
        ],
    }
    rows = [[f"{share}%", short_date(day)] for day, share in points]
    return {"curve": option, "curve_table": {"head": [_("Chance"), _("Done by")], "rows": rows}}


@require_POST
@project_page(Subject.REPORT)
def simulate(request: HttpRequest, project: Project) -> HttpResponse:
    """Let a worker simulate the plan as it stands."""
    job = standing.ask_simulation(project=project, by=request.user)
    return redirect("jobs:job", job.pk)
