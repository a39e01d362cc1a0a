"""One defect: what is wrong, how it stands, its way, and the next thing to do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.quality.actions import defects
from kaname.domains.quality.enums import MADE_IN, NEXT, OPEN, WITH_REASON, Cause, DefectState
from kaname.domains.quality.models import Defect
from kaname.domains.quality.queries.defects import defects_seen, steps_of, with_owners
from kaname.domains.quality.queries.people import deciders
from kaname.domains.quality.rules import may_move, may_write
from kaname.web.quality.sentences import defect_answer
from kaname.web.quality.wanted import key_of
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day

DOES: dict[tuple[str, str], Promise] = {
    (DefectState.RAISED, DefectState.INVESTIGATING): _("Begin to investigate"),
    (DefectState.RAISED, DefectState.FIXING): _("Fix it at once"),
    (DefectState.RAISED, DefectState.DECLINED): _("Do not fix it"),
    (DefectState.INVESTIGATING, DefectState.FIXING): _("Begin to fix it"),
    (DefectState.INVESTIGATING, DefectState.DECLINED): _("Do not fix it"),
    (DefectState.FIXING, DefectState.FIXED): _("It is fixed"),
    (DefectState.FIXING, DefectState.INVESTIGATING): _("The cause is another: investigate again"),
    (DefectState.FIXED, DefectState.RETEST): _("Begin to test it again"),
    (DefectState.RETEST, DefectState.CLOSED): _("The test is passed: close it"),
    (DefectState.RETEST, DefectState.FIXING): _("It still shows: back to fixing"),
    (DefectState.CLOSED, DefectState.INVESTIGATING): _("It shows again: reopen"),
    (DefectState.DECLINED, DefectState.INVESTIGATING): _("Reopen after all"),
}
"""What a step is called on its button."""
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Way:
    """A step that may be taken from here; ``reason``: only with a reason."""

    to: str
    label: Promise
    reason: bool


@project_page(Subject.QUALITY, read=Level.PARTIAL)
def defect_page(request: HttpRequest, project: Project, defect: int) -> HttpResponse:
    """Show a defect; ``?as_of=DATE``: how it stood, without a way to write."""
    as_of = past_day(request)
    found: Any = found_or_404(request, project, defect, as_of)
    late = (as_of or today()) - found.then_due if found.then_due and found.then_state in OPEN else None
    days = late.days if late is not None and late.days > 0 else None
    shown = Defect(severity=found.then_severity, owner=found.then_owner)
    ways = [] if as_of else ways_of(request.user, found)
    context = {
        "project": project,
        "d": found,
        "answer": defect_answer(shown, found.then_state, days),
        "severity": shown.get_severity_display(),
        "state": dict(DefectState.choices)[found.then_state],
        "open": found.then_state in OPEN,
        "late": days,
        "steps": _told(steps_of(found, as_of)),
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "ways": ways,
        "first": ways[0] if ways and not ways[0].reason else None,
        "closes": any(w.to == DefectState.CLOSED for w in ways),
        "declines": any(w.to == DefectState.DECLINED for w in ways),
        "deciders": deciders(project) if any(w.to == DefectState.DECLINED for w in ways) else [],
        "causes": Cause.choices,
        "stages": [(s.value, s.label) for s in MADE_IN],
        "reads": can(request.user, project, Subject.QUALITY, Level.READ),
        "may_write": as_of is None and may_write(request.user, found),
    }
    return render(request, "quality/defect.html", context)


@require_POST
@project_page(Subject.QUALITY, read=Level.PARTIAL, write=Level.PARTIAL)  # whose step it is, the rules say
def move(request: HttpRequest, project: Project, defect: int, state: str) -> HttpResponse:
    """Bring a defect into its next state, and show it again."""
    found, sent = found_or_404(request, project, defect), request.POST
    if state not in defects.VERBS:
        raise Http404
    given = {name: sent.get(name, "")[:LONGEST] for name in ("injected", "cause", "remedy")}
    given = {name: value for name, value in given.items() if value and value != getattr(found, name)}
    if "remedy" in given:
        given["remedy_en"] = ""
    try:
        defects.move(
            defect=found, to=state, by=request.user, remark=sent.get("remark", "")[:LONGEST],
            decider=Person.objects.filter(pk=key_of(sent.get("decider", "")) or 0).first(),
            version=key_of(sent.get("version", "")), **given,
        )  # fmt: skip
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, t("The defect changed meanwhile. Please look at it again."))
    else:
        messages.success(request, t("Saved."))
    return HttpResponseRedirect(reverse("quality:defect", args=[project.code, found.number]))


def ways_of(user: Any, defect: Defect) -> list[Way]:
    """Return what a user may do next, the usual first."""
    steps = [to for to in NEXT.get(defect.state, ()) if may_move(user, defect, to)]
    return [
        Way(to, DOES[defect.state, to], to == DefectState.DECLINED or (defect.state, to) in WITH_REASON) for to in steps
    ]


def found_or_404(request: HttpRequest, project: Project, number: int, day: Any = None) -> Defect:
    """Return a defect of a project that the reader may see, as it stands or stood."""
    rows = defects_seen(request.user, day).filter(project=project, number=number)
    found = rows.select_related("project", "phase", "owner", "created_by").first()
    if found is None:
        raise Http404
    return with_owners([found])[0]


def _told(steps: list[Any]) -> list[dict[str, Any]]:
    """Return the steps, each with what became other than before it: state, severity, owner, day."""
    told, before = [], None
    for step in steps:
        told.append(
            {
                "step": step,
                "state": before is None or before.state != step.state,
                "severity": before is not None and before.severity != step.severity,
                "owner": before is not None and before.owner_id != step.owner_id,
                "due": before is not None and before.due != step.due,
            }
        )
        before = step
    return told
