"""Monte Carlo simulation of 10,000 activities (two relations each, four types, lags) 10,000 times, on two threads.

Million activity-iterations a second, best of several runs because the machine is shared, whole calls of `simulate()`
with everything between arrays in and percentiles out; *by processor time* is what idle cores would do. *Forward only*
draws a triangular duration by Latin hypercube for every activity of every iteration and places it; *drivers* adds 20
correlation groups over all activities, 64 risk drivers on 3,200 activities, criticality and sensitivity; *calendars*
puts activities on 8 calendars, so that most relations need look-ups. The peer draws three-point durations for the
same network in the same run (it has neither correlation nor risk drivers nor Latin hypercube sampling, nor
criticality in every iteration).
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Any

import numpy as np

from bench.harness import Row
from kaname.engine import Network
from kaname.engine.calendars import DayRules, compile_calendars
from kaname.engine.simulate import CorrelationGroup, Distribution, Effect, RiskDriver, Uncertainty, simulate

SPREAD = (0.9, 1.3)
DAY = 480


def network_of(count: int, seed: int = 1) -> Network:
    """Return projects of 1,000 activities, predecessors among the 50 before, 0.5 % of relations between projects."""
    rng = np.random.default_rng(seed)
    succ = rng.integers(1, count, 2 * count)
    low = np.maximum(succ // 1000 * 1000, succ - 50)
    succ, low = succ[succ > low], low[succ > low]
    pred = low + (rng.random(succ.size) * (succ - low)).astype(np.int64)
    cross = rng.random(succ.size) < 0.005
    pred[cross] = (rng.random(int(cross.sum())) * succ[cross]).astype(np.int64)
    kind = rng.choice(4, succ.size, p=[0.8, 0.08, 0.08, 0.04])
    lag = np.where(rng.random(succ.size) < 0.8, 0, rng.integers(-2, 6, succ.size)) * DAY
    duration = np.where(rng.random(count) < 0.05, 0, rng.integers(1, 21, count)) * DAY
    pairs, once = np.unique(pred * count + succ, return_index=True)
    pred, succ, kind, lag = pairs // count, pairs % count, kind[once], lag[once]
    shuffled = rng.permutation(count)
    return Network.from_arrays(duration, shuffled[pred], shuffled[succ], kind, lag)


def on_calendars(network: Network) -> Network:
    """Return the network on 8 calendars that differ in their hours and days off."""
    rng = np.random.default_rng(2)
    first, rules = 20_000, []
    for k in range(8):
        shifts = ((480 + 15 * k, 720), (780, 1020 + 15 * k))
        off = {int(d): () for d in first + rng.choice(20_000, 600, replace=False)}
        rules.append(DayRules((shifts,) * 5 + ((), ()), off))
    tables = compile_calendars(rules, first, first + 20_000)
    calendar = rng.integers(1, 9, network.size)
    start = [(first + 4) * 1440]
    return network.changed(tables=tables, calendar=calendar.astype(np.int32), project_start=np.array(start, np.int64))


def with_drivers(network: Network) -> Uncertainty:
    """Return 20 correlation groups and 64 drivers, each on 50 activities."""
    rng = np.random.default_rng(3)
    groups = tuple(CorrelationGroup(tuple(range(k, network.size, 20)), 0.3) for k in range(20))
    factor, delay = Distribution("pert", (1.0, 1.1, 1.5)), Distribution("triangular", (0.0, 960.0, 4800.0))
    risks = []
    for k in range(64):
        rows = rng.choice(network.size, 50, replace=False)
        effects = tuple(Effect(int(r), factor=factor) if k % 2 else Effect(int(r), delay=delay) for r in rows)
        risks.append(RiskDriver(f"R{k}", 0.05 + 0.4 * (k % 7) / 6, effects, parallel=k % 5 == 0))
    return Uncertainty(spread=SPREAD, groups=groups, risks=tuple(risks))


def best(work: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Return the shortest of several wall times and of processor times, after one warm-up."""
    work()
    wall, processor = [], []
    for _ in range(repeat):
        start, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return min(wall), min(processor)


def peer_rate(network: Network, runs: int) -> float | None:
    """Return the peer's million activity-iterations a second, None where it is not installed."""
    if find_spec("trueppm_scheduler") is None:
        return None
    import trueppm_scheduler as peer

    days = network.duration // DAY
    tasks = [
        peer.Task(
            str(i),
            str(i),
            timedelta(days=int(d)),
            optimistic_duration=timedelta(days=int(0.9 * d)),
            most_likely_duration=timedelta(days=int(d)),
            pessimistic_duration=timedelta(days=int(1.3 * d) + 1),
        )
        for i, d in enumerate(days)
    ]
    types = [peer.DependencyType.FS, peer.DependencyType.SS, peer.DependencyType.FF, peer.DependencyType.SF]
    links = [
        peer.Dependency(str(p), str(s), types[k], timedelta(days=int(g) // DAY))
        for p, s, k, g in zip(network.pred, network.succ, network.kind, network.lag, strict=True)
    ]
    project = peer.Project("p", "p", date(2026, 4, 1), tasks, links)
    most: dict[str, Any] = {"max_runs": 10**9, "max_tasks": 10**9, "max_lag_delta_cells": 10**10}
    return runs * network.size / best(lambda: peer.monte_carlo(project, runs=runs, seed=1, **most), 3)[1] / 1e6


def same_bytes(network: Network, uncertainty: Uncertainty, iterations: int) -> bool:
    """Tell whether threads and blocks leave every byte as it is."""
    seen = set()
    for workers, block in ((1, 512), (2, 512), (2, 64), (1, 1000), (2, 4096)):
        r = simulate(network, uncertainty, iterations, 7, workers, block=block, removals=False)
        assert r.influence is not None
        seen.add(b"".join(a.tobytes() for a in (r.finish, r.finish_p80, r.influence.sensitivity, r.influence.swing)))
    return len(seen) == 1


def run(small: bool) -> list[Row]:
    count, iterations, repeat = (1000, 1000, 2) if small else (10_000, 10_000, 4)
    network = network_of(count)
    plain, drivers = Uncertainty(spread=SPREAD), with_drivers(network)
    calendars = on_calendars(network)
    quick: dict[str, Any] = {"workers": 2, "activity_finishes": False, "removals": False}

    def add(what: str, target: float | None, plan: Network, uncertainty: Uncertainty, **options: Any) -> float:
        """Measure, add a row and return the rate of one thread by processor time."""
        asked = quick | options
        wall, used = best(lambda: simulate(plan, uncertainty, iterations, 1, **asked), repeat)
        cells, threads = count * iterations / 1e6, asked["workers"]
        met = None if target is None or small else cells / wall >= target
        note = f"{cells / used * threads:,.0f} by processor time"
        rows.append(Row(what, f"{cells / wall:,.0f} million/s", f"{target:,.0f}" if target else "", met, note))
        return cells / used

    rows: list[Row] = []
    add("forward only", 600, network, plain, criticality=False)
    add("forward only, one thread", None, network, plain, criticality=False, workers=1)
    full = add("correlation, 64 drivers, criticality", 100, network, drivers)
    peer = peer_rate(network, 100 if small else 500)
    ratio = "-" if peer is None else f"{2 * full / peer:.0f} times"
    note = "trueppm-scheduler is not installed"
    if peer is not None:
        note = f"{peer:.1f} million/s on its one thread, same run; both by processor time"
    met = None if peer is None or small else 2 * full / peer >= 25
    rows.append(Row("the same against trueppm-scheduler", ratio, "25 times", met, note))
    add("calendars, forward only", 60, calendars, plain, criticality=False)
    add("calendars, criticality", None, calendars, plain)
    add("drivers, with each activity's own P80", None, network, drivers, activity_finishes=True)
    equal = same_bytes(network, drivers, 1000) and same_bytes(calendars, drivers, 1000)
    rows.append(
        Row("bytes on 1 and 2 threads, five block sizes", "identical" if equal else "differ", "identical", equal)
    )
    return rows
