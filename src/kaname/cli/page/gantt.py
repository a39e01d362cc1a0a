"""The Gantt picture of one plan as rows and links in percent of its width; the template draws them.

A large plan shows a choice of its rows (:func:`choose`): phases, what is critical, late or due soonest.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from kaname.cli.page.facts import Facts, Span
from kaname.cli.page.lightning import planned_span, progress_point
from kaname.cli.page.scale import Scale, Tick, scale_of
from kaname.exchange.document import Activity, ActivityKind, RelationKind

ROW_HEIGHT = 26  # pixels; the links are placed by it


@dataclass(slots=True)
class Bar:
    """A stretch of the picture in percent."""

    x: float
    width: float

    @property
    def end(self) -> float:
        """The right edge."""
        return round(self.x + self.width, 3)


@dataclass(slots=True)
class GanttRow:
    """One row: text cells on the left, marks on the right."""

    activity: Activity
    span: Span
    level: int
    index: int = 0
    group: bool = False
    milestone: bool = False
    bar: Bar | None = None
    done: float = 0.0  # percent of the bar
    baseline: Bar | None = None
    slack: Bar | None = None
    deadline: float | None = None
    point: float = 0.0  # of the 稲妻線
    late_days: float | None = None  # working days the progress is behind (+) or ahead (-)
    critical: bool = False
    owner: str = ""
    missed: bool = False  # the deadline lies before the recomputed finish


@dataclass(slots=True)
class Link:
    """A relation between two rows that are shown; places in percent and pixels."""

    kind: str
    source: int
    target: int
    x1: float
    x2: float
    driving: bool


@dataclass(slots=True)
class Gantt:
    """The whole picture."""

    scale: Scale
    rows: list[GanttRow]
    links: list[Link]
    status: float | None
    left_out: int  # rows of the plan that are not shown
    total: int
    p50: float | None = None
    p80: float | None = None
    closed: str = ""
    height: int = 0
    behind: int = 0
    ahead: int = 0
    fine: list[Tick] = field(default_factory=list)


def gantt(facts: Facts, most_rows: int) -> Gantt | None:
    """Return the picture of a plan; None where no activity has dates."""
    document = facts.document
    if document is None or not facts.spans:
        return None
    scale = scale_of(_instants(facts))
    if scale is None:
        return None
    chosen = choose(facts, most_rows)
    owners = owners_of(facts)
    base = min((a.outline_level for a in chosen), default=1)
    rows = [_row(a, facts, scale, owners.get(a.id, ""), base) for a in chosen]
    for i, row in enumerate(rows):
        row.index = i
    points = {n: scale.x(p.finish) for n, p in (facts.forecast.points if facts.forecast else {}).items()}
    status = scale.x(facts.status) if facts.status else None
    total = sum(1 for a in document.activities if a.id in facts.spans)
    behind = [r for r in rows if not r.group and (r.late_days or 0) > 0.5]
    ahead = [r for r in rows if not r.group and (r.late_days or 0) < -0.5]
    return Gantt(
        scale,
        rows,
        _links(facts, rows),
        status if status is not None and 0 <= status <= 100 else None,
        total - len(rows),
        total,
        points.get(50),
        points.get(80),
        scale.closed(facts.works),
        len(rows) * ROW_HEIGHT,
        len(behind),
        len(ahead),
        scale.weeks(),
    )


def _instants(facts: Facts) -> list[datetime | None]:
    found: list[datetime | None] = [facts.status]
    for a in facts.document.activities if facts.document else ():
        span = facts.spans.get(a.id)
        if span is None:
            continue
        found += [span.start, span.finish, a.deadline]
        found += [d for b in list(a.baselines.values())[:1] for d in (b.start, b.finish)]
    if facts.forecast:
        found += [p.finish for p in facts.forecast.points.values()]
    return found


def choose(facts: Facts, most: int) -> list[Activity]:
    """Return the rows to show, in the plan's order: all, or the most telling with the phases above them."""
    document = facts.document
    rows = [a for a in document.activities if a.id in facts.spans] if document else []
    if len(rows) <= most:
        return rows
    by_id = {a.id: a for a in rows}
    children = {a.parent_id for a in rows}
    ranked = sorted((a for a in rows if a.id not in children), key=lambda a: _rank(a, facts))
    kept = {a.id for a in rows if a.id in children and a.outline_level <= 1}
    for a in ranked:
        if len(kept) >= most:
            break
        chain = [a.id]
        while (above := by_id[chain[-1]].parent_id) in by_id and above is not None:
            chain.append(above)
        kept.update(chain)
    return [a for a in rows if a.id in kept][: most + 20]


def _rank(a: Activity, facts: Facts) -> tuple[int, datetime]:
    span = facts.spans[a.id]
    open_ = a.actual_finish is None and (a.percent_complete or 0) < 100
    late = open_ and facts.status is not None and progress_point(a, span, facts.status) < facts.status
    deadline = open_ and a.deadline is not None
    first = 0 if span.critical and open_ else 1 if late or deadline else 2 if open_ else 3
    return first, span.finish


def owners_of(facts: Facts) -> dict[str, str]:
    """Return the names of the people on each activity, by its id."""
    document = facts.document
    if document is None:
        return {}
    names = {r.id: r.name for r in document.resources}
    found: dict[str, list[str]] = defaultdict(list)
    for s in document.assignments:
        if s.resource_id and names.get(s.resource_id):
            found[s.activity_id].append(names[s.resource_id])
    return {k: "、".join(dict.fromkeys(v)) for k, v in found.items()}


def _bar(scale: Scale, start: datetime, finish: datetime) -> Bar:
    x, end = scale.x(start), scale.x(finish)
    return Bar(x, round(max(end - x, 0.0), 3))


def _row(a: Activity, facts: Facts, scale: Scale, owner: str, base: int) -> GanttRow:
    span = facts.spans[a.id]
    row = GanttRow(a, span, max(0, a.outline_level - base), owner=owner)
    row.group = a.kind is ActivityKind.SUMMARY
    row.milestone = a.kind in (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)
    row.bar = _bar(scale, span.start, span.finish)
    row.done = min(100.0, a.percent_complete or 0.0) if not a.actual_finish else 100.0
    open_ = row.done < 100
    row.critical = span.critical and open_
    for n in sorted(a.baselines):
        frozen = a.baselines[n]
        if frozen.start and frozen.finish:
            row.baseline = _bar(scale, frozen.start, frozen.finish)
            break
    if open_ and not row.group and span.late_finish and span.late_finish > span.finish:
        row.slack = Bar(row.bar.end, round(min(scale.x(span.late_finish), 100.0) - row.bar.end, 3))
    if a.deadline:
        row.deadline = scale.x(a.deadline)
        row.missed = span.finish > a.deadline
    if facts.status and not row.group:
        point = progress_point(a, span, facts.status)
        row.point = scale.x(point)
        if point != facts.status and planned_span(a, span):
            row.late_days = facts.between(point, facts.status)
    elif facts.status:
        row.point = scale.x(facts.status)
    return row


def _links(facts: Facts, rows: list[GanttRow]) -> list[Link]:
    place = {r.activity.id: r for r in rows}
    links = []
    for r in facts.document.relations if facts.document else ():
        a, b = place.get(r.predecessor_id), place.get(r.successor_id)
        if a is None or b is None or a.bar is None or b.bar is None or a is b:
            continue
        from_start = r.kind in (RelationKind.SS, RelationKind.SF)
        to_start = r.kind in (RelationKind.FS, RelationKind.SS)
        x1 = a.bar.x if from_start else a.bar.end
        x2 = b.bar.x if to_start else b.bar.end
        driving = a.critical and b.critical and a.activity.id in facts.driving.get(b.activity.id, ())
        links.append(Link(r.kind.value, a.index, b.index, x1, x2, driving))
    return links
