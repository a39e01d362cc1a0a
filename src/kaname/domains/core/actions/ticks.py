"""Work by the clock: a domain registers ``@ticks.each("name")`` on a function of the moment in its ``tasks.py``.

The clock process calls every one of them each minute, in every process that keeps time; so each must find out by itself
whether anything is due, and do it once.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

type Tick = Callable[[datetime], object]

SECONDS = 60.0
"""Between two looks at the clock."""

log = logging.getLogger("kaname.clock")
_known: dict[str, Tick] = {}


def each(name: str) -> Callable[[Tick], Tick]:
    """Register a function to be called each minute."""

    def register(function: Tick) -> Tick:
        _known[name] = function
        return function

    return register


def run(now: datetime) -> dict[str, object]:
    """Call everything that is registered; what breaks is logged and keeps nothing else from its turn."""
    autodiscover_modules("tasks")
    done: dict[str, object] = {}
    for name, function in _known.items():
        try:
            done[name] = function(now)
        except Exception:
            log.exception("the clock's work %s broke", name)
    return done
