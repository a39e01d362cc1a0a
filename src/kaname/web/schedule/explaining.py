"""Everything about one activity, as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import AuditEvent
from kaname.domains.core.names import spoken
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.schedule.bridge.ahead import codes_outside
from kaname.domains.schedule.bridge.gantt import columns_of
from kaname.domains.schedule.bridge.reasons import Reason, why
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind, ConstraintKind, LagKind, RelationKind, SignOff
from kaname.domains.schedule.models import Activity, Relation
from kaname.domains.schedule.queries.dependencies import frozen_rows, given_then, state_on
from kaname.domains.schedule.queries.names import spoken_row
from kaname.web.schedule.labels import LABELS

_EVENTS = 20
SIDES = ("predecessor", "successor")
WHY: dict[str, Promise] = {
    "actual": _("It has begun: its start is what was reported."),
    "manual": _("It is scheduled by hand: its dates are what was typed."),
    "relation": _("It waits for the activities that drive it, marked below."),
    "constraint": _("Its date constraint sets its start."),
    "data-date": _("What has not begun cannot lie before the status date."),
    "project-start": _("Nothing holds it back: it begins with the project."),
    "unknown": _("The plan has problems that make its dates impossible"),
}


@dataclass(slots=True)
class End:
    """A relation as seen from one activity."""

    code: str
    pk: int | None
    name: str
    kind: Any
    lag: float
    lag_kind: Any
    percent: bool
    driving: bool
    start: int | None
    finish: int | None
    sign_off: str


def explained(user: Any, state: PlanState, pk: int, as_of: date | None = None) -> dict[str, Any]:
    """Return what the page of an activity shows; ``as_of``: the report date that the state was frozen on."""
    row = state.activities[pk]
    shown = {name: values[0] for name, values in columns_of(state, [pk]).items()}
    reason = why(state, pk)
    crossing = _crossing(user, state, pk) if as_of is None else _crossing_then(user, state, pk, as_of)
    return {
        "row": shown,
        "typed": row,
        "kind": ActivityKind(row["kind"]).label,
        "constraint": ConstraintKind(row["constraint"]).label,
        "late_start": state.computed(pk, "late_start"),
        "late_finish": state.computed(pk, "late_finish"),
        "reason": WHY.get(reason.key, WHY["unknown"]),
        "predecessors": [*_ends(state, pk, reason, "predecessor_id"), *crossing["predecessor"]],
        "successors": [*_ends(state, pk, reason, "successor_id"), *crossing["successor"]],
        "parents": _parents(state, pk),
        "history": history_of(state, pk, as_of),
    }


def _ends(state: PlanState, pk: int, reason: Reason, side: str) -> list[End]:
    own = "successor_id" if side == "predecessor_id" else "predecessor_id"
    found = []
    for number in state.relations_from.get(pk, ()):
        r = state.relations[number]
        if r[own] != pk:
            continue
        other = r[side]
        found.append(
            End(
                "",
                other,
                spoken_row(state.activities[other]),
                RelationKind(r["kind"]).label,
                r["lag"],
                LagKind(r["lag_kind"]).label,
                "percent" in r["lag_kind"],
                number in reason.driving,
                state.computed(other, "start"),
                state.computed(other, "finish"),
                "",
            )
        )
    return found


def _crossing(user: Any, state: PlanState, pk: int) -> dict[str, list[End]]:
    """Return relations with other projects by side; of a project that the user may not read, only that there is one."""
    rows = Relation.objects.filter(Q(predecessor=pk) | Q(successor=pk), crosses=True).exclude(sign_off=SignOff.REFUSED)
    ends = [f"{side}__plan__project" for side in SIDES]
    relations = list(rows.select_related(*ends)) if rows.exists() else []  # most have none; the join is a wide one
    seen = schedules_seen_by(user) if relations else {}
    found: dict[str, list[End]] = {side: [] for side in SIDES}
    for r in relations:
        side = "successor" if r.predecessor_id == pk else "predecessor"
        other = getattr(r, side)
        found[side].append(_beyond(r, other, other.plan.project_id in seen, other.pk, (other.start, other.finish)))
    return found


def _crossing_then(user: Any, state: PlanState, pk: int, as_of: date) -> dict[str, list[End]]:
    """Return relations with other projects as they were: what leads here is kept with the plan; what waited for this
    is kept with the plans of the others, each as frozen on its last report date.
    """
    points = {a.id: a for a in state.outside.activities}
    codes = codes_outside(state) if points else {}
    seen = set(schedules_seen_by(user).values()) if points else set()
    found = []
    for successor, r in state.outside.links:
        if successor == pk:
            code = codes.get(r.predecessor_id, "")
            name = points[r.predecessor_id].name if code in seen else str(_("an activity of another project"))
            kind = RelationKind(r.kind).label
            found.append(End(code if code in seen else "", None, name, kind, 0, "", False, False, None, None, ""))
    return {"predecessor": found, "successor": _given_then(user, pk, as_of)}


def _given_then(user: Any, pk: int, as_of: date) -> list[End]:
    relations = given_then(pk, as_of)
    seen = schedules_seen_by(user) if relations else {}
    frozen = frozen_rows(relations, as_of) if relations else {}
    found = []
    for r in relations:
        other, open_to = r.successor, r.successor.plan.project_id in seen
        start, finish, *_rest = frozen.get(other.plan_id, {}).get(other.uid, (None, None)) if open_to else (None, None)
        found.append(_beyond(r, other, open_to, None, (start, finish), SignOff(state_on(r, as_of))))
    return found


def _beyond(
    r: Relation, other: Activity, open_to: bool, pk: int | None, days: tuple[Any, Any], signed: SignOff | None = None
) -> End:
    """Return an end in another project; where the reader may not see that one, only that there is one."""
    return End(
        other.plan.project.code if open_to else "",
        pk if open_to else None,
        spoken(other) if open_to else str(_("an activity of another project")),
        r.get_kind_display(),
        r.lag,
        r.get_lag_kind_display(),
        "percent" in r.lag_kind,
        False,
        days[0] if open_to else None,
        days[1] if open_to else None,
        r.get_sign_off_display() if signed is None else str(signed.label),
    )


def _parents(state: PlanState, pk: int) -> list[dict[str, Any]]:
    found = []
    parent = state.activities[pk]["parent_id"]
    while parent is not None:
        found.append({"pk": parent, "name": spoken_row(state.activities[parent])})
        parent = state.activities[parent]["parent_id"]
    return found[::-1]


def history_of(state: PlanState, pk: int, as_of: date | None = None) -> list[dict[str, Any]]:
    """Return who changed the activity when: from the plan's last edits, up to the end of a day."""
    events = AuditEvent.objects.filter(
        subject_type="schedule.plan", subject_id=state.plan.pk, verb__in=("plan.edit", "plan.undo")
    )
    if as_of is not None:
        events = events.filter(at__lt=timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time())))
    found = []
    for event in events.order_by("-sequence")[:500]:
        names = [
            name
            for entry in (event.after or {}).get("changes", ())
            if entry["table"] == "activity" and entry["id"] == pk
            for name in (entry["values"] or ())
            if name not in ("extras", "below", "parent_id")
        ]
        if names:
            said = dict.fromkeys(str(LABELS.get(name, "")) for name in names)
            fields = ", ".join(word for word in said if word)
            found.append({"at": event.at, "by": event.actor_name, "fields": fields, "undo": event.verb == "plan.undo"})
    return found[:_EVENTS]
