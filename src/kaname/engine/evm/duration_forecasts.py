"""When it will have ended: EAC(t) by planned value, earned duration and earned schedule (Vandevoorde & Vanhoucke 2006).

All results are times since the project's start, in the unit of the schedule measures; NaN where a factor is 0.
"""

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Floats, ratio
from kaname.engine.evm.earned_schedule import ScheduleMeasures
from kaname.engine.evm.measures import Measures


def by_planned_value_at(time: ScheduleMeasures, factor: npt.ArrayLike) -> Floats:
    """Return PD / factor with a performance factor (SPI or SCI)."""
    return ratio(time.PD, factor)


def by_planned_value(measures: Measures, time: ScheduleMeasures) -> Floats:
    """Return PD - SV / (BAC / PD): the variance in money as time at the plan's mean rate."""
    return time.PD - ratio(measures.SV, ratio(measures.BAC, time.PD))


def by_earned_duration(measures: Measures, time: ScheduleMeasures, factor: npt.ArrayLike = 1.0) -> Floats:
    """Return AT + (max(PD, AT) - ED) / factor with the earned duration ED = AT x SPI (Jacob & Kane 2004)."""
    earned = time.AT * measures.SPI
    return time.AT + ratio(np.maximum(time.PD, time.AT) - earned, factor)


def by_earned_schedule(time: ScheduleMeasures, factor: npt.ArrayLike = 1.0) -> Floats:
    """Return AT + (PD - ES) / factor (Lipke's earned schedule; factor 1, SPI(t) or SPI(t) x CPI)."""
    return time.AT + ratio(time.PD - time.ES, factor)
