"""Work by the clock: demands whose time is over expire, and those past their date are told of once."""

from datetime import datetime

from kaname.domains.core.actions import ticks
from kaname.domains.staffing.actions.steps import keep_time


@ticks.each("demands")
def watch(now: datetime) -> int:  # noqa: ARG001 - days decide, and the company's day is core.queries.today
    """Expire and chase what today asks for."""
    return keep_time()
