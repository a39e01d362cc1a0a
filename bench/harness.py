"""How benchmarks measure and report: ratios against a peer or a limit, in one run, on one machine."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the report: what was measured, what came out, what was wanted, whether it was met.

    ``met`` None: shown for information, or the peer is missing on this machine (``note`` says so).
    """

    what: str
    measured: str
    target: str = ""
    met: bool | None = None
    note: str = ""


def seconds(work: Callable[[], object], repeat: int = 5, warm: int = 1) -> float:
    """Return the median wall time of a call, after warm-up, garbage collection switched off."""
    for _ in range(warm):
        work()
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeat):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    finally:
        gc.enable()
    return statistics.median(taken)
