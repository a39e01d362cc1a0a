"""The time that a search may take, and the wish to stop early."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Optional

from kaname.engine.jit import load


def _now() -> float:
    load()
    return time.perf_counter()


@dataclass(slots=True)
class Clock:
    """Counts wall time from its making; ``stop()`` (Ctrl-C) ends it, and every part of it, at once."""

    limit: float
    whole: Optional["Clock"] = None
    begun: float = field(default_factory=_now)
    stopped: bool = False

    @property
    def interrupted(self) -> bool:
        """Say whether somebody has asked to stop."""
        return self.stopped or (self.whole is not None and self.whole.interrupted)

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
        self.stopped = True

    def part(self, seconds: float) -> "Clock":
        """Return a clock for a part of the time, which also ends when this one is stopped."""
        return Clock(min(seconds, self.left), self)


@contextmanager
def interruptible(clock: Clock) -> Iterator[None]:
    """Let Ctrl-C stop the clock instead of the program, so that the best answer so far is given; a second one ends it.

    Signals reach the main thread only: elsewhere nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask(_signal: int, _frame: Any) -> None:
        if clock.interrupted:
            raise KeyboardInterrupt
        clock.stop()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
