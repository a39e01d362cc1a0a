"""The Gantt's data and its edits, as JSON."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import baselines, edits
from kaname.domains.schedule.actions.edits.rights import may_edit
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule import wire
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import day_asked
from kaname.web.shell.kept import kept
from kaname.web.shell.legible import is_legible

reading = project_page(Subject.SCHEDULE)
reading_in_part = project_page(Subject.SCHEDULE, read=Level.PARTIAL)  # the queries give what the reader works on
editing = project_page(Subject.SCHEDULE, write=Level.READ)  # rows and fields: the action decides
planning = project_page(Subject.SCHEDULE, read=Level.EDIT)
promising = project_page(Subject.BASELINE, read=Level.EDIT)
deciding = project_page(Subject.BASELINE, write=Level.DECIDE)
_LARGEST = 4 * 2**20


@kept
@gzip_page
@require_GET
@reading
def data(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the whole plan: ``?baseline=N`` beside it, ``?as_of=DATE`` as it stood."""
    plan = known_plan(project)
    baseline = baseline_asked(request, plan)
    as_of = day_of(request)
    if as_of is not None and wire.frozen_at(plan, as_of) is None:
        raise Http404
    can_edit = may_edit(request.user, project)
    state = state_of(plan)
    return _json(wire.data_of(state, project, by=request.user, can_edit=can_edit, baseline=baseline, as_of=as_of))


def baseline_asked(request: HttpRequest, plan: Plan) -> int | None:
    """Return the number of the baseline in the address, None without one; raises Http404 where there is none such."""
    asked = request.GET.get("baseline", "")
    baseline = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    if baseline is not None and not plan.baselines.filter(number=baseline).exists():
        raise Http404
    return baseline


@require_POST
@editing
def edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Try edits out, or keep them (``keep``)."""
    plan, asked = known_plan(project), asked_of(request)
    version, wanted = asked.get("version"), asked.get("edits")
    if isinstance(version, bool) or not isinstance(version, int) or not isinstance(wanted, list):
        return _json({"errors": [_refusal(_("The edits could not be read."))]}, 422)
    if version > plan.version:
        return _json({"errors": [_refusal(_("The plan has no such version."))]}, 422)
    way = edits.apply if asked.get("keep") is True else edits.preview
    return _answered(lambda: way(plan=plan, edits=wanted, version=version, by=request.user), request.user)


@require_POST
@editing
def undo(request: HttpRequest, project: Project) -> HttpResponse:
    """Take back the reader's last edit."""
    plan = known_plan(project)
    return _answered(lambda: edits.undo(plan=plan, by=request.user), request.user)


@require_POST
@deciding
def baseline_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Set a baseline."""
    name = asked_of(request).get("name")
    try:
        made = baselines.set_baseline(plan=known_plan(project), name=str(name or ""), by=request.user)
    except ValidationError as refused:
        return _json({"errors": [_refusal(" ".join(refused.messages), "name")]}, 422)
    return _json({"number": made.number})


def known_plan(project: Project) -> Plan:
    """Return the project's plan, or 404 where there is none yet."""
    found = plan_of(project)
    if found is None:
        raise Http404
    return found


def day_of(request: HttpRequest) -> date | None:
    """Return the day that the address asks for."""
    return day_asked(request)


def asked_of(request: HttpRequest) -> dict[str, Any]:
    """Return the request's JSON object; an empty one for what is none, or holds what is no text."""
    if len(request.body) > _LARGEST:
        return {}
    try:
        asked = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) and is_legible(asked) else {}


def _answered(way: Callable[[], edits.Outcome], by: Any) -> HttpResponse:
    try:
        return _json(wire.answer_of(way(), by))
    except edits.Refused as refused:
        return _json(wire.errors_of(refused), 422)
    except edits.Conflicted as met:
        return _json(wire.conflicts_of(met), 409)
    except edits.NothingToUndo as nothing:
        return _json({"sentence": str(nothing)}, 404)
    except NotAllowed:
        raise PermissionDenied from None


def _refusal(sentence: str, field: str = "") -> dict[str, Any]:
    return {"edit": 0, "id": None, "field": field, "sentence": sentence}


def _json(answer: dict[str, Any], status: int = 200) -> HttpResponse:
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
