"""Milestones of many projects at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kaname.domains.core.instants import date_of, finish_date_of, ticks_of_date
from kaname.domains.core.queries import today
from kaname.domains.reporting.queries.board import MILESTONES, Row, forecasts_of
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.names import name_in


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone on the day it was reached or will be; ``slip``: days after its deadline, None without one."""

    uid: str
    name: str
    day: date
    done: bool
    critical: bool
    slip: int | None


def milestones_of(
    rows: Sequence[Row], first: date, last: date, as_of: date | None = None
) -> dict[int, list[Milestone]]:
    """Return, by plan, the milestones of a stretch of time in their order: one query; of an earlier day as they were
    forecast then, three.
    """
    if as_of is not None and as_of < today():
        return _forecast(rows, first, last)
    found: dict[int, list[Milestone]] = defaultdict(list)
    span = ticks_of_date(first), ticks_of_date(last + timedelta(days=1))
    rows_ = Activity.objects.filter(
        plan__in=[r.plan_key for r in rows if r.plan_key], kind__in=MILESTONES, active=True, finish__range=span
    )
    fields = "plan_id", "uid", name_in(), "finish", "deadline", "percent_complete", "actual_finish", "critical"
    for plan, uid, name, finish, deadline, percent, actual, critical in rows_.order_by("finish").values_list(*fields):
        day, done = date_of(finish - 1), actual is not None or percent == 100
        slip = None if deadline is None else (day - finish_date_of(deadline)).days
        found[plan].append(Milestone(uid, name, day, done, critical, slip))
    return found


def _forecast(rows: Sequence[Row], first: date, last: date) -> dict[int, list[Milestone]]:
    said = forecasts_of(rows)
    known = Activity.objects.filter(plan__in=said, kind__in=MILESTONES, deadline__isnull=False).order_by()
    deadlines = {(plan, uid): end for plan, uid, end in known.values_list("plan_id", "uid", "deadline")}
    found: dict[int, list[Milestone]] = {}
    for plan, each in said.items():
        for m in each:
            day = date.min if m.finish is None else finish_date_of(m.finish)
            if first <= day <= last:
                end = deadlines.get((plan, m.uid))
                slip = None if end is None else (day - finish_date_of(end)).days
                found.setdefault(plan, []).append(Milestone(m.uid, m.name, day, m.done, critical=False, slip=slip))
    return found
