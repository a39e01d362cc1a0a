"""The p-factor: how far the work follows the order of the plan (Lipke 2004)."""

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Floats, floats, ratio


def p_factor(planned_at_ES: npt.ArrayLike, earned: npt.ArrayLike) -> Floats:
    """Return sum(min(PV_i(ES), EV_i)) / sum(PV_i(ES)) over the last axis, the activities.

    1 when what was earned is what the plan would have earned by then; NaN when the plan earns nothing by ES.
    O(size of the arrays).
    """
    planned = floats(planned_at_ES)
    kept = np.minimum(planned, floats(earned))
    return ratio(kept.sum(axis=-1), planned.sum(axis=-1))
