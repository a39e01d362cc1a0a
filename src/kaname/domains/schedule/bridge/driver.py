"""What drives a plan's finish: back from the last activity along driving relations, and who added most to the slip."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.domains.schedule.bridge.measures import Measures
from kaname.engine.cpm.driving import driving_relations
from kaname.exchange.document import Activity

_LONGEST = 500
_NEAR = 0.5  # working days that count as none


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the driving chain, by how much it slipped, and how much of that is its own."""

    row: int
    slip: float | None
    added: float | None


def chain(measures: Measures) -> list[Step]:
    """Return the driving chain in time order, down to the activity that ends last."""
    network, dates = measures.dates.network, measures.dates
    rows: list[int] = []
    current = measures.last
    drives = driving_relations(dates)
    by_successor = np.argsort(network.succ[drives], kind="stable")
    succ, pred = network.succ[drives][by_successor], network.pred[drives][by_successor]
    while current >= 0 and current not in rows and len(rows) < _LONGEST:
        rows.append(current)
        low, high = np.searchsorted(succ, [current, current + 1])
        before = pred[low:high]
        current = int(before[np.argmax(dates.finish[before])]) if before.size else -1
    steps, carried = [], 0.0
    for row in reversed(rows):
        slip = _slip(measures, row)
        steps.append(Step(row, slip, None if slip is None else round(slip - carried, 1)))
        carried = carried if slip is None else slip
    return steps


def driver_of(measures: Measures) -> dict[str, Any]:
    """Return what to say of the finish: who moved it most, else what must be done next, else what ended it."""
    steps = [s for s in chain(measures) if s.row < measures.own]
    if not steps:
        return {}
    worst = max((s for s in steps if s.added is not None), key=lambda s: s.added or 0.0, default=None)
    if worst is not None and (worst.added or 0.0) > _NEAR and (measures.slip or 0.0) > _NEAR:
        return _told(measures, "driver-slip", worst.row, days=worst.added)
    following = next((s.row for s in steps if measures.open[s.row]), None)
    if following is not None:
        return _told(measures, "driver-next", following)
    return _told(measures, "driver-last", steps[-1].row)


def _told(measures: Measures, key: str, row: int, **params: Any) -> dict[str, Any]:
    activity = measures.answer.document.activities[row]
    return {
        "sentence_key": key,
        "params": {**named(activity, "activity"), **params},
        "name": activity.name,
        "uid": activity.id,
    }


def named(activity: Activity, key: str) -> dict[str, str]:
    """Return an activity's name as values of a sentence, its English twin beside it where it has one."""
    english = activity.fields.get("name_en")
    return {key: activity.name} | ({f"{key}_en": str(english)} if english else {})


def _slip(measures: Measures, row: int) -> float | None:
    if row >= measures.own or not measures.has_promise[row]:
        return None
    return measures.days_between(row, int(measures.promised[1][row]), int(measures.finish[row]))
