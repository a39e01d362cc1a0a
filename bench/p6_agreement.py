"""How far two tools agree on random P6 plans: ours and MPXJ's PrimaveraScheduler, from the same .xer files.

A float follows from every date before and behind it, so one difference makes hundreds. What counts is where a
difference arises: at an activity whose early dates differ although those of all its predecessors are the same to the
minute, or whose late dates differ although those of all its successors (of an open end: the project's finish) are.
Dates of the activity itself are compared as working instants of its calendar. MPXJ sometimes leaves a finish at the
beginning of the next shift, or a start at the end of the last one, and sometimes the rest of begun work before the
data date; such an activity is told as its flaw.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from bench.p6_plans import P6Plan, constrain, network, progress, xer
from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.cpm import Schedule
from kaname.engine.days import instant_of, moment_of
from kaname.exchange.compile import RESOLUTION, CompiledPlan, schedule_plan
from kaname.exchange.xer import read

ROOT = Path(__file__).parent.parent
DATES = ("early_start", "early_finish", "late_start", "late_finish")


@dataclass(frozen=True)
class Agreement:
    """Floats compared, how many are equal, and at which activities a difference arises: by MPXJ's flaw, or without."""

    compared: int
    equal: int
    flaws: tuple[int, ...]
    differing: tuple[int, ...]

    @property
    def share(self) -> float:
        """Return the share of activities at which no difference arises that we cannot explain."""
        return 1 - len(self.differing) / self.compared if self.compared else 1.0


def plan_of(count: int, seed: int, features: tuple[str, ...]) -> P6Plan:
    """Return a random plan; its constraints and progress lie near its own early dates."""
    plan = network(count, seed, features)
    compiled, dates = schedule_plan(read(xer(plan), "plan.xer"))
    row = {a.id: i for i, a in enumerate(compiled.activities)}
    at = [
        [moment_of(int(c[row[str(k + 1)]]), RESOLUTION) for k in range(plan.size)]
        for c in (dates.early_start, dates.early_finish)
    ]
    r = np.random.default_rng(seed + 1000)
    if "progress" in features:
        progress(plan, *at, r)
    if "constraints" in features:
        constrain(plan, *at, r)
    return plan


def peers(plans: list[P6Plan], folder: Path) -> list[dict]:
    """Return MPXJ's answers, from a process of its own."""
    for i, plan in enumerate(plans):
        (folder / f"{i}.xer").write_bytes(xer(plan))
    files = [str(folder / f"{i}.xer") for i in range(len(plans))]
    command = [sys.executable, "-m", "bench.p6_peer", str(folder / "out.json"), *files]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return json.loads((folder / "out.json").read_text(encoding="utf-8"))


def agreement(plan: P6Plan, theirs: dict) -> Agreement:
    """Compare one plan."""
    compiled, dates = schedule_plan(read(xer(plan), "plan.xer"))
    two = _Two(plan, compiled, dates, theirs)
    rows = [v for v in range(plan.size) if v not in plan.done and two.float_of(v) is not None]
    equal = sum(abs(two.float_of(v) - two.ours_float(v)) < 1 / 60 for v in rows)
    arising = [v for v in rows if plan.kind[v] != "TT_LOE" and two.arises(v)]
    flaws = tuple(v for v in arising if two.flawed(v))
    return Agreement(len(rows), equal, flaws, tuple(v for v in arising if v not in flaws))


class _Two:
    """Both tools' dates of one plan, by row of the plan."""

    def __init__(self, plan: P6Plan, compiled: CompiledPlan, dates: Schedule, theirs: dict):
        self.plan, self.theirs = plan, theirs
        self.row = {a.id: i for i, a in enumerate(compiled.activities)}
        self.dates = [getattr(dates, name) for name in DATES]
        self.total, self.tape = dates.total_float, compiled.network.tables.tape
        self.calendar = compiled.network.column("calendar")
        self.before: list[list[int]] = [[] for _ in range(plan.size)]
        self.after: list[list[int]] = [[] for _ in range(plan.size)]
        for p, v in zip(plan.pred.tolist(), plan.succ.tolist(), strict=True):
            self.before[v].append(p)
            self.after[p].append(v)
        pairs = [self.instants(v, False) for v in range(plan.size) if v not in plan.done and plan.kind[v] != "TT_LOE"]
        self.finish_differs = max(ours[1] for ours, _ in pairs) != max(others[1] for _, others in pairs)

    def float_of(self, v: int) -> float | None:
        found = self.theirs.get(str(v + 1))
        return None if found is None else found[4]

    def ours_float(self, v: int) -> float:
        return float(self.total[self.row[str(v + 1)]]) / RESOLUTION / 60

    def instants(self, v: int, late: bool) -> tuple[list[int], list[int]]:
        """Return our and their start and finish."""
        two = slice(2, 4) if late else slice(0, 2)
        ours = [int(column[self.row[str(v + 1)]]) for column in self.dates[two]]
        return ours, [instant_of(datetime.fromisoformat(d), RESOLUTION) for d in self.theirs[str(v + 1)][two]]

    def work(self, v: int, instant: int) -> int:
        return int(work_at(self.tape, int(self.calendar[self.row[str(v + 1)]]), instant))

    def same(self, v: int, late: bool, to_the_minute: bool) -> bool:
        """Tell whether the tools agree on early or late dates; on levels of effort and what is done they need not."""
        if v in self.plan.done or self.plan.kind[v] == "TT_LOE":
            return True
        ours, theirs = self.instants(v, late)
        return ours == theirs if to_the_minute else [self.work(v, i) for i in ours] == [self.work(v, i) for i in theirs]

    def arises(self, v: int) -> bool:
        """Tell whether a difference arises at a row; late dates of an open end follow from the project's finish."""
        if not self.same(v, False, False) and all(self.same(w, False, True) for w in self.before[v]):
            return True
        ends = self.after[v] or not self.finish_differs
        return bool(ends) and not self.same(v, True, False) and all(self.same(w, True, True) for w in self.after[v])

    def flawed(self, v: int) -> bool:
        """Tell whether their dates contradict the activity's own calendar, remaining duration or data date."""
        c = int(self.calendar[self.row[str(v + 1)]])
        span = int(self.plan.remaining[v]) * 60 * RESOLUTION
        for late in (False, True):
            start, finish = self.instants(v, late)[1]
            if self.work(v, finish) - self.work(v, start) != span:
                return True
            if span and (
                start_of(self.tape, c, self.work(v, start)) != start
                or finish_of(self.tape, c, self.work(v, finish)) != finish
            ):
                return True
        return self.instants(v, False)[1][0] < instant_of(self.plan.data_date - timedelta(minutes=1), RESOLUTION)
