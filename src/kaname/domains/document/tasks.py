"""Work by the clock: what is past its retention is proposed for disposal; what a crash left is swept away."""

from datetime import datetime

from kaname.domains.core.actions import ticks
from kaname.domains.document.actions.disposals import propose_due
from kaname.domains.document.actions.store import sweep


@ticks.each("documents")
def watch(now: datetime) -> int:
    """Propose what today asks for, and look after the bytes once a day."""
    return propose_due() + sweep(now)
