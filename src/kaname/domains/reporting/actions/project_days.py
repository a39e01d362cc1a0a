"""Keeping what projects were on a frozen date, beside their health of that date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from kaname.domains.core.instants import date_of
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import held_on
from kaname.domains.portfolio.models import ProgrammeProject
from kaname.domains.project.models import Phase, ProjectMember
from kaname.domains.reporting.models import HealthSnapshot, ProjectDay
from kaname.domains.schedule.models import Plan


def keep(written: Sequence[HealthSnapshot]) -> list[ProjectDay]:
    """Write what the projects of new snapshots are on their day: five queries, however many projects."""
    if not written:
        return []
    day, keys = written[0].as_of, [s.project_id for s in written]
    plans = _by_project(Plan.objects.filter(project__in=keys), "start", "activity_count")
    managers = _managers(keys, day)
    programmes = _by_project(ProgrammeProject.objects.on(day).filter(project__in=keys), "programme_id")
    phases = _phases(keys, day)
    found = []
    for snapshot in written:
        project, key = snapshot.project, snapshot.project_id
        start, count = plans.get(key, (None, 0))
        row = ProjectDay(snapshot=snapshot, project=project, as_of=day, activities=count or 0)
        row.kind, row.status, row.condition = project.project_type, project.status, project.condition
        row.unit_id, row.programme_id = project.unit_id, programmes.get(key, (None,))[0]
        row.manager_id, row.manager_unit_id = managers.get(key, (None, None))
        row.phase, row.phase_en = phases.get(key, ("", ""))
        row.begin(None if start is None else date_of(start))
        row.tell(snapshot.facts)
        found.append(row)
    return ProjectDay.objects.bulk_create(found, batch_size=200)


def _by_project(rows: Any, *names: str) -> dict[int, tuple[Any, ...]]:
    return {key: tuple(rest) for key, *rest in rows.order_by("pk").values_list("project_id", *names)}


def _managers(keys: list[int], day: date) -> dict[int, tuple[Any, ...]]:
    held = ProjectMember.objects.filter(held_on(day), role=Role.PROJECT_MANAGER, project__in=keys)
    rows = held.order_by("valid_from").values_list("project_id", "person_id", "person__unit_id")
    return {key: tuple(rest) for key, *rest in rows}


def _phases(keys: list[int], day: date) -> dict[int, tuple[Any, ...]]:
    running = Phase.objects.filter(Q(finished_on=None) | Q(finished_on__gt=day), started_on__lte=day, project__in=keys)
    rows = running.order_by("order").values_list("project_id", "name", "name_en")
    return {key: tuple(rest) for key, *rest in rows}
