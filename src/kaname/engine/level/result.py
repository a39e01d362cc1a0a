"""What levelling answers: a schedule and how good it is at least."""

from dataclasses import dataclass
from enum import StrEnum

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.level.problem import Ints


class Status(StrEnum):
    """What is known: proved best, found, proved impossible, or nothing found in the time given."""

    OPTIMAL = "OPTIMAL"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"
    STOPPED = "STOPPED_WITHOUT_SOLUTION"


@dataclass(frozen=True, slots=True)
class LevellingResult:
    """The answer; ``starts`` and ``modes`` are empty without a schedule.

    ``gap`` is (makespan - lower_bound) / makespan, 0 when OPTIMAL. ``iterations`` counts schedules built by the
    heuristic; ``bound_by`` names the bound that holds; ``seconds`` is wall time.
    """

    status: Status
    makespan: int | None
    lower_bound: int
    starts: Ints
    modes: Ints  # chosen mode of each activity, an index into the problem's modes
    iterations: int
    bound_by: str
    seconds: float
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def gap(self) -> float | None:
        """Return how much better a schedule could be at most, as a fraction; None without a schedule."""
        if self.makespan is None:
            return None
        return 0.0 if self.makespan == 0 else (self.makespan - self.lower_bound) / self.makespan
