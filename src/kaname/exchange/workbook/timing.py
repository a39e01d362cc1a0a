"""From typed dates and days to instants and working minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kaname.exchange.workbook.amounts import Amounts
from kaname.exchange.workbook.dated import Dates
from kaname.exchange.workbook.dates import Read
from kaname.exchange.workbook.quantities import Amount
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.spans import Habit
from kaname.exchange.workbook.working_calendar import Working


@dataclass(slots=True)
class Timing:
    """When one activity is planned. ``off_days``: its dates fall on days off, so it works every day."""

    start: datetime | None = None
    finish: datetime | None = None
    duration: float | None = None
    elapsed: bool = False
    estimated: bool = False
    off_days: bool = False


class Clock:
    """Turns days into instants in the plan's working hours."""

    def __init__(self, working: Working, habit: Habit, report: Report) -> None:
        """Use a calendar and the sheet's habits."""
        self.working, self.habit, self.report = working, habit, report

    def start(self, read: Read | None) -> datetime | None:
        """Return when work begins on a typed day."""
        if read is None or read.timed:
            return read.when if read else None
        return _at(read.when, self.working.start_minute)

    def finish(self, read: Read | None, planned: bool = False) -> datetime | None:
        """Return when work ends on a typed day; a month or part of one ends with its last day.

        Only planned finishes, which formulas make, can be the first day after the work.
        """
        if read is None or read.timed:
            return read.when if read else None
        day = read.until if read.rough and read.until else read.when
        return day if planned and self.habit.exclusive else _at(day, self.working.finish_minute)

    def timing(self, dates: Dates, amounts: Amounts, aspect: Aspect, where: Callable[[], str]) -> Timing:
        """Return the timing of one aspect (plan or baseline); a finish before the start is told and left out."""
        told = any((role, aspect) in dates.read for role in (Role.START, Role.FINISH))
        if not told and (Role.DURATION, aspect) not in amounts.times:
            return Timing()
        start = self.start(dates.get(Role.START, aspect))
        finish = self.finish(dates.get(Role.FINISH, aspect), planned=aspect == Aspect.PLAN)
        amount = amounts.times.get((Role.DURATION, aspect))
        timed = self._is_timed(dates, aspect)
        if start and finish and finish < start and timed and self.working.days.minutes(finish, start) == 0:
            finish = start  # the evening before is the same working instant
        elif start and finish and finish < start:
            code = "workbook-finish-before-start"
            self.report.warn(code, where(), start=start.date().isoformat(), finish=finish.date().isoformat())
            finish = None
        timing = Timing(start, finish)
        self._measure(timing, amount, timed, where)
        return timing

    def _is_timed(self, dates: Dates, aspect: Aspect) -> bool:
        reads = (dates.get(Role.START, aspect), dates.get(Role.FINISH, aspect))
        return any(read is not None and read.timed for read in reads)

    def _measure(self, timing: Timing, amount: Amount | None, timed: bool, where: Callable[[], str]) -> None:
        spanned = self._spanned(timing)
        if amount is None:
            timing.duration = spanned
            return
        timing.elapsed, timing.estimated = amount.elapsed, amount.estimated
        timing.duration = amount.minutes
        per_day = self.working.minutes_per_day
        if self.habit.calendar_days and amount.unit in ("", "day") and spanned is not None:
            timing.duration = spanned
        elif spanned is not None and not amount.elapsed and abs(spanned - amount.minutes) >= per_day:
            self.report.warn(
                "workbook-duration-disagrees",
                where(),
                days=round(amount.minutes / per_day, 2),
                dates=round(spanned / per_day, 2),
            )
            timing.duration = amount.minutes if timed or amount.minutes == 0 else spanned

    def _spanned(self, timing: Timing) -> float | None:
        """Return the working minutes between the dates; where none are worked, all the days between count."""
        if timing.start is None or timing.finish is None:
            return None
        days = self.working.days
        finish = timing.finish
        last = (
            (finish - timedelta(minutes=1)).date() if self.habit.exclusive and finish > timing.start else finish.date()
        )
        if finish == timing.start:
            return 0.0
        if days.works(timing.start.date()) and days.works(last):
            return days.minutes(timing.start, finish)
        timing.off_days = True
        return float(((last - timing.start.date()).days + 1) * self.working.minutes_per_day)


def _at(day: datetime, minute: int) -> datetime:
    return datetime.combine(day.date(), time()) + timedelta(minutes=minute)
