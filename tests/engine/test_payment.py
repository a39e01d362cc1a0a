"""Payment dates: the table of spec 05, section 5.9, the refusal, and the 60-day or two-month test."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.payment import (
    Shift,
    bank_business_day,
    days_from_receipt,
    is_bank_business_day,
    is_lawful,
    month_end,
    payment_date,
)
from kaname.words import LANGUAGES, sentence

D = date.fromisoformat
TABLE = [
    ("2026-08-31", "2026-09-30", "2026-09-30", "2026-09-30", 0),
    ("2026-09-30", "2026-10-31", "2026-10-30", "2026-11-02", 2),
    ("2026-11-30", "2026-12-31", "2026-12-30", "2027-01-04", 4),
    ("2026-12-31", "2027-01-31", "2027-01-29", "2027-02-01", 1),
    ("2027-01-31", "2027-02-28", "2027-02-26", "2027-03-01", 1),
    ("2027-06-30", "2027-07-31", "2027-07-30", "2027-08-02", 2),
]
DAYS = st.dates(date(2025, 1, 1), date(2027, 10, 31))


@pytest.mark.parametrize(("closing", "nominal", "previous", "following", "shift"), TABLE)
def test_table(closing, nominal, previous, following, shift):
    assert month_end(D(closing), 1) == D(nominal)
    assert bank_business_day(D(nominal), Shift.PREVIOUS) == D(previous)
    assert bank_business_day(D(nominal), Shift.NEXT) == D(following)
    assert (D(following) - D(nominal)).days == shift
    found = payment_date(D(closing).replace(day=1))
    assert (found.closing, found.nominal, found.due, found.diagnostics) == (D(closing), D(nominal), D(previous), ())


def test_the_next_business_day_needs_an_agreement_made_beforehand():
    agreed = payment_date(D("2026-09-10"), Shift.NEXT, agreed_beforehand=True)
    assert (agreed.due, agreed.diagnostics) == (D("2026-11-02"), ())
    refused = payment_date(D("2026-09-10"), Shift.NEXT)
    assert refused.due == D("2026-10-30")
    assert [(d.code, d.params) for d in refused.diagnostics] == [
        ("payment-shift-not-agreed", {"due": "2026-11-02", "days": 2})
    ]
    assert [bool(sentence(refused.diagnostics[0], language)) for language in LANGUAGES] == [True, True]


def test_more_than_two_days_later_is_refused_even_if_agreed():
    found = payment_date(D("2026-11-30"), Shift.NEXT, agreed_beforehand=True)
    assert found.due == D("2026-12-30")
    assert [(d.code, d.params) for d in found.diagnostics] == [
        ("payment-shift-too-long", {"due": "2027-01-04", "days": 4, "limit": 2})
    ]


def test_a_business_day_needs_no_shift_and_no_agreement():
    found = payment_date(D("2026-08-03"), Shift.NEXT)
    assert (found.due, found.diagnostics) == (D("2026-09-30"), ())


def test_years_without_a_published_list_are_unsure():
    found = payment_date(D("2027-12-01"))
    assert [(d.code, d.subject) for d in found.diagnostics] == [("payment-holidays-not-fixed", "2028-01-31")]


def test_banks_rest_at_the_turn_of_the_year():
    days = ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04", "2026-11-21", "2026-11-23"]
    assert [is_bank_business_day(D(d)) for d in days] == [True, False, False, False, True, False, False]
    assert not is_bank_business_day(D("2025-01-02"))
    assert not is_bank_business_day(D("2025-01-03"))


def test_sixty_days_count_from_the_day_of_receipt():
    assert days_from_receipt(D("2026-12-01"), D("2027-01-31")) == 62
    assert is_lawful(D("2026-12-01"), D("2027-01-31"))  # day 62, but within two months of a monthly closing
    assert not is_lawful(D("2026-12-01"), D("2027-01-31"), monthly_closing=False)
    assert is_lawful(D("2026-12-01"), D("2027-01-29"), monthly_closing=False)  # day 60
    assert not is_lawful(D("2026-12-01"), D("2027-01-30"), monthly_closing=False)  # day 61
    assert not is_lawful(D("2026-12-01"), D("2027-02-01"))  # two months and a day
    assert not is_lawful(D("2026-12-15"), D("2027-02-28"))  # the month after next


def test_a_short_second_month_ends_the_two_months_at_its_end():
    assert not is_lawful(D("2026-12-31"), D("2027-03-01"))
    assert is_lawful(D("2026-07-31"), D("2026-09-29"))


@given(DAYS)
def test_a_month_end_closing_paid_at_the_next_month_end_is_always_lawful(delivered):
    found = payment_date(delivered)
    assert found.lawful
    assert is_bank_business_day(found.due)
    assert delivered <= found.closing < found.nominal
    assert found.nominal - timedelta(days=4) <= found.due <= found.nominal


@given(DAYS, st.sampled_from(Shift), st.booleans())
def test_payment_is_never_more_than_two_days_late(delivered, shift, agreed):
    found = payment_date(delivered, shift, agreed)
    assert (found.due - found.nominal).days <= 2
    assert is_bank_business_day(found.due)


def test_month_ends():
    assert month_end(D("2026-12-05"), 0) == D("2026-12-31")
    assert month_end(D("2026-12-05"), 2) == D("2027-02-28")
    assert month_end(D("2028-01-31"), 1) == D("2028-02-29")
