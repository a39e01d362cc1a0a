"""What the health checks need of a document beside its schedule."""

import numpy as np

from kaname.engine.cpm import Schedule
from kaname.engine.days import instant_of
from kaname.engine.health import Facts
from kaname.engine.network import NONE
from kaname.exchange.compile import RESOLUTION, CompiledPlan
from kaname.exchange.document import Activity, Baseline


def health_facts(compiled: CompiledPlan, dates: Schedule) -> Facts:
    """Return the facts of a compiled plan: its current baseline, its people, its status date. O(activities)."""
    document, activities = compiled.document, compiled.activities
    baselines = [_baseline(a) for a in activities]
    finish = [NONE if b is None or b.finish is None else instant_of(b.finish, RESOLUTION) for b in baselines]
    duration = [NONE if b is None or b.duration is None else round(b.duration * RESOLUTION) for b in baselines]
    status = document.project.status_date
    staffed = {a.activity_id for a in document.assignments if a.resource_id is not None}
    return Facts(
        dates,
        document.project.minutes_per_day * RESOLUTION,
        NONE if status is None else instant_of(status, RESOLUTION),
        np.array(finish, np.int64) if any(b is not None for b in baselines) else None,
        np.array(duration, np.int64) if any(b is not None for b in baselines) else None,
        np.array([a.id in staffed or bool(a.cost) for a in activities], np.bool_) if document.resources else None,
    )


def _baseline(activity: Activity) -> Baseline | None:
    """Return the current baseline, number 0."""
    return activity.baselines.get(0)
