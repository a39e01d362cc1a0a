"""Compile every kernel beforehand: `python -m kaname.engine.warm`.

Kernels are compiled on first use and kept on disk. A long-lived process calls :func:`warm` in the background when it
starts; `make setup` calls it once, so that nobody's first plan waits and no time limit is spent on compiling.
"""

from datetime import date

import numpy as np

from kaname.engine.calendars import DayRules, compile_calendars
from kaname.engine.cpm import schedule
from kaname.engine.cpm.driving import driving_of
from kaname.engine.cpm.live import LiveSchedule
from kaname.engine.holidays_jp import national_holidays
from kaname.engine.level.warm import warm as warm_levelling
from kaname.engine.network import Network
from kaname.engine.simulate import Uncertainty, simulate


def warm() -> None:
    """Run each computation once on a small plan with a calendar. Seconds the first time, a moment afterwards."""
    simulate(warm_schedules(), Uncertainty(spread=(0.9, 1.3)), iterations=64)
    warm_levelling()


def warm_schedules() -> Network:
    """Run what an edit of a plan needs, for a process that answers pages."""
    year = date.today().year
    national_holidays(date(year - 15, 1, 1), date(year + 15, 12, 31))  # kept a year each; two seconds the first time
    network = _small()
    driving_of(schedule(network))
    LiveSchedule(network).set_duration(0, 960)
    return network


def _small() -> Network:
    """Return a plan of three activities on a calendar, with every column that the compiler gives."""
    first = 20_000
    tables = compile_calendars([DayRules()], first, first + 400)
    return Network.from_arrays(
        np.array([480, 960, 0]),
        [0, 1],
        [1, 2],
        calendar=np.ones(3, np.int32),
        project_start=np.array([first * 1440 + 480]),
        tables=tables,
    )


if __name__ == "__main__":
    warm()
