"""The best selection so far, shared by the searches that run side by side."""

import threading
import time
from dataclasses import dataclass, field

import numpy as np

from kaname.engine.portfolio.model import Chosen, Model


@dataclass
class Incumbent:
    """Holds the best feasible selection; every offer is checked against the model before it counts."""

    model: Model
    deadline: float
    x: Chosen | None = None
    total: float = -np.inf
    found_by: str = ""
    done: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def offer(self, x: Chosen, found_by: str) -> bool:
        """Take a selection if it is feasible and better; return whether it was taken. O(k)."""
        total = self.model.total(x)
        if total <= self.total or not self.model.feasible(x):
            return False
        with self._lock:
            if total <= self.total:
                return False
            self.x, self.total, self.found_by = x.copy(), total, found_by
        return True

    def left(self) -> float:
        """Return the seconds left before the deadline; 0 or less when it has passed or the work is done."""
        return 0.0 if self.done.is_set() else self.deadline - time.perf_counter()
