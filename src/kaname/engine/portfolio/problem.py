"""What there is to choose from: candidates in versions, with use of resources by period, and rules between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Use = Mapping[str, tuple[float, ...]]
"""Resource id -> amount in each period of the candidate's life; the length is the duration."""


@dataclass(frozen=True, slots=True)
class Version:
    """One way to do a candidate: its value, its use of resources, its duration in periods.

    ``value_by_start`` (optional) gives the value for each start period of the horizon instead of ``value``.
    """

    id: str
    value: float
    use: Use
    duration: int = 1
    value_by_start: tuple[float, ...] = ()

    def value_at(self, start: int) -> float:
        """Return the value when it begins in a period (0-based)."""
        return self.value_by_start[start] if self.value_by_start else self.value


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be chosen once, in one version, beginning in ``earliest``..``latest`` (0-based, inclusive).

    ``needs``: candidates that must be chosen too; ``after``: candidates that must be chosen and finished before it.
    """

    id: str
    versions: tuple[Version, ...]
    name: str = ""
    mandatory: bool = False
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    earliest: int = 0
    latest: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """Something limited: an amount for each period of the horizon and, optionally, one for all periods together."""

    id: str
    limit: tuple[float, ...]
    total: float | None = None
    name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Synergy:
    """Value gained (or lost, negative) when all of the candidates are chosen."""

    candidates: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class SelectionProblem:
    """Choose candidates so that the total value is greatest within every limit.

    ``periods`` names the periods (one when time plays no part); ``exclusive`` are groups with at most one chosen.
    """

    candidates: tuple[Candidate, ...]
    resources: tuple[Resource, ...]
    periods: tuple[str, ...] = ("",)
    exclusive: tuple[tuple[str, ...], ...] = ()
    synergies: tuple[Synergy, ...] = field(default=())
    title: str = ""
    best_known: float | None = None

    @property
    def timed(self) -> bool:
        """Whether start periods are part of the answer."""
        return len(self.periods) > 1
