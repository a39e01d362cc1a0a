"""Making a plan's rows equal a newer document: rows whose uid stays keep their number, so that links to them hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import ProtectedError

from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.schedule.actions import insertion, plan_rows
from kaname.domains.schedule.bridge import PlanRows, baselines
from kaname.domains.schedule.bridge.activities import NAMES
from kaname.domains.schedule.bridge.columns import EXACT
from kaname.domains.schedule.bridge.computing import COMPUTED
from kaname.domains.schedule.bridge.rows import ActivityRow, Link
from kaname.domains.schedule.models import Activity, BaselineActivity, Plan, Relation


def replace_rows(plan: Plan, rows: PlanRows, by: Any) -> dict[str, Any]:
    """Write what differs between a plan's rows and those of a document; return what, for the audit log."""
    kept = {name: plan.extras.get(name, {}) for name in ("baselines",)}
    for name, value in rows.plan.items():
        if name != "policy" or plan.format != rows.plan["format"]:
            setattr(plan, name, value)
    plan.extras = {**rows.plan["extras"], **kept}
    calendars = plan_rows.put_calendars(plan, rows.calendars, by)
    plan.calendar_id = calendars.get(rows.calendar_id or "")
    resources = plan_rows.put_resources(plan, rows.resources, by)
    keep_known_baselines(plan, rows)
    plan_rows.add_baselines(plan, rows, by)
    numbers, told = replace_activities(plan, rows.activities, calendars, by)
    relations = Relation.objects.filter(plan=plan, crosses=False)
    _replace_links(plan, relations, _relation_key, rows.relations, numbers, {}, by)
    _replace_links(plan, plan.assignments.all(), _assignment_key, rows.assignments, numbers, resources, by)
    plan.save()
    _drop_unused(plan, set(calendars.values()), set(resources.values()))
    return told


def replace_activities(
    plan: Plan, rows: list[ActivityRow], calendars: dict[str, int], by: Any
) -> tuple[dict[str, int], dict[str, Any]]:
    """Delete, change and add activities; return the document's ids to rows, and what was before and is after."""
    columns = ("position", "parent_id", "calendar_id", *NAMES, "extras")
    held = {row[1]: row for row in plan.activities.values_list("id", "uid", *columns)}
    uids = {row.values["uid"] for row in rows}
    gone = [row[0] for uid, row in held.items() if uid not in uids]
    plan.activities.filter(pk__in=gone).delete()
    fresh = [row for row in rows if row.values["uid"] not in held]
    new = insertion.numbers(Activity, len(fresh))
    numbers = {row.id: held[row.values["uid"]][0] for row in rows if row.values["uid"] in held}
    numbers |= {row.id: number for row, number in zip(fresh, new, strict=True)}
    wanted = {
        row.values["uid"]: (
            position,
            numbers.get(row.parent_id or ""),
            calendars.get(row.calendar_id or ""),
            *(row.values[name] for name in NAMES),
            row.values["extras"],
        )
        for position, row in enumerate(rows)
    }
    unknown = (*[None] * 6, False)
    added = [(n, plan.pk, *wanted[row.values["uid"]], *unknown) for row, n in zip(fresh, new, strict=True)]
    insertion.insert(Activity, ("id", "plan_id", *columns, *COMPUTED), added, by)
    changed = [(held[uid][0], *values) for uid, values in wanted.items() if uid in held and held[uid][2:] != values]
    insertion.update(Activity, columns, changed, by)
    names = dict(zip(range(len(columns)), columns, strict=True))
    before = {
        uid: {names[i]: old for i, old in enumerate(held[uid][2:]) if old != wanted[uid][i]}
        for uid in wanted
        if uid in held and held[uid][2:] != wanted[uid]
    }
    told = {"changed": before, "removed": len(gone), "added": len(fresh)}
    return numbers, told


def keep_known_baselines(plan: Plan, rows: PlanRows) -> None:
    """Leave out the document's baselines that the plan holds already: they are immutable, and the same."""
    uids = {row.values["uid"] for row in rows.activities}
    by_uid = {row.values["uid"]: row for row in rows.activities}
    for number, row_number in list(plan.extras["baselines"].items()):
        promised = rows.baselines.get(int(number))
        held = BaselineActivity.objects.filter(baseline__plan=plan, baseline__number=row_number)
        known = {uid: tuple(v) for uid, *v in held.values_list("uid", *baselines.NAMES) if uid in uids}
        if promised is None or known != {v["uid"]: tuple(v[n] for n in baselines.NAMES) for v in promised}:
            del plan.extras["baselines"][number]
            continue
        for values in rows.baselines.pop(int(number)):
            if values[EXACT]:
                exact = by_uid[values["uid"]].values["extras"].setdefault(EXACT, {})
                exact.setdefault("baselines", {})[str(row_number)] = values[EXACT]


type Key = tuple[Any, ...]


def _relation_key(one: int, other: int | None, values: dict[str, Any]) -> Key:
    return one, other, values["kind"]


def _assignment_key(one: int, other: int | None, values: dict[str, Any]) -> Key:
    return one, other, values["extras"].get("resource_id")


def _replace_links(
    plan: Plan,
    held: Any,
    key_of: Callable[[int, int | None, dict[str, Any]], Key],
    rows: Iterable[Link],
    activities: dict[str, int],
    resources: dict[str, int],
    by: Any,
) -> None:
    """Delete, change and add relations or assignments; those that join the same two keep their number."""
    model = held.model
    ends = ("predecessor_id", "successor_id") if model is Relation else ("activity_id", "resource_id")
    own = ("kind", "lag", "lag_kind", "extras") if model is Relation else ("uid", "units", "work", "extras")
    known: dict[Key, list[Any]] = {}
    for pk, one, other, *values in held.order_by("id").values_list("id", *ends, *own):
        known.setdefault(key_of(one, other, dict(zip(own, values, strict=True))), []).append((pk, tuple(values)))
    fresh, changed = [], []
    for row in rows:
        one = activities[row.one]
        other = activities[row.other or ""] if model is Relation else resources.get(row.other or "")
        values = tuple(row.values[name] for name in own)
        found = known.get(key_of(one, other, row.values))
        if not found:
            fresh.append(row)
            continue
        pk, old = found.pop(0)
        if old != values:
            changed.append((pk, *values))
    held.filter(pk__in=[pk for rest in known.values() for pk, _ in rest]).delete()
    insertion.update(model, own, changed, by)
    if model is Relation:
        plan_rows.insert_relations(plan, fresh, activities, by)
    else:
        plan_rows.insert_assignments(plan, fresh, activities, resources, by)


def _drop_unused(plan: Plan, calendars: set[int], resources: set[int]) -> None:
    """Delete the project's imported calendars and resources that nothing refers to any more."""
    own = [
        *Resource.objects.filter(project=plan.project).exclude(source_id="").exclude(pk__in=resources),
        *WorkCalendar.objects.filter(project=plan.project)
        .exclude(source_id="")
        .exclude(pk__in=calendars)
        .order_by("-pk"),
    ]
    for row in own:
        try:
            row.delete()
        except ProtectedError:
            continue  # somebody uses it elsewhere: it stays, and the plan does not mention it
