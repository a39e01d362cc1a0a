"""What would be done otherwise: one move more, tried at once, so that nothing impossible is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.edits import Refused
from kaname.domains.schedule.actions.what_if.scenarios import check_owner, told
from kaname.domains.schedule.actions.what_if.trying import CannotMove, outcome_of
from kaname.domains.schedule.enums import MoveKind
from kaname.domains.schedule.models import Activity, LoadScenario, ScenarioMove


def add_swap(*, scenario: LoadScenario, activity: Activity, resource: Resource, to: Resource, by: Any) -> ScenarioMove:
    """Let somebody else do somebody's work on an activity. Raises NotAllowed, ValidationError."""
    return _add(scenario, activity, by, kind=MoveKind.SWAP, resource=resource, to=to)


def add_units(*, scenario: LoadScenario, activity: Activity, resource: Resource, units: float, by: Any) -> ScenarioMove:
    """Let somebody give another part of their time to an activity. Raises NotAllowed, ValidationError."""
    return _add(scenario, activity, by, kind=MoveKind.UNITS, resource=resource, units=units)


def add_shift(*, scenario: LoadScenario, activity: Activity, days: int, by: Any) -> ScenarioMove:
    """Let an activity begin some working days later, within its float. Raises NotAllowed, ValidationError."""
    return _add(scenario, activity, by, kind=MoveKind.SHIFT, days=days)


@transaction.atomic
def _add(scenario: LoadScenario, activity: Activity, by: Any, **values: Any) -> ScenarioMove:
    check_owner(scenario, by)
    plan = activity.plan
    move = ScenarioMove(scenario=scenario, plan=plan, plan_version=plan.version, uid=activity.uid, **values)
    before = list(scenario.moves.filter(plan=plan).select_related("resource", "to"))
    try:
        outcome_of(plan, [*before, move], by)
    except CannotMove as reason:
        raise ValidationError(str(reason)) from None
    except Refused as refused:
        raise ValidationError([r.sentence for r in refused.refusals]) from None
    move.stamp(by)
    move.save()
    told(verb="scenario.add_move", scenario=scenario, by=by, after=said(move))
    return move


@transaction.atomic
def remove_move(*, move: ScenarioMove, by: Any) -> None:
    """Take a move out of a scenario."""
    check_owner(move.scenario, by)
    told(verb="scenario.remove_move", scenario=move.scenario, by=by, before=said(move))
    move.delete()


def said(move: ScenarioMove) -> dict[str, Any]:
    """Return a move as the log keeps it."""
    return {
        "kind": move.kind,
        "project": move.plan.project.code,
        "activity": move.uid,
        "resource": move.resource_id,
        "to": move.to_id,
        "units": move.units,
        "days": move.days,
    }
