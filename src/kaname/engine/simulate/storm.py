"""Kernel for weather: working days that an activity loses."""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import start_of, work_at
from kaname.engine.jit import njit
from kaname.engine.simulate.streams import LANES, WEATHER, mix, stream_key


@njit(cache=True, nogil=True)
def lost(chance: Any, day0: int, kind: int, seed: int, day: int, iteration: int) -> bool:
    """Tell whether a day is lost to a kind of weather in an iteration: the same for every activity that it stops."""
    at = day - day0
    if at < 0 or at >= chance.shape[1]:
        return False
    key = stream_key(seed, WEATHER, kind, day)
    number = mix(key + np.uint64(iteration)) >> np.uint64(11)
    return bool(number * (1.0 / 9007199254740992.0) < chance[kind, at])


@njit(cache=True, nogil=True)
def storm_row(
    tape: Any, cal: int, base: Any, finish: Any, i: int, kinds: Any, chance: Any, day0: int, seed: int, first: int
) -> None:
    """Move the finish of a place behind the working days that its ``kinds`` of weather take away.

    One step a calendar day of the activity; its base stays where it is.
    """
    for lane in range(LANES):
        work = np.int64(base[i, lane])
        rest = np.int64(finish[i, lane]) - work
        day = start_of(tape, cal, work) // tape[1]
        while rest > 0:
            night = work_at(tape, cal, (day + 1) * tape[1])
            stops = False
            for k in kinds:
                stops = stops or lost(chance, day0, k, seed, day, first + lane)
            if not stops:
                done = min(rest, night - work)
                rest -= done
                work += done
            if rest > 0:
                work = max(work, night)
                day += 1
        finish[i, lane] = work
