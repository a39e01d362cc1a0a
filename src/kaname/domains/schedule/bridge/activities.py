"""Activities as rows and back.

``Activity.extras``: the fields of a document's activity without a column, by their names, where they differ from the
usual (``baselines`` apart, which are rows); ``number`` where it does not follow from the position; ``parent_id`` where
the parent is not in the plan; ``exact`` (see :mod:`columns`).
"""

from collections.abc import Container, Iterable
from typing import Any

from kaname.domains.schedule.bridge.columns import (
    EXACT,
    Column,
    choice,
    given_back,
    held,
    identifier,
    instant,
    limited,
    minutes_of,
    plain_column,
    span,
    text,
    ticks_of_minutes,
)
from kaname.domains.schedule.bridge.plain import rest_of, revived
from kaname.exchange import document as exchange

COLUMNS = (
    identifier("id", "uid"),
    text("name", 500),
    text("wbs", 100),
    limited("outline_level", 0, 32767),
    choice("kind", exchange.ActivityKind),
    plain_column("active"),
    plain_column("manual"),
    Column("duration", "duration", lambda minutes: max(ticks_of_minutes(minutes), 0), minutes_of),
    plain_column("elapsed"),
    span("remaining_duration"),
    span("actual_duration"),
    choice("constraint", exchange.Constraint),
    instant("constraint_date"),
    instant("deadline"),
    limited("percent_complete", 0.0, 100.0),
    plain_column("physical_percent_complete", "physical_percent"),
    instant("actual_start"),
    instant("actual_finish"),
    instant("manual_start"),
    instant("manual_finish"),
    span("work"),
    limited("priority", 0, 32767),
    text("notes", 1_000_000),
)
NAMES = tuple(c.column for c in COLUMNS)
_ELSEWHERE = frozenset({*(c.field for c in COLUMNS), "parent_id", "calendar_id", "number", "baselines"})


def row_of(
    activity: exchange.Activity, usual_number: int | None, known: Container[str], calendars: Container[str]
) -> dict[str, Any]:
    """Return the values of an activity's row; parent and calendar are joined by whoever saves it."""
    values, exact = held(COLUMNS, activity)
    extras = rest_of(activity, _ELSEWHERE)
    if activity.number != usual_number:
        extras["number"] = activity.number
    if activity.parent_id is not None and activity.parent_id not in known:
        extras["parent_id"] = activity.parent_id
    if activity.calendar_id is not None and activity.calendar_id not in calendars:
        extras["calendar_id"] = activity.calendar_id
    if exact:
        extras[EXACT] = exact
    return {**values, "extras": extras}


def fields_of(values: Iterable[Any], extras: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a document's activity from the values of NAMES and its extras."""
    found = given_back(COLUMNS, values, extras.get(EXACT))
    if extras:
        found.update(revived(exchange.Activity, {k: v for k, v in extras.items() if k != EXACT}))
    return found
