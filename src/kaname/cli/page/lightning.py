"""稲妻線: where each activity's progress stands against the plan, seen from the status date."""

from datetime import datetime

from kaname.cli.page.facts import Span
from kaname.exchange.document import Activity


def planned_span(activity: Activity, span: Span | None) -> tuple[datetime, datetime] | None:
    """Return the promised dates: baseline 0 (or the lowest numbered), else the file's own, else the recomputed."""
    for n in sorted(activity.baselines):
        frozen = activity.baselines[n]
        if frozen.start and frozen.finish:
            return frozen.start, frozen.finish
    if activity.stored.start and activity.stored.finish:
        return activity.stored.start, activity.stored.finish
    return (span.start, span.finish) if span else None


def progress_point(activity: Activity, span: Span | None, status: datetime) -> datetime:
    """Return the instant on the planned bar that the progress has reached; the status date where all is as planned.

    Done: the status date, or the planned finish where it lies ahead of that. Not yet due and not begun: the status
    date. Otherwise the planned start plus percent complete of the planned length (calendar time, as drawn).
    """
    planned = planned_span(activity, span)
    if planned is None:
        return status
    start, finish = planned
    percent = activity.percent_complete or 0.0
    if activity.actual_finish or percent >= 100:
        return max(status, finish)
    begun = activity.actual_start is not None or percent > 0
    if not begun:
        return min(start, status)
    point = start + (finish - start) * (percent / 100)
    return max(status, point) if start > status else point
