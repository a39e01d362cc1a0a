"""Milestones of many projects at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kaname.domains.core.instants import date_of, finish_date_of, ticks_of_date
from kaname.domains.reporting.queries.board import MILESTONES, Row
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


def milestones_of(rows: Sequence[Row], first: date, last: date) -> dict[int, list[Milestone]]:
    """Return, by plan, the milestones of a stretch of time in their order: one query."""
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
