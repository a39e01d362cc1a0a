"""Runs the kernel over blocks of iterations on a number of threads, and gathers what they found.

Every iteration writes at its own index and only integers are added up, so the result does not depend on how many
threads there are, on which of them did what, or on how long a block is. Kernels let go of Python's lock: threads do.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.calendar_kernels import work_at
from kaname.engine.cpm.coordinates import coordinates
from kaname.engine.diagnostics import ProblemsFound, error
from kaname.engine.simulate.block import run_block
from kaname.engine.simulate.columns import HIGHEST, Chances, Tally, add, new_scratch, new_tally
from kaname.engine.simulate.draws import KNOTS, NORMAL, STEPS, TABLE, TRIANGULAR, UNIFORM, Z_END, Draws
from kaname.engine.simulate.durations import TIMES
from kaname.engine.simulate.places import Layout, longest
from kaname.engine.simulate.streams import LANES


@dataclass(frozen=True)
class Settings:
    """How to sample: ``bits`` of a replicate (0: plain numbers), ``block`` iterations a block, ``keep`` iterations of
    which every activity's finish is kept.
    """

    iterations: int
    seed: int
    bits: int
    workers: int = 1
    block: int = 512
    criticality: bool = True
    keep: int = 0


@dataclass(frozen=True, eq=False)
class Sample:
    """What came out: ``finish`` (N,) instants, ``cost`` (N,) or empty, the tally, ``kept`` (V, K) coordinates, and
    ``calendar``, ``planned``: the calendar on which finishes are compared as work, and the plan's finish on it.
    """

    finish: npt.NDArray[np.int64]
    cost: npt.NDArray[np.float64]
    tally: Tally
    kept: npt.NDArray[np.int32]
    shift: int
    calendar: int
    planned: int


def as_work(tape: Any, calendar: int, instants: Any) -> npt.NDArray[np.int64]:
    """Return instants as working ticks of a calendar. O(n)."""
    rows = np.zeros(instants.size, np.int64)
    return np.asarray(coordinates(tape, np.array([calendar], np.int64), rows, instants))


Stop = Callable[[npt.NDArray[np.int64]], bool]


def draw_sample(layout: Layout, chances: Chances, settings: Settings, stop: Stop | None = None) -> Sample:
    """Return a sample. ``stop`` is asked after every 1,024 iterations or 8 replicates whether these are enough; it is
    given the finishes so far as work.

    O((V + E) * iterations / workers) time, O(V * (LANES * workers + keep)) memory.
    """
    places, total = layout.places, settings.iterations
    reach = _check_reach(layout, chances)
    calendar = _usual_calendar(layout, chances)
    planned = int(work_at(places.tape, calendar, layout.last))
    shift = max(0, 2 * reach.bit_length() + total.bit_length() - 64)
    ask = (settings.criticality, chances.rate.size > 0, planned, shift, calendar)
    finish = np.zeros(total, np.int64)
    cost = np.zeros(total if ask[1] else 0)
    kept = np.zeros((places.node.shape[0], min(settings.keep, total)), np.int32)
    tally = new_tally(places.node.shape[0])
    stage = total if stop is None else max(1024, 8 << settings.bits)
    done = 0
    while done < total:
        end = min(done + stage, total)
        _run(places, chances, settings, (done, end), ask, (finish, cost, kept), tally)
        done = end
        if stop is not None and stop(as_work(places.tape, calendar, finish[:done])):
            break
    return Sample(finish[:done], cost[:done], tally, kept[:, :done], shift, calendar, planned)


def _run(places: Any, chances: Chances, settings: Settings, span: Any, ask: Any, out: Any, tally: Tally) -> None:
    """Run the iterations of a span, block by block, on the threads."""
    block = -(-settings.block // LANES) * LANES
    blocks = iter(range(span[0], span[1], block))
    lock = Lock()

    def work() -> Tally:
        scratch, mine = new_scratch(places, chances), new_tally(places.node.shape[0])
        while True:
            with lock:
                first = next(blocks, None)
            if first is None:
                return mine
            end = min(first + block, span[1])
            run_block(places, chances, scratch, mine, settings.seed, settings.bits, first, end, ask, *out)

    if settings.workers == 1:
        add(tally, work())
        return
    with ThreadPoolExecutor(settings.workers) as pool:
        for part in [pool.submit(work) for _ in range(settings.workers)]:
            add(tally, part.result())


def _usual_calendar(layout: Layout, chances: Chances) -> int:
    """Return the calendar that most uncertain activities have."""
    rows = layout.places.calendar[chances.item >= 0]
    rows = rows if rows.size else layout.places.calendar[:1]
    return int(np.bincount(rows, minlength=1).argmax())  # a plan without activities: the continuous calendar


def _check_reach(layout: Layout, chances: Chances) -> int:
    """Return a bound of every coordinate and duration; raise ProblemsFound where it does not fit the kernels."""
    longest_of = layout.places.whole.astype(np.float64)
    own = np.flatnonzero(chances.item >= 0)
    longest_of[own] = _highest(chances.draws)[chances.item[own]]
    highest, owner = _highest(chances.effects), np.repeat(np.arange(longest_of.size), np.diff(chances.effect_pointer))
    for e, place in enumerate(owner):
        most = highest[chances.effect_item[e]]
        more = max(most - 1, 0) * longest_of[place] if chances.effect_kind[e] >= TIMES else max(most, 0)
        longest_of[place] += more
    bound = float(layout.finish.max(initial=0)) + float(np.maximum(longest_of - layout.places.whole, 0).sum())
    if bound < HIGHEST:
        return int(bound)
    span = np.empty(longest_of.size, np.int64)
    span[layout.places.node] = np.minimum(longest_of, 1e15).astype(np.int64)
    reach = longest(layout.problem, span)
    if reach >= HIGHEST:
        raise ProblemsFound([error("simulate-too-long", limit=HIGHEST // layout.problem.tables.resolution // 1440)])
    return reach


def _highest(d: Draws) -> npt.NDArray[np.float64]:
    """Return the largest value of each amount that the kernels can draw."""
    most = d.a.astype(np.float64) + np.where(np.isin(d.shape, (TRIANGULAR, UNIFORM)), d.b - d.a, 0)
    most += np.where(d.shape == NORMAL, Z_END * d.b, 0)
    most += np.where(d.shape == TABLE, d.b * d.table.max(axis=1)[d.row % len(d.table)], 0)
    for k in np.flatnonzero(np.isin(d.shape, (STEPS, KNOTS))):
        most[k] = d.value[d.row[k] : d.row[k] + d.length[k]].max()
    return np.asarray(most)
