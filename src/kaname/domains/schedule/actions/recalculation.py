"""Recalculation: the engine's answer written to the rows and the plan's head, where it differs from what they hold."""

from typing import Any

from django.db import connection
from django.utils import timezone

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.queries import organisation, today
from kaname.domains.schedule.bridge.computing import COMPUTED, Answer
from kaname.domains.schedule.bridge.state import PlanState, load_state
from kaname.domains.schedule.bridge.summary import dcma_of, measures_of, summary_of
from kaname.domains.schedule.models import Activity, Plan
from kaname.domains.schedule.rules import Thresholds

_UPDATE = (
    "UPDATE schedule_activity SET start = %s, finish = %s, late_start = %s, late_finish = %s, "
    "total_float = %s, free_float = %s, critical = %s WHERE id = %s"
)


def recalculate(plan: Plan) -> Answer:
    """Schedule a plan and write its dates."""
    return recalculated(plan).answer


def recalculated(plan: Plan) -> PlanState:
    """Schedule a plan and write its dates; return its rows with them."""
    state = load_state(plan)
    write_dates(plan, state.answer)
    write_summary(plan, state.answer)
    return state


def write_dates(plan: Plan, answer: Answer) -> int:
    """Write the computed columns of the rows in which they differ; return how many."""
    held = Activity.objects.filter(plan=plan).order_by("position", "id").values_list("id", *COMPUTED)
    fresh = zip(*answer.columns, strict=True)
    changed = [(*new, pk) for (pk, *old), new in zip(held, fresh, strict=True) if tuple(old) != new]
    write_changed(changed)
    return len(changed)


def write_changed(changed: list[tuple[Any, ...]]) -> None:
    """Write computed columns: tuples of COMPUTED and the row's number."""
    if changed:
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, changed)


def write_summary(plan: Plan, answer: Answer) -> None:
    """Write the plan's own computed columns."""
    for name, value in summary_values(plan, answer).items():
        setattr(plan, name, value)
    plan.save()


def summary_values(plan: Plan, answer: Answer) -> dict[str, Any]:
    """Return the plan's computed columns after a recalculation."""
    limits = Thresholds.of(organisation())
    measures = measures_of(answer, reference_of(plan), answer.own)
    return {
        **summary_of(answer, measures, limits),
        "dcma": dcma_of(answer, limits),
        "computed_version": plan.computed_version + 1,
        "computed_at": timezone.now(),
    }


def reference_of(plan: Plan) -> int:
    """Return the instant that progress is judged at: the status date, else the end of the company's today."""
    return plan.status_date if plan.status_date is not None else ticks_of_date(today()) + TICKS_A_DAY
