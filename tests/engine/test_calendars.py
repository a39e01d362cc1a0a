"""Working time there and back, against counting minute by minute."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaname.engine.calendars import (
    EVERY_DAY_WEEK,
    STANDARD_WEEK,
    CalendarTables,
    DayRules,
    WeekRange,
    WorkCalendar,
    compile_calendars,
)
from kaname.engine.days import day_number, day_of, instant_of, moment_of, weekday

MONDAY = day_number(date(2026, 1, 5))
DAYS = 21
shifts = st.sampled_from(
    [(), ((480, 720), (780, 1020)), ((0, 1440),), ((0, 120), (1320, 1440)), ((600, 601),), ((60, 90), (95, 99))]
)


@st.composite
def rules(draw):
    week = draw(st.tuples(*[shifts] * 7).filter(any))
    days = draw(st.dictionaries(st.integers(MONDAY, MONDAY + DAYS - 1), shifts, max_size=4))
    first = draw(st.integers(MONDAY, MONDAY + DAYS))
    ranges = (WeekRange(first, first + 5, draw(st.tuples(*[shifts] * 7))),) if draw(st.booleans()) else ()
    return DayRules(week, days, ranges)


def worked_before(rule: DayRules) -> list[int]:
    """Work before each minute of the horizon, counted one by one."""
    minutes = [
        sum(first <= m < last for first, last in rule.shifts(MONDAY + day)) for day in range(DAYS) for m in range(1440)
    ]
    return [0, *accumulate(minutes)]


@given(rules(), st.data())
@settings(deadline=None, max_examples=40)
def test_work_at_counts_minutes_and_the_inverses_agree(rule, data):
    before = worked_before(rule)
    calendar = WorkCalendar.compile(rule, MONDAY, MONDAY + DAYS - 1)
    first = MONDAY * 1440
    for minute in data.draw(st.lists(st.integers(0, DAYS * 1440), min_size=1, max_size=20)):
        assert calendar.work_at(first + minute) == before[minute]
    for work in data.draw(st.lists(st.integers(1, max(before[-1] - 1, 1)), max_size=20)):
        if work < before[-1]:
            assert calendar.finish_of(work) == first + bisect_left(before, work)
            assert calendar.start_of(work) == first + bisect_right(before, work) - 1


@settings(deadline=None)
@given(rules(), st.integers(-5000, DAYS * 1440 + 5000), st.integers(-5000, DAYS * 1440 + 5000))
def test_work_never_runs_backwards_even_outside_the_horizon(rule, a, b):
    calendar = WorkCalendar.compile(rule, MONDAY, MONDAY + DAYS - 1)
    low, high = sorted((MONDAY * 1440 + a, MONDAY * 1440 + b))
    assert calendar.work_at(low) <= calendar.work_at(high)
    assert calendar.work_at(calendar.finish_of(calendar.work_at(low))) == calendar.work_at(low)


def test_the_continuous_calendar_is_row_0_and_equals_the_instant():
    tables = compile_calendars([DayRules()], MONDAY, MONDAY + 30)
    calendar = WorkCalendar(tables, 0)
    assert [calendar.work_at(7), calendar.start_of(7), calendar.finish_of(7)] == [7, 7, 7]
    assert (tables.count, tables.resolution, tables.first) == (2, 1, MONDAY * 1440)


def test_exceptions_beat_ranges_beat_the_week():
    rule = DayRules(STANDARD_WEEK, {MONDAY: ()}, (WeekRange(MONDAY, MONDAY + 1, EVERY_DAY_WEEK),))
    assert [rule.shifts(MONDAY + d) for d in range(3)] == [(), ((0, 1440),), ((480, 720), (780, 1020))]


def test_a_calendar_without_any_working_time_says_so():
    assert not DayRules(((),) * 7, {MONDAY: ()}).works()
    assert DayRules(((),) * 7, {MONDAY: ((480, 481),)}).works()


def test_ten_ticks_a_minute():
    calendar = WorkCalendar.compile(DayRules(), MONDAY, MONDAY + 10, resolution=10)
    start = instant_of(datetime(2026, 1, 5, 8), 10)
    assert moment_of(calendar.add(start, 4801), 10) == datetime(2026, 1, 6, 8, 0, 6)
    assert calendar.between(start, instant_of(datetime(2026, 1, 12, 8), 10)) == 5 * 4800


def test_adding_negative_work_goes_back_to_where_it_begins():
    calendar = WorkCalendar.compile(DayRules(), MONDAY, MONDAY + 10)
    tuesday = instant_of(datetime(2026, 1, 6, 8))
    assert moment_of(calendar.add(tuesday, -480)) == datetime(2026, 1, 5, 8)


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 2, 28), date(2100, 12, 31)])
def test_days_are_numbers_and_back(day):
    assert day_of(day_number(day)) == day
    assert weekday(day_number(day)) == day.weekday()


def test_tables_say_where_they_end():
    tables = compile_calendars([], MONDAY, MONDAY + 6)
    assert isinstance(tables, CalendarTables)
    assert tables.end - tables.first == 7 * 1440
