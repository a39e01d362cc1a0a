"""A document's activities as columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from kaname.engine.network import Flag, Limit
from kaname.exchange.compile_columns import attributes, instants_of, ticks_of
from kaname.exchange.compile_people import People, Working
from kaname.exchange.document import Activity, ActivityKind, Constraint, PlanDocument, Project

_LIMIT: dict[Constraint | None, int] = {None: int(Limit.ASAP), **{c: int(Limit[c.value]) for c in Constraint}}
_FLAG = {
    ActivityKind.SUMMARY: Flag.SUMMARY,
    ActivityKind.MILESTONE: Flag.MILESTONE,
    ActivityKind.FINISH_MILESTONE: Flag.MILESTONE | Flag.FINISH_MILESTONE,
    ActivityKind.LEVEL_OF_EFFORT: Flag.HAMMOCK,
}
_READ = (
    "id",
    "parent_id",
    "project_id",
    "calendar_id",
    "kind",
    "active",
    "elapsed",
    "duration",
    "remaining_duration",
    "manual",
    "level_delay",
    "actual_start",
    "actual_finish",
    "constraint",
    "constraint_date",
    "constraint2",
    "constraint2_date",
    "deadline",
    "manual_start",
    "manual_finish",
    "external_early_start",
    "external_late_finish",
)


@dataclass
class ActivityColumns:
    """The columns of a network by name, the activities of its rows, and what relations need of them."""

    values: dict[str, Any]
    activities: list[Activity]
    rows: dict[str, int]  # of each activity's id
    nominal: Any  # calendar on which each activity's lags and floats are counted, (N,)
    minutes: float  # of work in all
    lag_rule: str = "successor"  # predecessor | successor | project | continuous
    default: int = 0  # the project's calendar

    def lag_rows(self, pred: Any, succ: Any) -> Any:
        """Return the calendar on which the lag of each relation is counted. (M,)."""
        if self.lag_rule in ("predecessor", "successor"):
            return self.nominal[pred if self.lag_rule == "predecessor" else succ]
        return np.full(pred.shape, self.default if self.lag_rule == "project" else 0, np.int32)


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
    had = attributes(activities, *_READ)
    rows = {activity_id: row for row, activity_id in enumerate(had["id"])}
    groups, defaults = _groups(had["project_id"], projects), [row_of(p.calendar_id or "") for p in projects]
    own = {name: row_of(name) for name in set(had["calendar_id"]) if name}
    working = people.working(
        activities,
        [own[c] if c else defaults[g] for c, g in zip(had["calendar_id"], groups, strict=True)],
        [row for row, elapsed in enumerate(had["elapsed"]) if elapsed],
    )
    p6 = document.format in ("xer", "pmxml")
    durations = [d or 0.0 for d in had["duration"]]
    made = _Maker(activities, had, resolution, _planned_or_remaining(had) if p6 else durations)
    nominal = np.array(working.nominal, np.int32)
    values = {
        "duration": ticks_of(made.whole, resolution),
        "calendar": np.array(working.calendar, np.int32),
        "float_calendar": nominal,
        "flags": np.array(
            [0 if usual else _flags(a) for usual, a in zip(_usual(had), activities, strict=True)], np.uint8
        ),
        "parent": np.array([rows.get(p, -1) for p in had["parent_id"]], np.int32),
        "parts": _parts(working, resolution),
        "project": None if len(projects) == 1 else np.array(groups, np.int32),
        **(made.progress() if keep_actuals else {}),
        **made.constraints(),
        "manual_start": made.instants(made.typed("manual_start")),
        "manual_finish": made.instants(made.typed("manual_finish")),
        "delay": ticks_of(had["level_delay"], resolution) if any(had["level_delay"]) else None,
    }
    if p6:
        values.update(made.external({p.id for p in projects if p.options.get("sched_outer_depend_type") == "SD_None"}))
    rule = str(document.project.options.get("lag_calendar", "successor"))
    return ActivityColumns(values, activities, rows, nominal, sum(durations), rule, defaults[0])


def _groups(project_ids: Sequence[str | None], projects: list[Project]) -> list[int]:
    """Return the row of each activity's project."""
    if len(projects) == 1:
        return [0] * len(project_ids)
    row = {p.id: i for i, p in enumerate(projects)}
    return [row.get(i or "", 0) for i in project_ids]


@dataclass(frozen=True)
class _Maker:
    """Columns of one property of each activity."""

    activities: list[Activity]
    had: dict[str, list[Any]]  # their attributes
    resolution: int
    whole: list[float]  # span in minutes of what has not begun

    def instants(self, dates: Sequence[datetime | None]) -> Any:
        """Return a column of instants, or None where no activity has one."""
        return instants_of(dates, self.resolution)

    def typed(self, name: str) -> list[datetime | None]:
        """Return the typed dates of manually scheduled activities."""
        if not any(self.had["manual"]):
            return []
        return [d if manual else None for d, manual in zip(self.had[name], self.had["manual"], strict=True)]

    def progress(self) -> dict[str, Any]:
        finishes = self.had["actual_finish"]
        begun = [start or finish for start, finish in zip(self.had["actual_start"], finishes, strict=True)]
        remaining = list(self.whole)
        resume: list[datetime | None] = [None] * len(begun)
        for row, moment in enumerate(begun):
            if moment is not None:
                remaining[row], resume[row] = _remaining(self.activities[row]), _resume(self.activities[row])
        return {
            "remaining": ticks_of(remaining, self.resolution),
            "actual_start": self.instants(begun),
            "actual_finish": self.instants(finishes),
            "resume": self.instants(resume),
        }

    def external(self, ignoring: set[str]) -> dict[str, Any]:
        """Return what relations to projects outside the file ask, but of projects that ignore them."""
        heard = [project not in ignoring for project in self.had["project_id"]]

        def unless_ignored(name: str) -> Any:
            return self.instants([d if h else None for d, h in zip(self.had[name], heard, strict=True)])

        return {
            "external_start": unless_ignored("external_early_start"),
            "external_finish": unless_ignored("external_late_finish"),
        }

    def constraints(self) -> dict[str, Any]:
        return {
            "constraint": self._limits("constraint"),
            "constraint_at": self.instants(self.had["constraint_date"]),
            "constraint2": self._limits("constraint2"),
            "constraint2_at": self.instants(self.had["constraint2_date"]),
            "deadline": self.instants(self.had["deadline"]),
        }

    def _limits(self, name: str) -> Any:
        limits = self.had[name]
        if limits.count(None) + limits.count(Constraint.ASAP) == len(limits):
            return np.zeros(len(limits), np.int8)
        return np.array([_LIMIT[limit] for limit in limits], np.int8)


def _duration(activity: Activity) -> float:
    """Return the whole span in minutes; nothing is nothing."""
    return activity.duration or 0.0


def _planned_or_remaining(had: dict[str, list[Any]]) -> list[float]:
    """Return what P6 schedules of activities: where they have not begun what remains, maybe not as planned."""
    names = ("duration", "remaining_duration", "actual_start", "actual_finish")
    return [
        planned or 0.0 if rest is None or start is not None or finish is not None else rest
        for planned, rest, start, finish in zip(*(had[name] for name in names), strict=True)
    ]


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


def _usual(had: dict[str, list[Any]]) -> list[bool]:
    """Return which activities carry no flag."""
    kinds = zip(had["kind"], had["active"], had["manual"], strict=True)
    return [kind is ActivityKind.TASK and active and not manual for kind, active, manual in kinds]


def _flags(activity: Activity) -> int:
    flags = _FLAG.get(activity.kind, Flag(0))
    if not activity.active:
        flags |= Flag.INACTIVE
    if activity.manual:
        flags |= Flag.MANUAL
    return int(flags)


def _parts(working: Working, resolution: int) -> Any:
    """Return the parts of activities on several calendars as the flat array that the engine reads."""
    if not working.parts:
        return None
    count = len(working.calendar)
    bounds, pairs = [count + 1], []
    for row in range(count):
        for calendar, minutes in working.parts.get(row, ()):
            pairs += [calendar, round(minutes * resolution)]
        bounds.append(count + 1 + len(pairs))
    return np.array(bounds + pairs, np.int64)
