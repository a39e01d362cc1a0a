"""Baselines of a file as rows and back. What rows do not hold exactly stands in the activity's ``exact["baselines"]``,
by the number of the Baseline row.
"""

from collections.abc import Iterable
from typing import Any

from kaname.domains.schedule.bridge.columns import EXACT, Column, given_back, held, instant, span
from kaname.exchange import document as exchange

COLUMNS = (
    instant("start"),
    instant("finish"),
    span("duration"),
    span("work"),
    Column("cost", "cost", float, float),
)
NAMES = tuple(c.column for c in COLUMNS)


def numbers_of(document: exchange.PlanDocument) -> list[int]:
    """Return the baselines that a document holds, the current one, 0, last: it is the newest."""
    found = {number for activity in document.activities for number in activity.baselines}
    return sorted(found, key=lambda number: (number == 0, number))


def row_of(activity: exchange.Activity, number: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the values of an activity's row in a baseline, and what they do not hold exactly; None without one."""
    baseline = activity.baselines.get(number)
    if baseline is None:
        return None
    return held(COLUMNS, baseline)


def baseline_of(number: int, row_number: int, values: Iterable[Any], extras: dict[str, Any]) -> exchange.Baseline:
    """Return a document's baseline from the values of NAMES and its activity's extras."""
    exact = (extras.get(EXACT) or {}).get("baselines", {}).get(str(row_number))
    return exchange.Baseline(number, **given_back(COLUMNS, values, exact))
