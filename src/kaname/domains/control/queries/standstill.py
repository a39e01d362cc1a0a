"""How much work stood still for want of a decision (mission row S55)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet

from kaname.domains.control.enums import SETTLED
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.stamps import days, stamp
from kaname.domains.core.instants import date_of
from kaname.domains.core.queries import today
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import BaselineActivity

type Span = tuple[int, date, date]
"""A project's key, the first day of standing still and the day on which it ended."""


def stood_still(decisions: QuerySet[Decision]) -> dict[int, int]:
    """Return by project's key on how many business days work that could have begun waited for one of the decisions.

    For each activity that waits: from the day it was to begin (newest baseline, else the plan), or from the raising if
    that was later, to the answer, or until it began without one, or today. A day counts once in a project. Two
    queries.
    """
    spans = sorted(_spans(decisions))
    if not spans:
        return {}
    merged = [span for _, of in groupby(spans, key=lambda s: s[0]) for span in _merged(of)]
    one = timedelta(days=1)
    counted = working_days([first - one for _, first, _ in merged], [end - one for _, _, end in merged])
    found: dict[int, int] = {}
    for (project, _, _), count in zip(merged, counted, strict=True):
        found[project] = found.get(project, 0) + count
    return found


def _spans(decisions: QuerySet[Decision]) -> Iterator[Span]:
    """Yield for each activity that a decision holds up the days on which it stood still, where there are any."""
    links = Decision.blocked.through.objects.filter(
        decision__in=decisions.values("pk"), decision__raised_at__isnull=False
    )
    rows = list(
        links.values_list(
            "decision__project_id", "decision__state", stamp("decision__raised_at"), stamp("decision__decided_at"),
            "activity__plan_id", "activity__uid", "activity__start", "activity__actual_start",
        )
    )  # fmt: skip
    now, promised = today(), _promised({row[4] for row in rows}, {row[5] for row in rows})
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


def _promised(plans: set[int], uids: set[str]) -> dict[tuple[int, str], int]:
    """Return the start of rows by their plan's newest baseline."""
    found = BaselineActivity.objects.filter(baseline__plan__in=plans, uid__in=uids, start__isnull=False)
    values = found.order_by("baseline__number").values_list("baseline__plan_id", "uid", "start")
    return {(plan, uid): start for plan, uid, start in values if start is not None}
