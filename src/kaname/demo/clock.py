"""The demo's own time: whatever is written while it stands is written at that moment, the same in every building."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

TOKYO = ZoneInfo("Asia/Tokyo")


class Clock:
    """Stands at a moment; each look moves it on by a second, so that events keep their order."""

    def __init__(self) -> None:
        """Begin before the company did anything."""
        self._moment = datetime(2026, 4, 1, tzinfo=UTC)

    def set(self, day: date, hour: float = 9.0) -> None:
        """Stand at an hour of a day in Japan."""
        at = datetime.combine(day, time(), TOKYO) + timedelta(hours=hour)
        self._moment = max(self._moment, at.astimezone(UTC))

    def now(self) -> datetime:
        """Return the moment."""
        self._moment += timedelta(seconds=1)
        return self._moment


@contextmanager
def demo_time() -> Iterator[Clock]:
    """Let Django ask a clock of ours what time it is; only in the process that builds the demo."""
    clock, real = Clock(), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
