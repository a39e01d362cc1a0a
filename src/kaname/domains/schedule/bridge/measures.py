"""What a plan's answer amounts to: finish, progress, what is late, against the current baseline. Arrays by row."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.domains.schedule.bridge.computing import Answer
from kaname.engine.calendar_kernels import work_at
from kaname.engine.cpm import Schedule
from kaname.engine.days import instant_of
from kaname.engine.network import NONE, Flag
from kaname.exchange.compile import RESOLUTION

Mask = npt.NDArray[np.bool_]
Ticks = npt.NDArray[np.int64]


@dataclass(eq=False)
class Measures:
    """An answer with dates, judged at an instant. ``own``: how many rows are the plan's; those behind them stand for
    activities of other projects. ``day``: ticks of a working day.
    """

    answer: Answer
    dates: Schedule
    reference: int
    day: float
    own: int

    @cached_property
    def flags(self) -> Any:
        """The rows' flags."""
        return self.dates.network.column("flags")[: self.own]

    @cached_property
    def counted(self) -> Mask:
        """Rows that are work of their own: no summaries, nothing inactive."""
        return np.asarray(self.flags & int(Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK) == 0, np.bool_)

    @cached_property
    def milestone(self) -> Mask:
        """Milestones among them."""
        return np.asarray(self.counted & (self.flags & int(Flag.MILESTONE) != 0), np.bool_)

    @cached_property
    def done(self) -> Mask:
        """Rows that are finished."""
        finished = self.dates.network.column("actual_finish")[: self.own] != NONE
        return np.asarray(finished | (self.percent >= 100), np.bool_)

    @cached_property
    def open(self) -> Mask:
        """Work that remains."""
        return self.counted & ~self.done

    @cached_property
    def percent(self) -> npt.NDArray[np.float64]:
        """Percent complete of each row."""
        rows = self.answer.document.activities[: self.own]
        return np.array([a.percent_complete or 0.0 for a in rows], np.float64)

    @cached_property
    def start(self) -> Ticks:
        """Starts."""
        return self.dates.start[: self.own]

    @cached_property
    def finish(self) -> Ticks:
        """Finishes."""
        return self.dates.finish[: self.own]

    @cached_property
    def promised(self) -> tuple[Ticks, Ticks]:
        """Start and finish of the current baseline, NONE where a row has none."""
        rows = [a.baselines.get(0) for a in self.answer.document.activities[: self.own]]
        starts = [NONE if b is None or b.start is None else instant_of(b.start, RESOLUTION) for b in rows]
        ends = [NONE if b is None or b.finish is None else instant_of(b.finish, RESOLUTION) for b in rows]
        return np.array(starts, np.int64), np.array(ends, np.int64)

    @cached_property
    def has_promise(self) -> Mask:
        """Counted rows that the baseline knows."""
        starts, ends = self.promised
        return np.asarray(self.counted & (starts != NONE) & (ends != NONE), np.bool_)

    @cached_property
    def last(self) -> int:
        """The row that ends last; among equals the one with the least float, then the later one; -1 without rows."""
        rows = np.flatnonzero(self.counted)
        if not rows.size:
            return -1
        order = np.lexsort((rows, -self.dates.total_float[rows], self.finish[rows]))
        return int(rows[order[-1]])

    @cached_property
    def project_finish(self) -> int | None:
        """The last finish."""
        return int(self.finish[self.last]) if self.last >= 0 else None

    @cached_property
    def baseline_finish(self) -> int | None:
        """The last finish that was promised."""
        ends = self.promised[1][self.has_promise]
        return int(ends.max()) if ends.size else None

    @cached_property
    def late(self) -> Mask:
        """Open rows that end after their baseline, or after their deadline."""
        deadline = self.dates.network.column("deadline")[: self.own]
        missed = (deadline != NONE) & (self.finish > deadline)
        slipped = self.has_promise & (self.finish > self.promised[1] + self.day / 2)
        return np.asarray(self.open & (missed | slipped), np.bool_)

    @cached_property
    def missed(self) -> Mask:
        """Open rows that end after their deadline."""
        deadline = self.dates.network.column("deadline")[: self.own]
        return np.asarray(self.open & (deadline != NONE) & (self.finish > deadline), np.bool_)

    @cached_property
    def overdue(self) -> Mask:
        """Open rows that should have been finished by now: by the baseline, without one by the plan."""
        due = np.where(self.has_promise, self.promised[1], self.finish)
        return np.asarray(self.open & (due <= self.reference), np.bool_)

    @cached_property
    def weight(self) -> npt.NDArray[np.float64]:
        """What each row counts: its duration, 0 for what is no work."""
        return np.where(self.counted & ~self.milestone, self.dates.network.duration[: self.own], 0).astype(np.float64)

    @cached_property
    def percent_complete(self) -> float:
        """Percent of the duration of all work that is done."""
        whole = float(self.weight.sum())
        done = np.where(self.done, 100.0, self.percent)
        if whole:
            return float((done * self.weight).sum() / whole)
        return 100.0 if self.counted.any() and not self.open.any() else 0.0

    def planned_at(self, instant: float) -> float | None:
        """Return the percent that the baseline wanted done by an instant; None without a baseline."""
        rows = self.has_promise
        starts, ends = (column[rows].astype(np.float64) for column in self.promised)
        weights = np.maximum(ends - starts, 0)
        whole = float(weights.sum())
        if not whole:
            return None
        return float(np.clip(instant - starts, 0, ends - starts).sum() / whole * 100)

    @cached_property
    def spi_t(self) -> float | None:
        """SPI(t): when the baseline wanted what is done, over now, both from the baseline's start (spec 5.3)."""
        if not self.has_promise.any() or not self.open.any():
            return None
        begin, end = float(self.promised[0][self.has_promise].min()), float(self.baseline_finish or 0)
        actual_time = self.reference - begin
        if actual_time < self.day or not self.planned_at(end):
            return None
        earned = self._earned_of_promise()
        low, high = begin, end
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if (self.planned_at(middle) or 0.0) < earned else (low, middle)
        return (high - begin) / actual_time

    def _earned_of_promise(self) -> float:
        rows = self.has_promise
        spans = (self.promised[1] - self.promised[0])[rows].astype(np.float64)
        done = np.where(self.done, 100.0, self.percent)[rows]
        return float((done * spans).sum() / spans.sum()) if spans.sum() else 0.0

    def days_between(self, row: int, first: int, last: int) -> float:
        """Return the working days between two instants on a row's calendar; negative backwards."""
        tables, calendar = self.dates.network.tables, int(self.dates.network.column("calendar")[row])
        ends = [int(work_at(tables.tape, calendar, instant)) for instant in (first, last)]
        return round((ends[1] - ends[0]) / self.day, 1)

    @cached_property
    def slip(self) -> float | None:
        """Working days by which the finish lies behind the baseline's."""
        if self.baseline_finish is None or self.project_finish is None:
            return None
        return self.days_between(self.last, self.baseline_finish, self.project_finish)
