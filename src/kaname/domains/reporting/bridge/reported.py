"""When each project last reported: in a round, or where no round asks it, by closing a status date itself."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Max, Q

from kaname.domains.reporting.bridge.frozen import Frozen
from kaname.domains.schedule.enums import ReportStatus, RoundStatus
from kaname.domains.schedule.models import ExpectedReport


def ages(plans: Mapping[int, Frozen], as_of: date) -> dict[int, int]:
    """Return, by project, how many days before a day it last reported. One query.

    A round freezes every plan, also of those who were silent: so where rounds have asked a project, only those count
    in which somebody answered.
    """
    asked = ExpectedReport.objects.filter(round__as_of__lte=as_of, round__status=RoundStatus.FROZEN).order_by()
    answered = Q(status=ReportStatus.RECEIVED)
    rows = asked.values("plan_id").annotate(n=Count("pk"), last=Max("round__as_of", filter=answered))
    by_rounds = {row["plan_id"]: row["last"] for row in rows}
    found = {}
    for key, plan in plans.items():
        day = by_rounds.get(plan.plan, plan.day)
        if day is not None:
            found[key] = (as_of - day).days
    return found
