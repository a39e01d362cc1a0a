"""Cost at completion: the estimates, and the performance that would still save the budget (spec 05, 5.3)."""

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Bools, Floats, floats, ratio
from kaname.engine.evm.measures import Measures

COST_WEIGHT, SCHEDULE_WEIGHT = 0.8, 0.2
"""How much of CPI and of SPI the weighted variant takes."""
_NOISE = 1e-9
"""Relative rounding of a sum over many activities: what is nearer to the budget than this is the budget."""


def eac(measures: Measures, factor: npt.ArrayLike) -> Floats:
    """Return AC + (BAC - EV) / factor: the rest done at that performance factor; NaN for a factor of 0."""
    return measures.AC + ratio(measures.BAC - measures.EV, factor)


def eac_trend(measures: Measures) -> Floats:
    """Return BAC / CPI, the default: the rest costs what the work so far has cost."""
    return ratio(measures.BAC, measures.CPI)


def eac_one_off(measures: Measures) -> Floats:
    """Return AC + (BAC - EV): the deviation happened once."""
    return eac(measures, 1.0)


def eac_cost_and_schedule(measures: Measures) -> Floats:
    """Return AC + (BAC - EV) / (CPI x SPI)."""
    return eac(measures, measures.SCI)


def eac_bottom_up(measures: Measures, estimate_to_complete: npt.ArrayLike) -> Floats:
    """Return AC + a new estimate of the rest."""
    return measures.AC + floats(estimate_to_complete)


def eac_weighted(measures: Measures, schedule_index: npt.ArrayLike | None = None) -> Floats:
    """Return AC + (BAC - EV) / (0.8 CPI + 0.2 SPI), or with another schedule index such as SPI(t)."""
    index = measures.SPI if schedule_index is None else floats(schedule_index)
    return eac(measures, COST_WEIGHT * measures.CPI + SCHEDULE_WEIGHT * index)


def estimate_to_complete(measures: Measures, at_completion: npt.ArrayLike) -> Floats:
    """Return ETC = EAC - AC."""
    return floats(at_completion) - measures.AC


def variance_at_completion(measures: Measures, at_completion: npt.ArrayLike) -> Floats:
    """Return VAC = BAC - EAC."""
    return measures.BAC - floats(at_completion)


def is_budget_unattainable(measures: Measures) -> Bools:
    """Return where work is left but the whole budget is spent (達成不能): no performance keeps it."""
    unfinished = measures.EV < measures.BAC * (1 - _NOISE)
    return (measures.AC >= measures.BAC) & unfinished


def tcpi_of_budget(measures: Measures) -> Floats:
    """Return TCPI(BAC) = (BAC - EV) / (BAC - AC); NaN where the budget is spent."""
    left = measures.BAC - measures.AC
    return ratio(measures.BAC - measures.EV, np.maximum(left, 0.0))


def tcpi_of_estimate(measures: Measures, at_completion: npt.ArrayLike) -> Floats:
    """Return TCPI(EAC) = (BAC - EV) / (EAC - AC)."""
    return ratio(measures.BAC - measures.EV, estimate_to_complete(measures, at_completion))
