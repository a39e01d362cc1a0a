"""Calendars that are based on each other in a circle."""

from collections.abc import Iterable, Sequence

from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.document import Calendar


def base_cycles(calendars: Sequence[Calendar]) -> Iterable[Diagnostic]:
    """Return an error for each circle of base calendars. O(calendars)."""
    bases = {calendar.id: calendar.base_id for calendar in calendars}
    names = {calendar.id: calendar.name or calendar.id for calendar in calendars}
    settled: set[str] = set()
    for start in bases:
        path: dict[str, None] = {}  # ordered
        current: str | None = start
        while current is not None and current in bases and current not in settled and current not in path:
            path[current] = None
            current = bases[current]
        if current is not None and current in path:
            circle = list(path)[list(path).index(current) :]
            yield error("calendar-base-cycle", current, calendars=[names[i] for i in circle])
        settled.update(path)
