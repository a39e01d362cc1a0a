"""Correlation groups: durations that go wrong together, by a Gaussian copula.

Each member's normal number becomes a mix of its own and of shared ones, z = A e with A A' = the correlation matrix, and
the member's duration is its quantile at z: the marginal distributions stay as they are. With one coefficient of
at least 0 for a whole group one shared factor does it, O(members); a matrix is factored by Cholesky. A matrix that no
numbers can have is replaced by the nearest one that they can (N. Higham, 2002, alternating projections), with a
warning.
The coefficient is that of the normal numbers; that of the durations is slightly nearer to 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.engine.simulate.streams import ACTIVITY, FACTOR

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CorrelationGroup:
    """Activities (rows) and their correlation: one coefficient for every pair, or a matrix in the members' order."""

    members: tuple[int, ...]
    coefficient: float = 0.0
    matrix: tuple[tuple[float, ...], ...] | None = None
    name: str = ""

    def full(self) -> Matrix:
        """Return the whole matrix, made symmetric, with ones on its diagonal."""
        count = len(self.members)
        if self.matrix is None:
            made = np.full((count, count), float(self.coefficient))
        else:
            made = (np.array(self.matrix, float) + np.array(self.matrix, float).T) / 2
        np.fill_diagonal(made, 1.0)
        return made


@dataclass
class Factors:
    """Shared numbers and who mixes how much of them in: lists by activity row, ready to be laid out by place."""

    family: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    own: dict[int, float] = field(default_factory=dict)
    links: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def factor(groups: Sequence[CorrelationGroup]) -> Factors:
    """Return the factors of all groups."""
    found = Factors()
    for number, group in enumerate(groups):
        if len(group.members) < 2:
            continue
        if group.matrix is None and group.coefficient >= 0:
            _one_factor(found, group, number)
        else:
            _cholesky(found, group, number)
    return found


def _one_factor(found: Factors, group: CorrelationGroup, number: int) -> None:
    """Let every member share one number."""
    at = len(found.index)
    found.family.append(FACTOR)
    found.index.append(number)
    weight = float(np.sqrt(group.coefficient))
    for member in group.members:
        found.own[member] = float(np.sqrt(1 - group.coefficient))
        found.links[member] = [(at, weight)]


def _cholesky(found: Factors, group: CorrelationGroup, number: int) -> None:
    """Mix the members' own numbers by the lower triangle of the matrix."""
    wanted = group.full()
    usable, change = nearest_correlation(wanted)
    if change > 1e-9:
        name = group.name or str(number + 1)
        found.diagnostics.append(warning("simulate-correlation-repaired", name, change=round(change, 4)))
    lower = np.linalg.cholesky((usable + 1e-9 * np.eye(len(wanted))) / (1 + 1e-9))
    at = len(found.index)
    found.family += [ACTIVITY] * len(wanted)
    found.index += group.members
    for i, member in enumerate(group.members):
        found.own[member] = 0.0
        found.links[member] = [(at + j, float(lower[i, j])) for j in range(i + 1) if lower[i, j] != 0]


def nearest_correlation(wanted: Matrix, rounds: int = 200) -> tuple[Matrix, float]:
    """Return the nearest matrix that is positive semidefinite with ones on its diagonal, and the largest change.

    O(rounds * k**3); a matrix that is fine already is returned as it is.
    """
    if np.linalg.eigvalsh(wanted)[0] >= -1e-10:
        return wanted, 0.0
    y, correction = wanted.copy(), np.zeros_like(wanted)
    for _ in range(rounds):
        r = y - correction
        values, vectors = np.linalg.eigh(r)
        x = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = x - r
        before, y = y, x.copy()
        np.fill_diagonal(y, 1.0)
        if np.abs(y - before).max() < 1e-10:
            break
    low = float(np.linalg.eigvalsh(y)[0])
    if low < 0:  # what the last round left: move the rest of the way towards independence
        y = (y - low * np.eye(len(y))) / (1 - low)
    return y, float(np.abs(y - wanted).max())
