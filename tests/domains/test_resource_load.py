"""Load over all projects: who is wanted for how long in which week."""

from datetime import date, datetime

import numpy as np
import pytest

from kaname.domains.core.instants import ticks_of
from kaname.domains.core.models import Organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.schedule.models import Activity, Assignment, Plan
from kaname.domains.schedule.queries.load import everybody, load

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 12, 7)


@pytest.fixture
def manager() -> User:
    Organisation.objects.create(id=1, name="要商事", as_of=date(2026, 11, 20))
    user = User.objects.create_user("m@example.com", name="管理 太郎")
    person = Person.objects.create(code="P1", name="管理 太郎", user=user)
    RoleHolding.objects.create(person=person, role=Role.PMO_MANAGER, valid_from=date(2026, 4, 1))
    return user


@pytest.fixture
def worker(manager):
    calendars.create(name="全社", by=manager, national_holidays=True)
    person = Person.objects.create(code="P2", name="作業 花子")
    return resources.create(name=person.name, person=person, by=manager)


def booked(code: str, resource, units: float, first: datetime, last: datetime, **more) -> Activity:
    project = Project.objects.create(code=code, name=f"案件{code}")
    plan = Plan.objects.create(project=project, start=ticks_of(first))
    activity = Activity.objects.create(
        plan=plan, uid="1", position=1, name="設計", start=ticks_of(first), finish=ticks_of(last), **more
    )
    Assignment.objects.create(plan=plan, activity=activity, resource=resource, units=units)
    return activity


def test_two_bookings_of_60_percent_are_120_percent(manager, worker):
    booked("A", worker, 0.6, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18))
    booked("B", worker, 0.6, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18))
    found = load(manager, MONDAY, 2, everybody(manager))
    assert found.mondays == [date(2026, 12, 7), date(2026, 12, 14)]
    assert found.rows[0].share.tolist() == [pytest.approx(1.2), 0.0]
    assert [(b.project, b.hours.tolist()) for b in found.rows[0].bookings] == [("A", [24.0, 0.0]), ("B", [24.0, 0.0])]


def test_leave_and_holidays_take_time_away(manager, worker):
    resources.add_leave(person=worker.person, first=date(2026, 11, 24), last=date(2026, 11, 25), by=manager)
    available = (
        load(manager, date(2026, 11, 23), 1, everybody(manager)).rows[0].available
    )  # Monday 23 is a holiday, two days of leave
    assert available.tolist() == [16.0]


def test_work_is_pressed_into_the_days_that_leave_spares(manager, worker):
    booked("A", worker, 1.0, datetime(2026, 12, 7, 9), datetime(2026, 12, 18, 18))
    Assignment.objects.update(work=80 * 600)
    resources.add_leave(person=worker.person, first=date(2026, 12, 7), last=date(2026, 12, 11), by=manager)
    row = load(manager, MONDAY, 2, everybody(manager)).rows[0]
    assert (row.booked.tolist(), np.isnan(row.share[0]), row.share[1]) == ([0.0, 80.0], True, 2.0)


def test_only_what_remains_counts(manager, worker):
    activity = booked("A", worker, 1.0, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18), percent_complete=40)
    Plan.objects.filter(pk=activity.plan_id).update(status_date=ticks_of(datetime(2026, 12, 8)))
    assert load(manager, MONDAY, 1, everybody(manager)).rows[0].booked.tolist() == [pytest.approx(24.0)]


def test_a_booking_in_a_hidden_project_counts_without_a_name(manager, worker):
    booked("A", worker, 0.6, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18))
    booked("B", worker, 0.6, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18))
    pm = User.objects.create_user("pm@example.com", name="PM")
    person = Person.objects.create(code="P3", name="PM", user=pm)
    ProjectMember.objects.create(
        project=Project.objects.get(code="A"),
        person=person,
        role=Role.PROJECT_MANAGER,
        valid_from=date(2026, 4, 1),
    )
    row = load(pm, MONDAY, 1, everybody(pm)).rows[0]
    assert row.share.tolist() == [pytest.approx(1.2)]
    assert [(b.project, b.activity) for b in row.bookings] == [("A", "設計"), ("", "")]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_people(manager, worker, count, django_assert_num_queries):
    for n in range(count):
        person = Person.objects.create(code=f"Q{n}", name=f"人{n}")
        resource = resources.create(name=person.name, person=person, by=manager)
        booked(f"C{n}", resource, 1.0, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18))
    manager = User.objects.get(pk=manager.pk)
    with django_assert_num_queries(10):
        load(manager, MONDAY, 2, everybody(manager))


def test_people_whom_only_plans_know_are_one_by_name(manager):
    calendars.create(name="全社", by=manager)
    for code, name in (("A", "水城 遥"), ("B", "水城　遥")):
        project_of = booked(code, None, 0.0, datetime(2026, 12, 7, 9), datetime(2026, 12, 11, 18)).plan.project
        own = resources.create(name=name, project=project_of, by=manager)
        Assignment.objects.filter(plan__project=project_of).update(resource=own, units=0.7)
    rows = load(manager, MONDAY, 1, everybody(manager)).rows
    assert [(r.resource.name, r.share.tolist()) for r in rows] == [("水城 遥", [pytest.approx(1.4)])]
