"""What drives a plan's finish: the chain of activities that sets it, and how much each added to the slip.

The slip of an activity is its recomputed finish against its baseline finish, in working days of the plan. What an
activity *added* is its slip less the slip of the activity that drives it; along the chain these add up to the whole.
"""

from dataclasses import dataclass
from datetime import datetime

from kaname.cli.page.facts import Facts, Span
from kaname.exchange.document import Activity, RelationKind

_LONGEST = 500


@dataclass(slots=True)
class Step:
    """One activity of the driving chain."""

    activity: Activity
    span: Span
    slip: float | None = None
    added: float | None = None

    @property
    def open(self) -> bool:
        """Whether work remains."""
        return self.activity.actual_finish is None and (self.activity.percent_complete or 0) < 100


def baseline_finish(activity: Activity) -> datetime | None:
    """Return the finish of the first baseline that has one."""
    for n in sorted(activity.baselines):
        if activity.baselines[n].finish:
            return activity.baselines[n].finish
    return None


def last_activity(facts: Facts) -> Activity | None:
    """Return the activity that ends last; among equals one with the least float, then the later row."""
    best: tuple[datetime, float, int] | None = None
    found = None
    for i, a in enumerate(facts.work_rows):
        span = facts.spans.get(a.id)
        if span is None:
            continue
        rank = (span.finish, -(span.total_float or 0.0), i)
        if best is None or rank > best:
            best, found = rank, a
    return found


def chain(facts: Facts) -> list[Step]:
    """Return the driving chain in time order, from its first activity to the one that ends last."""
    by_id = {a.id: a for a in facts.work_rows if a.id in facts.spans}
    waited = _waited_for(facts, by_id)
    current = last_activity(facts)
    steps: list[Step] = []
    seen: set[str] = set()
    while current is not None and current.id not in seen and len(steps) < _LONGEST:
        seen.add(current.id)
        steps.append(Step(current, facts.spans[current.id], _slip(facts, current)))
        ids = facts.driving.get(current.id) or waited.get(current.id) or []
        before = [by_id[i] for i in ids if i in by_id and i not in seen]
        current = max(before, key=lambda a: facts.spans[a.id].finish, default=None)
    steps.reverse()
    carried: float | None = 0.0
    for step in steps:
        if step.slip is not None:
            step.added = round(step.slip - (carried or 0.0), 1)
            carried = step.slip
    return steps


def _waited_for(facts: Facts, by_id: dict[str, Activity]) -> dict[str, list[str]]:
    """Return what each activity began right after: predecessors without a working day between.

    The engine says that nothing drives an activity which has started or may only go on after the status date; for the
    story of a slip its past counts.
    """
    document = facts.document
    found: dict[str, list[str]] = {}
    earlier: dict[str, list[str]] = {}
    if document is None:
        return found
    for r in document.relations:
        a, b = by_id.get(r.predecessor_id), by_id.get(r.successor_id)
        if a is None or b is None or r.kind not in (RelationKind.FS, RelationKind.SS):
            continue
        before, start = facts.spans[a.id], facts.spans[b.id].start
        lag = round(r.lag / (document.project.minutes_per_day or 480.0))
        next_day = r.kind is RelationKind.FS and (b.duration or 0) > 0  # work begins the day after
        gap = facts.between(before.finish if r.kind is RelationKind.FS else before.start, start) - lag
        if gap in (0, 1) if next_day else gap == 0:
            found.setdefault(b.id, []).append(a.id)
        elif before.finish <= start and (b.actual_start is not None or _at_status(facts, start)):
            earlier.setdefault(b.id, []).append(a.id)
    return earlier | found  # one that began later than it could waits on its last predecessor all the same


def _at_status(facts: Facts, start: datetime) -> bool:
    """Tell whether an activity begins as soon as the status date lets it."""
    return facts.status is not None and start >= facts.status and facts.between(facts.status, start) <= 1


def _slip(facts: Facts, a: Activity) -> float | None:
    promised = baseline_finish(a)
    return None if promised is None else round(facts.between(promised, facts.spans[a.id].finish), 1)


def causes(steps: list[Step], most: int = 5) -> list[Step]:
    """Return the steps that added working days, the largest first."""
    return sorted((s for s in steps if (s.added or 0) >= 0.5), key=lambda s: -(s.added or 0))[:most]
