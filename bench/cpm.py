"""Critical path method, from arrays to six result columns (early and late dates, total and free float), validation and
topological order included. Networks of `networks.py`: four relation types, lags, projects of 1,000 activities, links
between them, rows in random order; "8 calendars" gives every activity one of eight weeks with holidays at random, and
one in twenty a date constraint. Peers run in the same minutes: MPXJ's MicrosoftScheduler (warm, in its own process, 24
hour calendar), a NetworkX recipe (topological sort and two loops, finish-to-start with lags), and a copy of 95 MB.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from bench.harness import Row, seconds
from bench.networks import constrained, portfolio
from kaname.engine import Network, schedule
from kaname.engine.cpm.live import LiveSchedule

ROOT = Path(__file__).parent.parent


def network_of(g: dict, columns: dict) -> Network:
    return Network.from_arrays(g["dur"] * 480, g["src"], g["dst"], g["typ"], g["lag"] * 480, **columns)


def timed(g: dict, columns: dict, repeat: int) -> float:
    return seconds(lambda: schedule(network_of(g, columns)), repeat, warm=2)


def mpxj_seconds(g: dict, repeat: int) -> float | None:
    """Median of warm calls, the first half left out; None where Java or MPXJ is missing."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npz"
        arrays = {f"{name}_0": g[name] for name in ("dur", "src", "dst", "typ", "lag")}
        np.savez(source, repeat=repeat, **arrays)
        done = subprocess.run([sys.executable, "-m", "bench.mpxj_peer", source, target], cwd=ROOT, check=False)
        if done.returncode:
            return None
        return float(np.median(np.load(target)["seconds_0"][repeat // 2 :]))


def networkx_seconds(g: dict) -> float:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((v, {"duration": int(d)}) for v, d in enumerate(g["dur"]))
    graph.add_weighted_edges_from(zip(g["src"].tolist(), g["dst"].tolist(), g["lag"].tolist(), strict=True), "lag")
    return seconds(lambda: networkx_recipe(graph), repeat=3, warm=1)


def networkx_recipe(graph: object) -> dict:
    import networkx as nx

    order = list(nx.topological_sort(graph))
    finish, late = {}, {}
    for v in order:
        start = max([0, *(finish[p] + graph.edges[p, v]["lag"] for p in graph.predecessors(v))])
        finish[v] = start + graph.nodes[v]["duration"]
    last = max(finish.values())
    for v in reversed(order):
        after = ((late[s] - graph.nodes[s]["duration"] - graph.edges[v, s]["lag"]) for s in graph.successors(v))
        late[v] = min([last, *after])
    return {v: late[v] - finish[v] for v in order}


def copy_seconds() -> float:
    source = np.ones(95_000_000, np.uint8)
    target = np.zeros_like(source)
    return seconds(lambda: np.copyto(target, source), repeat=15, warm=3)


def edit_milliseconds(g: dict, edits: int) -> float:
    import time

    live = LiveSchedule(network_of(g, {}))
    chosen = np.random.default_rng(5)
    taken = []
    for row in chosen.integers(0, live.network.size, edits):
        ticks = int(chosen.integers(0, 21)) * 480
        begin = time.perf_counter()
        live.set_duration(int(row), ticks)
        taken.append(time.perf_counter() - begin)
    return float(np.median(taken)) * 1000


def run(small: bool) -> list[Row]:
    middle, large = (5_000, 20_000) if small else (100_000, 1_000_000)
    g = portfolio(middle)
    plain, full = timed(g, {}, 9), timed(g, constrained(middle), 9)
    rows = [
        Row(f"{middle:,} activities", f"{plain * 1000:.1f} ms"),
        Row(f"{middle:,} activities, 8 calendars, constraints", f"{full * 1000:.1f} ms"),
    ]
    rows += against_mpxj(g, full, 3 if small else 6)
    ratio = networkx_seconds(g) / full
    rows.append(Row("against a NetworkX recipe", f"{ratio:.0f} times", "60 times", ratio >= 60))
    g = portfolio(large)
    copy = copy_seconds()
    for name, columns in (("", {}), (", 8 calendars, constraints", constrained(large))):
        taken = timed(g, columns, 3)
        what, ratio = f"{large:,} activities{name}", taken / copy
        note = f"copy of 95 MB {copy * 1000:.1f} ms"
        rows.append(Row(what, f"{taken:.3f} s, {ratio:.0f} copies", "90 copies (stretch 50)", ratio <= 90, note))
    edit = edit_milliseconds(portfolio(middle), 40 if small else 200)
    rows.append(Row(f"one edit among {middle:,} activities, median", f"{edit:.2f} ms", "5 ms", edit <= 5))
    return rows


def against_mpxj(g: dict, ours: float, repeat: int) -> list[Row]:
    theirs = mpxj_seconds(g, repeat)
    if theirs is None:
        return [Row("against MPXJ", "-", "100 times", None, "Java or the mpxj extra is missing")]
    ratio = theirs / ours
    return [
        Row(
            "against MPXJ (8 calendars here, one there)",
            f"{ratio:.0f} times",
            "100 times",
            ratio >= 100,
            f"MPXJ {theirs:.2f} s",
        )
    ]
