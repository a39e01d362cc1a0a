"""Distributions compiled to columns that the kernel reads: closed forms, tables over z, staircases and knots.

Beta-PERT, lognormal and truncated normal amounts are ``base + span * table[z]``, a table of 513 values over
-5.5 <= z <= 5.5 read with straight lines between them (error below 2e-5 of the span; where more than 256 different
PERT shapes occur, their tables are interpolated from 257 evenly spaced ones, error below 5e-5). Amounts of one shape
share their table, so a plan with one spread for all activities holds one.
"""

from collections.abc import Sequence
from math import exp
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kaname.engine.simulate.beta import beta_quantile
from kaname.engine.simulate.distribution import Distribution, lognormal_shape, pert_shape
from kaname.engine.simulate.normal import exact_u

CONSTANT, TRIANGULAR, UNIFORM, NORMAL, TABLE, STEPS, KNOTS = range(7)
Z_END, Z_CELLS = 5.5, 512
_MANY = 256
_GRID = np.linspace(-Z_END, Z_END, Z_CELLS + 1)


class Draws(NamedTuple):
    """K amounts. ``shape`` (K,); ``a, b, c`` (K,) float32: low, high, mode; mean, deviation; base, span of a table.

    ``row`` (K,) is the table's row, or where the staircase or the knots begin in ``height``/``value``, which end
    at ``row + length``.
    """

    shape: npt.NDArray[np.int8]
    a: npt.NDArray[np.float32]
    b: npt.NDArray[np.float32]
    c: npt.NDArray[np.float32]
    row: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]
    table: npt.NDArray[np.float32]
    height: npt.NDArray[np.float32]
    value: npt.NDArray[np.float32]


class _Columns:
    """The columns while they are being filled."""

    def __init__(self, count: int) -> None:
        self.shape = np.zeros(count, np.int8)
        self.numbers = np.zeros((3, count), np.float32)
        self.row = np.zeros(count, np.int32)
        self.count = np.zeros(count, np.int32)
        self.tables: dict[tuple[str, float], int] = {}
        self.height: list[float] = []
        self.value: list[float] = []

    def put(self, item: int, shape: int, *numbers: float) -> None:
        """Set the shape of an amount and its numbers."""
        self.shape[item] = shape
        self.numbers[: len(numbers), item] = numbers

    def tabled(self, item: int, key: tuple[str, float], base: float, span: float) -> None:
        """Set an amount that is read from a table, shared by its key."""
        self.put(item, TABLE, base, span)
        self.row[item] = self.tables.setdefault(key, len(self.tables))

    def listed(self, item: int, shape: int, heights: list[float], values: list[float]) -> None:
        """Set an amount that is read from a staircase or knots."""
        self.put(item, shape)
        self.row[item], self.count[item] = len(self.height), len(heights)
        self.height += heights
        self.value += values


def compile_draws(distributions: Sequence[Distribution], floor: float | None = None) -> Draws:
    """Return the columns of a list of distributions without faults; ``floor`` truncates the normal ones. O(K)."""
    columns = _Columns(len(distributions))
    for item, distribution in enumerate(distributions):
        _add(columns, item, distribution, floor)
    table = _tables(list(columns.tables))
    a, b, c = columns.numbers
    heights, values = np.array(columns.height, np.float32), np.array(columns.value, np.float32)
    return Draws(columns.shape, a, b, c, columns.row, columns.count, table, heights, values)


def _add(columns: _Columns, item: int, d: Distribution, floor: float | None) -> None:
    """Put one distribution into the columns."""
    p = d.parameters
    if d.kind == "discrete":
        columns.listed(item, STEPS, *d.steps())
    elif d.kind == "percentiles":
        columns.listed(item, KNOTS, *d.knots())
    elif d.kind == "constant" or _narrow(d):
        columns.put(item, CONSTANT, d.quantile(0.5, floor))
    elif d.kind == "triangular":
        columns.put(item, TRIANGULAR, p[0], p[2], p[1])
    elif d.kind == "uniform":
        columns.put(item, UNIFORM, p[0], p[1])
    elif d.kind == "pert":
        columns.tabled(item, ("pert", round((p[1] - p[0]) / (p[2] - p[0]), 9)), p[0], p[2] - p[0])
    elif d.kind == "lognormal":
        median, sigma = lognormal_shape(p[0], p[1])
        columns.tabled(item, ("lognormal", sigma), 0.0, median)
    elif floor is not None and p[0] - floor < Z_END * p[1]:
        columns.tabled(item, ("normal", (p[0] - floor) / p[1]), p[0], p[1])
    else:
        columns.put(item, NORMAL, p[0], p[1])


def _narrow(d: Distribution) -> bool:
    """Tell whether a distribution has only one value."""
    if d.kind in ("normal", "lognormal"):
        return d.parameters[1] == 0
    return d.parameters[0] == d.parameters[-1]


def _tables(keys: list[tuple[str, float]]) -> npt.NDArray[np.float32]:
    """Return a row of values over the grid of z for each shape."""
    modes = [f for kind, f in keys if kind == "pert"]
    family = _pert_family() if len(modes) > _MANY else None
    rows = np.zeros((max(len(keys), 1), Z_CELLS + 1), np.float32)
    for row, (kind, number) in enumerate(keys):
        if kind == "pert":
            rows[row] = _pert(number) if family is None else _between(family, number)
        elif kind == "lognormal":
            rows[row] = [exp(number * z) for z in _GRID]
        else:
            plain = Distribution("normal", (0.0, 1.0))
            rows[row] = [plain.quantile(exact_u(z), -number) for z in _GRID]
    return rows


def _pert(mode: float) -> npt.NDArray[np.float64]:
    """Return PERT quantiles on (0, 1) over the grid of z; the upper half from the other end, where u is exact."""
    alpha, beta = pert_shape(0.0, mode, 1.0)
    low = [beta_quantile(alpha, beta, exact_u(z)) for z in _GRID if z <= 0]
    high = [1 - beta_quantile(beta, alpha, exact_u(-z)) for z in _GRID if z > 0]
    return np.array(low + high)


def _pert_family() -> npt.NDArray[np.float64]:
    """Return the tables of 257 evenly spaced modes."""
    return np.array([_pert(i / 256) for i in range(257)])


def _between(family: npt.NDArray[np.float64], mode: float) -> npt.NDArray[Any]:
    """Return the table of a mode between two of the family."""
    left = min(int(mode * 256), 255)
    share = mode * 256 - left
    made: npt.NDArray[Any] = (1 - share) * family[left] + share * family[left + 1]
    return made
