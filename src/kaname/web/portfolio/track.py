"""The timeline of all milestones: time to pixels, months, and what is drawn in each project's lane."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kaname.domains.reporting.queries.board import Row
from kaname.domains.reporting.queries.milestones import Milestone

WIDTH = 1080.0
LETTER = 13.5
CHOICES = (6, 12, 24)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the axis."""

    x: float
    day: date
    labelled: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is shown."""

    first: date
    last: date
    now: date
    months: int

    @classmethod
    def around(cls, now: date, months: str) -> "Window":
        """Return a window that begins the month before ``now``."""
        count = int(months) if months in {str(c) for c in CHOICES} else 12
        first = (now.replace(day=1) - timedelta(days=1)).replace(day=1)
        return cls(first, _months_later(first, count), now, count)

    def x(self, day: date) -> float:
        """Return where a day stands, its evening at the right."""
        return round((day - self.first).days / max((self.last - self.first).days, 1) * WIDTH, 1)

    @property
    def today_x(self) -> float:
        """Return where the line of today stands."""
        return self.x(self.now)

    @property
    def ticks(self) -> list[Tick]:
        """Return the months of the axis; the labels keep a distance."""
        days = [_months_later(self.first, i) for i in range(self.months)]
        return [Tick(self.x(d), d, self.months <= 12 or d.month % 3 == 1) for d in days]

    @property
    def choices(self) -> tuple[int, ...]:
        """Return the lengths a reader may choose."""
        return CHOICES


def _months_later(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


@dataclass(slots=True)
class Mark:
    """A milestone in a lane; ``label`` is empty where there is no room for it."""

    x: float
    milestone: Milestone
    state: str
    label: str = ""


@dataclass(slots=True)
class Lane:
    """One project on the timeline: its run up to the finish, the promised finish, its milestones."""

    row: Row
    end: float | None = None
    promised: float | None = None
    marks: list[Mark] = field(default_factory=list)


def tracks(rows: Sequence[Row], milestones: dict[int, list[Milestone]], window: Window) -> list[Lane]:
    """Return a lane for every row."""
    return [_lane(row, milestones.get(row.plan_key or 0, []), window) for row in rows]


def _lane(row: Row, milestones: list[Milestone], window: Window) -> Lane:
    lane = Lane(row)
    if row.finish:
        lane.end = min(max(window.x(row.finish), 0.0), WIDTH)
    if row.baseline and window.first <= row.baseline < window.last:
        lane.promised = window.x(row.baseline)
    lane.marks = [Mark(window.x(m.day), m, _state(m, window.now)) for m in milestones]
    for i, mark in enumerate(lane.marks):
        end = lane.marks[i + 1].x if i + 1 < len(lane.marks) else WIDTH + 60
        mark.label = _fitting(mark.milestone.name, int((end - mark.x - 16) / LETTER))
    return lane


def _fitting(name: str, room: int) -> str:
    """Return as much of a name as fits before the next milestone; nothing where that would be too little."""
    if len(name) <= room:
        return name
    return f"{name[: room - 1]}…" if room >= 4 else ""


def _state(milestone: Milestone, now: date) -> str:
    if milestone.done:
        return "done"
    return "late" if milestone.day < now or (milestone.slip or 0) > 0 else "ahead"
