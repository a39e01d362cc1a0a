"""Genetic search as islands: one population for each worker, the best exchanged at fixed generations.

The same seed and number of generations give the same schedule; a time limit only decides how many there are.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaname.engine.level.clock import Clock
from kaname.engine.level.core import Core, Prepared
from kaname.engine.level.genetic_kernels import breed, keep, populate
from kaname.engine.level.problem import Ints

CHUNK_SECONDS = 0.01
PATIENCE = 60  # generations without progress before a population starts anew


class Pool(NamedTuple):
    """Two populations of P: [0] left-justified, counted from the start; [1] right-justified, counted from the end."""

    start: Ints  # (2, P, n)
    back: Ints  # (2, P, n): finish, counted from the other end
    order: Ints  # (2, P, n): list for the other direction
    end: Ints  # (2, P)
    cost: Ints  # (2, P)
    best: Ints  # n
    best_cost: Ints  # 1
    best_end: Ints  # 1
    built: Ints  # 1: schedules built


class Work(NamedTuple):
    """Scratch space of one worker."""

    random: NDArray[np.uint64]
    packed: NDArray[np.uint64]
    rows: NDArray[np.int32]
    start: Ints
    child: Ints
    left: Ints
    eligible: Ints
    load: NDArray[np.float64]
    tally: Ints
    finish: Ints


@dataclass(frozen=True, slots=True)
class Found:
    """The best schedule of the search: starts by rank (empty where none fits), its cost and end, schedules built."""

    starts: Ints
    cost: int
    end: int
    count: int


def population_size(schedules: float) -> int:
    """Return a population that the number of schedules to come can still bring together."""
    return int(min(400, max(10, 0.6 * math.sqrt(max(schedules, 0) + 1))))


def expected_schedules(n: int, relations: int, seconds: float) -> float:
    """Return roughly how many schedules a worker builds in some seconds; only to choose a population."""
    return seconds * 1.1e7 / (n + relations + 1)


def search(
    prepared: Prepared,
    *,
    seed: int,
    bound: int,
    clock: Clock,
    workers: int = 2,
    generations: int | None = None,
    size: int | None = None,
    improved: Callable[[Ints, int], None] | None = None,
) -> Found:
    """Return the best schedule until time is up, or the generations or the bound are reached.

    ``improved`` is called with starts by rank and the end whenever the exchange finds a better one.
    """
    core, n = prepared.core, len(prepared.topo)
    expected = (
        (generations * 100.0) if generations else expected_schedules(n, len(core.forth.before), min(clock.left, 60))
    )
    size = size or population_size(expected)
    islands = [_Island(prepared, seed * 1_000_003 + w, size, bound) for w in range(workers)]
    best = Found(np.zeros(0, np.int64), 2**62, -1, 0)
    done = 0
    with ThreadPoolExecutor(workers) as threads:
        while True:
            turns = min(EPOCH, (generations or 2**31) - done)
            _together(threads, islands, turns, clock)
            done += turns
            for island in islands:
                if island.pool.best_cost[0] < best.cost:
                    best = Found(
                        island.pool.best.copy(), int(island.pool.best_cost[0]), int(island.pool.best_end[0]), 0
                    )
                    if improved:
                        improved(best.starts, best.end)
            stop = clock.over() or (generations is not None and done >= generations)
            if stop or _reached(core, best, bound):
                count = sum(int(island.pool.built[0]) for island in islands)
                return Found(best.starts, best.cost, best.end, count)
            for left, right in zip(islands, islands[1:] + islands[:1], strict=True):
                left.send(right)


EPOCH = 10  # generations between exchanges


def _together(threads: ThreadPoolExecutor, islands: list["_Island"], turns: int, clock: Clock) -> None:
    """Let every island live its turns."""
    for one in [threads.submit(island.live, turns, clock) for island in islands]:
        one.result()


def _reached(core: Core, best: Found, bound: int) -> bool:
    """Say whether nothing better can exist: the makespan is the bound, and nothing else is being minimised."""
    return 0 <= best.end <= bound and (
        not core.costed or (best.cost < (best.end + 1) * 10**6 and not core.weight.any())
    )


class _Island:
    """One population with its random numbers."""

    def __init__(self, prepared: Prepared, seed: int, size: int, bound: int):
        core, n = prepared.core, len(prepared.topo)
        self.core, self.bound, self.size = core, bound, size
        self.priority = -prepared.tail
        self.steady = np.argsort(-prepared.tail, kind="stable")
        self.symmetric = prepared.symmetric
        self.pool = Pool(
            start=np.zeros((2, size, n), np.int64),
            back=np.zeros((2, size, n), np.int64),
            order=np.zeros((2, size, n), np.int64),
            end=np.zeros((2, size), np.int64),
            cost=np.full((2, size), 5 * 10**18, np.int64),
            best=np.zeros(n, np.int64),
            best_cost=np.full(1, 2**62, np.int64),
            best_end=np.full(1, 2**61, np.int64),
            built=np.zeros(1, np.int64),
        )
        mixed = (seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64 or 1
        self.work = Work(
            random=np.array([mixed], np.uint64),
            packed=core.forth.packed.copy(),
            rows=core.forth.rows.copy(),
            start=np.zeros(n, np.int64),
            child=np.zeros(n, np.int64),
            left=np.zeros(n, np.int64),
            eligible=np.zeros(n + 1, np.int64),
            load=np.zeros(core.horizon + 2),
            tally=np.zeros(core.horizon + 3, np.int64),
            finish=np.zeros(len(core.weight), np.int64),
        )
        self.heading = 0
        self.filled, self.stale, self.last, self.step = 0, 0, 2**62, 1

    def live(self, generations: int, clock: Clock) -> None:
        """Go on for some generations; stop at the deadline or when the bound is met."""
        for _ in range(generations):
            if self._fill(clock):
                for side in (0, 1):
                    self._chunks(partial(self._breed, side), 0, clock)
                self._renew()
            if self._stop(clock):
                return

    def _stop(self, clock: Clock) -> bool:
        return clock.over() or (self.pool.best_end[0] <= self.bound and not self.core.costed)

    def _fill(self, clock: Clock) -> bool:
        """Fill the population where it is not; say whether it is full."""
        if self.filled < self.size:
            self.filled = self._chunks(
                partial(populate, self.core, self.pool, self.work, self.steady, self.priority, self.symmetric),
                self.filled,
                clock,
            )
        return self.filled == self.size

    def _breed(self, side: int, low: int, high: int) -> None:
        self._direct(1 - side)
        breed(self.core, self.pool, self.work, side, low, high, self.symmetric)

    def _direct(self, to: int) -> None:
        """Make the empty profile that of the direction in which schedules are built next."""
        if self.heading == to:
            return
        self.heading = to
        lane = self.core.forth if to == 0 else self.core.back
        self.work.packed[:] = lane.packed
        if not self.core.is_packed:
            self.work.rows[:] = lane.rows

    def _chunks(self, work: Callable[[int, int], None], low: int, clock: Clock) -> int:
        """Do places low.. in pieces short enough to notice the deadline; return how far it came."""
        while low < self.size and not (low > 0 and self._stop(clock)):
            high = min(self.size, low + self.step)
            begun = time.perf_counter()
            work(low, high)
            taken = time.perf_counter() - begun
            if taken < CHUNK_SECONDS:
                self.step *= 2
            low = high
        return low

    def _renew(self) -> None:
        """Start anew after too long without progress, or when all have become equal; the best is remembered apart."""
        self.stale = 0 if self.pool.best_cost[0] < self.last else self.stale + 1
        self.last = int(self.pool.best_cost[0])
        if self.stale > PATIENCE:
            self.filled = self.stale = 0
            self._direct(0)

    def send(self, to: "_Island") -> None:
        """Put the best left-justified schedule of this island in the place of another's worst."""
        if self.filled < self.size or to.filled < to.size:
            return
        mine, worst = int(self.pool.cost[0].argmin()), int(to.pool.cost[0].argmax())
        if self.pool.cost[0, mine] < to.pool.cost[0, worst]:
            to.work.start[:] = self.pool.start[0, mine]
            keep(to.core, to.pool, to.work, 0, worst, self.pool.end[0, mine], self.pool.cost[0, mine])
