"""A document's activities as columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from kaname.engine.days import instant_of
from kaname.engine.network import NONE, Flag, Limit
from kaname.exchange.compile_people import People, Working
from kaname.exchange.document import Activity, ActivityKind, Constraint, PlanDocument, Project

_LIMIT = {c: Limit[c.value] for c in Constraint}
_FLAG = {
    ActivityKind.SUMMARY: Flag.SUMMARY,
    ActivityKind.MILESTONE: Flag.MILESTONE,
    ActivityKind.FINISH_MILESTONE: Flag.MILESTONE | Flag.FINISH_MILESTONE,
    ActivityKind.LEVEL_OF_EFFORT: Flag.HAMMOCK,
}


@dataclass
class ActivityColumns:
    """The columns of a network by name, the activities of its rows, and what relations need of them."""

    values: dict[str, Any]
    activities: list[Activity]
    nominal: list[int]  # calendar on which each activity's lags and floats are counted
    minutes: float  # of work in all
    lag_rule: str = "successor"  # predecessor | successor | project | continuous
    default: int = 0  # the project's calendar

    def lag_row(self, pred: int, succ: int) -> int:
        """Return the calendar on which the lag of a relation is counted."""
        rows = {"predecessor": self.nominal[pred], "successor": self.nominal[succ], "project": self.default}
        return rows.get(self.lag_rule, 0)


def activity_columns(
    document: PlanDocument,
    projects: list[Project],
    people: People,
    row_of: Callable[[str], int],
    keep_actuals: bool,
    resolution: int,
) -> ActivityColumns:
    """Return the columns of all activities in the document's order. O(activities + assignments)."""
    activities = document.activities
    project_row = {p.id: i for i, p in enumerate(projects)}
    defaults = [row_of(p.calendar_id or "") for p in projects]
    groups = [project_row.get(a.project_id or "", 0) for a in activities]
    working = [people.working(a, defaults[g]) for a, g in zip(activities, groups, strict=True)]
    p6 = document.format in ("xer", "pmxml")
    made = _Maker(activities, keep_actuals, resolution, _planned_or_remaining if p6 else _duration)
    values = {
        "duration": made.ticks(made.whole),
        "calendar": np.array([w.calendar for w in working], np.int32),
        "float_calendar": np.array([w.float_calendar for w in working], np.int32),
        "flags": np.array([_flags(a) for a in activities], np.uint8),
        "parent": _parents(activities),
        "parts": _parts(working, resolution),
        "project": None if len(projects) == 1 else np.array(groups, np.int32),
        **made.progress(),
        **made.constraints(),
        "manual_start": made.instants(lambda a: a.manual_start if a.manual else None),
        "manual_finish": made.instants(lambda a: a.manual_finish if a.manual else None),
        "delay": made.ticks(lambda a: a.level_delay) if any(a.level_delay for a in activities) else None,
    }
    if p6:
        values.update(made.external({p.id for p in projects if p.options.get("sched_outer_depend_type") == "SD_None"}))
    rule = str(document.project.options.get("lag_calendar", "successor"))
    total = sum(a.duration or 0.0 for a in activities)
    return ActivityColumns(values, activities, [w.float_calendar for w in working], total, rule, defaults[0])


@dataclass(frozen=True)
class _Maker:
    """Columns of one property of each activity."""

    activities: list[Activity]
    keep_actuals: bool
    resolution: int
    whole: Callable[[Activity], float]  # span in minutes of what has not begun

    def ticks(self, of: Callable[[Activity], float]) -> Any:
        return np.array([round(of(a) * self.resolution) for a in self.activities], np.int64)

    def instants(self, of: Callable[[Activity], datetime | None]) -> Any:
        """Return a column of instants, or None where no activity has one."""
        dates = [of(a) for a in self.activities]
        if not any(dates):
            return None
        return np.array([NONE if d is None else instant_of(d, self.resolution) for d in dates], np.int64)

    def progress(self) -> dict[str, Any]:
        if not self.keep_actuals:
            return {}
        return {
            "remaining": self.ticks(lambda a: _remaining(a) if a.actual_start or a.actual_finish else self.whole(a)),
            "actual_start": self.instants(lambda a: a.actual_start or a.actual_finish),
            "actual_finish": self.instants(lambda a: a.actual_finish),
            "resume": self.instants(_resume),
        }

    def external(self, ignoring: set[str]) -> dict[str, Any]:
        """Return what relations to projects outside the file ask, but of projects that ignore them."""

        def unless_ignored(name: str) -> Any:
            return self.instants(lambda a: None if a.project_id in ignoring else getattr(a, name))

        return {
            "external_start": unless_ignored("external_early_start"),
            "external_finish": unless_ignored("external_late_finish"),
        }

    def constraints(self) -> dict[str, Any]:
        return {
            "constraint": np.array([_LIMIT[a.constraint] for a in self.activities], np.int8),
            "constraint_at": self.instants(lambda a: a.constraint_date),
            "constraint2": np.array([_LIMIT[a.constraint2 or Constraint.ASAP] for a in self.activities], np.int8),
            "constraint2_at": self.instants(lambda a: a.constraint2_date),
            "deadline": self.instants(lambda a: a.deadline),
        }


def _duration(activity: Activity) -> float:
    """Return the whole span in minutes; nothing is nothing."""
    return activity.duration or 0.0


def _planned_or_remaining(activity: Activity) -> float:
    """Return what P6 schedules of an activity: where it has not begun what remains, which may differ from its plan."""
    if activity.actual_start is None and activity.actual_finish is None and activity.remaining_duration is not None:
        return activity.remaining_duration
    return _duration(activity)


def _remaining(activity: Activity) -> float:
    """Return what is still to do: given, or from the percentage done."""
    if activity.actual_finish is not None:
        return 0.0
    if activity.actual_start is None:
        return _duration(activity)
    if activity.remaining_duration is not None:
        return activity.remaining_duration
    if activity.actual_duration is not None:
        return max(_duration(activity) - activity.actual_duration, 0.0)
    return _duration(activity) * (1 - (activity.percent_complete or 0.0) / 100)


def _resume(activity: Activity) -> datetime | None:
    """Return where the rest of a begun activity goes on."""
    return activity.resume if activity.actual_start is not None and activity.actual_finish is None else None


def _flags(activity: Activity) -> int:
    flags = _FLAG.get(activity.kind, Flag(0))
    if not activity.active:
        flags |= Flag.INACTIVE
    if activity.manual:
        flags |= Flag.MANUAL
    return int(flags)


def _parents(activities: list[Activity]) -> Any:
    rows = {a.id: i for i, a in enumerate(activities)}
    return np.array([rows.get(a.parent_id or "", -1) for a in activities], np.int32)


def _parts(working: list[Working], resolution: int) -> Any:
    """Return the parts of activities on several calendars as the flat array that the engine reads."""
    if not any(w.parts for w in working):
        return None
    bounds, pairs = [len(working) + 1], []
    for w in working:
        for row, minutes in w.parts:
            pairs += [row, round(minutes * resolution)]
        bounds.append(len(working) + 1 + len(pairs))
    return np.array(bounds + pairs, np.int64)
