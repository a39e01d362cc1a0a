"""A project's health: computed beside declared, the seven axes with their reasons, their history, explanation, help."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.control.models import SupportRequest
from kaname.domains.control.queries.support import support_visible_to
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.queries.health import health_of, health_trend
from kaname.domains.reporting.rules.overall import is_better
from kaname.web.health.asked import day_in, days_of
from kaname.web.health.naming import names_of
from kaname.web.health.shown import AxisShown, axes_of, history_of, unread
from kaname.web.shell.access import project_page
from kaname.web.templatetags.marks import health_word, joined

_ORDER = {"red": 0, "amber": 1}


@project_page(Subject.SCHEDULE)
def project_axes(request: HttpRequest, project: Project) -> HttpResponse:
    """Show how a project stands, now or as of a frozen date."""
    as_of = day_in(request)
    snapshot = health_of(project, as_of)
    context: dict[str, Any] = {
        "project": project,
        "snapshot": snapshot,
        "as_of": as_of,
        "days": days_of(project),
        "may_declare": can(request.user, project, Subject.PROJECT, Level.EDIT),
        "may_ask": can(request.user, project, Subject.SUPPORT, Level.EDIT),
    }
    if snapshot is not None:
        hidden = unread(request.user, [project])[project.pk]
        axes = axes_of(snapshot, project, hidden, names_of([snapshot]).get(project.pk))
        context |= {
            "axes": axes,
            "answer": answer_of(snapshot, axes),
            "better": is_better(snapshot.declared, snapshot.computed),
            "history": history_of(health_trend(project, 12, as_of)),
            "explanations": project.explanations.select_related("snapshot", "asked_of", "answered_by__person")[:6],
            "helps": _helps(request, project),
        }
        waits = any(not row.settled for row in context["helps"])
        context["opens_help"] = context["may_ask"] and snapshot.computed == "red" and not waits
    return render(request, "health/axes.html", context)


def _helps(request: HttpRequest, project: Project) -> list[SupportRequest]:
    return list(support_visible_to(request.user).filter(project=project).order_by("-number")[:6])


def answer_of(snapshot: HealthSnapshot, axes: list[AxisShown]) -> str:
    """Return the answer: computed and declared, for how long they differ, and what weighs most."""
    words = {"computed": health_word(snapshot.computed), "declared": health_word(snapshot.declared)}
    if snapshot.computed == snapshot.declared:
        said = [_("Computed and declared are both %(computed)s.") % words]
    else:
        said = [_("Computed %(computed)s, declared %(declared)s.") % words]
    if snapshot.weeks > 1:
        told = ngettext(
            "So for %(weeks)s report date in a row.", "So for %(weeks)s report dates in a row.", snapshot.weeks
        )
        said.append(told % {"weeks": snapshot.weeks})
    worst = [r for axis in sorted(axes, key=lambda a: _ORDER.get(a.health, 2)) for r in axis.reasons]
    if worst and worst[0].health in _ORDER:
        said.append(_("What weighs most: %(reason)s.") % {"reason": worst[0].text})
    return joined(said)
