"""Burndown: the work that was left on each report date, beside what the baseline of that day would have left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kaname.domains.core.instants import date_of, finish_date_of
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity, Plan, ProgressDate

MOST_DATES = 52
"""Report dates that are read: a year of weeks."""
PACE_WEEKS = 4
TICKS = 10

type Points = list[tuple[date, float]]
type Promise = tuple[str, int, int, int | None]
"""A task of a baseline: uid, start, finish, duration in ticks."""


@dataclass(slots=True)
class Burndown:
    """Work in days of planned duration (the weight of progress everywhere). ``left`` and ``scope`` by report date;
    ``planned``: what the baseline of each date would leave, then by week to the end of the newest; ``forecast``: from
    the last date to the finish that was forecast then; ``pace``: days done a week over the last four weeks.
    """

    left: Points = field(default_factory=list)
    scope: Points = field(default_factory=list)
    planned: Points = field(default_factory=list)
    forecast: Points = field(default_factory=list)
    planned_now: float | None = None
    pace: float | None = None

    @property
    def last(self) -> tuple[date, float] | None:
        """Return the last report date and what was left on it."""
        return self.left[-1] if self.left else None

    @property
    def behind(self) -> float | None:
        """Return how much more is left than planned; negative: less."""
        return None if self.last is None or self.planned_now is None else self.last[1] - self.planned_now

    @property
    def done_on(self) -> date | None:
        """Return the day on which nothing would be left at the pace of the last weeks; None where it does not fall."""
        if self.last is None or not self.pace or self.pace <= 0:
            return None
        weeks = self.last[1] / self.pace
        return self.last[0] + timedelta(days=round(weeks * 7)) if weeks < 520 else None


def burndown(plan: Plan, as_of: date | None = None, minutes_per_day: int = 480) -> Burndown:
    """Return a plan's burndown up to a report date; five queries whatever its size. Empty before the first date."""
    rows = ProgressDate.objects.filter(plan=plan)
    rows = rows if as_of is None else rows.filter(as_of__lte=as_of)
    dates = list(rows.order_by("-as_of")[:MOST_DATES])[::-1]
    if not dates:
        return Burndown()
    day = (minutes_per_day or 480) * TICKS
    baselines = _baselines(plan)
    newest = _held(baselines, dates[-1].as_of)
    tasks = Activity.objects.filter(plan=plan, kind=ActivityKind.TASK).values_list("uid", "duration")
    weights = {uid: (duration or 0) / day for uid, duration in tasks}
    weights |= {uid: (duration or 0) / day for uid, _start, _finish, duration in newest}
    found = Burndown()
    for each in dates:
        scope = sum(weights.get(uid, 0.0) for uid in each.rows)
        done = sum(weights.get(uid, 0.0) * (row[2] or 0) / 100 for uid, row in each.rows.items())
        found.left.append((each.as_of, round(scope - done, 1)))
        found.scope.append((each.as_of, round(scope, 1)))
    if newest:
        found.planned = [(d.as_of, _planned(_held(baselines, d.as_of), d.as_of, day)) for d in dates]
        found.planned_now = found.planned[-1][1]
        end = max(finish_date_of(finish) for _uid, _start, finish, _duration in newest)
        found.planned += [(week, _planned(newest, week, day)) for week in _weeks(dates[-1].as_of, end)]
    _add_forecast(found, dates[-1].answer)
    return found


def _baselines(plan: Plan) -> list[tuple[date, list[Promise]]]:
    """Return the baselines, the first first, each with the day on which it was set and its tasks; two queries."""
    rows = list(Baseline.objects.filter(plan=plan).order_by("number"))
    tasks = BaselineActivity.objects.filter(
        baseline__in=rows, kind=ActivityKind.TASK, start__isnull=False, finish__isnull=False
    )
    held: dict[int, list[Promise]] = {row.pk: [] for row in rows}
    for task in tasks:
        held[task.baseline_id].append((task.uid, task.start or 0, task.finish or 0, task.duration))
    return [(timezone.localtime(row.created_at).date(), held[row.pk]) for row in rows]


def _held(baselines: Sequence[tuple[date, list[Promise]]], day: date) -> list[Promise]:
    """Return the tasks of the baseline that held on a day; of the first where none was set by then."""
    then = [tasks for since, tasks in baselines if since <= day] or [tasks for _since, tasks in baselines[:1]]
    return then[-1] if then else []


def _planned(promised: Sequence[Promise], day: date, ticks: int) -> float:
    """Return what a baseline leaves on a day: each task advances evenly over the working days of its promise."""
    starts = [date_of(start) for _uid, start, _finish, _duration in promised]
    ends = [max(finish_date_of(row[2]), start) for row, start in zip(promised, starts, strict=True)]
    begins = [start - timedelta(days=1) for start in starts]  # the first day counts
    gone = working_days(begins, [max(min(day, end), begin) for end, begin in zip(ends, begins, strict=True)])
    left = 0.0
    for row, span, done, end in zip(promised, working_days(begins, ends), gone, ends, strict=True):
        share = 1.0 if day >= end else min(done / span, 1.0) if span > 0 else 0.0
        left += (row[3] or 0) / ticks * (1 - share)
    return round(left, 1)


def _weeks(last: date, end: date) -> list[date]:
    """Return each week's day after the last report date, up to the end."""
    days, day = [], last + timedelta(days=7)
    while day < end:
        days.append(day)
        day += timedelta(days=7)
    return [*days, end] if end > last else []


def _add_forecast(found: Burndown, answer: Mapping[str, Any]) -> None:
    last, left = found.left[-1]
    finish = answer.get("finish")
    if finish is not None and finish_date_of(finish) > last and left > 0:
        found.forecast = [(last, left), (finish_date_of(finish), 0.0)]
    earlier = [(d, n) for d, n in found.left if d <= last - timedelta(days=7 * PACE_WEEKS)] or found.left[:1]
    weeks = (last - earlier[-1][0]).days / 7
    if weeks >= 1:
        found.pace = (earlier[-1][1] - left) / weeks
