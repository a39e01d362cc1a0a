"""Closing a report date: what the plan said on that day is kept and not changed any more."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.instants import TICKS_A_MINUTE, ticks_of_date
from kaname.domains.core.queries import today
from kaname.domains.schedule.actions import recalculation
from kaname.domains.schedule.actions.edits.rights import check_whole
from kaname.domains.schedule.bridge.frozen import kept_of
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import MilestoneForecast, Plan, PlanSnapshot, ProgressDate

ANSWER = (
    "version",
    "finish",
    "late_finish",
    "baseline_finish",
    "status_date",
    "activity_count",
    "critical_count",
    "late_count",
    "overdue_count",
    "percent_complete",
    "planned_percent",
    "total_float",
    "driver",
    "computed_health",
    "health_reasons",
)
_ROW = ("uid", "start", "finish", "percent_complete", "total_float", "critical")
_MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


@transaction.atomic
def close_status_date(*, plan: Plan, as_of: date, by: Any) -> ProgressDate:
    """Set the status date to the end of a working day, schedule, and freeze dates, progress, forecasts of milestones
    and all that the plan is made of.
    """
    check_whole(by, plan.project)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    _check_order(plan, as_of)
    minute = int(plan.extras.get("project", {}).get("default_finish_minute", 1020))
    before = plan.status_date
    plan.status_date = ticks_of_date(as_of) + minute * TICKS_A_MINUTE
    plan.stamp(by)
    state = recalculation.recalculated(plan)
    rows = {uid: values for uid, *values in plan.activities.order_by("position").values_list(*_ROW)}
    answer = {name: getattr(plan, name) for name in ANSWER}
    frozen = ProgressDate.objects.create(plan=plan, as_of=as_of, answer=answer, rows=rows)
    PlanSnapshot.objects.create(progress_date=frozen, **kept_of(state))
    freeze_milestones(plan, as_of)
    audit.record(
        verb="progress.close",
        subject=plan,
        by=by,
        before={"status_date": before},
        after={"status_date": plan.status_date, "as_of": as_of, "finish": plan.finish},
        project_id=plan.project_id,
    )
    return frozen


def _check_order(plan: Plan, as_of: date) -> None:
    if as_of > today():
        raise ValidationError({"as_of": _("A report date cannot lie in the future.")})
    last = plan.progress_dates.order_by("-as_of").values_list("as_of", flat=True).first()
    if last is not None and as_of <= last:
        message = _("The report date %(last)s is closed already. Choose a later one.")
        raise ValidationError({"as_of": ValidationError(message, params={"last": last.isoformat()})})


def freeze_milestones(plan: Plan, as_of: date) -> None:
    """Keep what the plan says of each milestone: the points of the slip chart."""
    rows = plan.activities.filter(kind__in=_MILESTONES, active=True).order_by("position")
    MilestoneForecast.objects.filter(plan=plan, as_of=as_of).delete()
    MilestoneForecast.objects.bulk_create(
        [
            MilestoneForecast(
                plan=plan,
                uid=a.uid,
                name=a.name,
                as_of=as_of,
                finish=a.finish,
                done=a.actual_finish is not None,
                percent=a.percent_complete,
            )
            for a in rows
        ]
    )
