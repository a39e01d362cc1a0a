"""Undo of one's own last edits, with everything that follows from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.core.actions.taking_back import take_back
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.rules import why_not
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions.charters import check_open
from kaname.domains.project.models import Charter, Objective
from kaname.domains.reporting.queries.undoing import own_edits
from kaname.domains.reporting.rules.undoing import EDIT, SETTINGS, WAYS
from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.domains.schedule.actions import edits, settings
from kaname.domains.schedule.actions.calendar_changes import recalculate_plans
from kaname.domains.schedule.actions.edits.undoing import last_edit
from kaname.domains.schedule.models import Plan


class NotOwn(Exception):
    """The event is no edit of the user's, or was taken back already: for the user there is no such thing."""


@transaction.atomic
def undo(*, sequence: int, by: Any) -> None:
    """Take an own edit back. Raises NotOwn, or ValidationError with the reason why it cannot be any more."""
    edit = next((e for e in own_edits(by) if e.event.sequence == sequence), None)
    if edit is None:
        raise NotOwn
    if edit.obstacle is not None:
        raise ValidationError(edit.obstacle)
    if edit.event.verb == EDIT:
        _undo_edit(edit.event, by)
    elif edit.event.verb == SETTINGS:
        _undo_settings(edit.event, by)
    else:
        _undo_row(edit.event, by)


def _undo_edit(event: AuditEvent, by: Any) -> None:
    plan = Plan.objects.select_related("project").get(pk=event.subject_id or 0)
    last = last_edit(plan, by)
    if last is None or last.sequence != event.sequence:
        raise NotOwn
    try:
        edits.undo(plan=plan, by=by)
    except edits.Conflicted as met:
        names = " · ".join(dict.fromkeys(f"{c.name} ({c.by})" for c in met.conflicts))
        said = _("These rows were changed again since: %(names)s. Change them by hand.") % {"names": names}
        raise ValidationError(said) from None
    except edits.Refused as refused:
        raise ValidationError([r.sentence for r in refused.refusals]) from None
    except NotAllowed:
        raise NotOwn from None


def _undo_settings(event: AuditEvent, by: Any) -> None:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=event.subject_id or 0)
    reason = why_not(event, plan)
    if reason is not None:
        raise ValidationError(reason)
    before = dict(event.before or {})
    if "calendar_id" in before:
        key = before.pop("calendar_id")
        before["calendar"] = None if key is None else WorkCalendar.objects.filter(pk=key).first()
        if key is not None and before["calendar"] is None:
            raise ValidationError(_("The calendar that the plan had is not there any more."))
    settings.change(plan=plan, values=before, by=by, undoes=event.sequence)


def _undo_row(event: AuditEvent, by: Any) -> None:
    way = WAYS[event.verb]
    if way.model in (Charter, Objective):
        _check_open(event)
    row = take_back(event, way.model, verb=way.inverse, by=by, about=way.about)
    if isinstance(row, WorkCalendar | CalendarException):
        recalculate_plans(calendar=way.about(row), by=by)


def _check_open(event: AuditEvent) -> None:
    """Refuse where the charter was handed in or approved since: it and its objectives are settled."""
    told = event.after if event.before is None else event.before
    key = (told or {}).get("charter_id")
    if event.verb.startswith("charter."):
        key = event.subject_id
    elif key is None:
        key = Objective.objects.values_list("charter_id", flat=True).get(pk=event.subject_id or 0)
    charter = Charter.objects.filter(pk=key or 0).first()
    if charter is None:
        raise ValidationError(_("It is not there any more."))
    check_open(charter)
