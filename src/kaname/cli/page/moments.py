"""Instants of the engine as wall-clock time."""

from datetime import datetime

from kaname.engine.days import moment_of
from kaname.engine.network import NONE
from kaname.exchange.compile import RESOLUTION

_BEYOND = 1 << 52  # ticks; no calendar reaches there: the engine's marks for "never" and "always"


def moment(instant: int) -> datetime | None:
    """Return an instant's wall-clock time; None where the engine says that there is none."""
    if instant == NONE or abs(instant) >= _BEYOND:
        return None
    try:
        return moment_of(instant, RESOLUTION)
    except OverflowError:
        return None
