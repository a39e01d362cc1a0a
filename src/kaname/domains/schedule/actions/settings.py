"""A plan's own settings: calendar, start, status date, scheduling rules."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.rules import check_version
from kaname.domains.schedule.actions import crossing, recalculation
from kaname.domains.schedule.actions.edits.rights import check_whole
from kaname.domains.schedule.bridge.state import load_state
from kaname.domains.schedule.models import Plan

FIELDS = ("calendar", "start", "must_finish_by", "status_date", "policy")


@transaction.atomic
def change(
    *, plan: Plan, values: Mapping[str, Any], by: Any, version: int | None = None, undoes: int | None = None
) -> Plan:
    """Change settings of a plan and schedule it anew. Conflict where somebody edited the plan since ``version``."""
    check_whole(by, plan.project)
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    given = {name: value for name, value in values.items() if name in FIELDS}
    check_version(fresh, given, version)
    before = {f"{n}_id" if n == "calendar" else n: getattr(fresh, f"{n}_id" if n == "calendar" else n) for n in given}
    for name, value in given.items():
        setattr(fresh, name, value)
    after = {name: getattr(fresh, name) for name in before}
    if before == after:
        return fresh
    fresh.extras = {k: v for k, v in fresh.extras.items() if k != "assumed_start"}
    fresh.stamp(by)
    answer = recalculation.recalculate(fresh)
    if answer.dates is None:
        raise ValidationError(_("With these settings the plan cannot be scheduled."))
    was, now = audit.changes(before, after)
    audit.record(
        verb="plan.settings", subject=fresh, by=by, before=was, after=now, project_id=fresh.project_id, undoes=undoes
    )
    crossing.recalculate_followers(load_state(fresh), by)
    return fresh
