"""What project managers and the PMO say each Friday about their hours: compiling took a fifth, and takes ever less.

The rounds and reports made by the system take compiling off them, from the seventh week on; the project in recovery
keeps its people reporting longer. Some do not answer in some weeks: the question is optional.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from zlib import crc32

from kaname.demo.casting import CASES
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import FIRST_FRIDAY, Happening, fridays
from kaname.demo.projects import manager_code
from kaname.demo.workdays import WorkDays
from kaname.domains.schedule.actions.rounds.effort import note
from kaname.domains.schedule.models import ReportingRound

HOUR = 14.5
"""On Friday, before the round freezes."""
PMO = ("K001", "K002", "K003", "K004", "K005", "K006", "K007", "K008")
ADMINISTRATORS = ("K003", "K007")
IN_RECOVERY = "K014"
ANSWERS = 88
"""Percent of the answers that are given."""


def happenings(company: Company, calendar: WorkDays) -> Iterator[Happening]:
    """Yield each Friday's answers; a week with holidays is a short one."""
    for day in (d for d in fridays() if d > FIRST_FRIDAY):  # the first Friday books what was worked until then
        part = sum(calendar.day(calendar.number(day - timedelta(n))) == day - timedelta(n) for n in range(5)) / 5
        yield Happening(day, HOUR, lambda day=day, part=part: _answers(company, day, part))  # type: ignore[misc] # bound now


def _answers(company: Company, day: date, part: float) -> None:
    found = ReportingRound.objects.get(as_of=day)
    managers = {manager_code(case, day) for case in CASES if case.start < day and case.code != "N26-02"}
    for code in sorted(managers | set(PMO)):
        chance = crc32(f"{code} {day} effort".encode()) % 100
        if chance < ANSWERS:
            reporting, managing = _hours(code, day, chance, part)
            note(round_=found, reporting=reporting, spent=managing, by=company.user(code))


def _hours(code: str, day: date, chance: int, part: float) -> tuple[int, int]:
    """Return minutes, to a quarter of an hour; ``part`` of the week is worked."""
    week, weeks = (day - FIRST_FRIDAY).days // 7, (AS_OF - FIRST_FRIDAY).days // 7
    past = min(1.0, max(0.0, (week - 3) / (weeks - 5)))
    begun, ended = (16.0, 9.0) if code in ADMINISTRATORS else (7.5, 3.0)
    reporting = begun + (ended - begun) * past + (chance % 9 - 4) / 4
    if code == IN_RECOVERY:
        reporting += 3.0
    managing = (10.0 if code in ADMINISTRATORS else 15.0) + (chance % 13 - 6) / 2
    return round(4 * part * reporting) * 15, round(4 * part * managing) * 15
