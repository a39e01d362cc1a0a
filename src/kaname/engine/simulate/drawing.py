"""The kernel that turns uniform or normal numbers into amounts, LANES iterations at a time."""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.simulate.draws import CONSTANT, KNOTS, NORMAL, STEPS, TABLE, TRIANGULAR, UNIFORM, Z_CELLS, Z_END
from kaname.engine.simulate.normal import to_u, to_z
from kaname.engine.simulate.streams import LANES

U, Z, VALUE, FACTOR_OF, DELAY_OF, WORST_FACTOR, WORST_DELAY = range(7)
"""Rows of the kernel's scratch array ``work`` (7, LANES) float32."""
SCRATCH = 7
HAVE_U, HAVE_Z = 1, 2

_F32 = np.float32


@njit(cache=True, nogil=True, error_model="numpy")
def draw(work: Any, d: Any, item: int, have: int) -> None:
    """Write amount ``item`` into ``work[VALUE]`` from ``work[U]`` or ``work[Z]``, whichever ``have`` says is ready."""
    shape = d.shape[item]
    if shape == NORMAL or shape == TABLE:
        if not have & HAVE_Z:
            to_z(work, Z, work, U, LANES)
    elif shape != CONSTANT and not have & HAVE_U:
        to_u(work, U, work, Z, LANES)
    if shape == TRIANGULAR:
        _triangular(work, d.a[item], d.b[item], d.c[item])
    elif shape == UNIFORM:
        _line(work, U, d.a[item], d.b[item] - d.a[item])
    elif shape == NORMAL:
        _line(work, Z, d.a[item], d.b[item])
    elif shape == TABLE:
        _table(work, d.table, d.row[item], d.a[item], d.b[item])
    elif shape == STEPS:
        _steps(work, d, item)
    elif shape == KNOTS:
        _knots(work, d, item)
    else:
        for lane in range(LANES):
            work[VALUE, lane] = d.a[item]


@njit(cache=True, nogil=True, error_model="numpy")
def _triangular(work: Any, low: Any, high: Any, mode: Any) -> None:
    width = high - low
    fold, rise, fall = (mode - low) / width, width * (mode - low), width * (high - mode)
    for lane in range(LANES):
        u = work[U, lane]
        root = np.sqrt(u * rise if u < fold else (_F32(1) - u) * fall)
        work[VALUE, lane] = low + root if u < fold else high - root


@njit(cache=True, nogil=True, error_model="numpy")
def _line(work: Any, source: int, base: Any, span: Any) -> None:
    for lane in range(LANES):
        work[VALUE, lane] = base + span * work[source, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _table(work: Any, table: Any, row: int, base: Any, span: Any) -> None:
    scale, last = _F32(Z_CELLS / (2 * Z_END)), _F32(Z_CELLS - 0.001)
    for lane in range(LANES):
        place = min(max((work[Z, lane] + _F32(Z_END)) * scale, _F32(0)), last)
        cell = np.int32(place)
        left = table[row, cell]
        work[VALUE, lane] = base + span * (left + (place - _F32(cell)) * (table[row, cell + 1] - left))


@njit(cache=True, nogil=True, error_model="numpy")
def _steps(work: Any, d: Any, item: int) -> None:
    first, end = d.row[item], d.row[item] + d.count[item]
    for lane in range(LANES):
        work[VALUE, lane] = d.value[first]
    for k in range(first + 1, end):
        height, value = d.height[k - 1], d.value[k]
        for lane in range(LANES):
            work[VALUE, lane] = value if work[U, lane] > height else work[VALUE, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _knots(work: Any, d: Any, item: int) -> None:
    first, end = d.row[item], d.row[item] + d.count[item]
    for lane in range(LANES):
        work[VALUE, lane] = d.value[first]
    for k in range(first + 1, end):
        height, value = d.height[k - 1], d.value[k - 1]
        slope = (d.value[k] - value) / (d.height[k] - height)
        for lane in range(LANES):
            u = work[U, lane]
            work[VALUE, lane] = value + (u - height) * slope if u > height else work[VALUE, lane]
