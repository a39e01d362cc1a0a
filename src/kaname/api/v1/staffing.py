"""Routes of staffing: role demands with the days of each step, and time to fill; the same rights as their pages."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, kept, plain
from kaname.domains.people.enums import Level, Subject
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.staffing.enums import DemandState, Step
from kaname.domains.staffing.queries.demands import demands_visible_to, standings
from kaname.domains.staffing.queries.time_to_fill import Median, Quarter, time_to_fill

router = Router()


class Demand(Schema):
    """A role demand. Days are business days of the company's calendar; ``days`` is the sum of ``by_step``; ``late``:
    days past needed-by, null in time; ``fte``: percent of a full-time person by month. Money stands on the pages only.
    """

    code: str
    project: str
    role: str
    role_en: str
    state: str
    begins: date
    ends: date
    fte: dict[str, int]
    needed_by: date
    raised: date
    ended: date | None
    source: str
    days: int
    by_step: dict[str, int]
    late: int | None


class Demands(Schema):
    """A page of role demands."""

    items: list[Demand]
    total: int
    next_offset: int | None


class FillMedian(Schema):
    """A median of business days and of how many; null where there is none."""

    days: float | None
    count: int


class FillQuarter(Schema):
    """What was filled in a quarter; what was called off or expired in it is in no median."""

    begins: date
    filled: FillMedian
    internal: FillMedian
    external: FillMedian
    by_step: dict[str, FillMedian]
    cancelled: int
    expired: int


class FillQuarters(Schema):
    """The last quarters, newest first."""

    items: list[FillQuarter]


@router.get("/role-demands", response={200: Demands, **REFUSED}, tags=["staffing"])
@kept
def list_role_demands(
    request: HttpRequest, page: Query[Page], state: DemandState | None = None, project: str | None = None
) -> Any:
    """The role demands that the user may read, by project and number."""
    found = demands_visible_to(request.user).order_by("project__code", "number")
    found = found if state is None else found.filter(state=state)
    answer = page_of(found if project is None else found.filter(project__code=project), page)
    own = "code", "role", "role_en", "state", "begins", "ends", "fte", "needed_by"
    answer["items"] = [
        {name: getattr(s.demand, name) for name in own}
        | {"project": s.demand.project.code, "raised": s.raised, "ended": s.ended, "source": s.source}
        | {"days": s.days, "by_step": s.by_step, "late": s.late}
        for s in standings(answer["items"])
    ]
    return plain(request, answer)


@router.get("/time-to-fill", response={200: FillQuarters, **REFUSED}, tags=["staffing"])
@kept
def list_time_to_fill(request: HttpRequest, project: str | None = None) -> Any:
    """Time to fill of what the user may read, by quarter: medians, internal and external, and by step."""
    if reach(request.user, Subject.DEMAND) < Level.READ:
        raise Http404
    found = time_to_fill(request.user, (project or "")[:20])
    return plain(request, {"items": [_quarter(q) for q in found.quarters]})


def _quarter(quarter: Quarter) -> dict[str, Any]:
    return {
        "begins": quarter.begins,
        "filled": _median(quarter.filled),
        "internal": _median(quarter.internal),
        "external": _median(quarter.external),
        "by_step": {str(step): _median(quarter.by_step[step]) for step in Step},
        "cancelled": quarter.cancelled,
        "expired": quarter.expired,
    }


def _median(median: Median) -> dict[str, Any]:
    return {"days": median.days, "count": median.count}
