"""When an exception of an MSPDI calendar repeats."""

from lxml import etree

from kaname.engine.diagnostics import warning
from kaname.exchange.document import Recurrence
from kaname.exchange.mspdi.values import Row

KINDS = {
    1: "daily",
    2: "yearly_day",
    3: "yearly_nth",
    4: "monthly_day",
    5: "monthly_nth",
    6: "weekly",
    7: "daily",
    8: "daily",  # every n workdays
    9: "",
}
_ITEMS = {0: 7, 1: 8, 2: 9, 3: 6, 4: 0, 5: 1, 6: 2, 7: 3, 8: 4, 9: 5}
"""MonthItem to a weekday, Monday = 0: 0 any day, 1 working day, 2 weekend day, 3 Sunday .. 9 Saturday."""


def read_recurrence(element: etree._Element, calendar: Row) -> Recurrence | None:
    """Return the rule of an exception; None for plain runs of days and for the old style."""
    row = Row(element, calendar.subject, calendar.problems)
    row.subject = calendar.subject
    number = row.integer("Type")
    if number is None:
        return None
    if number not in KINDS:
        row.problems.append(
            warning("mspdi-unknown-choice", row.subject, field="Exception.Type", value=number, expected=sorted(KINDS))
        )
        return None
    kind = KINDS[number]
    every = max(row.integer("Period") or 1, 1)
    if not kind or (kind == "daily" and every == 1 and number != 8):
        return None
    occurrences = row.integer("Occurrences") if row.flag("EnteredByOccurrences") else None
    found = Recurrence(kind, every, occurrences=occurrences or None, workdays_only=number == 8)
    _place(found, row)
    return found


def _place(found: Recurrence, row: Row) -> None:
    """Fill in which days of the week, month or year a rule means."""
    if found.kind == "weekly":
        bits = row.integer("DaysOfWeek") or 0
        found.weekdays = tuple(sorted((bit - 1) % 7 for bit in range(7) if bits >> bit & 1))
    if found.kind.endswith("_day"):
        found.day = row.integer("MonthDay") or 1
    if found.kind.endswith("_nth"):
        found.nth = (row.integer("MonthPosition") or 0) + 1
        found.nth_weekday = row.choice("MonthItem", _ITEMS, 7)
    if found.kind.startswith("yearly"):
        found.month = (row.integer("Month") or 0) + 1
        found.every = 1
