"""Types of the columns, and the one rule of earned value that is easily broken: no ratio over nothing.

A value that cannot be computed is NaN ("—" on a page), never 0 and never 1 (spec 05, opening).
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NOT_COMPUTED = float("nan")


def floats(values: npt.ArrayLike) -> Floats:
    """Return a column of amounts or times."""
    return np.asarray(values, dtype=np.float64)


def ticks(values: npt.ArrayLike) -> Ints:
    """Return a column of whole ticks; parts of a tick are cut."""
    return np.asarray(values, dtype=np.int64)


def truths(values: npt.ArrayLike) -> Bools:
    """Return a column of yes and no."""
    return np.asarray(values, dtype=np.bool_)


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Return numerator / denominator, elementwise and broadcast; NaN where the denominator is 0 or nearly so. O(n)."""
    above, below = np.broadcast_arrays(floats(numerator), floats(denominator))
    out = np.full(above.shape, NOT_COMPUTED)
    with np.errstate(over="ignore"):
        np.divide(above, below, out=out, where=below != 0)
    return np.where(np.isinf(out), NOT_COMPUTED, out)
