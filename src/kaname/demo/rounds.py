"""The Fridays as reporting rounds: who reported in time, late, by proxy or not at all; and the round that is open now.

What is reported is what the project really knew on that day (see progress): the project manager's report writes it to
the plan at five, and the round then freezes.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zlib import crc32

from django.db import transaction

from kaname.demo import progress
from kaname.demo.casting import Case
from kaname.demo.clock import TOKYO
from kaname.demo.company import AS_OF, Company
from kaname.demo.history import Happening, fridays
from kaname.demo.projects import Made
from kaname.demo.tongue import said
from kaname.demo.workdays import WorkDays
from kaname.domains.core.actions import audit
from kaname.domains.people.models import User
from kaname.domains.schedule.actions.rounds import cycle, freezing, opening
from kaname.domains.schedule.enums import ReportStatus, ReportWay
from kaname.domains.schedule.models import Activity, ExpectedReport, ProgressRecord, ReportingRound
from kaname.domains.schedule.queries.round_times import Times, business_days, times_of
from kaname.domains.schedule.queries.round_times import cycle as weekly
from kaname.domains.schedule.queries.rounds import expected_reports

OPENS, FREEZES = 10.0, 17.7
SLOTS = ((-1, 15.2, 58), (0, 10.4, 86), (0, 13.6, 93), (0, 16.1, 97))
"""Day from Friday, hour, and the share of reports (percent) that are in by then; the last are entered by proxy."""
SLOW = {"V302": 90, "V104": 88, "K018": 84}
"""People who are hard to reach, and where in the row of the reports they stand."""
NOW = "K017", "K042", "F403", "K040"
"""Who has not reported in the open round: those whose accounts a visitor tries."""
CALLED = "電話で依頼。来週水曜までに入力するとのこと。", "Asked by telephone: it will be entered by Wednesday."
EARLY = 35
"""Percent of the open round's reports that are in on its first evening."""


def of_rounds(made: Sequence[Made], company: Company, calendar: WorkDays) -> Iterator[Happening]:
    """Yield the openings, the reports in their hours, and the freezes; and the round opened before the holiday."""
    told = _Told(made, company, calendar)
    days = list(fridays())
    yield Happening(days[0] - timedelta(days=2), 9.0, lambda: _set_cycle(company))
    for day in days:
        yield Happening(day - timedelta(days=1), OPENS, lambda day=day: _open(day))  # type: ignore[misc] # bound now
        for slot, (offset, hour, _share) in enumerate(SLOTS):
            when = day + timedelta(days=offset)
            yield Happening(when, hour, lambda day=day, slot=slot: told.received(day, slot))  # type: ignore[misc] # bound now
        yield Happening(day, FREEZES, lambda day=day: _freeze(day))  # type: ignore[misc] # bound now
    yield Happening(AS_OF, 17.8, lambda: _open_early(company))
    yield Happening(AS_OF, 17.9, lambda: told.early(AS_OF + timedelta(days=7)))


def _set_cycle(company: Company) -> None:
    cycle.update(values={"active": True, "mails": True}, by=company.user("K001"))


def _times(day: date) -> Times:
    found = times_of(day, weekly(), business_days())
    assert found is not None and found.as_of == day, day
    return found


def at(day: date, hour: float) -> datetime:
    """Return an hour of a day in Japan."""
    return datetime(day.year, day.month, day.day, tzinfo=TOKYO) + timedelta(hours=hour)


def _open(day: date) -> None:
    opening.open_round(times=_times(day), by=None, at=at(day - timedelta(days=1), OPENS))


def _freeze(day: date) -> None:
    found = ReportingRound.objects.get(as_of=day)
    freezing.freeze(round_=found, by=None, at=at(day, FREEZES))


def _open_early(company: Company) -> None:
    """The administrator opens the next round on Friday: Monday is a holiday, and the week is short."""
    day = AS_OF + timedelta(days=7)
    opening.open_round(times=_times(day), by=company.user("K003"), at=at(AS_OF, 17.8))


class _Told:
    """What people report: what the project knew."""

    def __init__(self, made: Sequence[Made], company: Company, calendar: WorkDays) -> None:
        self.company, self.calendar = company, calendar
        self.cases = {each.case.code: each.case for each in made}
        self.truths = {each.case.code: progress.truth(each.case, calendar) for each in made}

    @transaction.atomic
    def received(self, day: date, slot: int) -> None:
        """Take in the reports of one hour."""
        first = 0 if slot == 0 else SLOTS[slot - 1][2]
        rows = [row for row in _rows(day) if first <= _place(row, day) < SLOTS[slot][2]]
        offset, hour, _share = SLOTS[slot]
        when = at(day + timedelta(days=offset), hour)
        for n, row in enumerate(rows):
            self._take(row, day, when + timedelta(minutes=3 * n), proxy=slot == len(SLOTS) - 1)

    @transaction.atomic
    def early(self, day: date) -> None:
        """Take in what came on the evening on which the open round was opened; somebody was called already."""
        rows = list(_rows(day))
        here = [row for row in rows if _place(row, day) < EARLY and row.person.code not in NOW]
        for n, row in enumerate(here):
            self._take(row, day, at(AS_OF, 17.9) + timedelta(minutes=n), proxy=False)
        called = next((row for row in rows if row.person.code in SLOW and row not in here), None)
        if called is not None:
            called.contacts, called.contact_note = 1, said(*CALLED)
            called.contacted_at, called.contacted_by = at(AS_OF, 18.0), self.company.user("K003")
            called.save()

    def _take(self, row: ExpectedReport, day: date, when: datetime, *, proxy: bool) -> None:
        case = self.cases[row.plan.project.code]
        by = self._administrator(case) if proxy else row.person.user
        way = ReportWay.PROXY if proxy else ReportWay.PAGE if row.person.employer == "own" else ReportWay.LINK
        lines = self._lines(row, case, day, when, way, by)
        ProgressRecord.objects.bulk_create(lines)
        row.status, row.way, row.received_at, row.received_by = ReportStatus.RECEIVED, way, when, by
        row.late = when > row.round.due
        row.unchanged = bool(lines) and all(line.unchanged for line in lines)
        row.stamp(by)
        row.save()
        after = {"round": row.round.number, "way": way, "late": row.late, "unchanged": row.unchanged}
        audit.record(verb="round.submit", subject=row, by=by, after=after, project_id=row.plan.project_id)

    def _administrator(self, case: Case) -> User:
        return self.company.user(case.team["AD"])

    def _lines(
        self, row: ExpectedReport, case: Case, day: date, when: datetime, way: ReportWay, by: User | None
    ) -> list[ProgressRecord]:
        known = {f.code: f for f in progress.facts(case, self.truths[case.code], self.calendar, min(day, AS_OF))}
        found = []
        for activity in Activity.objects.filter(plan=row.plan, uid__in=row.uids).order_by("position"):
            fact, last = known.get(activity.uid), activity.percent_complete or 0.0
            percent = fact.percent if fact else last
            found.append(
                ProgressRecord(
                    round=row.round,
                    plan=row.plan,
                    uid=activity.uid,
                    name=activity.name,
                    person=row.person,
                    method="manual",
                    inputs={"percent": percent},
                    percent_before=last,
                    percent=percent,
                    remaining=round(fact.remaining * 10) if fact else activity.remaining_duration,
                    note=said(*case.notes[activity.uid]) if activity.uid in case.notes else "",
                    way=way,
                    late=when > row.round.due,
                    unchanged=percent == last,
                    reported_at=when,
                    reported_by=by,
                )
            )
        return found


def _rows(day: date) -> list[ExpectedReport]:
    found = ReportingRound.objects.get(as_of=day)
    return list(expected_reports(found).filter(status=ReportStatus.WAITING).select_related("round"))


def _place(row: ExpectedReport, day: date) -> int:
    """Return where a report stands among a hundred, the earliest first: the same in every building."""
    if row.person.code in SLOW:
        return SLOW[row.person.code]
    return crc32(f"{row.plan.project.code} {row.person.code} {day}".encode()) % 100
