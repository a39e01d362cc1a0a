"""Work by the clock: what is overdue goes one level up."""

from datetime import datetime

from kaname.domains.control.actions.escalation import escalate_overdue
from kaname.domains.core.actions import ticks


@ticks.each("decisions")
def escalate(now: datetime) -> int:  # noqa: ARG001 - days decide, and the company's day is core.queries.today
    """Escalate what was to be decided before today."""
    return escalate_overdue()
