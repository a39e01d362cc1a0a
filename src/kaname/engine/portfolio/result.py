"""What a selection answers: what is chosen, how good it is, what it uses, and why the rest is not in it."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How much is proved about the answer."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"
    STOPPED_WITHOUT_SOLUTION = "STOPPED_WITHOUT_SOLUTION"


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate: its version, its start period (0-based) and the value it brings."""

    id: str
    version: str
    start: int
    value: float


@dataclass(frozen=True, slots=True)
class Usage:
    """One limit: how much is used and left, and what one more unit would be worth (the price).

    ``period``: -1 for a total; ``binding``: the limit has a price, or it is all that keeps some candidate out.
    """

    resource: str
    period: int
    limit: float
    used: float
    left: float
    price: float
    binding: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a rejected candidate misses: ``kind`` limit or total or a rule."""

    kind: str
    names: tuple[str, ...]
    period: int
    needed: float
    left: float

    @property
    def short(self) -> float:
        """How much is missing."""
        return self.needed - self.left


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate left out: what its closest version and start lacks, and what would have to leave to let it in.

    ``leave`` is empty when nothing that may leave makes enough room; ``change`` is what the whole value changes by.
    """

    id: str
    version: str
    start: int
    lacks: tuple[Lack, ...]
    leave: tuple[str, ...]
    change: float


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer. ``value`` and ``gap`` are None without a selection; no selection is worth more than ``bound``."""

    status: Status
    value: float | None
    bound: float | None
    gap: float | None
    chosen: tuple[Choice, ...]
    rejected: tuple[Rejection, ...]
    usage: tuple[Usage, ...]
    method: str
    seconds: float
