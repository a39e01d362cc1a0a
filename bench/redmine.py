"""The same rows as in Redmine 5.0 from Debian, in one run on one machine: 50 projects of 200 rows, a chain of relations
in each, signed in, permissions checked. Latency: median of 30 requests over one connection; throughput: wrk, 2 threads,
4 connections. Redmine runs on puma with two processes and SQLite, Kaname on `kaname serve` with two and SQLite.

"Anew": every request has an address of its own, so that ours is computed each time; "read again": a page that was read
before is answered from memory until something is written. Redmine keeps no pages.

A Gantt is its page and its data together; Redmine's is one page, of at most 500 rows by its own limit.
Needs root, Debian and the scripts that install and seed Redmine (KANAME_REDMINE, default ../shared/bench/redmine).
"""

import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.harness import Row
from bench.served import Site, filled, served

SCRIPTS = Path(os.environ.get("KANAME_REDMINE", Path(__file__).parents[2] / "shared" / "bench" / "redmine"))
WORK = Path(tempfile.gettempdir()) / "kaname-redmine"
PROJECTS, ROWS = 50, 200


class Pair(NamedTuple):
    """What is compared: Redmine's path, our paths, how many times less time, how many times more requests."""

    what: str
    theirs: str
    ours: tuple[str, ...]
    faster: float
    more: float


PAIRS = (
    Pair("list of 10,000 rows, first page", "/issues", ("/activities/",), 5, 10),
    Pair("list of projects", "/projects", ("/projects/",), 5, 10),
    Pair("one row's page", "/issues/5000", ("/projects/PRJ25/activities/{row}/",), 5, 10),
    Pair("100 rows as JSON", "/issues.json?limit=100", ("/api/v1/activities?limit=100",), 10, 25),
    Pair("Gantt of one project, 200 rows", "/projects/prj1/issues/gantt",
         ("/projects/PRJ1/gantt/", "/projects/PRJ1/gantt/data"), 20, 40),
)  # fmt: skip
WHOLE = Pair(
    "Gantt of all 10,000 rows", "/issues/gantt", ("/projects/PRJ1/gantt/", "/projects/PRJ1/gantt/data"), 20, 40
)


class Measure(NamedTuple):
    """Median milliseconds and requests a second (0: not measured)."""

    latency: float
    speed: float


def run(small: bool) -> list[Row]:
    theirs, why = ({}, "only ours in small") if small else _redmine()
    projects, rows, seconds = (4, 10, 1) if small else (PROJECTS, ROWS, 15)
    found = []
    with filled(projects, rows) as folder, served(folder) as site:
        for pair in PAIRS:
            for anew in (True, False):
                found += _rows(
                    pair, _ours(site, pair, projects, rows, seconds, anew), theirs.get(pair.theirs), why, anew
                )
    with filled(1, projects * rows) as folder, served(folder) as site:
        for anew in (True, False):
            found += _rows(WHOLE, _ours(site, WHOLE, 1, rows, seconds, anew), theirs.get(WHOLE.theirs), why, anew)
    return found


def _ours(site: Site, pair: Pair, projects: int, rows: int, seconds: int, anew: bool) -> Measure | str:
    """Measure our paths, which are asked one after the other; a page that is not there is said."""
    paths = [p.format(row=projects * rows // 2) for p in pair.ours]
    paths = [re.sub(r"PRJ25\b", f"PRJ{(projects + 1) // 2}", p) for p in paths]
    try:
        latency = sum(site.latency(p, anew=anew)[0] for p in paths)
        return Measure(latency, 1 / sum(1 / site.throughput(p, seconds, anew) for p in paths))
    except RuntimeError as refused:
        return str(refused)


def _rows(pair: Pair, ours: Measure | str, theirs: Measure | None, why: str, anew: bool) -> list[Row]:
    what = f"{pair.what}, {'anew' if anew else 'read again'}"
    if isinstance(ours, str):
        return [Row(what, "-", note=ours)]
    said = f"{ours.latency:.1f} ms, {ours.speed:.0f} requests a second"
    if theirs is None:
        return [Row(what, said, note=why)]
    less = theirs.latency / ours.latency
    found = [Row(f"{what}: time", f"1/{less:.1f} ({ours.latency:.1f} ms; Redmine {theirs.latency:.0f} ms)",
                 f"1/{pair.faster:.0f}", less >= pair.faster)]  # fmt: skip
    if theirs.speed:
        more = ours.speed / theirs.speed
        said = f"{more:.0f} times ({ours.speed:.0f}; Redmine {theirs.speed:.1f})"
        found.append(Row(f"{what}: requests a second", said, f"{pair.more:.0f} times", more >= pair.more))
    return found


def _redmine() -> tuple[dict[str, Measure], str]:
    """Install, fill and measure Redmine; return its numbers by path, or why there are none."""
    if not (SCRIPTS / "run.sh").is_file():
        return {}, f"no scripts at {SCRIPTS.name} (KANAME_REDMINE)"
    if os.getuid() != 0:
        return {}, "Redmine is installed as root"
    WORK.mkdir(exist_ok=True)  # the pristine database is kept there: a second run seeds the same rows again
    done = subprocess.run(
        ["bash", str(SCRIPTS / "run.sh")],
        env=os.environ | {"WORK": str(WORK)},
        capture_output=True,
        text=True,
        check=False,
    )
    pid = WORK / "redmine_puma.pid"
    if pid.exists():
        os.kill(int(pid.read_text("ascii")), signal.SIGTERM)
        pid.unlink()
    if done.returncode:
        return {}, f"Redmine could not be measured: {done.stderr.strip().splitlines()[-1:]}"
    return read(done.stdout), ""


def read(text: str) -> dict[str, Measure]:
    """Return what measure.sh printed."""
    latency = {p: float(ms) for p, ms in re.findall(r"^(/\S*) +median +([\d.]+) ms", text, re.MULTILINE)}
    speed = {p: float(n) for p, n in re.findall(r"^wrk (/\S*): .*Requests/sec: ([\d.]+)", text, re.MULTILINE)}
    return {path: Measure(ms, speed.get(path, 0.0)) for path, ms in latency.items()}
