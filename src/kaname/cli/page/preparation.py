"""What a document says in its format's own way, said as the page needs it.

A plan with tracking periods shows itself as last reported, a workbook's planned dates are its baseline, and a unit of
abstract time is a day.
"""

from copy import deepcopy
from datetime import datetime

from kaname.cli.page.working_time import WorkingTime
from kaname.engine.days import MINUTES_A_DAY, instant_of, moment_of
from kaname.exchange.document import Activity, Baseline, PlanDocument, TrackedActivity

ABSTRACT = ("psplib", "rcp", "mm", "rangen")


def prepared(document: PlanDocument) -> PlanDocument:
    """Return a document ready for the page; itself where nothing is to be done. The given one is never changed."""
    return with_promises(as_last_reported(in_days(document)))


def as_last_reported(document: PlanDocument) -> PlanDocument:
    """Return the document with the progress of its latest tracking period; itself where it has none.

    A finished activity's finish is its actual start plus its actual duration in its calendar.
    """
    if not document.tracking or any(a.actual_start for a in document.activities):
        return document
    latest = document.tracking[-1]
    reported = deepcopy(document)
    reported.project.status_date = latest.status_date
    for project in reported.projects:
        project.status_date = latest.status_date
    known: list[datetime] = [latest.status_date, *(r.actual_start for r in latest.rows if r.actual_start)]
    time = WorkingTime(document, known)
    rows = {r.activity_id: r for r in latest.rows}
    for activity in reported.activities:
        if activity.id in rows and activity.kind != "summary":
            _report(activity, rows[activity.id], time)
    return reported


def in_days(document: PlanDocument) -> PlanDocument:
    """Return a plan of abstract time (PSPLIB and its kin, read as a minute a unit) with each unit as a day."""
    if document.format not in ABSTRACT:
        return document
    longer = deepcopy(document)
    longer.project.minutes_per_day = MINUTES_A_DAY
    for a in longer.activities:
        a.duration = None if a.duration is None else a.duration * MINUTES_A_DAY
        a.remaining_duration = None if a.remaining_duration is None else a.remaining_duration * MINUTES_A_DAY
    for r in longer.relations:
        r.lag *= MINUTES_A_DAY
    for s in longer.assignments:
        s.work = None if s.work is None else s.work * MINUTES_A_DAY
        s.remaining_work = None if s.remaining_work is None else s.remaining_work * MINUTES_A_DAY
    return longer


def with_promises(document: PlanDocument) -> PlanDocument:
    """Return a workbook's document with its planned dates as the baseline: beside actual dates they are the promise.

    Other formats keep the baselines that they have.
    """
    if document.format != "workbook" or any(a.baselines for a in document.activities):
        return document
    promised = deepcopy(document)
    for a in promised.activities:
        if a.stored.start and a.stored.finish:
            a.baselines[0] = Baseline(0, a.stored.start, a.stored.finish, a.duration)
    return promised


def _report(activity: Activity, row: TrackedActivity, time: WorkingTime) -> None:
    activity.percent_complete = row.percent_complete
    activity.actual_start = row.actual_start
    activity.actual_cost, activity.remaining_cost = row.actual_cost, row.remaining_cost
    if row.actual_start is None:
        return
    activity.actual_duration, activity.remaining_duration = row.actual_duration, row.remaining_duration
    if (row.percent_complete or 0) >= 100:
        calendar = time.calendar(activity.calendar_id)
        minutes = round(row.actual_duration or 0.0)
        finish = calendar.add(instant_of(row.actual_start), minutes) if minutes else instant_of(row.actual_start)
        activity.actual_finish = moment_of(finish)
        activity.remaining_duration = 0.0
