"""Working time to integer ticks and back, each in O(1) by cumulative tables.

A :class:`DayRules` says which minutes of which day are worked; :func:`compile_calendars` lays a set of them out over a
horizon of days as :class:`CalendarTables`, which Numba kernels read (:mod:`kaname.engine.calendar_kernels`).
:class:`WorkCalendar` is one of them, for people who write Python.

Units: an *instant* is ticks since 1970-01-01 00:00 local wall-clock time; *work* is ticks worked in this calendar since
the horizon's first day; ``resolution`` is ticks a minute (1, or 10 for Microsoft Project's tenths). Calendar 0 of every
set is continuous: its work equals the instant, so elapsed durations and plans without calendars need no table.
Outside the horizon a calendar runs on continuously, which keeps every function total and monotone; callers check
``CalendarTables.end`` and compile a longer horizon when a result lies beyond it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kaname.engine import calendar_kernels as kernels
from kaname.engine.days import MINUTES_A_DAY, Shifts, weekday

Ints = npt.NDArray[np.int64]
Smalls = npt.NDArray[np.int32]

CONTINUOUS = 0
ALL_DAY: Shifts = ((0, MINUTES_A_DAY),)
WEEKDAYS: Shifts = ((480, 720), (780, 1020))  # 8-12, 13-17
STANDARD_WEEK: tuple[Shifts, ...] = (WEEKDAYS,) * 5 + ((), ())
EVERY_DAY_WEEK: tuple[Shifts, ...] = (ALL_DAY,) * 7


@dataclass(frozen=True)
class WeekRange:
    """A week's pattern that holds from one day number to another, both included (Project's "work weeks")."""

    first: int
    last: int
    week: tuple[Shifts, ...]


@dataclass(frozen=True)
class DayRules:
    """What is worked when: exceptional days before ranges of weeks (the earlier range wins) before the usual week.

    ``week`` holds 7 days, Monday first. ``days`` maps day numbers to their shifts; an empty tuple is a day off.
    """

    week: tuple[Shifts, ...] = STANDARD_WEEK
    days: Mapping[int, Shifts] = field(default_factory=dict)
    ranges: tuple[WeekRange, ...] = ()
    name: str = ""

    def shifts(self, day: int) -> Shifts:
        """Return the working intervals of a day number."""
        if day in self.days:
            return self.days[day]
        for span in self.ranges:
            if span.first <= day <= span.last:
                return span.week[weekday(day)]
        return self.week[weekday(day)]

    def works(self) -> bool:
        """Tell whether any time is ever worked."""
        usual = any(self.week) or any(any(r.week) for r in self.ranges)
        return usual or any(self.days.values())


CONTINUOUS_RULES = DayRules(EVERY_DAY_WEEK, name="24h")


@dataclass(frozen=True, eq=False)
class CalendarTables:
    """C compiled calendars over the same W weeks, Monday to Sunday. Row 0 is the continuous calendar.

    ``tape`` is everything in one flat int64 array, which is what kernels read (a single array is cheap to hand on). A
    plan of twenty years with eight calendars takes some 300 kB: it stays in a core's own cache.

    - head: see :data:`HEAD`;
    - weeks: for each calendar W + 3 words, ``work before the week << LOW_BITS | where the week's pattern begins``; the
      last three hold all the work, and two that no work reaches;
    - week patterns: work before each of 8 days, where each of 7 days' patterns begins; then for each
      ``b << OPEN_SHIFT`` ticks and for each ``b << WORK_SHIFT`` work of the week, where in one of the two lists that
      follow the last shift is that is open by then. The lists have a word of each shift, a word of nothing before them
      and three that no instant of the week reaches behind: by opening, ``opens << LOW_BITS | work of the week before
      it``, then by work, ``work of the week before it << LOW_BITS | time not worked before it``;
    - day patterns: number of shifts, then for each shift (opens, closes, work of the day before it opens);
    - buckets: for each calendar, the first week that can hold work ``b << shift``; shifts: one a calendar.

    Two numbers in a word are one access to memory instead of two that wait for each other; comparing the word compares
    the high one.

    Buckets are so small that at most two steps lead from one to the shift or week sought in usual calendars; kernels
    take these two without branching, since a processor guesses wrong in a random network.
    """

    tape: Ints

    @property
    def first(self) -> int:
        """Return the first instant of the horizon."""
        return int(self.tape[0])

    @property
    def end(self) -> int:
        """Return the last instant of the horizon."""
        return int(self.tape[0] + 7 * self.tape[1] * self.tape[2])

    @property
    def resolution(self) -> int:
        """Return ticks a minute."""
        return int(self.tape[1]) // MINUTES_A_DAY

    @property
    def count(self) -> int:
        """Return the number of calendars, the continuous one included."""
        return int(self.tape[3])


HEAD = 12
"""Words of a tape's head: first instant; ticks of a day; W; C; where the weeks, the buckets and the shifts begin; the
magic number by which to multiply instead of dividing by the ticks of a week; OPEN_SHIFT and WORK_SHIFT; buckets a
calendar; words of a week pattern before its buckets of work."""

LOW_BITS = 28
"""Bits of the lower of two numbers in a word: a place on the tape, or ticks of a week. 34 remain for the higher one:
three thousand years in tenths of a minute."""

MAGIC_BITS = 46
"""A week is ``(ticks * magic) >> MAGIC_BITS``: exact while the product stays below 2**63, some 2,300 years
(Granlund and Montgomery 1994, division by invariant integers)."""

_BEYOND = 1 << (62 - LOW_BITS)


def compile_calendars(rules: Sequence[DayRules], first_day: int, last_day: int, resolution: int = 1) -> CalendarTables:
    """Lay out calendars over whole weeks from first_day's to last_day's; row 0 is added and continuous.

    The i-th of ``rules`` becomes calendar i + 1. O(calendars x days).
    """
    begin = first_day - weekday(first_day)
    weeks = max((last_day - begin) // 7 + 1, 1)
    days: dict[Shifts, int] = {ALL_DAY: 0}
    rows = np.zeros((len(rules) + 1, weeks * 7), np.int32)
    for c, rule in enumerate(rules, start=1):
        rows[c] = _pattern_rows(rule, begin, weeks * 7, days)
    kinds, week_rows = _distinct(rows.reshape(-1, 7), len(days))
    blocks, places, totals = _day_blocks(days, resolution)
    day_ticks = MINUTES_A_DAY * resolution
    before = np.zeros((rows.shape[0], weeks + 1), np.int64)
    np.cumsum(totals[rows].reshape(rows.shape[0], weeks, 7).sum(axis=2), axis=1, out=before[:, 1:])
    before[0] += begin * day_ticks  # so that the continuous calendar's work equals the instant
    weekly: Any = week_rows.reshape(rows.shape[0], weeks)
    shifts = [[(a * resolution, b * resolution) for a, b in day if b > a] for day in days]
    patterns = [
        Week(totals[k], places[k], [(d * day_ticks + a, d * day_ticks + b) for d in range(7) for a, b in shifts[k[d]]])
        for k in kinds
    ]
    return CalendarTables(_tape(begin * day_ticks, day_ticks, before, weekly, patterns, blocks))


def _distinct(weeks: Smalls, patterns: int) -> tuple[Smalls, Any]:
    """Return the different rows of patterns of days, and which of them each row is."""
    if patterns**7 >= 1 << 62:
        kinds, rows = np.unique(weeks, axis=0, return_inverse=True)
        return kinds, rows
    numbers = weeks.astype(np.int64) @ (patterns ** np.arange(7, dtype=np.int64))  # one number sorts faster than seven
    _, first, rows = np.unique(numbers, return_index=True, return_inverse=True)
    return weeks[first], rows


class Week(NamedTuple):
    """A week's pattern: each day's total work and where the day's pattern begins, and the shifts of the week."""

    totals: Ints
    places: Ints
    shifts: list[tuple[int, int]]


def _tape(first: int, day_ticks: int, before: Ints, week_rows: Ints, patterns: list[Week], blocks: Ints) -> Ints:
    """Put the tables one after the other: head, weeks, week patterns, day patterns, buckets, shifts."""
    count, weeks = week_rows.shape
    words = np.full((count, weeks + 3), _BEYOND << LOW_BITS, np.int64)
    grid = (day_ticks // 2).bit_length() - 1, (day_ticks // 6).bit_length()
    begin = HEAD + words.size
    size = np.cumsum([0] + [_week_block(p, 0, 0, day_ticks, grid).size for p in patterns])
    blocks_at = begin + int(size[-1])
    if blocks_at >> LOW_BITS:
        raise ValueError(f"calendars of {len(patterns)} kinds of week are too many")
    words[:, : weeks + 1] = before << LOW_BITS
    words[:, :weeks] |= begin + size[week_rows]
    made = [_week_block(p, begin + int(at), blocks_at, day_ticks, grid) for p, at in zip(patterns, size, strict=False)]
    bucket, shift = _buckets(before)
    bucket_at = blocks_at + blocks.size
    head = [first, day_ticks, weeks, count, HEAD, bucket_at, bucket_at + bucket.size, _magic(7 * day_ticks)]
    head += [*grid, bucket.shape[1], 15 + (7 * day_ticks >> grid[0]) + 1]
    return np.concatenate([np.array(head, np.int64), words.ravel(), *made, blocks, bucket.ravel(), shift])


def _week_block(pattern: Week, at: int, blocks_at: int, day_ticks: int, grid: tuple[int, int]) -> Ints:
    """Return the words of a week pattern that begins at word ``at`` of the tape."""
    spans, ticks = pattern.shifts, 7 * day_ticks
    total = np.append(0, np.cumsum(pattern.totals))
    opens = np.array([-1, *(a for a, _ in spans), _BEYOND, _BEYOND, _BEYOND], np.int64)
    done = np.cumsum([0, 0, *(b - a for a, b in spans), 0, 0])
    steps = np.append(done[:-3], [_BEYOND] * 3)
    by_open = np.searchsorted(opens[:-3], np.arange((ticks >> grid[0]) + 1) << grid[0], side="right") - 1
    by_work = np.searchsorted(done[:-2], np.arange((ticks >> grid[1]) + 1) << grid[1], side="left") - 1
    words = at + 15 + by_open.size + by_work.size
    by_work = np.clip(by_work, 0, len(spans)) + opens.size
    gaps = np.append(0, (opens - done)[1:-3])
    lists = [(opens << LOW_BITS) | done, (steps << LOW_BITS) | np.append(gaps, [0] * 3)]
    return np.concatenate([total, blocks_at + pattern.places, words + by_open, words + by_work, *lists])


def _magic(ticks: int) -> int:
    return -(-(1 << MAGIC_BITS) // ticks)


def _pattern_rows(rule: DayRules, first_day: int, days: int, patterns: dict[Shifts, int]) -> Smalls:
    """Return the pattern number of each day; new patterns are added to ``patterns``."""
    numbers = np.arange(first_day, first_day + days)
    week = np.array([patterns.setdefault(s, len(patterns)) for s in rule.week], np.int32)
    rows = week[(numbers + 3) % 7]
    for span in reversed(rule.ranges):
        inside = (numbers >= span.first) & (numbers <= span.last)
        week = np.array([patterns.setdefault(s, len(patterns)) for s in span.week], np.int32)
        rows[inside] = week[(numbers[inside] + 3) % 7]
    for day, shifts in rule.days.items():
        if first_day <= day < first_day + days:
            rows[day - first_day] = patterns.setdefault(shifts, len(patterns))
    return rows


def _day_blocks(patterns: dict[Shifts, int], resolution: int) -> tuple[Ints, Ints, Ints]:
    """Return the patterns' blocks one after the other, where each begins, and each pattern's total work."""
    words: list[int] = []
    places, totals = [], []
    for shifts in patterns:
        places.append(len(words))
        words.append(len(shifts))
        done = 0
        for start, end in shifts:
            words += [start * resolution, end * resolution, done]
            done += (end - start) * resolution
        totals.append(done)
    return np.array(words, np.int64), np.array(places, np.int64), np.array(totals, np.int64)


def _buckets(before: Ints) -> tuple[Ints, Ints]:
    """Return the inverse index: for each bucket of work the week before which less work than that was done.

    A bucket is a power of two, at most a mean week's work, so that it is found by a shift.
    """
    count, weeks = before.shape[0], before.shape[1] - 1
    total = before[:, -1] - before[:, 0]
    shift = np.array([max(int(t) // weeks, 1).bit_length() - 1 for t in total], np.int64)
    room = int((total >> shift).max()) + 2
    bucket = np.zeros((count, room), np.int64)
    for c in range(count):
        edges = before[c, 0] + (np.arange(room) << shift[c])
        bucket[c] = np.clip(np.searchsorted(before[c], edges, side="left") - 1, 0, weeks - 1)
    return bucket, shift


@dataclass(frozen=True)
class WorkCalendar:
    """One calendar of a compiled set."""

    tables: CalendarTables
    row: int

    @classmethod
    def compile(cls, rules: DayRules, first_day: int, last_day: int, resolution: int = 1) -> "WorkCalendar":
        """Compile one calendar over the days first_day..last_day."""
        return cls(compile_calendars([rules], first_day, last_day, resolution), 1)

    def work_at(self, instant: int) -> int:
        """Return the work done before an instant."""
        return int(kernels.work_at(self.tables.tape, self.row, instant))

    def start_of(self, work: int) -> int:
        """Return the latest instant with that much work before it: where the next working tick begins."""
        return int(kernels.start_of(self.tables.tape, self.row, work))

    def finish_of(self, work: int) -> int:
        """Return the earliest instant with that much work before it: where the last working tick ended."""
        return int(kernels.finish_of(self.tables.tape, self.row, work))

    def add(self, instant: int, ticks: int) -> int:
        """Return where ``ticks`` of work that begin at ``instant`` end; for negative ticks, where they would begin."""
        work = self.work_at(instant) + ticks
        return self.finish_of(work) if ticks >= 0 else self.start_of(work)

    def between(self, start: int, finish: int) -> int:
        """Return the work between two instants, negative when they are reversed."""
        return self.work_at(finish) - self.work_at(start)
