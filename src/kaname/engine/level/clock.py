"""The time that a search may take, and the wish to stop early."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Counts wall time from its making; ``stop()`` (Ctrl-C) ends it at once."""

    limit: float
    begun: float = field(default_factory=time.perf_counter)
    interrupted: bool = False

    @property
    def deadline(self) -> float:
        """Return when to stop, on :func:`time.perf_counter`."""
        return 0.0 if self.interrupted else self.begun + self.limit

    @property
    def left(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self.deadline - time.perf_counter())

    @property
    def taken(self) -> float:
        """Return the seconds since the beginning."""
        return time.perf_counter() - self.begun

    def over(self) -> bool:
        """Say whether time is up."""
        return time.perf_counter() >= self.deadline

    def stop(self) -> None:
        """End it now."""
        self.interrupted = True
