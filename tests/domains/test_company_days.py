"""Delays are counted by the days that the company works: its holidays beside the country's, everywhere alike."""

from datetime import date

import pytest

from factories.people import make_user
from factories.project import make_project
from kaname.domains.resource.actions import calendars
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.resource.models import WorkCalendar

pytestmark = [pytest.mark.django_db]
YEAR_END = [date(2026, 12, 4)], [date(2027, 1, 5)]
"""From a Friday to the Tuesday after the new year: 21 weekdays of which one is a national holiday."""


@pytest.fixture
def company() -> WorkCalendar:
    return calendars.create(name="会社", by=make_user(), national_holidays=True)


def test_before_there_is_a_calendar_the_country_counts():
    assert working_days(*YEAR_END) == [21]


def test_the_days_that_the_company_is_closed_are_no_delay(company):
    assert working_days(*YEAR_END) == [21]
    closed = calendars.add_year_end(calendar=company, year=2026, by=make_user())
    assert working_days(*YEAR_END) == [18]
    assert working_days(*reversed(YEAR_END)) == [-18]
    calendars.remove_exception(exception=closed, by=make_user())
    assert working_days(*YEAR_END) == [21]


def test_a_saturday_that_is_worked_counts(company):
    calendars.add_exception(
        calendar=company, first=date(2026, 12, 5), last=date(2026, 12, 5), shifts=[[540, 720]], by=make_user()
    )
    assert working_days(*YEAR_END) == [22]


def test_another_week_counts_from_when_it_is_written(company):
    assert working_days([date(2026, 12, 4)], [date(2026, 12, 11)]) == [5]
    calendars.update(calendar=company, by=make_user(), week=[[[540, 720]]] * 6 + [[]])
    assert working_days([date(2026, 12, 4)], [date(2026, 12, 11)]) == [6]


def test_a_project_s_own_calendar_is_not_the_company_s(company):
    own = calendars.create(name="夜間", by=make_user(), project=make_project(), base=company)
    calendars.add_year_end(calendar=own, year=2026, by=make_user())
    assert working_days(*YEAR_END) == [21]


def test_years_that_no_calendar_is_laid_out_for_are_the_country_s(company):
    calendars.add_year_end(calendar=company, year=2026, by=make_user())
    assert working_days([date(2009, 12, 28)], [date(2010, 1, 4)]) == [4]


def test_days_are_asked_for_once(company, django_assert_num_queries):
    with django_assert_num_queries(2):
        working_days(*YEAR_END)
        working_days(*YEAR_END)
