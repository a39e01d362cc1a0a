"""The calendar of a plan whose file has none."""

from datetime import date, timedelta

from kaname.engine.calendars import DayRules
from kaname.engine.diagnostics import Diagnostic
from kaname.engine.japanese_calendar import japanese_rules
from kaname.exchange.document import PlanDocument

_ABSTRACT = ("psplib", "rcp", "mm", "rangen")
_YEARS = 20


def default_rules(document: PlanDocument, problems: list[Diagnostic]) -> DayRules | None:
    """Return the rules of a plan without calendar: Japan's working days; None for plans of abstract time."""
    if document.format in _ABSTRACT:
        return None
    dates = [d for a in document.activities for d in (a.actual_start, a.constraint_date, a.stored.finish) if d]
    dates += [d for d in (document.project.start, document.project.finish) if d]
    first = min(dates).date() if dates else date(2001, 1, 1)
    last = max(dates).date() if dates else first
    rules, found = japanese_rules(first, last, first - timedelta(days=366), last + timedelta(days=366 * _YEARS))
    problems += found
    return rules
