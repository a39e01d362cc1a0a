"""Selects: bound, first selection, searches side by side, and the account of the answer, within a time limit."""

import threading
import time

import numpy as np

from kaname.engine.jit import load
from kaname.engine.portfolio.build import build
from kaname.engine.portfolio.cooling import cool
from kaname.engine.portfolio.exact import FEW, exact
from kaname.engine.portfolio.explain import choices, rejections, usages
from kaname.engine.portfolio.greedy import fill, lp_order
from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.local_search import improve
from kaname.engine.portfolio.model import Chosen, Model
from kaname.engine.portfolio.problem import SelectionProblem
from kaname.engine.portfolio.relaxation import Relaxation, relax, rounded_down
from kaname.engine.portfolio.result import Selection, Status
from kaname.engine.portfolio.tree import search_all, search_near

MANY_COLUMNS = 1500
"""From here on the whole tree search finds little in seconds: neighbourhoods and annealing take over."""
HEAD_START = 0.1
"""Part of the time by which the local search goes before the tree search."""


def select(problem: SelectionProblem, seconds: float = 10.0, seed: int = 1, workers: int = 2) -> Selection:
    """Choose the most valuable set of candidates within every limit and rule.

    ``seconds``: wall time of everything; ``workers`` 1 or 2 threads. The bound always holds; OPTIMAL is
    claimed only when the bound, an exact search (25 candidates and fewer) or a finished tree search proves it.
    Scheduling inside a period, uncertain values and shared costs are not handled.
    """
    load()
    began = time.perf_counter()
    model = build(problem)
    incumbent = Incumbent(model, began + seconds - _reserve(model, seconds))
    relaxation = relax(model, incumbent.left())
    bound, finished = _search(model, relaxation, incumbent, seed, workers)
    return _account(problem, model, relaxation, incumbent, bound, finished, began)


def _reserve(model: Model, seconds: float) -> float:
    """Return the time kept for the account of the answer and for a solver that stops late."""
    return min(0.2 * seconds, 0.25 + 0.01 * seconds + len(model.row) / 80_000)


def _search(model: Model, relaxation: Relaxation, incumbent: Incumbent, seed: int, workers: int) -> tuple[float, bool]:
    """Search until proved or the time is up; return the bound and whether everything was searched."""
    start = fill(model, lp_order(relaxation.x, relaxation.reduced))
    incumbent.offer(start, "relaxation")
    incumbent.offer(fill(model, model.value), "relaxation")
    bound = rounded_down(model, relaxation.bound)
    if incumbent.total >= bound:
        return incumbent.total, True
    if model.groups <= FEW and model.size <= 2 * FEW and exact(model, relaxation.price, incumbent):
        return incumbent.total, True
    if workers < 2:
        return _one_after_another(model, relaxation, incumbent, start, seed)
    return _side_by_side(model, relaxation, incumbent, start, seed)


def _walker(model: Model, relaxation: Relaxation, incumbent: Incumbent, start: Chosen, seed: int) -> threading.Thread:
    """Begin the local search on a thread of its own: its kernels leave the interpreter free, and where they must be
    compiled first, the time limit is kept all the same.
    """
    search = cool if model.size > MANY_COLUMNS else improve
    thread = threading.Thread(target=search, args=(model, relaxation, incumbent, start, seed), daemon=True)
    thread.start()
    return thread


def _side_by_side(
    model: Model, relaxation: Relaxation, incumbent: Incumbent, start: Chosen, seed: int
) -> tuple[float, bool]:
    walker = _walker(model, relaxation, incumbent, start, seed)
    walker.join(max(0.0, incumbent.left() * HEAD_START))
    bound, finished = _tree(model, relaxation, incumbent, seed)
    if finished:
        incumbent.done.set()
    walker.join(max(0.0, incumbent.left()) + 0.05)
    return bound, finished


def _one_after_another(
    model: Model, relaxation: Relaxation, incumbent: Incumbent, start: Chosen, seed: int
) -> tuple[float, bool]:
    """Half of the time each."""
    deadline = incumbent.deadline
    incumbent.deadline -= incumbent.left() / 2
    _walker(model, relaxation, incumbent, start, seed).join(max(0.0, incumbent.left()) + 0.05)
    incumbent.deadline = deadline
    return _tree(model, relaxation, incumbent, seed)


def _tree(model: Model, relaxation: Relaxation, incumbent: Incumbent, seed: int) -> tuple[float, bool]:
    bound = rounded_down(model, relaxation.bound)
    if model.size <= MANY_COLUMNS:
        bound = min(bound, rounded_down(model, search_all(model, relaxation, incumbent, seed)))
        return bound, _meets(incumbent.total, bound) or bound == -np.inf
    generator = np.random.default_rng(seed)
    while incumbent.left() > 1.5 and not _meets(incumbent.total, bound):
        if incumbent.x is None:
            bound = min(bound, rounded_down(model, search_all(model, relaxation, incumbent, seed)))
            return bound, _meets(incumbent.total, bound) or bound == -np.inf
        search_near(model, relaxation, incumbent, generator, size=800, seconds=5.0)
    return bound, _meets(incumbent.total, bound)


def _meets(total: float, bound: float) -> bool:
    return bool(np.isfinite(total) and bound - total <= 1e-9 * max(1.0, abs(total)))


def _account(
    problem: SelectionProblem,
    model: Model,
    relaxation: Relaxation,
    incumbent: Incumbent,
    bound: float,
    finished: bool,
    began: float,
) -> Selection:
    x = incumbent.x
    if x is None:
        status = Status.INFEASIBLE if finished else Status.STOPPED_WITHOUT_SOLUTION
        known = None if finished else bound
        return Selection(status, None, known, None, (), (), (), "", time.perf_counter() - began)
    value = incumbent.total
    bound = value if finished else max(bound, value)
    gap = (bound - value) / max(abs(value), 1e-9) if bound > value else 0.0
    rejected = rejections(problem, model, x)
    return Selection(
        status=Status.OPTIMAL if finished or _meets(value, bound) else Status.FEASIBLE,
        value=value,
        bound=bound,
        gap=gap,
        chosen=choices(problem, model, x),
        rejected=rejected,
        usage=usages(model, x, relaxation.price, rejected),
        method=incumbent.found_by,
        seconds=time.perf_counter() - began,
    )
