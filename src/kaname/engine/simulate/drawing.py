"""The kernel that turns uniform or normal numbers into amounts, LANES iterations at a time."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.simulate.draws import CONSTANT, KNOTS, NORMAL, STEPS, TABLE, TRIANGULAR, UNIFORM, Z_CELLS, Z_END
from kaname.engine.simulate.normal import to_u, to_z
from kaname.engine.simulate.streams import LANES

U, Z, VALUE, FACTOR_OF, DELAY_OF, WORST_FACTOR, WORST_DELAY = range(7)
"""Rows of the kernel's scratch array ``work`` (7, LANES) float32."""
SCRATCH = 7
HAVE_U, HAVE_Z = 1, 2

_F32 = np.float32


@njit(cache=True, nogil=True, error_model="numpy")
def draw(
    work: Any, have: int, shape: int, a: Any, b: Any, c: Any, row: int, count: int, table: Any, height: Any, value: Any
) -> None:  # fmt: skip
    """Write an amount (its columns of :class:`kaname.engine.simulate.draws.Draws`) into ``work[VALUE]``, from
    ``work[U]`` or ``work[Z]``, whichever ``have`` says is ready.
    """
    if shape in (NORMAL, TABLE):
        if not have & HAVE_Z:
            to_z(work, Z, work, U, LANES)
    elif shape != CONSTANT and not have & HAVE_U:
        to_u(work, U, work, Z, LANES)
    if shape == TRIANGULAR:
        triangular(work, a, b, c)
    elif shape == UNIFORM:
        _line(work, U, a, b - a)
    elif shape == NORMAL:
        _line(work, Z, a, b)
    elif shape == TABLE:
        _table(work, table, row, a, b)
    elif shape == STEPS:
        _steps(work, height, value, row, row + count)
    elif shape == KNOTS:
        _knots(work, height, value, row, row + count)
    else:
        for lane in range(LANES):
            work[VALUE, lane] = a


@njit(cache=True, nogil=True, error_model="numpy")
def triangular(work: Any, low: Any, high: Any, mode: Any) -> None:
    """Write a triangular amount into ``work[VALUE]`` from ``work[U]``: the most usual one, called without detour."""
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
def _steps(work: Any, heights: Any, values: Any, first: int, end: int) -> None:
    for lane in range(LANES):
        work[VALUE, lane] = values[first]
    for k in range(first + 1, end):
        height, value = heights[k - 1], values[k]
        for lane in range(LANES):
            work[VALUE, lane] = value if work[U, lane] > height else work[VALUE, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _knots(work: Any, heights: Any, values: Any, first: int, end: int) -> None:
    for lane in range(LANES):
        work[VALUE, lane] = values[first]
    for k in range(first + 1, end):
        height, value = heights[k - 1], values[k - 1]
        slope = (values[k] - value) / (heights[k] - height)
        for lane in range(LANES):
            u = work[U, lane]
            work[VALUE, lane] = value + (u - height) * slope if u > height else work[VALUE, lane]
