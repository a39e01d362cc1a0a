"""The plan's own computed columns."""

from typing import Any

import numpy as np

from kaname.domains.schedule.bridge.computing import Answer
from kaname.domains.schedule.bridge.driver import driver_of
from kaname.domains.schedule.bridge.measures import Mask, Measures
from kaname.domains.schedule.rules import Delivery, Thresholds, health_of
from kaname.engine import health as dcma
from kaname.engine.diagnostics import Severity
from kaname.engine.network import NONE
from kaname.exchange.compile import RESOLUTION
from kaname.exchange.document import Activity
from kaname.exchange.kaname_json.encoding import plain
from kaname.exchange.plan_health import health_facts

_MOST_PROBLEMS = 200
_NEAR_TICKS = 0.5


def measures_of(answer: Answer, reference: int, own: int) -> Measures | None:
    """Return an answer's measures; None where the plan has no dates."""
    if answer.dates is None:
        return None
    day = answer.document.project.minutes_per_day * RESOLUTION
    return Measures(answer, answer.dates, reference, day or 4800.0, own)


def summary_of(answer: Answer, measures: Measures | None, limits: Thresholds) -> dict[str, Any]:
    """Return the values of the plan's computed columns."""
    problems = plain([d for d in answer.problems if d.severity is not Severity.INFO][:_MOST_PROBLEMS])
    health, reasons = health_of(delivery_of(measures), limits)
    common = {"problems": problems, "computed_health": str(health), "health_reasons": reasons}
    if measures is None:
        count = sum(a.kind != "summary" for a in answer.document.activities)
        return {**_UNKNOWN, "activity_count": count, **common}
    late = measures.dates.late_finish[: measures.own][measures.counted]
    floats = measures.dates.total_float[: measures.own][measures.open]
    return {
        "finish": measures.project_finish,
        "late_finish": int(late.max()) if late.size else None,
        "baseline_finish": measures.baseline_finish,
        "activity_count": int(measures.counted.sum()),
        "critical_count": int((measures.open & measures.dates.critical[: measures.own]).sum()),
        "late_count": int(measures.late.sum()),
        "overdue_count": int(measures.overdue.sum()),
        "percent_complete": measures.percent_complete,
        "planned_percent": measures.planned_at(measures.reference),
        "total_float": int(floats.min()) if floats.size else None,
        "driver": driver_of(measures),
        **common,
    }


_UNKNOWN: dict[str, Any] = {
    "finish": None,
    "late_finish": None,
    "baseline_finish": None,
    "critical_count": 0,
    "late_count": 0,
    "overdue_count": 0,
    "percent_complete": 0.0,
    "planned_percent": None,
    "total_float": None,
    "driver": {},
}


def delivery_of(measures: Measures | None) -> Delivery:
    """Return what the delivery axis is judged by."""
    if measures is None:
        return Delivery(scheduled=False)
    rows = measures.answer.document.activities
    negative = measures.open & (measures.dates.total_float[: measures.own] < -_NEAR_TICKS * measures.day)

    def ids(mask: Mask) -> tuple[str, ...]:
        return tuple(rows[i].id for i in np.flatnonzero(mask))

    deadlines = measures.dates.network.column("deadline")[: measures.own] != NONE
    worst = _worst_milestone(measures)
    return Delivery(
        True,
        measures.slip,
        measures.spi_t,
        worst and (worst[0].id, worst[0].name, worst[1]),
        ids(negative),
        ids(measures.missed),
        bool((measures.counted & deadlines).any()),
        str(worst[0].fields.get("name_en") or "") if worst else "",
    )


def _worst_milestone(measures: Measures) -> tuple[Activity, float] | None:
    """Return the critical milestone still to come that slips most."""
    critical = measures.milestone & measures.open & measures.dates.critical[: measures.own] & measures.has_promise
    rows = np.flatnonzero(critical & (measures.finish > measures.promised[1]))
    if not rows.size:
        return None
    worst = int(rows[np.argmax(measures.finish[rows] - measures.promised[1][rows])])
    slip = measures.days_between(worst, int(measures.promised[1][worst]), int(measures.finish[worst]))
    return measures.answer.document.activities[worst], slip


def dcma_of(answer: Answer, limits: Thresholds) -> list[dict[str, Any]]:
    """Return the fourteen checks; rows as the document's ids, the first fifty."""
    if answer.dates is None or answer.compiled is None:
        return []
    facts = health_facts(answer.compiled, answer.dates)
    facts.thresholds = dcma.Thresholds(long_days=limits.long_days, high_float_days=limits.high_float_days)
    rows = answer.document.activities
    return [
        {
            "check": f.check,
            "name": f.name,
            "kind": f.kind,
            "value": None if f.value is None else float(f.value),
            "threshold": float(f.threshold),
            "passed": None if f.passed is None else bool(f.passed),
            "count": len(f.rows),
            "rows": [rows[i].id for i in f.rows[:50]],
        }
        for f in dcma.assess(facts)
    ]
