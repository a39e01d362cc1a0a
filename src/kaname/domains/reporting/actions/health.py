"""Taking the health of many projects at once: computed beside declared, kept, and explanations asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import check_company
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import asking, project_days, promises
from kaname.domains.reporting.bridge.declared import declared_on
from kaname.domains.reporting.bridge.judging import Judgement, as_json, judged
from kaname.domains.reporting.models import HealthSnapshot
from kaname.domains.reporting.queries.health import latest
from kaname.domains.reporting.rules.axes import CALC_VERSION
from kaname.domains.reporting.rules.overall import is_watermelon, marks_of

COMPARED = ("computed", "marks", "declared", "declared_comment", "apart", "weeks", "axes", "facts", "calc_version")


@dataclass
class Taken:
    """What a computation left: the day, the snapshots it wrote, how many were as they stood already."""

    as_of: date
    written: list[HealthSnapshot] = field(default_factory=list)
    unchanged: int = 0


def take(*, as_of: date, by: Any, projects: Iterable[Project] | None = None) -> Taken:
    """Compute and keep the health of projects (all that run) as of a day, from what was frozen up to it.

    Everything is read first and written at once, so that a database with one writer is not kept waiting. Computing the
    same again writes nothing; other results of the same day stand beside the earlier ones as a new revision.
    """
    _check(as_of, by)
    chosen = list(Project.objects.filter(status__in=RUNNING) if projects is None else projects)
    found = judged(chosen, as_of)
    taken = Taken(as_of)
    with transaction.atomic():
        _write(taken, chosen, found, by)
        if taken.written:
            project_days.keep(taken.written)
            promises.keep(taken.written, by)
            asking.ask(taken.written, by)
            _tell(taken, by)
    return taken


def _check(as_of: date, by: Any) -> None:
    if by is not None:
        check_company(by, Subject.REPORT, Level.EDIT)
    if as_of > today():
        raise ValidationError({"as_of": _("A report date cannot lie in the future.")})


def _write(taken: Taken, projects: Sequence[Project], found: dict[int, Judgement], by: Any) -> None:
    declared = declared_on(projects, taken.as_of)
    known = latest([p.pk for p in projects], taken.as_of)
    earlier = latest([p.pk for p in projects], taken.as_of, before=True)
    now = timezone.now()
    for project in projects:
        fresh = _snapshot(project, found[project.pk], declared[project.pk], earlier.get(project.pk))
        fresh.as_of, fresh.taken_at, fresh.taken_by = taken.as_of, now, by
        held = known.get(project.pk)
        if held is not None and held.as_of == taken.as_of:
            if all(getattr(held, name) == getattr(fresh, name) for name in COMPARED):
                taken.unchanged += 1
                continue
            fresh.revision = held.revision + 1
        taken.written.append(fresh)
    HealthSnapshot.objects.bulk_create(taken.written, batch_size=200)


def _snapshot(
    project: Project, found: Judgement, declared: tuple[str, str], earlier: HealthSnapshot | None
) -> HealthSnapshot:
    apart = is_watermelon(declared[0], found.computed)
    return HealthSnapshot(
        project=project,
        computed=found.computed,
        marks=marks_of({axis: each.health for axis, each in found.axes.items()}),
        declared=declared[0],
        declared_comment=declared[1],
        apart=apart,
        weeks=(1 + (earlier.weeks if earlier is not None else 0)) if apart else 0,
        axes=audit.plain(as_json(found.axes)),
        facts=audit.plain(found.facts),
        calc_version=CALC_VERSION,
    )


def _tell(taken: Taken, by: Any) -> None:
    healths = [s.computed for s in taken.written]
    counts = {health: healths.count(health) for health in sorted(set(healths))}
    apart = sorted(s.project.code for s in taken.written if s.apart)
    after = {"as_of": taken.as_of, "projects": len(healths), **counts, "declared_better": apart}
    audit.record(verb="health.take", subject=organisation(), by=by, after=after)
