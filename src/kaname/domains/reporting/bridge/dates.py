"""What the delivery axis is judged by, from frozen rows: slip, SPI(t), the worst critical milestone, lost float."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_MINUTE, finish_date_of
from kaname.domains.reporting.bridge.frozen import Frozen, Numbers, evening_of
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.rules import Delivery

DAY = 480 * TICKS_A_MINUTE
_MOST = 50


def deliveries(plans: Mapping[int, Frozen], spi_t: Mapping[int, float]) -> dict[int, Delivery]:
    """Return, by project, what its dates say; ``spi_t`` of earned value where there is one, else of the durations."""
    slips, negative = _slips(plans), _negative(plans)
    return {key: _delivery(f, slips.get(key), negative.get(key, ()), spi_t.get(key)) for key, f in plans.items()}


def _delivery(found: Frozen, slip: float | None, negative: tuple[str, ...], spi_t: float | None) -> Delivery:
    said = {r.get("sentence_key"): r for r in found.answer.get("health_reasons") or ()}
    missed = tuple(said["deadline-missed"]["rows"]) if "deadline-missed" in said else ()
    return Delivery(
        found.answer.get("finish") is not None,
        slip,
        duration_spi_t(found) if spi_t is None else spi_t,
        _worst_milestone(found),
        negative,
        missed,
        bool(missed) or "deadlines-kept" in said,
    )


def told_days(found: Frozen, key: str) -> float | None:
    """Return the days of a reason that the plan's own recalculation gave, on its own calendar."""
    for reason in found.answer.get("health_reasons") or ():
        if reason.get("sentence_key") == key:
            return float(reason["params"]["days"])
    return None


def _slips(plans: Mapping[int, Frozen]) -> dict[int, float]:
    """Return the slips: as the plan's own calendar gave them, else counted on the country's."""
    found = {key: days for key, f in plans.items() if (days := told_days(f, "slip")) is not None}
    ends = {
        key: (f.answer["baseline_finish"], f.answer["finish"])
        for key, f in plans.items()
        if key not in found and f.answer.get("finish") and f.answer.get("baseline_finish")
    }
    first, last = ([finish_date_of(end[i]) for end in ends.values()] for i in (0, 1))
    return found | {key: float(n) for key, n in zip(ends, working_days(first, last), strict=True)}


def _worst_milestone(found: Frozen) -> tuple[str, str, float] | None:
    """Return the critical milestone still to come that slips most."""
    finish, percent, _, critical = found.now
    late = found.milestone & (percent < 100) & (critical > 0) & (finish > found.promised[1])
    rows = np.flatnonzero(late)
    if not rows.size:
        return None
    row = int(rows[np.argmax((finish - found.promised[1])[rows])])
    days = told_days(found, "milestone-slip")
    if days is None:
        ends = finish_date_of(int(found.promised[1][row])), finish_date_of(int(finish[row]))
        days = float(working_days([ends[0]], [ends[1]])[0])
    uid = found.uids[row]
    return uid, found.name_of(uid), days


def _negative(plans: Mapping[int, Frozen]) -> dict[int, tuple[str, ...]]:
    """Return the open activities with negative float; a query only where there are any, to leave summaries out."""
    found = {
        f.plan: [uid for uid, r in f.rows.items() if (r[3] or 0) < -DAY / 2 and (r[2] or 0) < 100]
        for f in plans.values()
    }
    some = {plan for plan, uids in found.items() if uids}
    kinds: dict[int, set[str]] = {}
    if some:
        rows = Activity.objects.filter(plan__in=some, kind="summary").order_by()
        for plan, uid in rows.values_list("plan_id", "uid"):
            kinds.setdefault(plan, set()).add(uid)
    return {
        key: tuple(uid for uid in found[f.plan] if uid not in kinds.get(f.plan, ()))[:_MOST]
        for key, f in plans.items()
        if f.plan in some
    }


def behind(found: Frozen) -> dict[str, list[str]]:
    """Return what stands behind a slip (the activity that drives the finish) and an SPI (what should be done)."""
    finish, percent, _, _ = found.now
    status = found.answer.get("status_date") or evening_of(found.day)
    due = np.flatnonzero((percent < 100) & (found.promised[1] <= status) & (finish > 0))
    driver = (found.answer.get("driver") or {}).get("uid")
    return {"slip": [driver] if driver else [], "spi": [found.uids[i] for i in due]}


def duration_spi_t(found: Frozen) -> float | None:
    """Return SPI(t) weighted by duration: when the baseline wanted what is done, over now (specification 5.3).

    The planned curve bends only where an activity begins or ends, so that interpolating it is exact. O(n log n).
    """
    starts, ends = found.promised
    _, percent, _, _ = found.now
    spans = np.maximum(ends - starts, 0.0)
    status: Any = found.answer.get("status_date") or evening_of(found.day)
    if not spans.sum() or not (percent < 100).any() or status - starts.min() < DAY:
        return None
    points, planned = _curve(starts, ends)
    earned = float((np.minimum(percent, 100.0) / 100 * spans).sum())
    after = min(int(np.searchsorted(planned, earned - 1e-6)), points.size - 1)
    rise = planned[after] - planned[after - 1] if after else 0.0
    part = (earned - planned[after - 1]) / rise if rise > 0 else 1.0
    when = points[after - 1] + part * (points[after] - points[after - 1]) if after else points[0]
    return float((when - points[0]) / (status - points[0]))


def _curve(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Return the instants at which the planned curve bends, and what is planned by then."""
    instants = np.concatenate([starts, np.maximum(starts, ends)])
    order = np.argsort(instants, kind="stable")
    running = np.cumsum(np.where(order < starts.size, 1.0, -1.0))
    points = instants[order]
    return points, np.concatenate([[0.0], np.cumsum(running[:-1] * np.diff(points))])
