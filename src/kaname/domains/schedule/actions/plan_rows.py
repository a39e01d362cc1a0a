"""Saving the rows of a plan that has none yet: many at once, joined by what the database numbered them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kaname.domains.resource.models import CalendarException, Resource, WorkCalendar
from kaname.domains.resource.rules import normalised
from kaname.domains.schedule.actions import insertion
from kaname.domains.schedule.bridge import PlanRows, baselines
from kaname.domains.schedule.bridge.activities import NAMES
from kaname.domains.schedule.bridge.assignments import resource_entry, resource_row
from kaname.domains.schedule.bridge.columns import EXACT
from kaname.domains.schedule.bridge.computing import COMPUTED
from kaname.domains.schedule.bridge.rows import ActivityRow, CalendarRow, Link
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.models import Activity, Assignment, Baseline, BaselineActivity, Plan, Relation
from kaname.exchange import document as exchange


def insert(plan: Plan, rows: PlanRows, computed: Sequence[Sequence[Any]], by: Any) -> None:
    """Save everything under a plan that is saved itself; its extras learn which rows resources and baselines are.

    ``computed``: the columns of COMPUTED in the rows' order.
    """
    calendars = put_calendars(plan, rows.calendars, by)
    plan.calendar_id = calendars.get(rows.calendar_id or "")
    resources = put_resources(plan, rows.resources, by)
    add_baselines(plan, rows, by)
    activities = insert_activities(plan, rows.activities, calendars, computed, by)
    insert_relations(plan, rows.relations, activities, by)
    insert_assignments(plan, rows.assignments, activities, resources, by)


def insert_activities(
    plan: Plan, rows: list[ActivityRow], calendars: dict[str, int], computed: Sequence[Sequence[Any]], by: Any
) -> dict[str, int]:
    """Save activities in their order; return the document's ids to rows."""
    made = {row.id: number for row, number in zip(rows, insertion.numbers(Activity, len(rows)), strict=True)}
    columns = ("id", "plan_id", "position", "parent_id", "calendar_id", *NAMES, "extras", *COMPUTED)
    values = (
        (
            made[r.id],
            plan.pk,
            position,
            made.get(r.parent_id or ""),
            calendars.get(r.calendar_id or ""),
            *(r.values[name] for name in NAMES),
            r.values["extras"],
            *dates,
        )
        for position, (r, *dates) in enumerate(zip(rows, *computed, strict=True))
    )
    insertion.insert(Activity, columns, values, by)
    return made


def insert_relations(plan: Plan, rows: list[Link], activities: dict[str, int], by: Any) -> None:
    """Save relations in the document's order."""
    own = ("kind", "lag", "lag_kind", "extras")
    columns = ("plan_id", "predecessor_id", "successor_id", *own, "crosses", "sign_off")
    insertion.insert(
        Relation,
        columns,
        (
            (
                plan.pk,
                activities[r.one],
                activities[r.other or ""],
                *(r.values[name] for name in own),
                False,
                SignOff.NOT_NEEDED,
            )
            for r in rows
        ),
        by,
    )


def insert_assignments(
    plan: Plan, rows: list[Link], activities: dict[str, int], resources: dict[str, int], by: Any
) -> None:
    """Save assignments in the document's order."""
    own = ("uid", "units", "work", "extras")
    insertion.insert(
        Assignment,
        ("plan_id", "activity_id", "resource_id", *own, "tentative"),
        (
            (plan.pk, activities[r.one], resources.get(r.other or ""), *(r.values[name] for name in own), False)
            for r in rows
        ),
        by,
    )


def put_calendars(plan: Plan, rows: list[CalendarRow], by: Any) -> dict[str, int]:
    """Make the project's calendars what a file says; return the file's ids to rows."""
    known = {c.source_id: c for c in WorkCalendar.objects.filter(project=plan.project).exclude(source_id="")}
    whole = plan.extras.get("calendars", {})
    made: dict[str, WorkCalendar] = {}
    for row in rows:
        calendar = known.get(row.values["source_id"])
        if calendar is None:
            calendar = WorkCalendar(project=plan.project)
        for name, value in row.values.items():
            setattr(calendar, name, value)
        calendar.stamp(by)
        calendar.save()
        calendar.exceptions.all().delete()
        made[row.id] = calendar
        if calendar.source_id in whole:
            whole[calendar.source_id]["version"] = calendar.version
    for row in rows:
        if row.base_id is not None or made[row.id].base_id is not None:
            made[row.id].base = made[row.base_id] if row.base_id is not None else None
            made[row.id].save(update_fields=["base"])
    columns = ("first", "last", "shifts", "name", "kind", "recurrence")
    days = ((made[row.id].pk, *(e[name] for name in columns), "") for row in rows for e in row.exceptions)
    insertion.insert(CalendarException, ("calendar_id", *columns, "source"), days, by)
    return {identifier: calendar.pk for identifier, calendar in made.items()}


def put_resources(plan: Plan, resources: list[exchange.Resource], by: Any) -> dict[str, int]:
    """Find a plan's resources in the pool by name, or in the project, or make them there; return ids to rows."""
    pool = _pool(resources)
    own = {r.source_id: r for r in Resource.objects.filter(project=plan.project).exclude(source_id="")}
    made: dict[str, int] = {}
    for resource in resources:
        values = resource_row(resource)
        row = pool.get(normalised(resource.name)) or own.get(values["source_id"])
        if row is None:
            row = Resource(project=plan.project, **values)
            row.stamp(by)
            row.save()
        made[resource.id] = row.pk
    if resources or "resources" in plan.extras:
        plan.extras["resources"] = [resource_entry(r, made[r.id]) for r in resources]
    return made


def _pool(resources: list[exchange.Resource]) -> dict[str, Resource]:
    """Return the pool's entries by name, of the names asked for; two of one name are nobody's."""
    wanted = {normalised(r.name) for r in resources} - {""}
    if not wanted:
        return {}
    found: dict[str, list[Resource]] = defaultdict(list)
    for row in Resource.objects.filter(project=None):
        if (name := normalised(row.name)) in wanted:
            found[name].append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def add_baselines(plan: Plan, rows: PlanRows, by: Any) -> None:
    """Save the file's baselines as new rows, and note in its activities what the rows do not hold exactly."""
    taken = set(plan.baselines.values_list("number", flat=True))
    numbers = plan.extras.setdefault("baselines", {})
    by_uid = {row.values["uid"]: row for row in rows.activities}
    for number, held in rows.baselines.items():
        row_number = number if number not in taken else max(taken) + 1
        taken.add(row_number)
        finish = max((v["finish"] for v in held if v["finish"] is not None), default=None)
        baseline = Baseline(
            plan=plan,
            number=row_number,
            name=f"Baseline {number}" if number else "Baseline",
            finish=finish,
            imported=True,
        )
        baseline.stamp(by)
        baseline.save()
        columns = ("uid", "name", "kind", *baselines.NAMES)
        promised = ((baseline.pk, *(values[name] for name in columns)) for values in held)
        insertion.insert(BaselineActivity, ("baseline_id", *columns), promised)
        for values in held:
            if values[EXACT]:
                exact = by_uid[values["uid"]].values["extras"].setdefault(EXACT, {})
                exact.setdefault("baselines", {})[str(row_number)] = values[EXACT]
        numbers[str(number)] = row_number
