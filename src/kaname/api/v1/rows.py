"""Rows as the API writes them: plain dictionaries straight from the database, ticks turned into times."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet

from kaname.domains.core.instants import TICKS_A_MINUTE, moment_of
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.axis_health import OVERALL, healths_now, on_axis
from kaname.domains.schedule.models import Activity, Relation

PROJECT_INSTANTS = ("start", "finish", "baseline_finish")
ACTIVITY_INSTANTS = (
    "start finish late_start late_finish actual_start actual_finish deadline constraint_date".split()  # noqa: SIM905 - names
)
ACTIVITY_SPANS = {
    "duration": "duration_minutes",
    "total_float": "total_float_minutes",
    "free_float": "free_float_minutes",
}


def projects(rows: QuerySet[Project]) -> Any:
    """Return projects with their plan's answer; one query a page."""
    own = "id code name name_en project_type status condition declared_health"
    plan = "computed_health start finish baseline_finish percent_complete activity_count critical_count late_count"
    return rows.order_by("code").values(*own.split(), **{name: F(f"plan__{name}") for name in plan.split()})


def with_health(items: Iterable[dict[str, Any]]) -> None:
    """Say the health of all axes, as the board does, instead of the plan's own of its dates; two queries a page."""
    items = list(items)
    keys = [item.pop("id") for item in items]
    found = healths_now(Project.objects.filter(pk__in=keys))
    for key, item in zip(keys, items, strict=True):
        item["computed_health"] = on_axis(found[key], OVERALL)


def activities(rows: QuerySet[Activity]) -> Any:
    """Return activities in the order of project and row."""
    own = "id uid position outline_level wbs name kind critical percent_complete constraint"
    names = [*own.split(), *ACTIVITY_INSTANTS, *ACTIVITY_SPANS]
    ordered = rows.order_by("plan__project__code", "position")
    return ordered.values(*names, project=F("plan__project__code"))


def relations(rows: QuerySet[Relation]) -> Any:
    """Return relations by the ids of their activities."""
    own = "id kind lag lag_kind crosses sign_off"
    ends = {"predecessor": F("predecessor_id"), "successor": F("successor_id")}
    return rows.order_by("id").values(*own.split(), **{f"{name}_end": end for name, end in ends.items()})


def people(rows: QuerySet[Person]) -> Any:
    """Return people by number."""
    return rows.order_by("code").values(
        "code", "name", "kana", "name_en", "employer", "title", "left_on", unit_name=F("unit__name")
    )


def with_times(items: Iterable[dict[str, Any]], instants: Iterable[str]) -> None:
    """Turn ticks into wall-clock times in place."""
    for item in items:
        for name in instants:
            if item[name] is not None:
                item[name] = moment_of(item[name])


def with_minutes(items: Iterable[dict[str, Any]]) -> None:
    """Turn durations and floats from ticks to minutes in place, under names that say so."""
    for item in items:
        for name, said in ACTIVITY_SPANS.items():
            ticks = item.pop(name)
            item[said] = None if ticks is None else ticks / TICKS_A_MINUTE
