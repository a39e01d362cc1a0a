"""Records to result columns."""

from typing import Any

from kaname.engine.calendar_kernels import finish_of, start_of
from kaname.engine.cpm.passes import late_base_of
from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.jit import njit


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _node(t: Any, rec: Any, ends: Any, v: int, own: int, rare: Any, es: Any, ef: Any, ls: Any, lf: Any) -> None:
    """Write the instants of one node.

    A node without span is shown at the end of its driver's working time, or where its own floor put it.
    """
    meta = rec[v, 3]
    c = (meta >> 32) & 0xFFFF
    base, finish, late = rec[v, 1], rec[v, 7], rec[v, 2]
    start = rare[v, 2] if (meta >> 48) & 4 else base
    if c == 0:
        es[v], ef[v], ls[v], lf[v] = start, finish, rec[v, 5], late
    elif finish > base:
        es[v], ef[v] = start_of(t, c, start), ends[v]
        ls[v], lf[v] = rec[v, 5], finish_of(t, c, late)
    else:
        own = base if (meta >> 48) & 2048 else own
        ef[v] = start_of(t, c, finish) if own == base else ends[v]
        es[v] = start_of(t, c, start) if start < base else ef[v]
        lf[v] = start_of(t, c, late) if own == base else finish_of(t, c, late)
        ls[v] = lf[v]


@njit(cache=True, nogil=True, _nrt=False)
def unpack(t: Any, rec: Any, ends: Any, floor: Any, least: int, rare: Any, parts: Any, out: Any, floats: Any) -> None:
    """Write the instants (4, N) and the floats of start and finish and the free float (3, N) of the first N nodes."""
    es, ef, ls, lf = out[0], out[1], out[2], out[3]
    for v in range(out.shape[1]):
        floats[0, v] = late_base_of(t, rec, v, parts) - rec[v, 1]
        floats[1, v] = rec[v, 2] - rec[v, 7]
        floats[2, v] = rec[v, 6]
        _node(t, rec, ends, v, floor[v] if floor.shape[0] > 0 else least, rare, es, ef, ls, lf)


@njit(cache=True, nogil=True, _nrt=False)
def unpack_rows(
    t: Any, rec: Any, ends: Any, rows: Any, floor: Any, least: int, rare: Any, es: Any, ef: Any, ls: Any, lf: Any,
    total: Any, free: Any,
) -> None:  # fmt: skip
    """Write the columns of some rows without parts: instants, total and free float. O(rows)."""
    for v in rows:
        _node(t, rec, ends, v, floor[v] if floor.shape[0] > 0 else least, rare, es, ef, ls, lf)
        total[v] = rec[v, 2] - rec[v, 7]
        free[v] = rec[v, 6]


@njit(cache=True, nogil=True, _nrt=False)
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
    return RESERVE.take(count * size).reshape(count, size)
