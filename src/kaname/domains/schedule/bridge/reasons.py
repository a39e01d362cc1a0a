"""Why an activity is where it is."""

from dataclasses import dataclass

from kaname.domains.schedule.bridge.gantt import driving_ends
from kaname.domains.schedule.bridge.state import PlanState
from kaname.engine.cpm.driving import why as what_sets


@dataclass(frozen=True, slots=True)
class Reason:
    """What sets an activity's start, and the numbers of the relations at it that drive."""

    key: str
    driving: frozenset[int] = frozenset()


def why(state: PlanState, pk: int) -> Reason:
    """Return why an activity begins when it does."""
    dates = state.answer.dates
    if dates is None:
        return Reason("unknown")
    ends = driving_ends(state)
    found = set()
    for number in state.relations_from.get(pk, ()):
        row = state.relations[number]
        place = state.position[row["predecessor_id"]], state.position[row["successor_id"]], row["kind"]
        if place in ends:
            found.add(number)
    return Reason(what_sets(dates, state.position[pk]), frozenset(found))
