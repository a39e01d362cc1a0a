"""The load as it is beside the load as it would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.what_if.trying import Tried
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.queries.assigned import OVER, Assigned
from kaname.domains.schedule.queries.load import Load, ResourceLoad, load
from kaname.domains.schedule.queries.names import spoken_row


@dataclass(frozen=True, slots=True)
class Compared:
    """``rows``: whoever's weeks differ, or who is named in a move: now, and then."""

    mondays: list[date]
    rows: list[tuple[ResourceLoad, ResourceLoad]]


def compared(user: Any, found: Sequence[Tried], first: date, weeks: int, everybody: Any) -> Compared:
    """Return the load of the people whom a scenario concerns, now and then; ``everybody``: whose load the user may see.

    Two loads: twice a constant number of queries.
    """
    named = {r for t in found for m in t.moves for r in (m.resource_id, m.to_id) if r is not None}
    concerned = named | {r for t in found if t.outcome for s in (t.outcome.before, t.outcome.after) for r in _on(s, t)}
    resources = list(everybody.filter(pk__in=concerned))
    instead = {t.plan.project_id: list(assigned_in(t.outcome.after)) for t in found if t.outcome}
    now = load(user, first, weeks, resources)
    then = load(user, first, weeks, resources, instead=instead)
    return Compared(now.mondays, list(_differing(now, then, named)))


def _differing(now: Load, then: Load, named: set[int]) -> Iterator[tuple[ResourceLoad, ResourceLoad]]:
    for before, after in zip(now.rows, then.rows, strict=True):
        if before.resource.pk in named or bool((np.abs(after.booked - before.booked) > 0.05).any()):
            yield before, after


def _on(state: PlanState, here: Tried) -> set[int]:
    """Return who works on what the scenario changes in a plan."""
    changed = here.outcome.changed if here.outcome else []
    numbers = [n for pk in changed for n in state.assigned.get(pk, ())]
    return {r for n in numbers if (r := state.assignments[n]["resource_id"]) is not None}


def assigned_in(state: PlanState) -> Iterator[Assigned]:
    """Yield what is still to be done in a plan, as the load reckons with it."""
    plan, project = state.plan, state.plan.project
    if project.status in OVER:
        return
    for row in state.assignments.values():
        pk = row["activity_id"]
        activity = state.activities[pk]
        start, finish = state.computed(pk, "start"), state.computed(pk, "finish")
        over = activity["actual_finish"] is not None or not activity["active"]
        if over or activity["kind"] == ActivityKind.SUMMARY or row["resource_id"] is None or None in (start, finish):
            continue
        yield Assigned(
            row["resource_id"], row["units"], row["work"], False, pk, spoken_row(activity), start, finish,
            activity["percent_complete"], state.computed(pk, "total_float"), plan.status_date,
            project.pk, project.code, project.name, project.name_en,
        )  # fmt: skip


def in_pool(everybody: Any, pk: int) -> Resource | None:
    """Return somebody of the pool whose load the user may see, to whom work may be given."""
    found: Resource | None = everybody.filter(project=None, pk=pk).first()
    return found
