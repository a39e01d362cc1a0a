"""How much work stood still for want of a decision (mission row S55)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from kaname.domains.control.enums import SETTLED
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.past import asked_until, end_of, links_then
from kaname.domains.control.queries.stamps import days, stamp
from kaname.domains.core.instants import date_of
from kaname.domains.core.queries import today
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import Activity, BaselineActivity

OF_ROW = ("plan_id", "uid", "start", "actual_start")
type Span = tuple[int, date, date]
"""A project's key, the first day of standing still and the day on which it ended."""


def stood_still(decisions: QuerySet[Decision], day: date | None = None) -> dict[int, int]:
    """Return by project's key on how many business days work that could have begun waited for one of the decisions.

    For each activity that waits: from the day it was to begin (newest baseline, else the plan), or from the raising if
    that was later, to the answer, or until it began without one, or today. A day counts once in a project. Two
    queries. ``day``: as it was at its end, with the links and the baselines of then.
    """
    spans = sorted(_spans(decisions, day))
    if not spans:
        return {}
    merged = [span for _, of in groupby(spans, key=lambda s: s[0]) for span in _merged(of)]
    one = timedelta(days=1)
    counted = working_days([first - one for _, first, _ in merged], [end - one for _, _, end in merged])
    found: dict[int, int] = {}
    for (project, _, _), count in zip(merged, counted, strict=True):
        found[project] = found.get(project, 0) + count
    return found


def _spans(decisions: QuerySet[Decision], day: date | None) -> Iterator[Span]:
    """Yield for each activity that a decision holds up the days on which it stood still, where there are any."""
    rows = _linked(decisions) if day is None else _linked_then(decisions, day)
    now, promised = day or today(), _promised({row[4] for row in rows}, {row[5] for row in rows}, day)
    raised = days([row[2] for row in rows]).tolist()
    answered = days([row[3] if row[1] in SETTLED else "NaT" for row in rows]).tolist()
    for row, asked, taken in zip(rows, raised, answered, strict=True):
        project, _, _, _, plan, uid, start, begun = row
        due = promised.get((plan, uid), start)
        if due is None:
            continue
        first = max(date_of(due), asked)
        end = min(day for day in (taken, now, None if begun is None else date_of(begun)) if day is not None)
        if first < end:
            yield project, first, end


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans of one project, sorted, with those that touch as one."""
    project, first, end = next(spans)
    for _, begins, ends in spans:
        if begins > end:
            yield project, first, end
            first, end = begins, ends
        end = max(end, ends)
    yield project, first, end


def _linked(decisions: QuerySet[Decision]) -> list[Any]:
    """Return project, state, raised, answered, plan, uid, start and actual start of what waits for whom."""
    links = Decision.blocked.through.objects.filter(
        decision__in=decisions.values("pk"), decision__raised_at__isnull=False
    )
    asked = (f"decision__{name}" for name in ("project_id", "state"))
    moments = (stamp(f"decision__{name}") for name in ("raised_at", "decided_at"))
    return list(links.values_list(*asked, *moments, *(f"activity__{name}" for name in OF_ROW)))


def _linked_then(decisions: QuerySet[Decision], day: date) -> list[Any]:
    """Return the same of what waited at the end of a day."""
    pairs = sorted(links_then(decisions, day))
    moments = (stamp("raised_at"), stamp("decided_at"))
    named = asked_until(decisions, day).values_list("pk", "project_id", "state", *moments)
    asked = {pk: told for pk, *told in named}
    rows = Activity.objects.filter(pk__in={key for _, key in pairs}).values_list("pk", *OF_ROW)
    begun = {pk: told for pk, *told in rows}
    return [(*asked[d], *begun[a]) for d, a in pairs if d in asked and a in begun]


def _promised(plans: set[int], uids: set[str], day: date | None) -> dict[tuple[int, str], int]:
    """Return the start of rows by their plan's newest baseline, up to a day."""
    found = BaselineActivity.objects.filter(baseline__plan__in=plans, uid__in=uids, start__isnull=False)
    if day is not None:
        found = found.filter(baseline__created_at__lt=end_of(day))
    values = found.order_by("baseline__number").values_list("baseline__plan_id", "uid", "start")
    return {(plan, uid): start for plan, uid, start in values if start is not None}
