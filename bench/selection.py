"""Portfolio selection: value found in a time against the best known, and the proved bound.

Library files (100 items; five problems of each, spread over the three tightnesses), problems made by the library's
published procedure (250-500 items; no best known is stored, so the peer HiGHS runs the same time on the same problem),
and 1,000 projects with start windows over 12 periods and 11 resources in three kinds (dense; short and scarce; each
project using some resources only). The peer is HiGHS through OR-Tools on the same program, one after the other.
"""

import os
from datetime import timedelta
from pathlib import Path

import numpy as np

from bench.harness import Row
from kaname.engine.portfolio.build import build
from kaname.engine.portfolio.problem import Candidate, Resource, SelectionProblem, Version
from kaname.engine.portfolio.program import Narrowing, proto
from kaname.engine.portfolio.result import Selection
from kaname.engine.portfolio.select import select
from kaname.exchange.knapsack import read_selection

FOLDER = Path(os.environ.get("KANAME_REALDATA", Path(__file__).parents[2] / "shared" / "data")) / "portfolio"
KINDS = {"dense": (6, 0.35, 1.0), "short, scarce": (4, 0.2, 1.0), "some resources": (6, 0.35, 0.4)}


def made(count: int, limits: int, tightness: float, seed: int) -> SelectionProblem:
    """A problem made as Chu & Beasley (1998) describe."""
    draw = np.random.default_rng(seed)
    use = draw.integers(0, 1001, (limits, count)).astype(float)
    value = np.floor(use.sum(axis=0) / limits + 500 * draw.random(count))
    candidates = tuple(
        Candidate(str(j), (Version("", float(value[j]), {str(i): (float(use[i, j]),) for i in range(limits)}),))
        for j in range(count)
    )
    room = np.floor(tightness * use.sum(axis=1))
    return SelectionProblem(candidates, tuple(Resource(str(i), (float(room[i]),)) for i in range(limits)))


def timed(count: int, longest: int, tightness: float, density: float, seed: int) -> SelectionProblem:
    """Projects of 1..longest periods within a start window, worth 2 % less for each period of delay."""
    draw, periods, resources = np.random.default_rng(seed), 12, 11
    candidates, whole = [], np.zeros(resources)
    for j in range(count):
        length = int(draw.integers(1, longest + 1))
        use = draw.integers(1, 100, (resources, length)) * (draw.random((resources, 1)) < density)
        whole += use.sum(axis=1)
        value = float(use.sum() // resources + draw.integers(0, 50 * length) + 1)
        first = int(draw.integers(0, periods - length + 1))
        last = int(draw.integers(first, periods - length + 1))
        worth = tuple(round(value * (1 - 0.02 * max(0, start - first)), 2) for start in range(periods))
        life = {str(r): tuple(use[r].astype(float)) for r in range(resources)}
        candidates.append(Candidate(str(j), (Version("", value, life, length, worth),), earliest=first, latest=last))
    limits = tuple(Resource(str(r), (float(tightness * whole[r] / periods),) * periods) for r in range(resources))
    return SelectionProblem(tuple(candidates), limits, tuple(str(p + 1) for p in range(periods)))


def peer(problem: SelectionProblem, limit: float) -> tuple[float, float]:
    """Value and bound of HiGHS on the same program in the same time."""
    from ortools.math_opt.python import mathopt

    model = build(problem)
    everything = Narrowing(np.arange(model.size), np.empty(0, dtype=np.int64))
    asked = mathopt.Model.from_model_proto(proto(model, everything, whole=True))
    wanted = mathopt.SolveParameters(time_limit=timedelta(seconds=limit))
    bounds = mathopt.solve(asked, mathopt.SolverType.HIGHS, params=wanted).termination.objective_bounds
    return bounds.primal_bound, bounds.dual_bound


def best_known(limits: int, items: int) -> list[float]:
    rows = [line.split() for line in (FOLDER / "best-feasible-slns.txt").read_text().splitlines()]
    return [float(row[1]) for row in rows if len(row) == 2 and row[0].startswith(f"{limits}.{items}-")][:30]


def library(small: bool) -> list[Row]:
    """Gap to the best known on the library's files."""
    if not FOLDER.is_dir():
        return [Row("OR-Library files", "-", "0.03 %", None, "no real data here (KANAME_REALDATA)")]
    rows, all_gaps, limit = [], [], 1.0 if small else 10.0
    for path in sorted(FOLDER.glob("mknapcb*.txt")):
        problems = read_selection(path)
        best = best_known(len(problems[0].resources), len(problems[0].candidates))
        picked = range(0, 30, 15) if small else range(2, 30, 6)
        found = [(k, select(problems[k], limit)) for k in picked]
        gaps = [100 * (1 - answer.value / best[k]) for k, answer in found]
        all_gaps += gaps
        proved = sum(answer.status == "OPTIMAL" for _, answer in found)
        rows.append(
            Row(
                f"{path.stem}: {len(problems[0].candidates)} items, {len(problems[0].resources)} limits, {limit:.0f} s",
                f"mean gap to best known {np.mean(gaps):.3f} %",
                note=f"{len(found)} problems, {proved} proved best, {bound_text([a for _, a in found])}",
            )
        )
    mean = float(np.mean(all_gaps))
    rows.append(
        Row("all library problems run", f"{mean:.3f} %", "mean at most 0.03 % in 10 s", None if small else mean <= 0.03)
    )
    return rows


def bound_text(found: list[Selection]) -> str:
    gaps = [100 * answer.gap for answer in found]
    return f"proved gap mean {np.mean(gaps):.2f} %, longest {max(answer.seconds for answer in found):.1f} s"


def large(small: bool) -> list[Row]:
    """Against HiGHS where no best value is stored."""
    rows, limit = [], 1.0 if small else 10.0
    for items, limits in [(250, 10)] if small else [(250, 5), (250, 10), (250, 30), (500, 5), (500, 10), (500, 30)]:
        problem = made(items, limits, 0.5, seed=11)
        ours, (theirs, _) = select(problem, limit), peer(problem, limit)
        better = 100 * (ours.value / theirs - 1)
        rows.append(
            Row(
                f"{items} items, {limits} limits, {limit:.0f} s",
                f"{better:+.3f} % against HiGHS",
                "not below",
                None if small else better >= 0,
                bound_text([ours]),
            )
        )
    return rows


def with_timing(small: bool) -> list[Row]:
    """The proved gap of large problems with start periods."""
    rows, limit = [], 2.0 if small else 20.0
    for name, (longest, tightness, density) in KINDS.items():
        problem = timed(200 if small else 1000, longest, tightness, density, seed=1)
        ours, (theirs, bound) = select(problem, limit), peer(problem, limit)
        gap, their_gap = 100 * ours.gap, 100 * (bound / theirs - 1) if theirs > 0 else float("inf")
        rows.append(
            Row(
                f"{len(problem.candidates):,} projects x 12 periods x 11 resources, {name}, {limit:.0f} s",
                f"proved gap {gap:.2f} %",
                "1.5 %",
                None if small else gap <= 1.5,
                f"HiGHS in the same run {their_gap:.2f} %; ours took {ours.seconds:.1f} s",
            )
        )
    return rows


def run(small: bool) -> list[Row]:
    """Every row."""
    return [*library(small), *large(small), *with_timing(small)]
