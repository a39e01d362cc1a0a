"""Dates of what repeats."""

from datetime import date

from kaname.engine.recurrence import (
    ANY_DAY,
    WEEKEND,
    WORKDAY,
    daily,
    monthly_day,
    monthly_nth,
    nth_weekday,
    weekly,
    yearly_day,
    yearly_nth,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 4, 30)


def test_every_third_day():
    assert list(daily(FIRST, date(2026, 1, 8), 3)) == [date(2026, 1, d) for d in (1, 4, 7)]


def test_mondays_and_sundays_of_every_second_week():
    days = list(weekly(FIRST, date(2026, 1, 31), 2, (0, 6)))
    assert days == [date(2026, 1, d) for d in (11, 12, 25, 26)]


def test_the_31st_falls_on_the_last_day_of_shorter_months():
    assert [d.day for d in monthly_day(FIRST, LAST, 1, 31)] == [31, 28, 31, 30]


def test_the_last_friday_of_every_second_month():
    assert list(monthly_nth(FIRST, LAST, 2, 5, 4)) == [date(2026, 1, 30), date(2026, 3, 27)]


def test_yearly_days_outside_the_range_are_left_out():
    assert list(yearly_day(date(2024, 3, 1), date(2026, 2, 28), 2, 29)) == [date(2025, 2, 28), date(2026, 2, 28)]
    assert list(yearly_nth(date(2026, 1, 1), date(2027, 12, 31), 1, 2, 0)) == [date(2026, 1, 12), date(2027, 1, 11)]


def test_groups_of_weekdays():
    assert nth_weekday(2026, 8, 1, ANY_DAY) == date(2026, 8, 1)
    assert nth_weekday(2026, 8, 1, WORKDAY) == date(2026, 8, 3)
    assert nth_weekday(2026, 8, 5, WEEKEND) == date(2026, 8, 30)
