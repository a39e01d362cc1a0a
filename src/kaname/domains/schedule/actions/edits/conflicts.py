"""Two people at one plan: only edits of the same field of the same row meet."""

from typing import Any

from kaname.domains.core.models import AuditEvent
from kaname.domains.schedule.actions.edits.drafting import Drafted
from kaname.domains.schedule.actions.edits.outcome import Change, Conflict, Conflicted
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.models import Plan

VERBS = ("plan.edit", "plan.undo", "plan.replace")
_FIELD = {
    "constraint_date": "constraint_date",
    "percent_complete": "percent",
    "calendar_id": "calendar",
    "actual_duration": "percent",
    "remaining_duration": "percent",
    "manual_start": "start",
    "manual_finish": "finish",
    "uid": "id",
}
_QUIET = ("wbs", "parent_id", "extras", "below")  # follow from other fields


def events_since(plan: Plan, version: int) -> list[AuditEvent]:
    """Return the edits of a plan since a version, newest first: each made the next version."""
    events = AuditEvent.objects.filter(subject_type="schedule.plan", subject_id=plan.pk, verb__in=VERBS)
    found = list(events.order_by("-sequence")[: max(plan.version - version, 0)])
    return [e for e in found if (e.after or {}).get("version", plan.version) > version]


def check_conflicts(state: PlanState, made: Drafted, edits: list[dict[str, Any]], version: int) -> None:
    """Raise Conflicted where others changed since ``version`` what the draft changes, to something else."""
    if version >= state.plan.version:
        return
    theirs = _changed_since(state.plan, version)
    conflicts: dict[tuple[int, str], Conflict] = {}
    for i, change in enumerate(made.draft.changes):
        for column in _columns(change):
            event = theirs.get((change.table, change.id, column))
            edit = made.edit_of(i)
            if event is None or edit is None:
                continue
            field = str(edits[edit].get("field") or _FIELD.get(column, column))
            current = (change.before or {}).get(column)
            conflicts[change.id, field] = Conflict(
                change.id, change.name, field, edits[edit].get("after"), current, event.actor_name, event.at
            )
    if conflicts:
        raise Conflicted(list(conflicts.values()), state.plan.version)


def gone(state: PlanState, edits: list[dict[str, Any]], version: int) -> None:
    """Raise Conflicted where an edit is of a row that somebody deleted since ``version``."""
    if version >= state.plan.version:
        return
    keys = {(e["id"], e.get("field", "")): e.get("after") for e in edits if isinstance(e, dict) and "id" in e}
    keys = {k: v for k, v in keys.items() if isinstance(k[0], int) and k[0] not in state.activities}
    keys = {k: v for k, v in keys.items() if k[0] not in state.relations}
    if not keys:
        return
    conflicts = []
    for event in events_since(state.plan, version):
        for entry in (event.before or {}).get("changes", ()):
            for (pk, field), yours in keys.items():
                if entry["id"] == pk and entry["values"] and "below" in entry["values"]:
                    conflicts.append(Conflict(pk, entry["name"], field, yours, None, event.actor_name, event.at))
    if conflicts:
        raise Conflicted(conflicts, state.plan.version)


def _changed_since(plan: Plan, version: int) -> dict[tuple[str, int, str], AuditEvent]:
    """Return by table, row and column the last event that changed it."""
    found: dict[tuple[str, int, str], AuditEvent] = {}
    for event in events_since(plan, version):
        for entry in (event.after or {}).get("changes", ()):
            for column in entry["values"] or ():
                found.setdefault((entry["table"], entry["id"], column), event)
    return found


def _columns(change: Change) -> list[str]:
    if change.before is None or change.after is None:
        return []
    return [c for c in change.after if c not in _QUIET]
