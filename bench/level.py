"""Levelling on the public benchmark sets, two workers: mean deviation from the best known makespan.

The sets are large, so a fixed sample is run (every k-th file of the sorted names; n is shown). *Proved gap* is
(makespan - lower bound) / makespan, with what CP-SAT alone proves on the same instances in the same run as the peer.
The macro in Microsoft Project has its published makespans and seconds; ours gets a hundredth of each of those times.
On a machine that others use, seconds and everything that depends on them are worse than on an idle one; the load
average is in the last row.
"""

import csv
import io
import os
import re
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.harness import Row
from kaname.engine.level import LevellingProblem, LevellingResult, Status, level
from kaname.engine.level.clock import Clock
from kaname.exchange.psplib import read_case

DATA = Path(os.environ.get("KANAME_REALDATA", Path(__file__).parents[2] / "shared" / "data")) / "rcpsp"
WORKERS = 2


def best_known() -> dict[str, int]:
    """Return the best known makespan of each instance."""
    with (DATA / "best_known.csv").open(encoding="utf-8") as file:
        return {row["model"]: int(row["best_ub"]) for row in csv.DictReader(file) if row["best_ub"]}


def name_of(stem: str) -> str:
    """Return the name that the table of best known values gives a file."""
    psplib = re.fullmatch(r"(j\d+)_(\d+)_(\d+)", stem)
    if psplib:
        return f"rcpsp_{psplib[1]}_{psplib[1]}{psplib[2]}_{psplib[3]}"
    return f"rcpsp_RG300_{stem}" if stem.startswith("RG300") else stem


def instances(archive: str, folder: str, every: int, start: int = 0) -> Iterator[tuple[str, LevellingProblem]]:
    """Return every k-th problem of a folder in an archive, by sorted name."""
    with tarfile.open(DATA / archive) as tar:
        files = sorted((m for m in tar.getmembers() if m.isfile() and f"{folder}/" in m.name), key=lambda m: m.name)
        for m in [f for f in files if f.name.endswith((".rcp", ".txt"))][start::every]:
            file = tar.extractfile(m)
            if file is not None:
                yield Path(m.name).stem, read_case(io.BytesIO(file.read()).getvalue(), m.name).problem


def run_all(cases: list[tuple[str, LevellingProblem]], seconds: float) -> list[LevellingResult]:
    """Return the results of all cases, each within a time limit."""
    return [level(problem, time_limit=seconds, seed=1, workers=WORKERS) for _, problem in cases]


def deviation(cases: list[tuple[str, LevellingProblem]], results: list[LevellingResult]) -> float:
    """Return the mean deviation from the best known makespan in percent."""
    known = best_known()
    return float(
        np.mean([100 * ((r.makespan or 0) / known[name_of(n)] - 1) for (n, _), r in zip(cases, results, strict=True)])
    )


def row(what: str, archive: str, folder: str, every: int, seconds: float, target: float) -> Row:
    """Return the row of one set."""
    cases = list(instances(archive, folder, every))
    results = run_all(cases, seconds)
    value = deviation(cases, results)
    proved = sum(r.status is Status.OPTIMAL for r in results)
    longest = max(r.seconds for r in results)
    note = f"n {len(cases)}, {proved} proved optimal, mean proved gap {gap(results):.2f} %, longest run {longest:.1f} s"
    return Row(f"{what} in {seconds:g} s", f"{value:+.2f} %", f"{target:g} %", value <= target + 1e-9, note)


def gap(results: list[LevellingResult]) -> float:
    """Return the mean proved gap in percent."""
    return float(np.mean([100 * (r.gap if r.gap is not None else 1.0) for r in results]))


def j30(every: int, seconds: float) -> Row:
    """Return the row of j30: all optimal, all proved."""
    cases = list(instances("psplib_first_half.tar.xz", "j30", every))
    results = run_all(cases, seconds)
    proved, value = sum(r.status is Status.OPTIMAL for r in results), deviation(cases, results)
    taken = np.mean([r.seconds for r in results])
    met = proved == len(cases) and value == 0
    return Row("j30", f"{value:+.2f} %, {proved} of {len(cases)} proved", "0 %, all", met, f"mean {taken:.2f} s")


def against_cpsat(every: int, seconds: float) -> Row:
    """Return the proved gap on j120 beside that of CP-SAT alone."""
    from kaname.engine.level.solver import prove

    cases = list(instances("psplib_first_half.tar.xz", "j120", every, 3))
    ours, theirs = gap(run_all(cases, seconds)), []
    for _, problem in cases:
        horizon = int(problem.duration.sum())
        options = {"horizon": horizon, "bound": 0, "hint": None, "seed": 1, "workers": WORKERS}
        proof = prove(problem, Clock(seconds), **options)
        end = int((proof.starts + problem.duration).max()) if len(proof.starts) else horizon
        theirs.append(100 * (end - min(proof.bound, end)) / end)
    peer = float(np.mean(theirs))
    return Row(
        f"j120, proved gap in {seconds:g} s",
        f"{ours:.2f} % beside {peer:.2f} % of CP-SAT alone",
        "at most half",
        ours <= peer / 2,
        f"n {len(cases)}",
    )


def macro_results() -> dict[int, tuple[int, float]]:
    """Return the published makespan and seconds of Microsoft Project's macro by number of instance."""
    text = (DATA / "msproject_heuristic_results.txt").read_text("latin-1")
    rows = re.findall(r"(?m)^(\d+) .*TMS (\d+) - ([\d,]+)sg", text)
    return {int(number): (int(span), float(taken.replace(",", "."))) for number, span, taken in rows}


def against_project(every: int) -> Row:
    """Return our makespan as a share of the macro's, each in a hundredth of its time."""
    published = macro_results()
    shares, taken, theirs = [], [], []
    for name, problem in instances("archives/mpsplib_txt_third.tar.xz", "mpsplib_txt", every):
        span, seconds = published[int(name.split("_")[0])]
        result = level(problem, time_limit=seconds / 100, seed=1, workers=WORKERS, solver=False)
        shares.append((result.makespan or 10**9) / span)
        taken.append(result.seconds)
        theirs.append(seconds)
    share, ratio = float(np.mean(shares)), float(np.sum(taken) / np.sum(theirs))
    note = f"n {len(shares)}, mean {np.mean(taken):.2f} s against {np.mean(theirs):.0f} s ({ratio:.4f} of its time)"
    return Row("MPSPLib, share of Microsoft Project's macro", f"{share:.3f}", "0.96 in 0.01", share <= 0.96, note)


def sparse(n: int, resources: int) -> LevellingProblem:
    """Return a long, thin problem: one resource and one or two predecessors nearby for each activity."""
    rng = np.random.default_rng(1)
    succ = rng.integers(1, n, n * 3 // 2)
    pred = succ - 1 - rng.integers(0, 200, len(succ))
    keep = pred >= 0
    demand = (np.arange(n + 1), rng.integers(0, resources, n), rng.integers(1, 4, n))
    return LevellingProblem.from_arrays(rng.integers(1, 10, n), pred[keep], succ[keep], demand, np.full(resources, 10))


def scale(n: int, resources: int, target: float) -> Row:
    """Return the time to level a sparse problem from arrays, judged feasible and with its bound."""
    problem = sparse(n, resources)
    taken, work, results = [], [], []
    for _ in range(6):
        begun, used = time.perf_counter(), time.process_time()
        results.append(level(problem, time_limit=0.01, seed=1, workers=WORKERS, solver=False))
        taken.append(time.perf_counter() - begun)
        work.append(time.process_time() - used)
    last = results[-1]
    note = f"best of 5 ({min(work[1:]):.3f} s by processor time), with check and bound; {last.status.value}"
    return Row(
        f"{n:,} activities, {resources} resources",
        f"{min(taken[1:]):.3f} s",
        f"{target:g} s",
        min(taken[1:]) <= target,
        note,
    )


def pooled(cases: list[tuple[str, LevellingProblem]]) -> LevellingProblem:
    """Return projects as one problem whose resources are shared by all, three projects' worth of them."""
    modes, relations, owner = [], [], []
    for k, (_, p) in enumerate(cases):
        base = len(modes)
        for i in range(p.n):
            part = slice(p.demand_first[i], p.demand_first[i + 1])
            needs = dict(zip(p.demand_resource[part].tolist(), p.demand_amount[part].tolist(), strict=True))
            modes.append([(int(p.duration[i]), needs)])
            owner.append(k)
        relations += [(base + int(a), base + int(b), 0, 0) for a, b in zip(p.pred, p.succ, strict=True)]
    capacity = 3 * np.max([p.capacity for _, p in cases], axis=0)
    return LevellingProblem.from_modes(modes, capacity, relations, project=owner)


def first_feasible(target: float) -> Row:
    """Return the time to a first feasible schedule of 20 projects with 2,440 activities and shared pools."""
    problem = pooled(list(instances("psplib_first_half.tar.xz", "j120", 15)))
    taken, spans = [], []
    for _ in range(6):
        begun = time.perf_counter()
        spans.append(level(problem, time_limit=0.0, seed=1, workers=1, solver=False).makespan)
        taken.append(time.perf_counter() - begun)
    best = min(taken[1:])
    what = f"first schedule of {problem.n:,} activities in {len(problem.project_ids)} projects"
    return Row(what, f"{best:.3f} s", f"{target:g} s", best <= target, f"makespan {spans[-1]}, best of 5")


def run(small: bool) -> list[Row]:
    """Return the rows; ``small`` takes a tenth of the instances and skips the longest runs."""
    if not DATA.is_dir():
        return [Row("levelling", "no benchmark files", note="set KANAME_REALDATA")]
    load = os.getloadavg()[0]
    level(sparse(200, 3), time_limit=0.2, solver=False)  # kernels are compiled before anything is timed
    k = 10 if small else 1
    psplib = "psplib_first_half.tar.xz"
    rows = [scale(100_000, 500, 0.25), first_feasible(0.2), j30(12 * k, 20.0)]
    rows.append(row("j120", psplib, "j120", 6 * k, 1.0, 1.7))
    if not small:
        rows += [
            row("j60", psplib, "j60", 8, 5.0, 0.4),
            row("j120", psplib, "j120", 15, 10.0, 1.2),
            row("RG300", "archives/RG300_odd.tar.xz", "RG300", 10, 10.0, 1.4),
            row("MPLIB", "archives/MPLIB1_Set3_sample.tar.xz", "MPLIB1_Set3", 1, 2.0, -0.5),
            against_project(2),
            against_cpsat(75, 30.0),
        ]
    loads = f"{load:.1f} and {os.getloadavg()[0]:.1f}"
    return [*rows, Row("load average, beginning and end", loads, note="2 cores; more than 2 means shared")]
