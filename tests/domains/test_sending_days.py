"""On which days reports go out: weekly, and monthly by rule; a holiday moves to the business day before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from factories.people import make_company
from factories.project import make_project, make_user_of
from factories.reports import make_snapshot
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.reporting.actions.reports import sending
from kaname.domains.reporting.rules.sending_days import next_sending
from kaname.domains.resource.actions import calendars

HOLIDAYS = {date(2026, 11, 3), date(2026, 11, 23), *(date(2026, 12, 29) + timedelta(n) for n in range(6))}


def working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


@pytest.mark.parametrize(
    ("rule", "weekday", "nth", "after", "expected"),
    [
        ("weekly", 0, 1, date(2026, 11, 17), date(2026, 11, 23)),  # a weekday stays itself
        ("nth_working", 0, 1, date(2026, 10, 31), date(2026, 11, 2)),
        ("nth_working", 0, 2, date(2026, 11, 1), date(2026, 11, 4)),  # the 3rd is a holiday
        ("nth_working", 0, 5, date(2026, 11, 10), date(2026, 12, 7)),  # November's has been
        ("nth_working", 0, 20, date(2026, 11, 1), date(2026, 11, 30)),  # November has 19: its last
        ("last_working", 0, 1, date(2026, 12, 1), date(2026, 12, 28)),  # the company is closed from the 29th on
        ("last_working", 0, 1, date(2026, 12, 29), date(2027, 1, 29)),
        ("nth_weekday", 0, 4, date(2026, 11, 1), date(2026, 11, 20)),  # Monday 23 is a holiday: Friday before
        ("nth_weekday", 1, 1, date(2026, 10, 25), date(2026, 11, 2)),  # Tuesday 3 is a holiday
        ("nth_weekday", 4, 5, date(2026, 11, 1), date(2026, 11, 27)),  # the last Friday
        ("nth_weekday", 4, 5, date(2026, 11, 28), date(2026, 12, 25)),
        ("nth_weekday", 2, 2, date(2026, 11, 11), date(2026, 11, 11)),  # on the day itself
    ],
)
def test_days(rule, weekday, nth, after, expected):
    assert next_sending(rule, weekday, nth, after, working) == expected


@pytest.mark.parametrize("rule", ["weekly", "nth_working", "last_working", "nth_weekday"])
def test_days_go_on_and_do_not_stand_still(rule):
    day, seen = date(2026, 1, 1), []
    for _ in range(12):
        seen.append(next_sending(rule, 1, 1, day, working))
        day = seen[-1] + timedelta(days=1)
    assert seen == sorted(set(seen))
    assert rule == "weekly" or all(working(each) for each in seen)


def test_a_calendar_without_work_moves_nothing():
    assert next_sending("nth_weekday", 0, 1, date(2026, 11, 1), lambda _day: False) == date(2026, 11, 2)


@pytest.mark.django_db
def test_a_steering_pack_goes_out_once_a_month_by_rule():
    make_company()
    project = make_project(code="S1", status="executing")
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    values = {"project": project, "kind": "steering", "channel": "mail", "to": pm.email, "ending": "pptx", "hour": 9}
    values |= {"language": "ja", "weekday": 0, "rule": "nth_working"}
    calendars.create(name="全社", by=None, national_holidays=True)
    with pytest.raises(ValidationError) as refused:
        sending.schedule(values=values | {"rule": "nth_weekday", "nth": 6}, by=pm)
    assert list(refused.value.message_dict) == ["nth"]
    entry = sending.schedule(values=values | {"nth": 5}, by=pm)
    assert entry.next_on == date(2026, 12, 7)
    make_snapshot(project, kind="steering")
    Organisation.objects.update(as_of=None)
    forget_organisation()
    at = datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
    assert [sending.tick(at - timedelta(days=1)), sending.tick(at), sending.tick(at)] == [0, 1, 0]
    entry.refresh_from_db()
    assert entry.next_on == date(2027, 1, 8)  # of January, whose first is a holiday
