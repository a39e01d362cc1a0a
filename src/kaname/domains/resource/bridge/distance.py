"""Working days between two days, by the country's calendar: what a board says of 500 projects with 500 calendars."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kaname.engine.holidays_jp import national_holidays

type Days = Sequence[date] | npt.NDArray[np.datetime64]


def working_days(earlier: Days, later: Days) -> list[int]:
    """Return how many weekdays that are no national holidays lie after each earlier day, up to its later one.

    Negative where the later day comes first. Both sequences have the same length n; O(n) after a year's first use.
    """
    if not len(earlier):
        return []
    days = np.array([earlier, later], dtype="datetime64[D]")
    years = days.astype("datetime64[Y]").astype(int) + 1970
    calendar = np.busdaycalendar(holidays=_holidays(int(years.min()), int(years.max())))
    one = np.timedelta64(1, "D")
    counted: list[int] = np.busday_count(days[0] + one, days[1] + one, busdaycal=calendar).tolist()
    return counted


def _holidays(first: int, last: int) -> npt.NDArray[np.datetime64]:
    return np.concatenate([_year(y) for y in range(first, last + 1)])


@lru_cache(maxsize=200)
def _year(year: int) -> npt.NDArray[np.datetime64]:
    return np.array(list(national_holidays(date(year, 1, 1), date(year, 12, 31))), dtype="datetime64[D]")
