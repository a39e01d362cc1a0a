"""The 24-hour reply clock: the vectors of spec 05, section 5.2, and its properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.clock import Contact, business_days, elapsed, instant_after, is_countable, reply_deadline, stopped_at
from kaname.words import LANGUAGES, sentence

VECTORS = [
    ("2026-11-17 10:30", "2026-11-18 10:30"),
    ("2026-11-20 15:00", "2026-11-24 15:00"),
    ("2026-11-21 09:00", "2026-11-25 00:00"),
    ("2026-11-23 23:59", "2026-11-25 00:00"),
    ("2026-11-20 00:00", "2026-11-21 00:00"),
    ("2026-09-18 18:00", "2026-09-24 18:00"),
    ("2026-05-01 12:00", "2026-05-07 12:00"),
    ("2026-12-31 23:00", "2027-01-04 23:00"),
    ("2027-03-19 20:00", "2027-03-23 20:00"),
    ("2027-04-28 09:00", "2027-04-30 09:00"),
]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1))


@pytest.mark.parametrize(("received", "due"), VECTORS)
def test_vectors(received, due):
    assert reply_deadline(datetime.fromisoformat(received)).due == datetime.fromisoformat(due)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_later_request_is_never_due_earlier(received, later):
    assert instant_after(received, timedelta(hours=24)) <= instant_after(received + later, timedelta(hours=24))


@given(MOMENTS)
def test_a_day_at_least_passes_and_exactly_a_day_counts(received):
    due = reply_deadline(received).due
    assert due - received >= timedelta(hours=24)
    assert elapsed(received, due) == timedelta(hours=24)


@given(MOMENTS, st.integers(0, 9))
def test_one_more_excluded_day_never_makes_it_earlier(received, ahead):
    closed = received.date() + timedelta(days=ahead)
    stricter = reply_deadline(received, lambda day: is_countable(day) and day != closed)
    assert stricter.due >= reply_deadline(received).due


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4)))
def test_elapsed_and_instant_are_inverse(received, lasting):
    assert elapsed(received, instant_after(received, lasting)) == lasting


def test_warnings_at_half_four_fifths_and_all_of_the_time():
    assert reply_deadline(datetime(2026, 11, 20, 15)).warnings == (
        datetime(2026, 11, 24, 3),
        datetime(2026, 11, 24, 10, 12),
        datetime(2026, 11, 24, 15),
    )


def test_year_end_and_company_holidays_count():
    assert is_countable(date(2026, 12, 30))
    assert not is_countable(date(2027, 1, 1))
    assert not is_countable(date(2026, 11, 21))
    assert not is_countable(date(2026, 9, 22))


def test_a_moment_elsewhere_is_counted_in_japanese_time():
    received = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)  # 2026-11-20 00:00 in Japan
    due = reply_deadline(received).due
    assert due == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert due.tzinfo is UTC


def test_only_a_human_being_stops_the_clock():
    received = datetime(2026, 11, 17, 10)
    said = [
        (Contact.AUTOMATIC_REPLY, datetime(2026, 11, 17, 10, 1)),
        (Contact.CALL, datetime(2026, 11, 17, 9)),
        (Contact.MESSAGE, datetime(2026, 11, 18, 9)),
        (Contact.MAIL, datetime(2026, 11, 17, 15)),
    ]
    assert stopped_at(received, said) == datetime(2026, 11, 17, 15)
    assert stopped_at(received, said[:2]) is None
    assert stopped_at(received, [(Contact.CALL, received)]) == received


def test_years_without_a_published_list_are_said_to_be_unsure():
    assert reply_deadline(datetime(2027, 12, 1, 9)).diagnostics == ()
    found = reply_deadline(datetime(2027, 12, 31, 9)).diagnostics
    assert [(d.code, d.subject) for d in found] == [("clock-holidays-not-fixed", "2028")]
    assert ["2028" in sentence(found[0], language) for language in LANGUAGES] == [True, True]


def test_impossible_clocks_are_refused():
    with pytest.raises(ValueError, match=r"^a clock cannot run for -1 day, 0:00:00$"):
        instant_after(datetime(2026, 1, 5), timedelta(days=-1))
    with pytest.raises(ValueError, match=r"^no countable day in 400 days after 2026-01-05$"):
        instant_after(datetime(2026, 1, 5), timedelta(hours=1), lambda _: False)


def test_a_clock_of_no_time_is_due_at_once():
    saturday = datetime(2026, 11, 21, 9)
    assert instant_after(saturday, timedelta(0)) == saturday
    assert elapsed(saturday, saturday - timedelta(days=1)) == timedelta(0)


def test_business_days_to_fill_a_position():
    friday = date(2026, 11, 20)
    assert [business_days(friday, date(2026, 11, day)) for day in (19, 20, 22, 23, 24, 25)] == [0, 0, 0, 0, 1, 2]
    assert business_days(friday, date(2026, 11, 22), lambda _: True) == 2
