"""A calendar that changes moves the plans that work by it."""

from datetime import date, datetime

import pytest

from factories.people import make_company, make_user
from factories.project import make_project
from kaname.domains.core.enums import JobStatus
from kaname.domains.core.instants import moment_of
from kaname.domains.people.enums import Role
from kaname.domains.resource.actions import calendars
from kaname.domains.schedule.actions import calendar_changes, plans
from kaname.domains.schedule.models import Activity, Plan
from kaname.exchange.document import Activity as Row
from kaname.exchange.document import PlanDocument, Project

pytestmark = pytest.mark.django_db


def test_a_company_holiday_moves_the_work_behind_it():
    make_company()
    user = make_user(Role.PMO_MANAGER)
    calendar = calendars.create(name="全社", by=user)
    document = PlanDocument("kaname", Project(start=datetime(2026, 12, 7, 9)))
    document.activities.append(Row("1", "設計", duration=960.0))
    plan = plans.create(project=make_project(), document=document, by=None)
    Plan.objects.filter(pk=plan.pk).update(calendar=calendar)
    plans.recalculate(plan=Plan.objects.get(pk=plan.pk))
    before = moment_of(Activity.objects.get().finish)
    calendars.add_exception(calendar=calendar, first=date(2026, 12, 8), last=date(2026, 12, 8), by=user)
    job = calendar_changes.recalculate_plans(calendar=calendar, by=user)
    job.refresh_from_db()
    after = moment_of(Activity.objects.get().finish)
    assert (before, after) == (datetime(2026, 12, 8, 18), datetime(2026, 12, 9, 18))
    assert (job.status, job.result) == (JobStatus.DONE, {"plans": 1})


def test_a_calendar_that_no_plan_works_by_makes_no_job():
    make_company()
    first = calendars.create(name="全社", by=None)
    assert calendar_changes.recalculate_plans(calendar=first, by=make_user(Role.PMO_MANAGER)) is None
