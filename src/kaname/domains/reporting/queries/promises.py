"""How promises turned out: each method's, over groups of projects. Never of a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.instants import finish_date_of
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import SHARES, Method
from kaname.domains.reporting.models import Promise
from kaname.domains.reporting.rules.probability import Score, score
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import Activity, BaselineActivity, MilestoneForecast

type Key = tuple[int, str]
"""A project's number and a milestone's id; "" is the whole project."""

FEWEST = 5
"""Groups with fewer outcomes are not shown by themselves: they would be one manager's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise whose outcome is known: ``days`` working days of what happened after what was said."""

    project: int
    uid: str
    kind: str
    method: Method
    as_of: date
    promised: date
    actual: date
    days: int

    @property
    def ahead(self) -> int:
        """Return how many days before the event it was said."""
        return (self.actual - self.as_of).days


@dataclass(frozen=True, slots=True)
class Line:
    """A method's score over ``score.n`` promises of ``events`` milestones; ``share``: how often it claims to be kept,
    where it does.
    """

    method: Method
    score: Score
    share: float | None
    events: int


def outcomes(user: Any) -> dict[Key, date]:
    """Return when milestones, and projects whose plans are done, were really reached; visible ones. Two queries."""
    seen = Project.objects.visible_to(user, Subject.REPORT)
    reached = Activity.objects.filter(
        plan__project__in=seen, kind__in=("milestone", "finish_milestone"), active=True, actual_finish__isnull=False
    )
    found: dict[Key, date] = {}
    for project, uid, end in reached.order_by().values_list("plan__project_id", "uid", "actual_finish"):
        if end is not None:
            found[project, uid] = finish_date_of(end)
    done = Project.objects.filter(pk__in=seen, plan__percent_complete__gte=100, plan__finish__isnull=False)
    for key, end in done.values_list("pk", "plan__finish"):
        found[key, ""] = finish_date_of(end or 0)
    return found


def kept(user: Any) -> list[Kept]:
    """Return every promise of a date whose outcome is known, said before it happened. Five queries."""
    truth = outcomes(user)
    kinds = dict(Project.objects.filter(pk__in={key for key, _ in truth}).values_list("pk", "project_type"))
    said = [s for s in _said({key for key, _ in truth}) if (s[0], s[1]) in truth and s[3] < truth[s[0], s[1]]]
    days = working_days([s[4] for s in said], [truth[s[0], s[1]] for s in said])
    return [
        Kept(key, uid, kinds[key], method, as_of, day, truth[key, uid], n)
        for (key, uid, method, as_of, day), n in zip(said, days, strict=True)
    ]


def _said(projects: set[int]) -> Iterable[tuple[int, str, Method, date, date]]:
    """Yield project, id, method, report date and promised day: the ledger, the plans' own forecasts, the baselines."""
    ledger: dict[tuple[int, str, str, date], date] = {}
    rows = Promise.objects.filter(project__in=projects, day__isnull=False).order_by("revision")
    for key, uid, method, as_of, day in rows.values_list("project_id", "uid", "method", "as_of", "day"):
        if day is not None:
            ledger[key, uid, method, as_of] = day
    yield from ((key, uid, Method(method), as_of, day) for (key, uid, method, as_of), day in ledger.items())
    plans = MilestoneForecast.objects.filter(plan__project__in=projects, done=False, finish__isnull=False)
    for key, uid, as_of, end in plans.order_by().values_list("plan__project_id", "uid", "as_of", "finish"):
        yield key, uid, Method.CPM, as_of, finish_date_of(end or 0)
    first = BaselineActivity.objects.filter(baseline__plan__project__in=projects, finish__isnull=False)
    first = first.filter(kind__in=("milestone", "finish_milestone")).order_by()
    names = "baseline__plan__project_id", "uid", "baseline__created_at", "finish"
    for key, uid, made, end in first.values_list(*names):
        yield key, uid, Method.BASELINE, made.date(), finish_date_of(end or 0)


def scores(found: Iterable[Kept]) -> list[Line]:
    """Return each method's score over promises whose outcome is known, in the order of Method."""
    said: dict[Method, list[Kept]] = defaultdict(list)
    for each in found:
        said[each.method].append(each)
    return [
        Line(m, score(each.days for each in said[m]), SHARES.get(m), len({(e.project, e.uid) for e in said[m]}))
        for m in Method
        if m in said
    ]


def by_kind(found: Iterable[Kept]) -> dict[str, list[Line]]:
    """Return the scores of each type of project that has at least FEWEST outcomes of more than one project."""
    groups: dict[str, list[Kept]] = defaultdict(list)
    for each in found:
        groups[each.kind].append(each)
    return {
        kind: scores(rows)
        for kind, rows in sorted(groups.items())
        if len(rows) >= FEWEST and len({r.project for r in rows}) > 1
    }


def waiting(user: Any) -> dict[Method, int]:
    """Return how many promises of each method wait for their outcome: what has no history yet."""
    seen = Project.objects.visible_to(user, Subject.REPORT)
    truth = outcomes(user)
    counts: dict[Method, int] = defaultdict(int)
    rows = Promise.objects.filter(project__in=seen).order_by()
    for key, uid, method in rows.values_list("project_id", "uid", "method"):
        if (key, uid) not in truth:
            counts[Method(method)] += 1
    return dict(counts)
