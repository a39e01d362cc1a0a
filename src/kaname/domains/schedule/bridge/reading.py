"""document_of(): a plan's rows as a PlanDocument. A handful of queries, whatever the plan's size."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kaname.domains.core.instants import date_of
from kaname.domains.resource.models import CalendarException, Resource, WorkCalendar
from kaname.domains.schedule.bridge import activities, assignments, baselines, calendars, head
from kaname.domains.schedule.bridge.plain import revive_list
from kaname.domains.schedule.models import Activity, Assignment, BaselineActivity, Plan, Relation
from kaname.exchange import document as exchange


def document_of(plan: Plan) -> exchange.PlanDocument:
    """Return a plan as a document: equal to the one it was made of as long as nobody has edited it."""
    rows = list(activity_rows(plan))
    names = ("activity_id", "resource_id", "extras", *(c.column for c in assignments.COLUMNS))
    assigned = list(Assignment.objects.filter(plan=plan).order_by("id").values_list(*names))
    document, ids, entries = frame_of(plan, [row[2] for row in rows], {row[1] for row in assigned if row[1]})
    document.activities = activities_of(plan, rows, ids)
    id_of = {row[0]: activity.id for row, activity in zip(rows, document.activities, strict=True)}
    own = Relation.objects.filter(plan=plan, crosses=False).order_by("id")
    ends = ("predecessor_id", "successor_id", "kind", "lag", "lag_kind", "extras")
    document.relations = relations_of(plan, list(own.values_list(*ends)), id_of)
    document.assignments = assignments_of(plan, assigned, id_of, entries)
    return document


def frame_of(
    plan: Plan, calendars: list[int | None], assigned: set[int]
) -> tuple[exchange.PlanDocument, "CalendarIds", list[dict[str, Any]]]:
    """Return the document without activities, relations and assignments; the ids of calendars; the known resources."""
    entries = plan.extras.get("resources", [])
    resources = _resources(entries, assigned)
    ids = CalendarIds(plan, calendars, [r for r, _ in resources if r is not None])
    document = exchange.PlanDocument(plan.format, head.project_of(plan, ids.of_plan), **head.parts_of(plan))
    document.calendars = ids.calendars(plan)
    document.resources = [entry for _, entry in resources]
    for row, resource in resources:
        if row is not None:
            resource.calendar_id = ids.of(row.calendar_id)
    return document, ids, entries


def activity_rows(plan: Plan) -> Iterable[Any]:
    """Return number, parent, calendar, extras and the columns of NAMES of each row, in order."""
    rows = Activity.objects.filter(plan=plan).order_by("position", "id")
    return rows.values_list("id", "parent_id", "calendar_id", "extras", *activities.NAMES)


def activities_of(plan: Plan, rows: list[Any], ids: "CalendarIds") -> list[exchange.Activity]:
    """Return the document's activities of rows in order."""
    numbers = plan.extras.get("numbers", 1)
    found: list[exchange.Activity] = []
    by_uid: dict[str, exchange.Activity] = {}
    id_of = {row[0]: row[4] for row in rows}
    exact = {row[0]: row[3].get("exact", {}).get("id") for row in rows if row[3]}
    id_of.update({pk: uid for pk, uid in exact.items() if uid is not None})
    for position, (_pk, parent, calendar, extras, *values) in enumerate(rows):
        fields = {"number": None if numbers is None else position + numbers, **activities.fields_of(values, extras)}
        if parent is not None:
            fields["parent_id"] = id_of[parent]
        if calendar is not None:
            fields["calendar_id"] = ids.of(calendar)
        activity = exchange.Activity(**fields)
        by_uid[values[0]] = activity
        found.append(activity)
    _add_baselines(plan, by_uid, {row[4]: row[3] for row in rows})
    return found


def _add_baselines(plan: Plan, by_uid: dict[str, exchange.Activity], extras: dict[str, Any]) -> None:
    """Give the activities the baselines that the plan counts as the file's numbers; 0 is the current one."""
    numbers = {row: int(number) for number, row in plan.extras.get("baselines", {}).items()}
    if not numbers:
        return
    rows = BaselineActivity.objects.filter(baseline__plan=plan, baseline__number__in=numbers).order_by("baseline_id")
    for row, uid, *values in rows.values_list("baseline__number", "uid", *baselines.NAMES):
        if uid in by_uid:
            number = numbers[row]
            by_uid[uid].baselines[number] = baselines.baseline_of(number, row, values, extras[uid])


def relations_of(plan: Plan, rows: list[Any], id_of: dict[int, str]) -> list[exchange.Relation]:
    """Return the document's relations of rows (predecessor, successor, kind, lag, lag kind, extras)."""
    found = [
        exchange.Relation(id_of[one], id_of[other], **assignments.relation_fields(kind, lag, lag_kind, extras))
        for one, other, kind, lag, lag_kind, extras in rows
    ]
    _put_back(found, exchange.Relation, plan.extras.get("relations", ()))
    return found


def assignments_of(
    plan: Plan, rows: list[Any], id_of: dict[int, str], entries: list[dict[str, Any]]
) -> list[exchange.Assignment]:
    """Return the document's assignments of rows (activity, resource, extras, columns)."""
    row_of_id = {entry["id"]: entry["row"] for entry in entries}
    id_of_row = {entry["row"]: entry["id"] for entry in reversed(entries)}
    found = []
    for activity, resource, extras, *values in rows:
        fields = assignments.fields_of(values, extras)
        given = extras.get("resource_id")
        if resource is not None and row_of_id.get(given or "") != resource:
            given = id_of_row.get(resource, f"kaname-{resource}")
        found.append(exchange.Assignment(activity_id=id_of[activity], resource_id=given, **fields))
    _put_back(found, exchange.Assignment, plan.extras.get("assignments", ()))
    return found


def _put_back(found: list[Any], kind: type, loose: Iterable[dict[str, Any]]) -> None:
    """Put what no row could hold back to its place."""
    for entry in loose:
        found.insert(entry["at"], revive_list(kind, [{k: v for k, v in entry.items() if k != "at"}])[0])


def _resources(entries: list[dict[str, Any]], used: set[int]) -> list[tuple[Resource | None, exchange.Resource]]:
    """Return the document's resources as its file gave them, then those of the pool that were assigned here."""
    found: list[tuple[Resource | None, exchange.Resource]] = [(None, assignments.resource_of(e)) for e in entries]
    others = used - {entry["row"] for entry in entries}
    if others:
        found += [(r, assignments.resource_from_row(r, None)) for r in Resource.objects.filter(pk__in=others)]
    return found


class CalendarIds:
    """The calendars that a plan uses, their bases included, and the document's id of each."""

    def __init__(self, plan: Plan, used: list[int | None], resources: list[Resource]) -> None:
        """Find the plan's own calendars and those that it refers to."""
        given = (*used, plan.calendar_id, *(r.calendar_id for r in resources))
        wanted = {pk for pk in given if pk is not None}
        own = WorkCalendar.objects.filter(project=plan.project_id).exclude(source_id="")
        self.rows = {c.pk: c for c in own.order_by("pk")}
        while missing := wanted - self.rows.keys():
            self.rows.update({c.pk: c for c in WorkCalendar.objects.filter(pk__in=missing).order_by("pk")})
            wanted = {c.base_id for c in self.rows.values() if c.base_id}
        self.whole = plan.extras.get("calendars", {})
        self.project = plan.project_id
        self.plan_calendar = plan.calendar_id
        self.of_plan = self.of(plan.calendar_id) or plan.extras.get("project", {}).get("calendar_id")

    @property
    def selectable(self) -> list[int]:
        """The calendars that an activity may be given, the project's own apart."""
        return [pk for pk in self.rows if pk != self.plan_calendar]

    def of(self, pk: int | None) -> str | None:
        """Return the document's id of a calendar."""
        if pk is None or pk not in self.rows:
            return None
        row = self.rows[pk]
        if row.project_id != self.project or not row.source_id:
            return f"kaname-{pk}"
        return str(self.whole.get(row.source_id, {}).get("calendar", {}).get("id", row.source_id))

    def calendars(self, plan: Plan) -> list[exchange.Calendar]:
        """Return the document's calendars."""
        exceptions: dict[int, list[CalendarException]] = {}
        for exception in CalendarException.objects.filter(calendar__in=self.rows).order_by("id"):
            exceptions.setdefault(exception.calendar_id, []).append(exception)
        return [self._calendar(row, exceptions.get(pk, []), _around(plan)) for pk, row in self.rows.items()]

    def _calendar(
        self, row: WorkCalendar, exceptions: list[CalendarException], around: tuple[date, date]
    ) -> exchange.Calendar:
        kept = self.whole.get(row.source_id) if row.project_id == self.project else None
        if kept is not None and kept["version"] == row.version:
            calendar: exchange.Calendar = revive_list(exchange.Calendar, [kept["calendar"]])[0]
            return calendar
        calendar_id = self.of(row.pk) or ""
        return calendars.document_calendar(row, exceptions, calendar_id, self.of(row.base_id), around)


def _around(plan: Plan) -> tuple[date, date]:
    return date_of(plan.start), date_of(max(plan.start, plan.finish or plan.start))
