"""What-if over the load: thought out, tried on copies of the plans, applied whole or not at all."""

from kaname.domains.schedule.actions.what_if.applying import Stale, apply
from kaname.domains.schedule.actions.what_if.comparing import Compared, compared
from kaname.domains.schedule.actions.what_if.moves import add_shift, add_swap, add_units, remove_move
from kaname.domains.schedule.actions.what_if.scenarios import begin, refresh, remove
from kaname.domains.schedule.actions.what_if.trying import Tried, tried

__all__ = [
    "Compared",
    "Stale",
    "Tried",
    "add_shift",
    "add_swap",
    "add_units",
    "apply",
    "begin",
    "compared",
    "refresh",
    "remove",
    "remove_move",
    "tried",
]
