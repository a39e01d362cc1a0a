"""A demand's way: approved, searched, chosen, arranged, filled; cancelled, or expired by the clock."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.staffing.actions import telling
from kaname.domains.staffing.actions.demands import change
from kaname.domains.staffing.actions.entering import enter
from kaname.domains.staffing.enums import OPEN, DemandState
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.queries.cover import booked_rows, covers
from kaname.domains.staffing.rules import check_covered, check_move, source_of

VERBS: dict[str, str] = {
    DemandState.APPROVED: "demand.approve",
    DemandState.INSIDE: "demand.search_inside",
    DemandState.OUTSIDE: "demand.search_outside",
    DemandState.CHOOSING: "demand.interview",
    DemandState.ARRANGING: "demand.choose",
    DemandState.FILLED: "demand.fill",
    DemandState.WITHDRAWN: "demand.cancel",
}

BACK = (
    (DemandState.CHOOSING, DemandState.INSIDE),
    (DemandState.CHOOSING, DemandState.OUTSIDE),
    (DemandState.ARRANGING, DemandState.CHOOSING),
)
"""Steps back, which need a reason."""


@transaction.atomic
def move(*, demand: RoleDemand, to: str, by: Any, remark: str = "", version: int | None = None) -> RoleDemand:
    """Bring a demand into its next state; refused where it is not the next, or not this user's to do.

    Cancelling and going back need a reason. Searching outside needs a ceiling. Filling needs hard bookings that cover
    what is needed from today on, and keeps them as they stand.
    """
    fresh = records.locked(demand)
    check_move(by, fresh, to)
    state = DemandState(to)
    _check_said(fresh, state, remark)
    kept: dict[str, Any] = {}
    if state == DemandState.OUTSIDE and fresh.ceiling_yen is None:
        raise ValidationError(_("Searching outside needs a budget ceiling. Give one under “Ceiling and date”."))
    if state == DemandState.FILLED:
        check_covered(fresh, covers([fresh], since=today())[fresh.pk].lines)
        kept = {"source": source_of(fresh), "cover": booked_rows(fresh)}
    written = change(demand, {"state": state}, VERBS[state], by, version)
    enter(written, state, by, remark, **kept)
    telling.moved(written, by)
    return written


def keep_time() -> int:
    """Let demands expire whose time is over, and tell once of those past their date; return how many.

    Safe to call again at any time.
    """
    found = RoleDemand.objects.filter(state__in=OPEN).select_related("project").order_by("pk")
    over = [_expire(demand) for demand in found.filter(ends__lt=today())]
    late = [_chase(demand) for demand in found.filter(ends__gte=today(), needed_by__lt=today(), overdue_on=None)]
    return sum(over) + sum(late)


@transaction.atomic
def _expire(demand: RoleDemand) -> int:
    fresh = records.locked(demand)
    if fresh.state not in OPEN or fresh.ends >= today():
        return 0
    written = change(fresh, {"state": DemandState.EXPIRED}, "demand.expire", None, None)
    enter(written, DemandState.EXPIRED, None)
    telling.moved(written, None)
    return 1


@transaction.atomic
def _chase(demand: RoleDemand) -> int:
    fresh = records.locked(demand)
    if fresh.state not in OPEN or fresh.overdue_on is not None or fresh.needed_by >= today():
        return 0
    telling.overdue(change(fresh, {"overdue_on": today()}, "demand.overdue", None, None))
    return 1


def _check_said(demand: RoleDemand, to: DemandState, remark: str) -> None:
    if (to == DemandState.WITHDRAWN or (demand.state, to) in BACK) and not remark.strip():
        raise ValidationError({"remark": _("Say why.")})
