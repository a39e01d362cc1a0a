"""Durations that a file does not hold, or not readably: the working time between the dates that it stores."""

from collections.abc import Mapping
from datetime import datetime

from kaname.engine.diagnostics import info
from kaname.exchange.calendar_days import minutes_between
from kaname.exchange.calendar_shifts import STANDARD_WEEK
from kaname.exchange.document import Activity, ActivityKind, Calendar, PlanDocument

_USUAL = Calendar("", "", STANDARD_WEEK)
"""Of a file without any calendar."""
_WITHOUT = (ActivityKind.SUMMARY, ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE, ActivityKind.LEVEL_OF_EFFORT)


def take_from_dates(document: PlanDocument, label: str) -> None:
    """Give each activity without a duration the working time between its stored dates, and tell of it.

    ``label``: what the format calls a row of the plan. An activity without both dates keeps none, which counts as 0.
    """
    calendars = {calendar.id: calendar for calendar in document.calendars}
    homes = {project.id: project.calendar_id for project in document.projects}
    for activity in document.activities:
        start, finish = activity.stored.start, activity.stored.finish
        needed = activity.duration is None and activity.kind not in _WITHOUT and not activity.manual
        if not needed or start is None or finish is None or finish <= start:
            continue
        usual = homes.get(activity.project_id or "", document.project.calendar_id)
        minutes = _minutes(activity, calendars.get(activity.calendar_id or usual or ""), calendars, start, finish)
        if minutes is None:
            continue
        activity.duration = minutes
        days = round(minutes / document.project.minutes_per_day, 2)
        document.diagnostics.append(info("plan-duration-from-dates", f"{label} {activity.id}", days=days))


def _minutes(
    activity: Activity,
    calendar: Calendar | None,
    calendars: Mapping[str, Calendar],
    start: datetime,
    finish: datetime,
) -> float | None:
    if activity.elapsed:
        return (finish - start).total_seconds() / 60
    return minutes_between(calendar or _USUAL, calendars, start, finish)
