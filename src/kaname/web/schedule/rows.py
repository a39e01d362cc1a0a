"""Rows of long lists, as texts: ten thousand of them must not each ask filters of the template."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kaname.domains.core.instants import TICKS_A_DAY
from kaname.web.templatetags.marks import days, percent, plan_finish, plan_start, short_date

COLUMNS = (
    "pk",
    "plan__project__code",
    "plan__project__minutes_per_day",
    "wbs",
    "shown_name",
    "start",
    "finish",
    "duration",
    "percent_complete",
    "total_float",
    "critical",
)
"""What of an activity a row is made of."""


class Row(NamedTuple):
    """An activity in a list."""

    key: str
    code: str
    wbs: str
    name: str
    start: str
    finish: str
    duration: str
    percent: str
    total_float: str
    critical: bool


def shown(rows: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Return rows of values (see COLUMNS) as texts; days that come again are written once."""
    starts: dict[int | None, str] = {}
    finishes: dict[int | None, str] = {}
    spans: dict[tuple[int | None, int], str] = {}
    found = []
    for pk, code, minutes, wbs, name, start, finish, duration, done, total_float, critical in rows:
        first = None if start is None else start // TICKS_A_DAY
        last = None if finish is None else (finish - 1) // TICKS_A_DAY
        if first not in starts:
            starts[first] = short_date(plan_start(start))
        if last not in finishes:
            finishes[last] = short_date(plan_finish(finish))
        for ticks in (duration, total_float):
            if (ticks, minutes) not in spans:
                spans[ticks, minutes] = days(ticks, minutes)
        length, room = spans[duration, minutes], spans[total_float, minutes]
        found.append(
            Row(str(pk), code, wbs, name, starts[first], finishes[last], length, percent(done or 0), room, critical)
        )
    return found
