"""Earned schedule: the time at which the plan would have earned what has been earned (Lipke 2003; spec 05, 5.3)."""

# ruff: noqa: N802 - the symbols are the field's own names

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Floats, floats, ratio


def interpolated(curve: npt.ArrayLike, EV: npt.ArrayLike) -> Floats:
    """Return ES in periods, C + I, for each EV.

    ``curve`` is cumulative PV at the end of period 1, 2, ... to the planned duration, which is the most that ES can be;
    C counts the whole periods with PV_C <= EV, and I is the part of the next one that is earned. Amounts nearer than
    ``tolerance`` are equal. O(log periods) for each EV.
    """
    planned = np.concatenate(([0.0], floats(curve)))
    earned = floats(EV)
    whole = np.searchsorted(planned, earned + tolerance(float(planned[-1]))) - 1
    after = np.minimum(whole + 1, len(planned) - 1)
    part = ratio(earned - planned[whole], planned[after] - planned[whole])
    return floats(whole + np.maximum(np.nan_to_num(part), 0.0))


def in_whole_periods(curve: npt.ArrayLike, EV: npt.ArrayLike, PV: npt.ArrayLike, AT: npt.ArrayLike) -> Floats:
    """Return ES as the end of a whole period, the way planning tools show it as a date in the calendar.

    On plan (EV = PV) it is the status date itself, at most the planned duration. Behind, it is the last period whose PV
    is fully earned; ahead, the first period whose PV reaches EV. ``curve`` and equality are those of ``interpolated``;
    ``AT`` is the time of each status in periods. O(log periods) for each EV.
    """
    planned = np.concatenate(([0.0], floats(curve)))
    earned, due, now = (floats(x) for x in (EV, PV, AT))
    end = len(planned) - 1
    slack = tolerance(float(planned[-1]))
    behind = np.searchsorted(planned, earned + slack) - 1
    ahead = np.searchsorted(planned, earned - slack)
    found = np.where(earned > due, np.minimum(ahead, end), behind)
    return np.where(np.abs(earned - due) < slack, np.minimum(now, end), found)


def tolerance(budget: float) -> float:
    """Return the difference below which two sums of money are the same: a thousandth, or rounding of large sums."""
    return max(1e-3, 1e-9 * budget)


@dataclass(frozen=True)
class ScheduleMeasures:
    """Columns, a row a status date: earned schedule, actual time and planned duration, in one unit of time."""

    ES: Floats
    AT: Floats
    PD: Floats

    @classmethod
    def of(cls, ES: npt.ArrayLike, AT: npt.ArrayLike, PD: npt.ArrayLike) -> "ScheduleMeasures":
        """Return the measures from anything array-like, broadcast to one shape."""
        return cls(*np.broadcast_arrays(*(floats(x) for x in (ES, AT, PD))))

    @property
    def SV(self) -> Floats:
        """Schedule variance in time: ES - AT."""
        return self.ES - self.AT

    @property
    def SPI(self) -> Floats:
        """Schedule performance index in time: ES / AT."""
        return ratio(self.ES, self.AT)

    @property
    def IEAC(self) -> Floats:
        """Independent estimate of the duration: PD over SPI(t)."""
        return ratio(self.PD, self.SPI)
