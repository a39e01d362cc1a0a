"""Applying a what-if: the same edits that people make in the chart, in every plan it touches, or in none."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.schedule.actions import edits
from kaname.domains.schedule.actions.edits.conflicts import events_since
from kaname.domains.schedule.actions.what_if.scenarios import check_owner, told
from kaname.domains.schedule.actions.what_if.trying import CannotMove, outcome_of
from kaname.domains.schedule.models import LoadScenario, Plan, ScenarioMove


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan that somebody changed since the scenario was thought out; ``by`` whom, "" where it is not known."""

    plan: Plan
    by: str


class Stale(Exception):
    """Some plans are no longer what the scenario was thought out on. Nothing was written."""

    def __init__(self, changed: list[Changed]) -> None:
        """Keep every plan that changed."""
        super().__init__(", ".join(c.plan.project.code for c in changed))
        self.changed = changed


@transaction.atomic
def apply(*, scenario: LoadScenario, by: Any, reason: str = "") -> list[edits.Outcome]:
    """Make a scenario's moves in the plans, through the edits that people make, by the rights of whoever applies it.

    All or nothing. Raises Stale where a plan changed meanwhile, NotAllowed, edits.Refused, ValidationError.
    """
    locked = LoadScenario.objects.select_for_update().get(pk=scenario.pk)
    check_owner(locked, by)
    moves = list(locked.moves.select_related("resource", "to").order_by("plan", "id"))
    if not moves:
        raise ValidationError(_("This what-if has no step yet."))
    plans = _plans({m.plan_id for m in moves})
    late = {m.plan_id for m in moves if m.plan_version != plans[m.plan_id].version}
    if late:
        raise Stale([_changed(plans[pk], [m for m in moves if m.plan_id == pk]) for pk in sorted(late)])
    outcomes = [_applied(plan, [m for m in moves if m.plan_id == pk], by, reason) for pk, plan in plans.items()]
    locked.applied_at, locked.applied_by = timezone.now(), by
    locked.stamp(by)
    locked.save()
    plans_now = {o.after.plan.project.code: o.after.plan.version for o in outcomes}
    told(verb="scenario.apply", scenario=locked, by=by, after={"name": locked.name, "plans": plans_now}, reason=reason)
    return outcomes


def _plans(numbers: set[int]) -> dict[int, Plan]:
    """Lock the plans, always in the same order, so that two who apply at once do not wait for each other."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("project")
    return {plan.pk: plan for plan in rows.filter(pk__in=numbers).order_by("pk")}


def _changed(plan: Plan, moves: list[ScenarioMove]) -> Changed:
    events = events_since(plan, min(m.plan_version for m in moves))
    return Changed(plan, events[0].actor_name if events else "")


def _applied(plan: Plan, moves: list[ScenarioMove], by: Any, reason: str) -> edits.Outcome:
    try:
        wanted, _outcome = outcome_of(plan, moves, by)
    except CannotMove as why:
        raise ValidationError(str(why)) from None
    return edits.apply(plan=plan, edits=wanted, version=plan.version, by=by, reason=reason)
