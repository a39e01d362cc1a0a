"""The plain twin of the curve kernel: each activity at each grid point, as the definition says. The tests' oracle."""

import numpy as np
import numpy.typing as npt


def cumulative_plain(
    start: npt.ArrayLike,
    duration: npt.ArrayLike,
    at_start: npt.ArrayLike,
    spread: npt.ArrayLike,
    step: int,
    count: int,
) -> list[float]:
    """Return the same as :func:`kaname.engine.evm.curve_kernels.cumulative`. O(n x count)."""
    rows = list(zip(np.asarray(start), np.asarray(duration), np.asarray(at_start), np.asarray(spread), strict=True))
    return [float(sum(_planned(row, point * step) for row in rows)) for point in range(1, count + 1)]


def _planned(row: tuple[int, int, float, float], tick: int) -> float:
    opens, length, at_start, spread = row
    if length <= 0:
        return at_start + spread if tick >= opens else 0.0
    if tick <= opens:
        return 0.0
    return at_start + spread * min(tick - opens, length) / length
