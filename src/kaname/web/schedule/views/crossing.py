"""Relations with other projects: asked for, promised, accepted, refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.project.rules import can
from kaname.domains.schedule.actions import relations
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.models import Relation
from kaname.domains.schedule.queries.plans import crossing
from kaname.web.schedule.forms import AskForm
from kaname.web.schedule.views.data import editing, planning, reading
from kaname.web.shell.saving import answer, posted

WAYS: dict[str, Callable[..., Any]] = {"give": relations.give, "agree": relations.agree, "refuse": relations.refuse}


@reading
def relation_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what this project waits for in others, and what others wait for here; hidden projects stay hidden."""
    seen = schedules_seen_by(request.user).keys()
    rows = [r for r in crossing(project) if {r.plan.project_id, r.predecessor.plan.project_id} <= seen]
    may_edit = can(request.user, project, Subject.SCHEDULE, Level.EDIT)
    context = {
        "project": project,
        "rows": [(r, _next(r, project) if may_edit else []) for r in rows],
        "open": sum(r.sign_off in (SignOff.ASKED, SignOff.GIVEN) for r in rows),
        "may_edit": may_edit,
        "others": Project.objects.visible_to(request.user, Subject.SCHEDULE).exclude(pk=project.pk).exclude(plan=None),
    }
    return render(request, "schedule/relations.html", context)


def _next(relation: Relation, project: Project) -> list[str]:
    """Return what this project may decide on a relation now."""
    gives = relation.predecessor.plan.project_id == project.pk
    if relation.sign_off == SignOff.ASKED:
        return ["give", "refuse"] if gives else ["refuse"]
    if relation.sign_off == SignOff.GIVEN:
        return ["refuse"] if gives else ["agree", "refuse"]
    return ["refuse"] if relation.sign_off == SignOff.AGREED else []


@planning
def ask(request: HttpRequest, project: Project) -> HttpResponse:
    """Ask another project, ``?project=CODE``, to promise an activity."""
    back = reverse("schedule:relations", args=[project.code])
    code = request.GET.get("project", "")
    if not code:
        return HttpResponseRedirect(back)  # where the other project is chosen
    others = Project.objects.visible_to(request.user, Subject.SCHEDULE).exclude(pk=project.pk)
    other = others.filter(code=code).first()
    if other is None:
        raise Http404
    form = AskForm(posted(request), project=project, other=other)

    def write(predecessor: Any, successor: Any, kind: str, days: float) -> object:
        lag = days * (project.minutes_per_day or 480) * 10
        return relations.ask(predecessor=predecessor, successor=successor, kind=kind, lag=lag, by=request.user)

    context = {
        "project": project,
        "heading": _("Ask %(code)s for an activity") % {"code": other.code},
        "note": _("Nothing moves until both projects have agreed."),
        "back": back,
    }
    return answer(request, form, write, back, "schedule/form.html", context)


@require_POST
@editing
def decide(request: HttpRequest, project: Project, relation: int, verb: str) -> HttpResponse:
    """Promise, accept or refuse."""
    found = next((r for r in crossing(project) if r.pk == relation), None)
    if found is None or verb not in WAYS:
        raise Http404
    if verb not in _next(found, project):
        messages.error(request, _("Somebody has decided on this relation already. Look at it again."))
        return HttpResponseRedirect(reverse("schedule:relations", args=[project.code]))
    try:
        WAYS[verb](relation=found, by=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(reverse("schedule:relations", args=[project.code]))
