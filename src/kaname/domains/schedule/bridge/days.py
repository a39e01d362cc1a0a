"""Calendars of a plan as the chart shades them: the week, and the days that differ with their names."""

from typing import Any

from kaname.domains.core.instants import date_of
from kaname.domains.schedule.bridge.state import PlanState
from kaname.engine.calendars import DayRules
from kaname.engine.days import day_number, day_of
from kaname.engine.holidays_jp import national_holidays
from kaname.exchange.compile_calendars import occurrences, rules_of
from kaname.exchange.compile_defaults import default_rules
from kaname.exchange.document import Calendar

_BEFORE, _BEHIND = 200, 800  # days around the plan


def calendars_of(state: PlanState) -> list[dict[str, Any]]:
    """Return the plan's calendar and then those that activities may have, with the differing days around the plan.

    Kept with the state: edits do not change calendars.
    """
    if not state.shading:
        state.shading.extend(_calendars(state))
    return state.shading


def _calendars(state: PlanState) -> list[dict[str, Any]]:
    rules = rules_of(state.frame, [])
    by_id = {c.id: c for c in state.frame.calendars}
    first, last = _range(state)
    own = state.ids.of_plan
    usual = rules.get(own or "") or default_rules(state.frame, []) or DayRules()
    names = national_holidays(day_of(first), day_of(last))
    found = [_shown(usual, _names(own, by_id) or {day_number(d): n for d, n in names.items()}, first, last)]
    for pk in state.ids.selectable:
        calendar_id = state.ids.of(pk)
        if calendar_id in rules:
            found.append(_shown(rules[calendar_id], _names(calendar_id, by_id), first, last))
        else:
            found.append(found[0])
    return found


def _range(state: PlanState) -> tuple[int, int]:
    ends = [end for end in state.columns[1] if end is not None]
    first, last = date_of(state.plan.start), date_of(max(ends, default=state.plan.start))
    return day_number(first) - _BEFORE, day_number(last) + _BEHIND


def _shown(rules: DayRules, names: dict[int, str], first: int, last: int) -> dict[str, Any]:
    days = {str(d): [names.get(d, ""), _plain(s)] for d, s in sorted(rules.days.items()) if first <= d <= last}
    for span in rules.ranges:
        for number in range(max(span.first, first), min(span.last, last) + 1):
            days.setdefault(str(number), ["", _plain(span.week[(number + 3) % 7])])
    return {"name": rules.name, "week": [_plain(day) for day in rules.week], "days": days}


def _plain(shifts: Any) -> list[list[int]]:
    return [list(shift) for shift in shifts]


def _names(calendar_id: str | None, by_id: dict[str, Calendar]) -> dict[int, str]:
    """Return the names of a calendar's exceptional days, its bases' under its own."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    calendar = by_id.get(calendar_id or "")
    while calendar is not None and calendar.id not in seen:
        seen.add(calendar.id)
        for exception in calendar.exceptions:
            for day in occurrences(exception):
                found.setdefault(day_number(day), exception.name)
        calendar = by_id.get(calendar.base_id or "")
    return found
