"""What comes next in a plan held in memory: as :mod:`queries.plans` reads it from rows, of any state of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.names import spoken
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Relation
from kaname.domains.schedule.queries.plans import MILESTONES

_COLUMNS = (
    "name", "wbs", "uid", "kind", "extras", "notes", "percent_complete", "actual_start", "actual_finish", "parent_id",
)  # fmt: skip
_TO_START = ("SS", "SF")


@dataclass(frozen=True, slots=True)
class Wait:
    """What an activity waits for; ``code``: the project where that is another, None where it is not known."""

    name: str
    finish: int | None
    crosses: bool = False
    code: str | None = None


def shown(state: PlanState, pk: int) -> Activity:
    """Return a row as an activity that is not saved, with its computed columns."""
    row = state.activities[pk]
    computed = {name: state.computed(pk, name) for name in ("start", "finish", "total_float", "critical")}
    return Activity(pk=pk, **{name: row[name] for name in _COLUMNS}, **computed)


def coming(state: PlanState, last: date) -> list[Activity]:
    """Return the open activities that begin up to a day, or should have begun already; summaries apart."""
    end = ticks_of_date(last) + TICKS_A_DAY
    found = [pk for pk in _open(state) if (start := state.computed(pk, "start")) is not None and start < end]
    return [shown(state, pk) for pk in sorted(found, key=lambda pk: state.computed(pk, "start"))]


def milestones(state: PlanState) -> list[Activity]:
    """Return the milestones by date."""
    rows = [pk for pk in state.order if state.activities[pk]["kind"] in MILESTONES and state.activities[pk]["active"]]
    found = [shown(state, pk) for pk in rows]
    return sorted(found, key=lambda a: (a.finish is None, a.finish))


def unmet(state: PlanState, wanted: list[Activity]) -> dict[int, list[Wait]]:
    """Return by activity what it waits for: predecessors of it that were not done."""
    asked = {a.pk for a in wanted}
    found: dict[int, list[Wait]] = {}
    for row in state.relations.values():
        before = state.activities[row["predecessor_id"]]
        done = before["actual_start" if row["kind"] in _TO_START else "actual_finish"]
        if row["successor_id"] in asked and done is None:
            shown_before = shown(state, row["predecessor_id"])
            found.setdefault(row["successor_id"], []).append(Wait(spoken(shown_before), shown_before.finish))
    codes = codes_outside(state)
    points = {a.id: a for a in state.outside.activities}
    for successor, relation in state.outside.links:
        point = points[relation.predecessor_id]
        if successor in asked and point.actual_finish is None:
            found.setdefault(successor, []).append(Wait(point.name, None, crosses=True, code=codes.get(point.id)))
    return found


def without_predecessor(state: PlanState) -> list[Activity]:
    """Return open activities that nothing leads to, nor to a summary above them; the first of the plan is let off."""
    linked = {row["successor_id"] for row in state.relations.values()} | {pk for pk, _ in state.outside.links}
    starts = [s for s in state.columns[0] if s is not None]
    first = min(starts, default=None)

    def led_to(pk: int | None) -> bool:
        while pk is not None:
            if pk in linked:
                return True
            pk = state.activities[pk]["parent_id"]
        return False

    rows = [pk for pk in _open(state) if state.activities[pk]["actual_start"] is None and not led_to(pk)]
    return [shown(state, pk) for pk in rows if state.computed(pk, "start") != first]


def _open(state: PlanState) -> list[int]:
    rows = state.activities
    return [
        pk
        for pk in state.order
        if rows[pk]["active"] and rows[pk]["actual_finish"] is None and rows[pk]["kind"] != ActivityKind.SUMMARY
    ]


def codes_outside(state: PlanState) -> Mapping[str, str]:
    """Return the projects of the ends that stand for other plans' activities; a relation that is gone has none."""
    keys = {int(a.id.rsplit("-", 1)[1]): a.id for a in state.outside.activities}
    rows = Relation.objects.filter(pk__in=keys).values_list("pk", "predecessor__plan__project__code")
    return {keys[pk]: code for pk, code in rows}
