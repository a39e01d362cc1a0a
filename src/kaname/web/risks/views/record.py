"""One risk: its sentence, how high it is, what is done about it, how all that changed, and the next thing to do."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.models import Issue
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.risk.enums import NEXT, OPEN, RiskState
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.queries.standing import Standing, standings, visible_on
from kaname.domains.risk.rules.rights import may_move, may_see_money, may_write
from kaname.web.risks.pictures import score_chart
from kaname.web.risks.sentences import changed, risk_answer
from kaname.web.risks.wanted import days_of
from kaname.web.shell.access import project_page

DOES: dict[str, Promise] = {
    RiskState.WATCHED: _("Begin to watch"),
    RiskState.HAPPENED: _("Happened: it becomes an issue"),
    RiskState.CLOSED: _("End it"),
    RiskState.ANALYSED: _("Take it up again"),
}
"""What a step is called on its button."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step with what it changed, in sentences."""

    step: RiskStep
    said: list[str]


@project_page(Subject.RISK, read=Level.PARTIAL)
def risk_page(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Show a risk; ``?as_of=DATE``: as it stood, without a way to write."""
    risk, (day, since) = found_or_404(request, project, number), days_of(request)
    step = visible_on(request.user, day).filter(risk=risk).first()
    as_of = day if day < today() else None
    context: dict[str, Any] = {"project": project, "r": risk, "as_of": as_of}
    if step is None:
        return render(request, "risks/not_yet.html", context)
    (standing,) = standings([step], day, since)
    history, money = _history(risk, standing), may_see_money(request.user, project)
    context |= {
        "s": standing,
        "step": step,
        "answer": risk_answer(standing),
        "money": money,
        "history": [Told(b, changed(a, b, money)) for a, b in zip([None, *history], history, strict=False)][::-1],
        **score_chart(history, standing.day),
        "issue": issue_of(request.user, risk) if as_of is None else None,
        **(_ways(request.user, risk) if as_of is None else {}),
    }
    return render(request, "risks/risk.html", context)


def found_or_404(request: HttpRequest, project: Project, number: int) -> Risk:
    """Return a risk of a project that the reader may see."""
    rows = Risk.objects.visible_to(request.user).select_related("project", "owner")
    found = rows.filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def issue_of(user: Any, risk: Risk) -> Issue | None:
    """Return the issue that a risk became, where the reader may see it."""
    return Issue.objects.visible_to(user).filter(risk=risk).first()


def address_of(risk: Risk) -> str:
    """Return the address of a risk."""
    return reverse("risks:risk", args=[risk.project.code, risk.number])


def _history(risk: Risk, standing: Standing) -> list[RiskStep]:
    """Return the steps up to the day that is shown, the oldest first."""
    rows = risk.steps.filter(day__lte=standing.day).select_related("owner", "entered_by").order_by("day", "id")
    return list(rows)


def _ways(user: Any, risk: Risk) -> dict[str, Any]:
    """Return what the reader may do with a risk as it stands."""
    writes = may_write(user, risk) and risk.state in OPEN
    scored = risk.score is not None
    return {
        "may_edit": writes,
        "may_assess": writes,
        "may_plan": writes and scored,
        "may_finish": writes and bool(risk.prevention) and risk.response_done is None,
        "first": ("assess" if not scored else "plan" if not risk.response else "") if writes else "",
        "ways": [(to, DOES[to]) for to in NEXT.get(risk.state, ()) if may_move(user, risk, to)],
    }
