"""A plan as columns for the Gantt: what each row shows, what joins rows, which days are worked."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

import numpy as np

from kaname.domains.core.instants import ticks_of
from kaname.domains.core.names import chosen, reads_english
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.bridge.time_of import worked_ticks
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import BaselineActivity, Relation
from kaname.domains.schedule.queries.names import name_in, spoken_row
from kaname.engine.cpm.driving import driving_relations
from kaname.engine.network import Kind

type Columns = dict[str, list[Any]]
_TYPED = {
    "level": "outline_level",
    "kind": "kind",
    "wbs": "wbs",
    "constraint": "constraint",
    "constraint_date": "constraint_date",
    "deadline": "deadline",
    "actual_start": "actual_start",
    "actual_finish": "actual_finish",
}
_FLAGS = ("elapsed", "manual", "active")
_COMPUTED = {"start": 0, "finish": 1, "total_float": 4, "free_float": 5}


def columns_of(state: PlanState, only: Sequence[int] | None = None, baseline: int | None = None) -> Columns:
    """Return the shown columns of all rows in order, or of some. ``baseline``: a number of the plan's Baseline rows."""
    wanted = state.order if only is None else list(only)
    at = range(len(state.order)) if only is None else [state.position[pk] for pk in wanted]
    rows = [state.activities[pk] for pk in wanted]
    found: Columns = {"id": wanted}
    found |= {name: [row[column] for row in rows] for name, column in _TYPED.items()}
    found["name"] = [spoken_row(row) for row in rows] if reads_english() else [row["name"] for row in rows]
    found |= {name: [int(row[name]) for row in rows] for name in _FLAGS}
    found |= {name: [state.columns[i][p] for p in at] for name, i in _COMPUTED.items()}
    found["critical"] = [int(state.columns[6][p]) for p in at]
    found["duration"], found["percent"] = _durations(state, wanted), _percents(state, wanted)
    found["resources"] = people_of(state, wanted)
    found["version"] = [state.versions.get(pk, 1) for pk in wanted]
    places = {pk: i for i, pk in enumerate(state.ids.selectable, start=1)}
    found["calendar"] = [places.get(row["calendar_id"], 0) for row in rows]
    starts, finishes = promised(state, wanted, baseline)
    found["baseline_start"], found["baseline_finish"] = starts, finishes
    return found


def _durations(state: PlanState, wanted: Iterable[int]) -> list[int | None]:
    """Return durations; a summary's is the working time of the plan's calendar that it spans."""
    found = []
    for pk in wanted:
        row = state.activities[pk]
        duration = row["duration"]
        if row["kind"] == ActivityKind.SUMMARY:
            start, finish = state.computed(pk, "start"), state.computed(pk, "finish")
            duration = None if start is None or finish is None else worked_ticks(state, pk, start, finish)
        found.append(duration)
    return found


def _percents(state: PlanState, wanted: Sequence[int]) -> list[float]:
    """Return percents complete; a summary's is weighted by the durations under it."""
    found = []
    for pk in wanted:
        row = state.activities[pk]
        percent = row["percent_complete"] or 0.0
        if row["kind"] == ActivityKind.SUMMARY:
            done, whole = state.sums.get(pk, (0.0, 0.0))
            percent = 100 * done / whole if whole else 0.0
        found.append(round(percent, 1))
    return found


def people_of(state: PlanState, wanted: Iterable[int]) -> list[str]:
    """Return who works on each row: "山田; 佐藤[50%]"."""
    names = names_of(state)
    return ["; ".join(_person(state, names, k) for k in state.assigned.get(pk, ())) for pk in wanted]


def _person(state: PlanState, names: dict[int, str], assignment: int) -> str:
    row = state.assignments[assignment]
    name = names.get(row["resource_id"], "")
    return name if row["units"] == 1 else f"{name}[{row['units'] * 100:g}%]"


def names_of(state: PlanState) -> dict[int, str]:
    """Return the names of the plan's resources by row; kept with the state."""
    used = {row["resource_id"] for row in state.assignments.values()} - {None} - state.names.keys()
    if used:
        rows = Resource.objects.filter(pk__in=used).values_list("pk", "name", "name_en")
        state.names.update({pk: (name, english) for pk, name, english in rows})
    return {pk: chosen(*both) for pk, both in state.names.items()}


def promised(
    state: PlanState, wanted: Iterable[int], baseline: int | None
) -> tuple[list[int | None], list[int | None]]:
    """Return starts and finishes of a baseline; without a number of the current one."""
    current = state.plan.extras.get("baselines", {}).get("0")
    if baseline is None or baseline == current:
        known = [state.objects[pk].baselines.get(0) for pk in wanted]
        starts = [None if b is None or b.start is None else ticks_of(b.start) for b in known]
        return starts, [None if b is None or b.finish is None else ticks_of(b.finish) for b in known]
    rows = BaselineActivity.objects.filter(baseline__plan=state.plan, baseline__number=baseline)
    dates = {uid: (start, finish) for uid, start, finish in rows.values_list("uid", "start", "finish")}
    found = [dates.get(state.activities[pk]["uid"], (None, None)) for pk in wanted]
    return [start for start, _ in found], [finish for _, finish in found]


def relations_of(state: PlanState, seen: Container[str], another: str) -> Columns:
    """Return the relations as rows' positions; of those to other projects both ends are the plan's own row.

    ``seen``: the codes of projects that may be named; ``another`` stands for the rest.
    """
    driving = driving_ends(state)
    found: Columns = {
        name: [] for name in ("id", "predecessor", "successor", "kind", "lag", "lag_kind", "driving", "outside")
    }
    for pk in sorted(state.relations):
        row = state.relations[pk]
        one, other = state.position[row["predecessor_id"]], state.position[row["successor_id"]]
        values = (
            pk,
            one,
            other,
            row["kind"],
            row["lag"],
            row["lag_kind"],
            int((one, other, row["kind"]) in driving),
            None,
        )
        for column, value in zip(found.values(), values, strict=True):
            column.append(value)
    for outside in _crossing(state, seen, another):
        for column, value in zip(found.values(), outside, strict=True):
            column.append(value)
    return found


def driving_ends(state: PlanState) -> set[tuple[int, int, str]]:
    """Return the driving relations as (row of the predecessor, row of the successor, type)."""
    dates = state.answer.dates
    if dates is None:
        return set()
    chosen = np.flatnonzero(driving_relations(dates))
    network = dates.network
    ends = zip(network.pred[chosen].tolist(), network.succ[chosen].tolist(), network.kind[chosen].tolist(), strict=True)
    return {(p, s, Kind(k & 3).name) for p, s, k in ends}


def _crossing(state: PlanState, seen: Container[str], another: str) -> Iterable[tuple[Any, ...]]:
    """Yield relations with the other end in another project, named where it may be."""
    rows = Relation.objects.filter(crosses=True).order_by("id")
    columns = ("id", "kind", "lag", "lag_kind")
    into = rows.filter(plan=state.plan).values_list(
        *columns, "successor_id", "predecessor__plan__project__code", name_in("predecessor__")
    )
    out = rows.filter(predecessor__plan=state.plan).values_list(
        *columns, "predecessor_id", "plan__project__code", name_in("successor__")
    )
    for pk, kind, lag, lag_kind, own, code, name in [*into, *out]:
        if own in state.position:
            at = state.position[own]
            yield pk, at, at, kind, lag, lag_kind, 0, f"{code}: {name}" if code in seen else another


def plan_of(state: PlanState) -> dict[str, Any]:
    """Return the head of the plan."""
    ends = [end for end in state.columns[1] if end is not None]
    return {
        "version": state.plan.version,
        "minutes_per_day": state.frame.project.minutes_per_day,
        "start": state.plan.start,
        "finish": max(ends, default=state.plan.start),
        "status_date": state.plan.status_date,
        "policy": state.plan.policy,
    }
