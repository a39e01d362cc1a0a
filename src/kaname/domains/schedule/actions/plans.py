"""Plans: made from a document, made equal to a newer one, recalculated."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.resource.queries import company_calendar
from kaname.domains.schedule.actions import crossing, plan_replacement, plan_rows, recalculation
from kaname.domains.schedule.actions.edits.rights import check_whole
from kaname.domains.schedule.bridge import rows_of
from kaname.domains.schedule.bridge.computing import answer_for
from kaname.domains.schedule.bridge.state import load_state
from kaname.domains.schedule.models import Plan, PlanSource
from kaname.exchange.document import PlanDocument
from kaname.exchange.document import Project as Head


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
        check_whole(by, project)
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
    check_whole(by, plan.project)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    before = {"version": plan.version, "finish": plan.finish, "activities": plan.activity_count}
    told = plan_replacement.replace_rows(plan, rows_of(document), by)
    plan.stamp(by)
    plan.save()
    keep_source(plan, source, by)
    recalculation.recalculate(plan)
    crossing.recalculate_followers(load_state(plan), by)
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


@transaction.atomic
def begin(*, project: Project, by: Any) -> Plan:
    """Begin an empty plan today, on the company's calendar."""
    start = datetime.combine(today(), time(9))
    plan = create(project=project, document=PlanDocument("kaname", Head(name=project.name, start=start)), by=by)
    calendar = company_calendar()
    if calendar is not None:
        plan.calendar = calendar
    plan.policy = "msproject"
    recalculation.recalculate(plan)
    return plan


def keep_source(plan: Plan, source: Mapping[str, Any] | None, by: Any) -> None:
    """Keep the file that a plan came from, as the base of the next comparison."""
    if source is not None:
        row = PlanSource(plan=plan, **{"format": plan.format, "plan_version": plan.version, **source})
        row.stamp(by)
        row.save()


def recalculate(*, plan: Plan, by: Any = None) -> Plan:
    """Schedule a plan anew and write what changed; its version stays, nothing that anybody typed changes."""
    with transaction.atomic():
        finish = plan.finish
        recalculation.recalculate(plan)
        if plan.finish != finish:
            crossing.recalculate_followers(load_state(plan), by)
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
