"""The first picture: every plan as one bar on a common axis."""

from dataclasses import dataclass
from datetime import datetime

from kaname.cli.page.facts import Facts
from kaname.cli.page.gantt import Bar
from kaname.cli.page.judgement import Judgement, Mark
from kaname.cli.page.lightning import planned_span
from kaname.cli.page.scale import Scale, scale_of
from kaname.exchange.document import Activity


@dataclass(slots=True)
class PlanBar:
    """One plan's row, in percent of the width."""

    name: str
    anchor: str
    mark: Mark
    bar: Bar
    passed: float = 0.0
    status: float | None = None
    promised: float | None = None
    p80: float | None = None
    chance: Bar | None = None
    deadline: float | None = None
    missed: bool = False


@dataclass(slots=True)
class Timeline:
    """All rows and their axis."""

    scale: Scale
    rows: list[PlanBar]


def timeline(parts: list[tuple[str, Facts, Judgement]]) -> Timeline | None:
    """Return the picture of the plans that have dates; None where no plan has."""
    dated = [(anchor, f, j) for anchor, f, j in parts if f.finish is not None and f.spans]
    instants = []
    for _, f, j in dated:
        p80 = f.forecast.points[80].finish if f.forecast and 80 in f.forecast.points else None
        instants += [min(s.start for s in f.spans.values()), f.finish, j.promised, p80, f.status]
    scale = scale_of(instants)
    if scale is None:
        return None
    return Timeline(scale, [_row(anchor, f, j, scale) for anchor, f, j in dated])


def _row(anchor: str, f: Facts, j: Judgement, scale: Scale) -> PlanBar:
    start = min(s.start for s in f.spans.values())
    x, end = scale.x(start), scale.x(f.finish or start)
    row = PlanBar(f.name, anchor, j.mark, Bar(x, round(end - x, 3)))
    if f.status:
        row.status = scale.x(f.status)
        until = earned_until(f)
        row.passed = round(max(0.0, min(scale.x(until), end) - x), 3) if until else 0.0
    if j.promised:
        row.promised = scale.x(j.promised)
    if f.forecast and 80 in f.forecast.points:
        row.p80 = scale.x(f.forecast.points[80].finish)
        if row.p80 > end:
            row.chance = Bar(end, round(row.p80 - end, 3))
    due = [a for a in f.work_rows if a.deadline and a.actual_finish is None]
    if due:
        last = max(due, key=lambda a: (a in j.missed, a in j.at_risk, a.deadline))
        row.deadline = scale.x(last.deadline) if last.deadline else None
        row.missed = last in j.missed
    return row


def earned_until(f: Facts) -> datetime | None:
    """Return the instant until which the promised work is done: the earned schedule, with durations as weights.

    It is the instant at which the plan as promised (baseline, else the file's dates) would have had as much done as is
    done now. None where nothing was promised. O(activities), 40 halvings.
    """
    rows = [(a, planned_span(a, f.spans.get(a.id))) for a in f.work_rows]
    bars = [(a.duration or 0.0, *span, _done(a)) for a, span in rows if span is not None]
    if not bars:
        return None
    earned = sum(weight * done for weight, _, _, done in bars)
    low, high = min(start for _, start, _, _ in bars), max(finish for _, _, finish, _ in bars)
    for _ in range(40):
        middle = low + (high - low) / 2
        promised = sum(weight * _passed(start, finish, middle) for weight, start, finish, _ in bars)
        low, high = (middle, high) if promised < earned - 1e-9 else (low, middle)
    return high


def _done(a: Activity) -> float:
    return 1.0 if a.actual_finish else (a.percent_complete or 0.0) / 100


def _passed(start: datetime, finish: datetime, at: datetime) -> float:
    if at >= finish:
        return 1.0
    return max(0.0, (at - start) / (finish - start)) if finish > start else 0.0
