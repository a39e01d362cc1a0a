"""What changed between two frozen dates: of a project, and of every project a reader may see."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, day_of, of_project
from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.queries.causes import Moved, frozen_pair, moved
from kaname.domains.reporting.queries.health import WITH_FACTS, health_of, latest
from kaname.domains.reporting.rules.overall import SEVERITY, healths_of
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import MilestoneForecast, Plan
from kaname.domains.schedule.queries.names import english_names

NUMBERS = ("slip", "percent_complete", "planned_percent", "spi_t", "overdue_count", "late_count")
MONEY = ("cpi", "eac", "ac", "tcpi_bac")


@dataclass(frozen=True, slots=True)
class Number:
    """A number on both days; how far they are apart where both are known."""

    name: str
    before: float | None
    after: float | None

    def apart(self, places: int) -> float | None:
        """Return after minus before, both rounded as they are shown: who subtracts them comes to the same."""
        if self.before is None or self.after is None:
            return None
        return round(round(self.after, places) - round(self.before, places), places)


@dataclass(frozen=True, slots=True)
class MilestoneMoved:
    """A milestone whose forecast moved, or that was reached."""

    uid: str
    name: str
    before: date | None
    after: date | None
    days: int
    reached: bool


@dataclass(slots=True)
class Change:
    """What changed in a project between two days."""

    since: date
    until: date
    before: HealthSnapshot | None
    after: HealthSnapshot | None
    finish: tuple[date | None, date | None] = (None, None)
    finish_moved: int | None = None
    axes: list[tuple[Axis, str, str]] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    milestones: list[MilestoneMoved] = field(default_factory=list)
    activities: list[Moved] = field(default_factory=list)
    decisions: list[Standing] = field(default_factory=list)
    people: list[tuple[ProjectMember, bool]] = field(default_factory=list)


def project_changes(user: Any, project: Project, since: date, until: date | None = None) -> Change:
    """Return what changed in a project; money only for who may read it."""
    until = until or today()
    found = Change(since, until, health_of(project, since), health_of(project, until))
    facts = [s.facts if s else {} for s in (found.before, found.after)]
    finishes = [None if f.get("finish") is None else finish_date_of(f["finish"]) for f in facts]
    found.finish = finishes[0], finishes[1]
    found.finish_moved = _days(*finishes)
    found.axes = _axes(found.before, found.after)
    money = Project.objects.visible_to(user, Subject.COST, Level.READ).filter(pk=project.pk).exists()
    names = (*NUMBERS, *(MONEY if money else ()))
    numbers = [Number(name, facts[0].get(name), facts[1].get(name)) for name in names]
    found.numbers = [n for n in numbers if n.before != n.after]
    plan = Plan.objects.filter(project=project).first()
    if plan is not None:
        found.milestones = _milestones(plan, since, until)
        earlier, later = frozen_pair(plan, until, since)
        if earlier is not None and later is not None and earlier.as_of < later.as_of:
            found.activities = moved(plan, earlier, later)
    found.decisions = [s for s in of_project(user, project, until) if _happened(s, since)]
    found.people = _people(project, since, until)
    return found


def _happened(standing: Standing, since: date) -> bool:
    d = standing.decision
    return bool((d.raised_at and day_of(d.raised_at) > since) or (d.decided_at and day_of(d.decided_at) > since))


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else working_days([first], [last])[0]


def _axes(before: HealthSnapshot | None, after: HealthSnapshot | None) -> list[tuple[Axis, str, str]]:
    if before is None or after is None:
        return []
    was, now = healths_of(before.marks), healths_of(after.marks)
    return [(axis, was[axis], now[axis]) for axis in Axis if was[axis] != now[axis]]


def _milestones(plan: Plan, since: date, until: date) -> list[MilestoneMoved]:
    """Return the milestones that moved or were reached; one query."""
    said: dict[str, list[MilestoneForecast]] = {}
    english = english_names(plan)
    for row in plan.forecasts.filter(as_of__lte=until).order_by("as_of"):
        said.setdefault(row.uid, []).append(row)
    found = []
    for uid, rows in said.items():
        was = next((r for r in reversed(rows) if r.as_of <= since), None)
        now = rows[-1]
        ends = [None if r is None or r.finish is None else finish_date_of(r.finish) for r in (was, now)]
        days = _days(*ends) or 0
        reached = now.done and not (was is not None and was.done)
        if days or reached:
            found.append(MilestoneMoved(uid, english.get(uid, now.name), ends[0], ends[1], days, reached))
    return sorted(found, key=lambda m: (m.reached, -m.days, m.after or date.max))


def _people(project: Project, since: date, until: date) -> list[tuple[ProjectMember, bool]]:
    """Return who came (True) and who went (False)."""
    rows = project.members.select_related("person").order_by("valid_from")
    came = [(m, True) for m in rows if since < m.valid_from <= until]
    return came + [(m, False) for m in rows if m.valid_to is not None and since < m.valid_to <= until]


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A project on both days; ``moved`` working days of its finish; ``eac`` only for who may read costs."""

    project: Project
    before: str
    after: str
    moved: int | None
    finish: date | None
    percent: float | None
    eac: float | None
    decisions: int

    @property
    def worse(self) -> bool:
        """Return whether its health is worse than before."""
        return SEVERITY[self.after] < SEVERITY[self.before]

    @property
    def same(self) -> bool:
        """Return whether nothing of it changed."""
        return self.before == self.after and not self.moved and not self.percent and not self.eac and not self.decisions


def portfolio_changes(user: Any, since: date, until: date | None = None) -> list[PortfolioRow]:
    """Return what changed in every project a user may see, what turned worse and moved most first.

    A constant number of queries.
    """
    until = until or today()
    projects = {p.pk: p for p in Project.objects.visible_to(user, Subject.SCHEDULE)}
    was, now = (latest(projects, day, without=WITH_FACTS) for day in (since, until))
    money = set(Project.objects.visible_to(user, Subject.COST, Level.READ).values_list("pk", flat=True))
    raised = Decision.objects.visible_to(user).filter(raised_at__date__gt=since, raised_at__date__lte=until)
    counts = Counter(raised.values_list("project_id", flat=True))
    fresh = {key: after for key, after in now.items() if after.as_of > since}
    days = _moved({key: (was.get(key), after) for key, after in fresh.items()})
    rows = [
        _row(projects[key], was.get(key), after, days.get(key), counts[key], money=key in money)
        for key, after in fresh.items()
    ]
    return sorted(rows, key=lambda r: (not r.worse, -(r.moved or 0), r.project.code))


def _finish(snapshot: HealthSnapshot | None) -> date | None:
    found = snapshot.facts.get("finish") if snapshot else None
    return None if found is None else finish_date_of(found)


def _moved(pairs: Mapping[int, tuple[HealthSnapshot | None, HealthSnapshot]]) -> dict[int, int]:
    """Return by how many working days each finish moved; counted at once."""
    ends = {key: (_finish(was), _finish(now)) for key, (was, now) in pairs.items()}
    known = {key: (first, last) for key, (first, last) in ends.items() if first and last}
    counted = working_days([first for first, _ in known.values()], [last for _, last in known.values()])
    return dict(zip(known, counted, strict=True))


def _row(
    project: Project,
    was: HealthSnapshot | None,
    now: HealthSnapshot,
    moved: int | None,
    decisions: int,
    *,
    money: bool,
) -> PortfolioRow:
    facts = [s.facts if s else {} for s in (was, now)]
    return PortfolioRow(
        project,
        was.computed if was else "unknown",
        now.computed,
        moved,
        _finish(now),
        Number("percent_complete", *(f.get("percent_complete") for f in facts)).apart(1),
        Number("eac", *(f.get("eac") for f in facts)).apart(0) if money else None,
        decisions,
    )
