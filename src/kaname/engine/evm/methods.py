"""How much of a work package counts as earned: the measurement methods (PMI practice standard for EVM; spec 05, 5.3).

Each function returns the earned fraction 0..1 of the package's budget, elementwise over arrays of packages.
"""

import math
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Bools, Floats, floats, ratio, truths


class Method(StrEnum):
    """The measurement methods."""

    ZERO_HUNDRED = "0/100"
    FIFTY_FIFTY = "50/50"
    QUARTER = "25/75"
    MILESTONES = "milestones"
    UNITS = "units"
    PHYSICAL = "physical"
    LEVEL_OF_EFFORT = "loe"
    MANUAL = "manual"


START_CREDIT = {Method.ZERO_HUNDRED: 0.0, Method.FIFTY_FIFTY: 0.5, Method.QUARTER: 0.25}
"""What the beginning of a package earns under the fixed formulas; its end earns the rest."""

FLAGGED = frozenset({Method.MANUAL})
"""Methods whose values are an opinion and are shown with a flag."""

DESIGN_DOCUMENT_STEPS = (0.0, 50.0, 70.0, 80.0, 90.0, 100.0)
"""Suggested percent of a design document: begun, first draft, reviewed within, findings fixed, reviewed by the
customer, approved. Each is an event that others can see."""


def by_formula(method: Method, started: npt.ArrayLike, finished: npt.ArrayLike) -> Floats:
    """Return the fraction under a fixed formula: the start's credit once started, 1 once finished.

    Raises KeyError for a method without start credit.
    """
    begun, done = truths(started), truths(finished)
    return np.where(done, 1.0, np.where(begun, START_CREDIT[method], 0.0))


def by_milestones(weights: Sequence[float], reached: Sequence[bool]) -> float:
    """Return the fraction of one package: the weights of its reached milestones.

    Raises ValueError unless there are as many weights as milestones and they add up to 100.
    """
    if len(weights) != len(reached):
        raise ValueError(f"{len(weights)} weights for {len(reached)} milestones")
    if not math.isclose(sum(weights), 100.0) or min(weights) < 0:
        raise ValueError(f"milestone weights must be 0 or more and add up to 100, not {sum(weights):g}")
    return float(np.dot(weights, reached)) / 100.0


def by_units(done: npt.ArrayLike, planned: npt.ArrayLike) -> Floats:
    """Return units done over units planned, at most 1; NaN where none are planned."""
    return np.minimum(ratio(done, planned), 1.0)


def by_percent(percent: npt.ArrayLike) -> Floats:
    """Return a physical or manual percent 0..100 as a fraction. Raises ValueError outside 0..100."""
    given = floats(percent)
    if np.any((given < 0) | (given > 100)):
        raise ValueError("a percent lies between 0 and 100")
    return given / 100.0


def level_of_effort(planned_value: npt.ArrayLike, budget: npt.ArrayLike) -> Floats:
    """Return the fraction at which EV equals PV, whatever was done; NaN without a budget."""
    return ratio(planned_value, budget)


def is_flagged(methods: Sequence[Method]) -> Bools:
    """Return which of the packages are measured by opinion."""
    return truths([method in FLAGGED for method in methods])
