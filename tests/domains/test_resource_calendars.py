"""Calendars and rates: what may be written, and who may see it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.resource.bridge import rules_by_calendar
from kaname.domains.resource.enums import RateSide
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.queries import rates_visible_to
from kaname.domains.resource.validators import read_shifts
from kaname.engine.days import day_number

pytestmark = pytest.mark.django_db


def user_with(role: Role | None, code: str) -> User:
    user = User.objects.create_user(f"{code}@example.com", name=code)
    person = Person.objects.create(code=code, name=code, user=user)
    if role:
        RoleHolding.objects.create(person=person, role=role, valid_from=date(2026, 4, 1))
    return user


@pytest.fixture(autouse=True)
def company():
    return Organisation.objects.create(id=1, name="要商事", as_of=date(2026, 11, 20))


def shifts(calendar: WorkCalendar, *days: date) -> list[tuple]:
    rules = rules_by_calendar(WorkCalendar.objects.all())[calendar.pk]
    return [rules.shifts(day_number(d)) for d in days]


def test_a_company_calendar_keeps_national_holidays_and_the_turn_of_the_year():
    calendar = calendars.create(name="全社", by=None, national_holidays=True)
    calendars.add_year_end(calendar=calendar, year=2026, by=None)
    office = ((540, 720), (780, 1080))
    days = date(2026, 11, 20), date(2026, 11, 23), date(2026, 12, 29), date(2027, 1, 4)
    assert shifts(calendar, *days) == [office, (), (), office]


def test_a_project_calendar_stands_on_the_company_calendar():
    company = calendars.create(name="全社", by=None, national_holidays=True)
    own = calendars.create(name="夜間", by=None, base=company, week=[[[1320, 1440]], *[None] * 6])
    assert shifts(own, date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 23)) == [
        ((1320, 1440),),
        ((540, 720), (780, 1080)),
        (),
    ]


def test_an_extra_working_day_wins_over_the_week():
    calendar = calendars.create(name="全社", by=None)
    calendars.add_exception(
        calendar=calendar, first=date(2026, 11, 21), last=date(2026, 11, 21), shifts=[[540, 720]], by=None
    )
    assert shifts(calendar, date(2026, 11, 21)) == [((540, 720),)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9:00-12:00, 13:00-18:00", [[540, 720], [780, 1080]]),
        ("９：００〜１２：００、１３：００〜１７：３０", [[540, 720], [780, 1050]]),
        ("", []),
    ],
)
def test_working_times_are_read_as_people_write_them(text, found):
    assert read_shifts(text) == found


@pytest.mark.parametrize("text", ["9-12", "12:00-9:00", "9:00-12:00, 11:00-13:00", "9:00-25:00", "9:61-10:00", "朝"])
def test_other_working_times_are_refused(text):
    with pytest.raises(ValidationError):
        read_shifts(text)


def test_a_calendar_without_working_time_is_refused_and_nothing_is_written():
    with pytest.raises(ValidationError):
        calendars.create(name="なし", by=None, week=[[]] * 7)
    assert (WorkCalendar.objects.count(), AuditEvent.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "sides"),
    [
        (Role.PMO_MANAGER, {RateSide.COST, RateSide.CONTRACT}),
        (Role.PMO_EXPERT, set()),
        (Role.AUDITOR, {RateSide.COST}),
        (Role.SYSTEM_ADMINISTRATOR, set()),
        (None, set()),
    ],
)
def test_rates_are_seen_by_those_who_may(role, sides):
    resource = resources.create(name="作業", by=None)
    resources.set_rate(resource=resource, valid_from=date(2026, 4, 1), yen_per_hour=6000, by=None)
    resources.set_rate(
        resource=resource, valid_from=date(2026, 4, 1), yen_per_hour=9000, by=None, side=RateSide.CONTRACT
    )
    user = user_with(role, "u1")
    assert {r.side for r in rates_visible_to(user, resource)} == sides


def test_a_freelancer_sees_the_own_contract_rate():
    user = user_with(None, "f1")
    resource = resources.create(name="f1", person=user.person, by=None)
    resources.set_rate(
        resource=resource, valid_from=date(2026, 4, 1), yen_per_hour=9000, by=None, side=RateSide.CONTRACT
    )
    assert [r.yen_per_hour for r in rates_visible_to(user, resource)] == [9000]
