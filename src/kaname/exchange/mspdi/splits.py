"""Interruptions of work, as the amounts over time of the assignments show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from kaname.exchange.calendar_days import shifts_of
from kaname.exchange.document import Calendar

Spans = list[tuple[datetime, datetime]]
_LONGEST_GAP = timedelta(days=1500)


@dataclass(slots=True)
class WorkPattern:
    """When people of one task work, and when the file says that they do not."""

    busy: Spans = field(default_factory=list)
    idle: Spans = field(default_factory=list)

    def splits(self) -> Spans:
        """Return the idle spans, joined, less every span in which somebody works, and only between work."""
        if not self.busy or not self.idle:
            return []
        busy = joined(self.busy)
        first, last = busy[0][0], busy[-1][1]
        pieces = [
            piece
            for start, finish in joined(self.idle)
            for piece in _without((max(start, first), min(finish, last)), busy)
        ]
        return joined(pieces)


def joined(spans: Spans) -> Spans:
    """Return the spans in order, those that touch or overlap made one."""
    found: Spans = []
    for start, finish in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(finish, found[-1][1]))
        else:
            found.append((start, finish))
    return found


def _without(span: tuple[datetime, datetime], busy: Spans) -> Spans:
    start, finish = span
    found: Spans = []
    for first, last in busy:
        if last <= start or first >= finish:
            continue
        if first > start:
            found.append((start, first))
        start = max(start, last)
    return [*found, (start, finish)] if start < finish else found


def works_within(
    calendar: Calendar | None, calendars: Mapping[str, Calendar], start: datetime, finish: datetime
) -> bool:
    """Tell whether a calendar has working time between two instants; recurring exceptions are not looked at.

    A gap longer than four years is working time for sure. O(days of the gap).
    """
    if calendar is None or finish - start > _LONGEST_GAP:
        return True
    day = start.date()
    while day <= finish.date():
        midnight = datetime.combine(day, time())
        for first, last in shifts_of(calendar, calendars, day):
            if midnight + timedelta(minutes=first) < finish and midnight + timedelta(minutes=last) > start:
                return True
        day += timedelta(days=1)
    return False
