"""Plans: made from a document, made equal to a newer one, recalculated."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions import plan_replacement, plan_rows, recalculation
from kaname.domains.schedule.bridge import rows_of
from kaname.domains.schedule.bridge.computing import answer_for
from kaname.domains.schedule.models import Plan, PlanSource
from kaname.exchange.document import PlanDocument


@transaction.atomic
def create(
    *,
    project: Project,
    document: PlanDocument,
    by: Any,
    source: Mapping[str, Any] | None = None,
    setting_up: bool = False,
) -> Plan:
    """Make a project's plan of a document and schedule it. ``source``: values of the PlanSource row to keep.

    Resources are those of the pool with the same name, else the project's own; calendars become the project's.
    ``setting_up``: the project is made in the same transaction, and whoever may do that brings its first plan along.
    """
    if not setting_up:
        check_write(by, project, Subject.SCHEDULE)
    if Plan.objects.filter(project=project).exists():
        raise ValidationError(_("The project has a plan already."), code="plan-exists")
    rows = rows_of(document)
    plan = Plan(project=project, **rows.plan)
    plan.stamp(by)
    plan.save()
    answer = answer_for(plan, document)
    plan_rows.insert(plan, rows, answer.columns, by)
    recalculation.write_summary(plan, answer)
    keep_source(plan, source, by)
    audit.record(verb="plan.create", subject=plan, by=by, after=_told(plan, document), project_id=project.pk)
    return plan


@transaction.atomic
def replace(
    *, plan: Plan, document: PlanDocument, by: Any, reason: str = "", source: Mapping[str, Any] | None = None
) -> Plan:
    """Make a plan's rows equal a document (a merge, or a newer file); rows whose uid stays keep their number."""
    check_write(by, plan.project, Subject.SCHEDULE)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    before = {"version": plan.version, "finish": plan.finish, "activities": plan.activity_count}
    told = plan_replacement.replace_rows(plan, rows_of(document), by)
    plan.stamp(by)
    plan.save()
    keep_source(plan, source, by)
    recalculation.recalculate(plan)
    audit.record(
        verb="plan.replace",
        subject=plan,
        by=by,
        before={**before, **told},
        after=_told(plan, document),
        project_id=plan.project_id,
        reason=reason,
    )
    return plan


def keep_source(plan: Plan, source: Mapping[str, Any] | None, by: Any) -> None:
    """Keep the file that a plan came from, as the base of the next comparison."""
    if source is not None:
        row = PlanSource(plan=plan, **{"format": plan.format, "plan_version": plan.version, **source})
        row.stamp(by)
        row.save()


def recalculate(*, plan: Plan, by: Any = None) -> Plan:  # noqa: ARG001 - actions say who acts
    """Schedule a plan anew and write what changed; its version stays, nothing that anybody typed changes."""
    with transaction.atomic():
        recalculation.recalculate(plan)
    return plan


def _told(plan: Plan, document: PlanDocument) -> dict[str, Any]:
    return {
        "source": document.source,
        "format": document.format,
        "activities": len(document.activities),
        "relations": len(document.relations),
        "assignments": len(document.assignments),
        "finish": plan.finish,
    }
