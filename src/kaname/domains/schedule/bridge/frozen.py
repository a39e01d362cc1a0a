"""A plan as it stood on a closed report date: its rows in memory again, exactly as they were.

What is kept is the state that the schedule was computed from, and the dates that came out of it. So a page of that day
shows what was frozen, and a simulation of that day computes from what was known then: activities, relations,
durations, remaining work, people, calendars, and the ends of relations from other projects. Names of people and of
other projects are those of now.
"""

import json
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

from kaname.domains.schedule.bridge import packing, reading
from kaname.domains.schedule.bridge.outside import Outside
from kaname.domains.schedule.bridge.state import ACTIVITY, ASSIGNMENT, RELATION, PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Plan, PlanSnapshot, ProgressDate
from kaname.domains.schedule.models.activity import english_of

PLAN = (
    "calendar_id", "start", "must_finish_by", "status_date", "policy", "format", "options", "extras", "version",
    "finish", "baseline_finish",
)  # fmt: skip
"""What of the plan's head is kept: what the schedule is computed from, and its answer."""


def kept_of(state: PlanState) -> dict[str, Any]:
    """Return the columns of a PlanSnapshot of a scheduled plan. O(rows)."""
    content = {
        "plan": {name: getattr(state.plan, name) for name in PLAN},
        "activities": [[pk, *(state.activities[pk][name] for name in ACTIVITY)] for pk in state.order],
        "relations": [[pk, *(row[name] for name in RELATION)] for pk, row in sorted(state.relations.items())],
        "assignments": [[pk, *(row[name] for name in ASSIGNMENT)] for pk, row in sorted(state.assignments.items())],
        "columns": state.columns,
        "entries": state.entries,
        "waits": [pk for pk, _relation in state.outside.links],
    }
    whole = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    beside = [relation for _pk, relation in state.outside.links]
    frame = replace(state.frame, activities=state.outside.activities, relations=beside)
    return {
        "content": zlib.compress(whole.encode()),
        "frame": packing.pack(frame),
        "assigned": list(_assigned(state)),
    }


def _assigned(state: PlanState) -> Iterator[list[Any]]:
    """Yield who is to do what; what is not active, and summaries, take nobody's time."""
    tentative = dict(state.plan.assignments.values_list("pk", "tentative"))
    for pk in sorted(state.assignments):
        row = state.assignments[pk]
        activity = state.activities[row["activity_id"]]
        if activity["active"] and activity["kind"] != ActivityKind.SUMMARY:
            names = activity["name"], english_of(activity["extras"])
            yield [activity["uid"], *names, row["resource_id"], row["units"], row["work"], tentative.get(pk, False)]


def state_at(frozen: ProgressDate) -> PlanState | None:
    """Return a plan's state as it was frozen; None for a date that was closed before whole plans were kept."""
    kept = PlanSnapshot.objects.filter(progress_date=frozen).first()
    if kept is None:
        return None
    content = json.loads(zlib.decompress(kept.content))
    plan = _plan_then(frozen.plan, content["plan"])
    whole = packing.unpack(bytes(kept.frame))
    outside = Outside(whole.activities, list(zip(content["waits"], whole.relations, strict=True)))
    rows = content["activities"]
    ids = reading.CalendarIds(plan, [row[2] for row in rows], [])
    made = reading.activities_of(plan, rows, ids)
    state = PlanState(
        plan,
        replace(whole, activities=[], relations=[]),
        ids,
        [row[0] for row in rows],
        _table(rows, ACTIVITY),
        _table(content["relations"], RELATION),
        _table(content["assignments"], ASSIGNMENT),
        {row[0]: activity for row, activity in zip(rows, made, strict=True)},
        outside,
        content["entries"],
    )
    state.columns = content["columns"]
    return state


def turned_back(state: PlanState, frozen: ProgressDate) -> PlanState:
    """Return the plan's present rows with dates and progress of a report date of which no more was kept; rows that came
    later keep those of now.
    """
    columns, rows = [list(column) for column in state.columns], dict(state.activities)
    for i, pk in enumerate(state.order):
        then = frozen.rows.get(rows[pk]["uid"])
        if then is not None:
            columns[0][i], columns[1][i], percent, columns[4][i], columns[6][i] = then
            done = rows[pk]["actual_finish"] if (percent or 0) >= 100 else None
            rows[pk] = rows[pk] | {"percent_complete": percent, "actual_finish": done}
    shown = replace(state, activities=rows)
    shown.columns = columns
    return shown


def _plan_then(plan: Plan, values: dict[str, Any]) -> Plan:
    """Return the head as it was; the row of now is left alone."""
    then = copy(plan)
    for name, value in values.items():
        setattr(then, name, value)
    return then


def _table(rows: list[list[Any]], names: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
