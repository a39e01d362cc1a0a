"""The health of projects on frozen dates: computed beside declared, their history, and watermelons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from kaname.domains.control.models import SupportRequest
from kaname.domains.core.queries import today
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.reporting.models import Explanation, HealthSnapshot
from kaname.domains.reporting.rules.overall import SEVERITY, is_better

FEW = 100  # so many keys are named in a query; beyond, all rows are read and the others left
LIGHT, WITH_FACTS = ("axes", "facts"), ("axes",)
"""What is left in the database: reasons and facts, or reasons alone."""


def latest(
    projects: Iterable[int],
    as_of: date | None = None,
    *,
    before: bool = False,
    without: Iterable[str] = (),
) -> dict[int, HealthSnapshot]:
    """Return, by project, the newest snapshot up to a day (``before``: of an earlier day). Two queries.

    ``without``: columns that stay in the database until they are asked for: ``LIGHT`` for boards, ``WITH_FACTS``.
    """
    last_day = (as_of or today()) - timedelta(days=int(before))
    rows = HealthSnapshot.objects.filter(as_of__lte=last_day).order_by()
    keys = set(projects)
    rows = rows.filter(project__in=keys) if len(keys) < FEW else rows
    days = dict(rows.values("project_id").annotate(last=Max("as_of")).values_list("project_id", "last"))
    found: dict[int, HealthSnapshot] = {}
    newest = rows.filter(as_of__in=set(days.values())).order_by("revision")
    for row in newest.defer(*without):
        if row.project_id in keys and days[row.project_id] == row.as_of:
            found[row.project_id] = row
    return found


def health_of(project: Project, as_of: date | None = None) -> HealthSnapshot | None:
    """Return a project's newest snapshot, up to a day where one is given."""
    rows = project.health_snapshots.filter(as_of__lte=as_of or today())
    return rows.order_by("-as_of", "-revision").first()


def health_trend(project: Project, count: int = 12, until: date | None = None) -> list[HealthSnapshot]:
    """Return a project's last frozen dates, the oldest first, each with its last revision."""
    rows = project.health_snapshots.filter(as_of__lte=until or today()).order_by("-as_of", "-revision")
    by_day: dict[date, HealthSnapshot] = {}
    for row in rows[: 4 * count]:
        by_day.setdefault(row.as_of, row)
    return sorted(by_day.values(), key=lambda s: s.as_of)[-count:]


def frozen_days(projects: QuerySet[Project] | None = None) -> list[date]:
    """Return the days of which there are snapshots, the newest first."""
    rows = HealthSnapshot.objects.all() if projects is None else HealthSnapshot.objects.filter(project__in=projects)
    return list(rows.order_by("-as_of").values_list("as_of", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Watermelon:
    """A project declared better than computed: the snapshot, what its manager says to it, whether help is on its way.

    ``snapshot.apart``: green outside, red inside; ``snapshot.weeks`` in a row.
    """

    snapshot: HealthSnapshot
    explanation: Explanation | None
    help: SupportRequest | None


def watermelons(user: Any, as_of: date | None = None) -> list[Watermelon]:
    """Return the running projects declared better than computed, the largest and longest difference first.

    Without reasons, which :func:`with_reasons` reads of those that are shown. Five queries, whatever their number.
    """
    seen = HealthSnapshot.objects.visible_to(user).filter(project__status__in=RUNNING)
    keys = set(seen.order_by().values_list("project_id", flat=True).distinct())
    apart = [s for s in latest(keys, as_of, without=LIGHT).values() if is_better(s.declared, s.computed)]
    projects = Project.objects.in_bulk([s.project_id for s in apart])
    for snapshot in apart:
        snapshot.project = projects[snapshot.project_id]
    explained, helped = (newest_by_project(kind, projects, as_of) for kind in (Explanation, SupportRequest))
    found = [Watermelon(s, explained.get(s.project_id), helped.get(s.project_id)) for s in apart]
    return sorted(found, key=_order)


def with_reasons(found: Iterable[Watermelon]) -> list[Watermelon]:
    """Return the same with the reasons of each snapshot; one query."""
    shown = list(found)
    rows = HealthSnapshot.objects.select_related("project").in_bulk([each.snapshot.pk for each in shown])
    return [replace(each, snapshot=rows[each.snapshot.pk]) for each in shown]


def _order(each: Watermelon) -> tuple[int, int, str]:
    gap = SEVERITY[each.snapshot.computed] - SEVERITY[each.snapshot.declared]
    return gap, -each.snapshot.weeks, each.snapshot.project.code


def newest_by_project(kind: Any, projects: Iterable[int], as_of: date | None) -> dict[int, Any]:
    """Return, by project, the newest explanation or request for help up to a day; one query."""
    rows = kind.objects.filter(project__in=list(projects)).order_by("pk")
    rows = rows if as_of is None else rows.filter(created_at__date__lte=as_of)
    people = ("asked_of", "answered_by__person") if kind is Explanation else ("helper",)
    return {row.project_id: row for row in rows.select_related(*people)}
