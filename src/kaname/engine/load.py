"""How loaded people are, and who could stand in (spec 05, section 5.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HOURS_A_MAN_MONTH, HOURS_A_MAN_DAY = 160.0, 8.0
LOW_BELOW, FIT_UP_TO, AMBER_UP_TO = 0.8, 1.0, 1.2
"""Limits of the bands; an organisation may set its own."""


class Band(StrEnum):
    """How loaded a person is in a week."""

    NONE = "none"  # neither hours assigned nor available
    LOW = "low"
    FIT = "fit"
    AMBER = "amber"
    RED = "red"


def load(assigned: npt.ArrayLike, available: npt.ArrayLike) -> Floats:
    """Return assigned over available hours, elementwise; NaN where no hours are available."""
    hours, limit = np.broadcast_arrays(np.asarray(assigned, np.float64), np.asarray(available, np.float64))
    out = np.full(hours.shape, np.nan)
    np.divide(hours, limit, out=out, where=limit > 0)
    return out


def band(assigned: float, available: float) -> Band:
    """Return the band of a person's week: below 80 % low, to 100 % fit, to 120 % amber, more red.

    Hours assigned to someone who has none are red.
    """
    if available <= 0:
        return Band.RED if assigned > 0 else Band.NONE
    share = round(assigned / available, 9)
    if share < LOW_BELOW:
        return Band.LOW
    if share <= FIT_UP_TO:
        return Band.FIT
    return Band.AMBER if share <= AMBER_UP_TO else Band.RED


def man_months(hours: float, hours_a_month: float = HOURS_A_MAN_MONTH) -> float:
    """Return 人月: hours over 160, or what the organisation has set."""
    return hours / hours_a_month


def man_days(hours: float, hours_a_day: float = HOURS_A_MAN_DAY) -> float:
    """Return 人日: hours over 8."""
    return hours / hours_a_day


def histogram(row: npt.ArrayLike, period: npt.ArrayLike, hours: npt.ArrayLike, shape: tuple[int, int]) -> Floats:
    """Return 山積み: the hours of each row (role or person) in each period, of that shape. O(entries)."""
    stacked = np.zeros(shape)
    np.add.at(stacked, (np.asarray(row, np.int64), np.asarray(period, np.int64)), np.asarray(hours, np.float64))
    return stacked


def gap(demand: npt.ArrayLike, committed: npt.ArrayLike) -> Floats:
    """Return demand less committed supply; soft bookings are not supply."""
    return np.asarray(demand, np.float64) - np.asarray(committed, np.float64)


def movable(total_float: npt.ArrayLike, shift: float) -> npt.NDArray[np.bool_]:
    """Return which activities may move that far without moving the end: those whose total float allows it."""
    return np.asarray(total_float, np.float64) >= shift


@dataclass(frozen=True)
class Substitution:
    """How well a person could stand in, and every term of it by name."""

    score: float
    terms: tuple[tuple[str, float], ...]


def substitution(
    weights: Mapping[str, float],
    required: Mapping[str, float],
    levels: Mapping[str, float],
    penalties: Sequence[tuple[str, float]] = (),
) -> Substitution:
    """Return the sum of skill weight x min(level / required, 1), less penalties for travel or load, explained.

    A skill the person lacks counts 0; one required at level 0 counts in full. Raises KeyError for a weight without
    requirement.
    """
    terms = [(skill, weight * _coverage(levels.get(skill, 0.0), required[skill])) for skill, weight in weights.items()]
    terms += [(name, -points) for name, points in penalties]
    return Substitution(sum(points for _, points in terms), tuple(terms))


def _coverage(level: float, required: float) -> float:
    return 1.0 if required <= 0 else min(level / required, 1.0)
