"""How long decisions take (mission row S55)."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from kaname.domains.control.enums import SETTLED, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, day_of, decisions_visible_to, standings
from kaname.domains.control.queries.stamps import days, midnight, stamp
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.resource.bridge.distance import working_days


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Business days from raising to answer: ``median`` of what was answered (None: nothing was), the slowest of those,
    and the ``oldest`` that still waits.
    """

    answered: int
    median: float | None
    slowest: Standing | None
    waiting: int
    oldest: Standing | None


def lead_time(user: Any, project: Project | None = None, since: date | None = None) -> LeadTime:
    """Return the lead time of what a user may read: of one project or all, answered since a day or ever.

    Four queries: of most rows only the two dates are read.
    """
    seen = Decision.objects.visible_to(user)
    if project is not None:
        seen = seen.filter(project=project)
    waiting = seen.filter(state=DecisionState.RAISED)
    answered = seen.filter(state__in=SETTLED)
    if since is not None:
        answered = answered.filter(decided_at__gte=midnight(since))
    taken = list(answered.order_by("pk").values_list("pk", stamp("raised_at"), stamp("decided_at")))
    waited = _counted([row[1] for row in taken], [row[2] for row in taken])
    slowest = taken[waited.index(max(waited))][0] if taken else None
    oldest = waiting.order_by("raised_at", "pk").values_list("pk", flat=True).first()
    shown: dict[int | None, Standing] = {
        s.decision.pk: s for s in standings(decisions_visible_to(user).filter(Q(pk=slowest) | Q(pk=oldest)))
    }
    median = statistics.median(waited) if waited else None
    return LeadTime(len(taken), median, shown.get(slowest), waiting.count(), shown.get(oldest))


def of_standings(found: Iterable[Standing], since: date | None = None) -> LeadTime:
    """Return the lead time of decisions that were read already."""
    rows = list(found)
    open_ones = [s for s in rows if s.waits]
    answered = [s for s in rows if s.state in SETTLED and (since is None or day_of(s.decision.decided_at) >= since)]
    return LeadTime(
        len(answered),
        statistics.median(s.days for s in answered) if answered else None,
        max(answered, key=lambda s: s.days, default=None),
        len(open_ones),
        max(open_ones, key=lambda s: s.days, default=None),
    )


def _counted(raised: list[str], decided: list[str]) -> list[int]:
    """Return the business days, none below zero, between moments read as text; an answer counts to today at most."""
    now = np.datetime64(today())
    return [max(n, 0) for n in working_days(days(raised).clip(max=now), days(decided).clip(max=now))]
