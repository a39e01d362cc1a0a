"""Choosing how a work package is measured, and inspecting it on the product itself."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions.edits.applying import keep, locked
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.writing import numbering
from kaname.domains.schedule.bridge import measuring
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.enums import MeasurementMethod as Method
from kaname.domains.schedule.models import Activity, Inspection, Measurement, Plan
from kaname.domains.schedule.queries.step_tables import step_tables
from kaname.domains.schedule.rules import check_inspector, covers

FIELDS = ("method", "steps", "unit", "planned")


@transaction.atomic
def choose(*, activity: Activity, values: Mapping[str, Any], by: Any, version: int | None = None) -> Measurement:
    """Set how an activity is measured. Its percent must be one that the method can give. Raises ValidationError."""
    project = activity.plan.project
    _check_right(by, project, [activity.uid])
    given = _settled(values)
    _check(given, activity)
    told = measuring.told_of(given["method"], activity.percent_complete or 0.0, given["steps"], given["planned"])
    given["reported"] = told
    row = Measurement.objects.filter(plan=activity.plan, uid=activity.uid).first()
    if row is None:
        row = Measurement(plan=activity.plan, uid=activity.uid, **given)
        return records.add(row, verb="measurement.choose", by=by, project_id=project.pk)
    return records.change(row, given, verb="measurement.change", by=by, version=version, project_id=project.pk)


@transaction.atomic
def choose_many(*, plan: Plan, chosen: Mapping[str, Mapping[str, Any]], by: Any) -> int:
    """Set methods of many activities that have none yet, by uid; one event. Return how many."""
    _check_right(by, plan.project, chosen)
    known = set(plan.measurements.values_list("uid", flat=True))
    activities = {a.uid: a for a in plan.activities.filter(uid__in=list(chosen))}
    rows = []
    for uid, values in chosen.items():
        if uid in known or uid not in activities:
            continue
        given = _settled(values)
        _check(given, activities[uid])
        percent = activities[uid].percent_complete or 0.0
        given["reported"] = measuring.told_of(given["method"], percent, given["steps"], given["planned"])
        row = Measurement(plan=plan, uid=uid, **given)
        row.stamp(by)
        rows.append(row)
    Measurement.objects.bulk_create(rows)
    if rows:
        after = {row.uid: row.method for row in rows}
        audit.record(verb="measurement.choose_many", subject=plan, by=by, after=after, project_id=plan.project_id)
    return len(rows)


def _check_right(by: Any, project: Project, uids: Iterable[str]) -> None:
    """Raise NotAllowed unless the writer may choose how these activities are measured: a leader in their branches."""
    check_write(by, project, Subject.SCHEDULE)
    if by is not None and not covers(by, project, uids):
        raise NotAllowed(Subject.SCHEDULE, Level.EDIT)


def _settled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a measurement's values; ``table`` names a standard table of steps."""
    given: dict[str, Any] = {"method": "", "steps": [], "unit": "", "planned": None}
    given |= {name: values[name] for name in FIELDS if name in values}
    table = values.get("table")
    if given["method"] == Method.MILESTONES and table in step_tables():
        given["steps"] = list(step_tables()[table].steps)
    if given["method"] != Method.MILESTONES:
        given["steps"] = []
    if given["method"] != Method.UNITS:
        given["unit"], given["planned"] = "", None
    return given


def _check(given: Mapping[str, Any], activity: Activity) -> None:
    wrong: dict[str, Any] = {}
    method = given["method"]
    if method not in Method.values:
        wrong["method"] = _("Choose a measurement method.")
    elif method == Method.MILESTONES:
        wrong |= _wrong_steps(given["steps"])
    elif method == Method.UNITS and not (given["planned"] or 0) > 0:
        wrong["planned"] = _("Give the planned quantity, more than zero.")
    if not wrong and not _fits(given, activity.percent_complete or 0.0):
        sentence = _("It stands at %(percent)s %%, which this method cannot give. Report it first, or choose another.")
        wrong["method"] = ValidationError(sentence, params={"percent": f"{activity.percent_complete:g}"})
    if wrong:
        raise ValidationError(wrong)


def _fits(given: Mapping[str, Any], percent: float) -> bool:
    """Tell whether a method can go on from a percent: from nothing, from all, or from one that it can give."""
    if percent in (0.0, 100.0) or given["method"] == Method.LEVEL_OF_EFFORT:
        return True
    return measuring.can_give(given["method"], percent, given["steps"], given["planned"])


def _wrong_steps(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if not steps:
        return {"steps": _("Choose a table of steps, or write your own.")}
    try:
        measuring.percent_of(Method.MILESTONES, {"step": 0}, steps)
    except (ValueError, TypeError):
        total = sum(float(step["weight"]) for step in steps)
        message = _("The weights must be 0 or more and add up to 100, not %(total)s.")
        return {"steps": ValidationError(message, params={"total": f"{total:g}"})}
    return {}


@transaction.atomic
def inspect(
    *, activity: Activity, percent: float, evidence: str, by: Any, inspected_on: date | None = None
) -> Inspection:
    """Keep what an inspection of the product saw, beside what is reported; it becomes the physical percent."""
    project = activity.plan.project
    check_inspector(by, project)
    plan = locked(activity.plan)
    state = state_of(plan)
    row = Inspection(
        plan=plan,
        uid=activity.uid,
        percent=percent,
        reported=activity.percent_complete,
        inspected_on=inspected_on or today(),
        evidence=evidence,
        by=by,
    )
    _check_inspection(row)
    row.save(force_insert=True)
    told = {"percent": percent, "reported": row.reported, "evidence": evidence, "uid": row.uid}
    audit.record(verb="progress.inspect", subject=activity, by=by, after=told, project_id=project.pk)
    draft = Draft(state, numbering())
    draft.put("activity", activity.pk, physical_percent=percent)
    if draft.changes:
        keep(draft, by, verb="progress.inspected")
    return row


def _check_inspection(row: Inspection) -> None:
    row.clean_fields(exclude=["plan", "by", "reported"])
    if row.inspected_on > today():
        raise ValidationError({"inspected_on": _("An inspection cannot lie in the future.")})


def methods_of(plan: Plan, uids: Iterable[str]) -> dict[str, Measurement]:
    """Return the measurements of some activities by uid."""
    return {row.uid: row for row in Measurement.objects.filter(plan=plan, uid__in=list(uids))}
