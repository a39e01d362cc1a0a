"""Tracking periods: what was reported of every activity at each status date."""

import itertools

from lxml import etree

from kaname.exchange.document import Activity, TrackedActivity, TrackingPeriod
from kaname.exchange.p2x.activities import COST_AT_START, COST_PER_HOUR
from kaname.exchange.p2x.values import MINUTES_AN_HOUR, Findings, text_of

_PERIOD = "TrackingPeriod"
_REPORTS = "TProTrackActivities"
_REPORT = "TProTrackActivityTracking"


def read_tracking(root: etree._Element, activities: dict[str, Activity], found: Findings) -> list[TrackingPeriod]:
    """Return the periods in order of their status dates.

    A list holds each period followed by its reports; a report follows the id of its activity.
    """
    periods: list[TrackingPeriod] = []
    for node in root.iterfind("TrackingList/*"):
        if node.tag == _PERIOD:
            _begin(node, periods, found)
        elif isinstance(node.tag, str) and node.tag.startswith(_REPORTS) and periods and not periods[-1].rows:
            periods[-1].rows = _rows(node, periods[-1].name, activities, found)
    dated = [period for period in periods if period.status_date]
    dated.sort(key=lambda period: period.status_date)
    for before, period in itertools.pairwise(dated):
        period.start = before.status_date
    return dated


def _begin(node: etree._Element, periods: list[TrackingPeriod], found: Findings) -> None:
    name = text_of(node, "Name") or str(len(periods) + 1)
    status = found.date(node, "EndDate", name)
    if status is None:
        found.warn("p2x-period-without-date", name, value=text_of(node, "EndDate"))
        return
    periods.append(TrackingPeriod(name, status))
    found.leave_out("PredictiveLogic", int(text_of(node, "PredictiveLogic") not in ("", "0")))


def _rows(node: etree._Element, period: str, activities: dict[str, Activity], found: Findings) -> list[TrackedActivity]:
    rows, key = [], ""
    for child in node:
        if child.tag == "Activity":
            key = (child.text or "").strip()
        elif isinstance(child.tag, str) and child.tag.startswith(_REPORT):
            if key in activities:
                rows.append(_row(child, activities[key], period, found))
            else:
                found.leave_out("report of an activity outside the outline")
    return rows


def _row(node: etree._Element, activity: Activity, period: str, found: Findings) -> TrackedActivity:
    """Return a report. Its costs are the planned rates over the reported time, plus the reported deviation."""
    subject = f"{period}: {activity.id}"
    row = TrackedActivity(activity.id, found.date(node, "ActualStart", subject))
    row.actual_duration = found.hours(node, "ActualDuration", subject)
    row.remaining_duration = found.hours(node, "RemainingDuration", subject)
    row.percent_complete = _percent(node, subject, found)
    at_start, per_hour = float(str(activity.fields[COST_AT_START])), float(str(activity.fields[COST_PER_HOUR]))
    begun = row.actual_start is not None
    spent = at_start + per_hour * row.actual_duration / MINUTES_AN_HOUR if begun else 0.0
    left = (0.0 if begun else at_start) + per_hour * row.remaining_duration / MINUTES_AN_HOUR
    row.actual_cost = spent + found.number(node, "ActualCostDev", subject)
    row.remaining_cost = left + found.number(node, "RemainingCostDev", subject)
    return row


def _percent(node: etree._Element, subject: str, found: Findings) -> float:
    fraction = found.number(node, "PercentageComplete", subject)
    if not 0 <= fraction <= 1:
        found.warn("p2x-impossible-percent", subject, value=fraction)
    return 100 * min(max(fraction, 0.0), 1.0)
