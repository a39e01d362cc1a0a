"""What nobody decided in time goes one level up (mission row S53)."""

from django.db import transaction
from django.utils import timezone

from kaname.domains.control.actions import telling
from kaname.domains.control.actions.decisions import change
from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.rules import is_sponsor
from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role


def escalate_overdue() -> int:
    """Escalate what was to be decided before today, each once, and return how many; safe to call again at any time."""
    late = Decision.objects.filter(state=DecisionState.RAISED, decide_by__lt=today(), escalated_at=None)
    return sum(_escalate(decision) for decision in late.select_related("project", "decider").order_by("pk"))


@transaction.atomic
def _escalate(decision: Decision) -> int:
    fresh = records.locked(decision)
    if fresh.state != DecisionState.RAISED or fresh.escalated_at is not None or fresh.decider is None:
        return 0
    above = Role.PMO_MANAGER if is_sponsor(fresh.decider, fresh.project) else Role.SPONSOR
    values = {"escalated_at": timezone.now(), "escalated_to": above}
    telling.escalated(change(fresh, values, "decision.escalate", None, None))
    return 1
