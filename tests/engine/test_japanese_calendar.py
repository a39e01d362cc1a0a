"""Working days in Japan: the spec's fixture, precedence, and years that nobody has fixed yet."""

import csv
from datetime import date

import pytest

from kaname.engine.days import day_number, days_between
from kaname.engine.japanese_calendar import OFFICE_DAY, OFFICE_WEEK, japanese_rules, layered, year_end_closure


@pytest.mark.parametrize(("year", "days"), [(2026, 244), (2027, 245)])
def test_the_specs_working_days(year, days):
    first, last = date(year, 1, 1), date(year, 12, 31)
    rules, warnings = japanese_rules(first, last, organisation={})
    assert sum(bool(rules.shifts(day_number(d))) for d in days_between(first, last)) == days
    assert warnings == []


def test_substitute_and_between_holidays_of_the_spec():
    rules, _ = japanese_rules(date(2026, 1, 1), date(2027, 12, 31))
    off = [date(2026, 5, 6), date(2026, 9, 22), date(2027, 3, 22), date(2026, 12, 29), date(2027, 1, 3)]
    assert [rules.shifts(day_number(d)) for d in off] == [()] * 5
    assert rules.shifts(day_number(date(2026, 12, 28))) == OFFICE_DAY


def test_later_layers_win():
    holiday, day = date(2026, 11, 23), day_number(date(2026, 11, 23))
    work, half = {holiday: OFFICE_DAY}, {holiday: ((540, 720),)}
    assert layered(OFFICE_WEEK, [holiday]).shifts(day) == ()
    assert layered(OFFICE_WEEK, [holiday], {}, work).shifts(day) == OFFICE_DAY
    assert layered(OFFICE_WEEK, [holiday], {}, work, half).shifts(day) == ((540, 720),)


def test_years_beyond_the_official_notice_are_told():
    _, warnings = japanese_rules(date(2027, 4, 1), date(2029, 3, 31))
    assert [(d.code, d.params["years"]) for d in warnings] == [("calendar-holidays-not-official", [2028, 2029])]


def test_the_year_end_closure_lies_in_two_years():
    assert list(year_end_closure(date(2026, 12, 30), date(2027, 1, 2))) == [
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]


@pytest.mark.realdata
def test_every_official_holiday_is_a_day_off(realdata):
    text = (realdata / "holidays-jp" / "syukujitsu_utf8.csv").read_text("utf-8-sig")
    days = [date(*map(int, row[0].replace("-", "/").split("/"))) for row in csv.reader(text.splitlines()[1:])]
    rules, _ = japanese_rules(min(days), max(days), organisation={})
    assert [d for d in days if rules.shifts(day_number(d)) != ()] == []
    weekdays_off = {
        d for d in days_between(min(days), max(days)) if d.weekday() < 5 and not rules.shifts(day_number(d))
    }
    assert weekdays_off == {d for d in days if d.weekday() < 5}
