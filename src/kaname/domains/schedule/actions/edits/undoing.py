"""Taking back one's own last edits, one after the other, as the audit log tells them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.core.models import AuditEvent
from kaname.domains.schedule.actions.edits.applying import keep, locked
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.outcome import Change, Conflict, Conflicted, Outcome
from kaname.domains.schedule.actions.edits.rights import rights_of
from kaname.domains.schedule.actions.edits.writing import numbering
from kaname.domains.schedule.bridge.state import PlanState, state_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.names import spoken_row


class NothingToUndo(Exception):
    """The user has no edit of this plan that could be taken back; the text says so."""


def last_edit(plan: Plan, by: Any) -> AuditEvent | None:
    """Return the user's last edit of a plan that has not been taken back."""
    events = AuditEvent.objects.filter(
        subject_type="schedule.plan", subject_id=plan.pk, actor_id=getattr(by, "pk", None)
    )
    undone = events.filter(verb="plan.undo", undoes__isnull=False).values("undoes")
    return events.filter(verb="plan.edit").exclude(sequence__in=undone).order_by("-sequence").first()


@transaction.atomic
def undo(*, plan: Plan, by: Any) -> Outcome:
    """Take back the user's last edit. Raises NothingToUndo, Conflicted where somebody built on it, NotAllowed."""
    fresh = locked(plan)
    rights_of(by, fresh.project)
    event = last_edit(fresh, by)
    if event is None:
        raise NothingToUndo(_("There is no edit of yours to undo."))
    state = state_of(fresh)
    changes = [c.reversed() for c in reversed(changes_of(event))]
    draft = Draft(state, numbering())
    for change in changes:
        _check(draft, change)
        draft.redo([change])
    outcome = keep(draft, by, verb="plan.undo", undoes=event.sequence)
    outcome.undone = described(event, state)
    return outcome


def changes_of(event: AuditEvent) -> list[Change]:
    """Return the changes that an event tells of."""
    sides = zip((event.before or {})["changes"], (event.after or {})["changes"], strict=True)
    return [Change(b["table"], b["id"], b["values"], a["values"], b["name"]) for b, a in sides]


def named(event: AuditEvent, state: PlanState) -> list[str]:
    """Return the rows that an event changed, in the reader's language as far as they are still there."""
    found = []
    for change in (event.after or {})["changes"]:
        row = state.activities.get(change["id"]) if change["table"] == "activity" else None
        found.append(change["name"] if row is None or not change["name"] else spoken_row(row))
    return [name for name in dict.fromkeys(found) if name]


def in_waiting(state: PlanState, by: Any) -> str:
    """Return what the user's next undo of a plan would take back, in words; "" for nothing."""
    event = last_edit(state.plan, by)
    if event is None:
        return ""
    names = named(event, state)
    if not names:
        return _("your last edit")
    if len(names) == 1:
        return _("edit of “%(name)s”") % {"name": names[0]}
    return _("edit of “%(name)s” and %(count)s more") % {"name": names[0], "count": len(names) - 1}


def described(event: AuditEvent, state: PlanState) -> str:
    """Return in words what was taken back."""
    names = named(event, state)
    if not names:
        return _("Your last edit was undone.")
    if len(names) == 1:
        return _("Your edit of “%(name)s” was undone.") % {"name": names[0]}
    return _("Your edit of “%(name)s” and %(count)s more was undone.") % {"name": names[0], "count": len(names) - 1}


def _check(draft: Draft, change: Change) -> None:
    """Raise Conflicted where the rows are not as the edit left them."""
    row = draft.rows[change.table].get(change.id)
    if change.before is None:
        fits = row is None and _anchor_stands(draft, change)
        differing = [] if fits else ["name"]
    elif row is None:
        differing = ["name"]
    else:
        differing = [k for k, v in change.before.items() if k != "below" and row[k] != v]
        if change.after is None and change.table == "activity":
            alone = not draft.relations_at({change.id}) and not draft.assignments_of(change.id)
            differing += [] if alone and len(draft.subtree(change.id)) == 1 else ["name"]
        elif not _anchor_stands(draft, change):
            differing.append("name")
    if differing:
        raise Conflicted([_conflict(draft, change, column) for column in differing], draft.state.plan.version)


def _anchor_stands(draft: Draft, change: Change) -> bool:
    below = (change.after or {}).get("below")
    ends = [(change.after or {}).get(name) for name in ("predecessor_id", "successor_id", "activity_id")]
    return all(pk is None or pk in draft.rows["activity"] for pk in (below, *ends))


def _conflict(draft: Draft, change: Change, column: str) -> Conflict:
    event = (
        AuditEvent.objects.filter(subject_type="schedule.plan", subject_id=draft.state.plan.pk)
        .order_by("-sequence")
        .first()
    )
    row = draft.rows[change.table].get(change.id, {})
    yours = (change.after or {}).get(column)
    assert event is not None  # the edit that is taken back is one
    return Conflict(change.id, change.name, column, yours, row.get(column), event.actor_name, event.at)
