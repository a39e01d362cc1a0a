"""Scenarios: begun, taken up again on plans that have changed, deleted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.core.actions import audit
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.models import LoadScenario


def check_owner(scenario: LoadScenario, by: Any) -> None:
    """Raise NotAllowed unless the scenario is the writer's, ValidationError where it has been applied."""
    if by is None or scenario.owner_id != by.pk:
        raise NotAllowed(Subject.RESOURCE, Level.EDIT)
    if scenario.applied_at is not None:
        raise ValidationError(_("This what-if has been applied: it can no longer be changed."))


@transaction.atomic
def begin(*, name: str, by: Any) -> LoadScenario:
    """Begin a scenario of one's own. Raises ValidationError for a name that one uses already."""
    scenario = LoadScenario(owner=by, name=name.strip())
    scenario.stamp(by)
    scenario.full_clean()
    scenario.save()
    told(verb="scenario.create", scenario=scenario, by=by, after={"name": scenario.name})
    return scenario


@transaction.atomic
def refresh(*, scenario: LoadScenario, by: Any) -> None:
    """Take a scenario up on the plans as they are now: its owner has looked at what it makes of them."""
    check_owner(scenario, by)
    moves = list(scenario.moves.select_related("plan"))
    late = [m for m in moves if m.plan_version != m.plan.version]
    for move in late:
        move.plan_version = move.plan.version
        move.stamp(by)
        move.save()
    if late:
        told(
            verb="scenario.refresh",
            scenario=scenario,
            by=by,
            after={"versions": {str(m.plan_id): m.plan_version for m in late}},
        )


@transaction.atomic
def remove(*, scenario: LoadScenario, by: Any) -> None:
    """Delete a scenario with its moves; what was applied stays in the log."""
    if by is None or scenario.owner_id != by.pk:
        raise NotAllowed(Subject.RESOURCE, Level.EDIT)
    told(
        verb="scenario.remove",
        scenario=scenario,
        by=by,
        before={"name": scenario.name, "moves": scenario.moves.count()},
    )
    scenario.delete()


def told(*, verb: str, scenario: LoadScenario, by: Any, **values: Any) -> None:
    """Tell the log of a scenario: management's business until it is applied, when each plan tells its own."""
    audit.record(verb=verb, subject=scenario, by=by, confidentiality=Confidentiality.MANAGEMENT, **values)
