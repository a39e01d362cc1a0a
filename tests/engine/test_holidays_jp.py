"""National holidays: the official list, the fixture of spec 5.1, and the years beyond the notice."""

import csv
from datetime import date, timedelta

import pytest

from kaname.engine.holidays_jp import is_national_holiday, is_official, national_holidays

FIXTURE = {
    2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23",
    2027: "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23",
}


@pytest.mark.realdata
def test_equal_to_the_official_list(realdata):
    with (realdata / "holidays-jp" / "syukujitsu_utf8.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    official = [date(*map(int, row[0].split("/"))) for row in rows]
    assert list(national_holidays(date(1955, 1, 1), date(2027, 12, 31))) == official


@pytest.mark.parametrize(("year", "working"), [(2026, 244), (2027, 245)])
def test_fixture_of_the_specification(year, working):
    found = national_holidays(date(year, 1, 1), date(year, 12, 31))
    assert [f"{d.month}/{d.day}" for d in found] == FIXTURE[year].split()
    days = [date(year, 1, 1) + timedelta(n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    assert sum(d.weekday() < 5 and d not in found for d in days) == working


def test_names_say_why_the_day_is_off():
    assert national_holidays(date(2026, 5, 3), date(2026, 5, 6)) == {
        date(2026, 5, 3): "憲法記念日",
        date(2026, 5, 4): "みどりの日",
        date(2026, 5, 5): "こどもの日",
        date(2026, 5, 6): "憲法記念日 振替休日",
    }
    assert national_holidays(date(2026, 9, 22), date(2026, 9, 22)) == {date(2026, 9, 22): "国民の休日"}


def test_rules_apply_only_since_they_are_in_force():
    assert not is_national_holiday(date(1973, 2, 12))  # substitute days began two months later
    assert is_national_holiday(date(1973, 4, 30))
    assert not is_national_holiday(date(1985, 5, 4))  # in-between days began that December
    assert is_national_holiday(date(1988, 5, 4))


def test_empty_range_has_no_holidays():
    assert national_holidays(date(2026, 1, 2), date(2026, 1, 1)) == {}


def test_years_beyond_the_notice_are_not_official():
    assert [is_official(y) for y in (1954, 1955, 2027, 2028)] == [False, True, True, False]
