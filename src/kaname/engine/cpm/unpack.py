"""Records to result columns."""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.calendar_kernels import finish_of, start_of
from kaname.engine.cpm.passes import late_base_of


@njit(cache=True, nogil=True)
def unpack(t: Any, rec: Any, floor: Any, least: int, rare: Any, parts: Any, out: Any, floats: Any) -> None:
    """Write the instants (4, N) and the floats of start and finish and the free float (3, N) of the first N nodes.

    A node without span is shown at the end of its driver's working time, or where its own floor put it. O(N).
    """
    for v in range(out.shape[1]):
        meta = rec[v, 3]
        c = (meta >> 32) & 0xFFFF
        base, finish, late = rec[v, 1], rec[v, 7], rec[v, 2]
        late_base = late_base_of(t, rec, v, parts)
        start = rare[v, 2] if (meta >> 48) & 4 else base
        floats[0, v] = late_base - base
        floats[1, v] = late - finish
        floats[2, v] = rec[v, 6]
        if c == 0:
            out[0, v], out[1, v], out[2, v], out[3, v] = start, finish, late_base, late
        elif finish > base:
            out[0, v], out[1, v] = start_of(t, c, start), finish_of(t, c, finish)
            out[2, v], out[3, v] = rec[v, 5], finish_of(t, c, late)
        else:
            own = floor[v] if floor.shape[0] > 0 else least
            out[1, v] = start_of(t, c, finish) if own == base else finish_of(t, c, finish)
            out[0, v] = start_of(t, c, start) if start < base else out[1, v]
            out[3, v] = start_of(t, c, late) if own == base else finish_of(t, c, late)
            out[2, v] = out[3, v]


@njit(cache=True, nogil=True)
def unpack_plain(rec: Any, out: Any, total: Any, free: Any) -> None:
    """Do the same where no calendar and no unusual node is: starts, finishes and floats straight from the records."""
    for v in range(out.shape[1]):
        span, base, late = rec[v, 0], rec[v, 1], rec[v, 2]
        out[0, v] = base
        out[1, v] = base + span
        out[2, v] = late - span
        out[3, v] = late
        total[v] = late - span - base
        free[v] = rec[v, 6]


def columns(count: int, size: int) -> Any:
    """Return room for result columns."""
    return np.empty((count, size), np.int64)
