"""Types of the columns, and the one rule of earned value that is easily broken: no ratio over nothing.

A value that cannot be computed is NaN ("—" on a page), never 0 and never 1 (spec 05, opening).
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NOT_COMPUTED = float("nan")


def ratio(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Floats:
    """Return numerator / denominator, elementwise and broadcast; NaN where the denominator is 0 or nearly so. O(n)."""
    above, below = np.broadcast_arrays(
        np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    )
    out = np.full(above.shape, NOT_COMPUTED)
    with np.errstate(over="ignore"):
        np.divide(above, below, out=out, where=below != 0)
    return np.where(np.isinf(out), NOT_COMPUTED, out)
