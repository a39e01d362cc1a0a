"""What an edit of a plan changed, row by row: the log keeps both sides as lists of rows."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kaname.web.templatetags.marks import days, plan_finish, plan_start, short_date

STARTS = {"start", "late_start", "actual_start", "manual_start", "constraint_date", "status_date"}
FINISHES = {"finish", "late_finish", "baseline_finish", "actual_finish", "manual_finish", "deadline", "must_finish_by"}
SPANS = {"duration", "remaining_duration", "actual_duration", "total_float", "free_float", "work"}
TABLES = {
    "activity": "schedule.activity",
    "relation": "schedule.relation",
    "assignment": "schedule.assignment",
}


class Edited(NamedTuple):
    """One value of one row, before and after."""

    table: str
    key: int | None
    row: str
    name: str
    before: Any
    after: Any


def edited(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Edited]:
    """Yield what differs between the rows of two sides; a row that came or went is one change."""
    for one, other in zip(before.get("changes", ()), after.get("changes", ()), strict=False):
        table, row, key = TABLES.get(other["table"], ""), other["name"], other.get("id")
        old, new = one["values"], other["values"]
        if old is None or new is None:
            sides = (_("absent") if side is None else _("present") for side in (old, new))
            yield Edited(table, key, row, "", *sides)
            continue
        for name in new:
            if old.get(name) != new[name]:
                yield Edited(table, key, row, name, old.get(name), new[name])


def in_words(name: str, value: Any) -> Any:
    """Return a plan's ticks as people read them; anything else as it is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    if name in STARTS:
        return short_date(plan_start(value))
    if name in FINISHES:
        return short_date(plan_finish(value))
    return days(value) if name in SPANS else value
