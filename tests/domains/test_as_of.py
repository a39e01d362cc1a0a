"""As of a report date: rows, people, load and simulation come from what was frozen then, whatever was edited since."""

from datetime import date, datetime

import pytest

from factories.people import make_company, make_person, make_user
from factories.project import make_project
from factories.schedule import make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.people.enums import Role
from kaname.domains.reporting.actions import forecasts
from kaname.domains.reporting.bridge.frozen import frozen_plans
from kaname.domains.reporting.bridge.load import people_of
from kaname.domains.reporting.queries.reports.composing import compose
from kaname.domains.reporting.queries.reports.standpoint import standpoint
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import baselines, recalculation
from kaname.domains.schedule.actions.progress import close_status_date
from kaname.domains.schedule.bridge import ahead
from kaname.domains.schedule.bridge.frozen import state_at
from kaname.domains.schedule.bridge.gantt import columns_of, relations_of
from kaname.domains.schedule.bridge.state import load_state
from kaname.domains.schedule.models import Activity, Assignment, Plan, PlanSnapshot, ProgressDate
from kaname.domains.schedule.queries import plans
from kaname.domains.schedule.queries.load import everybody, load

pytestmark = pytest.mark.django_db
THEN = date(2026, 11, 20)
DAY = 4800


@pytest.fixture(autouse=True)
def company() -> None:
    make_company(as_of=date(2026, 11, 27))
    calendars.create(name="全社", by=None, national_holidays=True)


def worker(name: str) -> Resource:
    return resources.create(name=name, person=make_person(name=name), by=None)


def edited_since(first: Resource, second: Resource) -> Plan:
    """A plan closed on a Friday; since then its work went to somebody else, grew, and lost a row."""
    names = {"設計": 3, "製造": 5, "試験": 2, "完了": 0}
    links = [("設計", "製造"), ("製造", "試験"), ("試験", "完了")]
    plan = make_plan(make_document(names, links), project=make_project(status="executing"))
    baselines.set_baseline(plan=plan, name="当初", by=None)
    activity = plan.activities.get(name="製造")
    Assignment.objects.create(plan=plan, activity=activity, resource=first, units=1.0, work=5 * DAY)
    close_status_date(plan=Plan.objects.get(pk=plan.pk), as_of=THEN, by=None)
    Assignment.objects.filter(plan=plan).update(resource=second)
    plan.activities.filter(name="設計").update(name="設計（改）", duration=20 * DAY)
    plan.activities.get(name="試験").delete()
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    return Plan.objects.get(pk=plan.pk)


def test_a_frozen_state_is_the_state_it_was():
    plan = make_plan()
    baselines.set_baseline(plan=plan, name="当初", by=None)
    Assignment.objects.create(plan=plan, activity=plan.activities.get(name="製造"), resource=worker("佐藤"), units=0.5)
    frozen = close_status_date(plan=Plan.objects.get(pk=plan.pk), as_of=date(2026, 11, 18), by=None)
    live, kept = load_state(Plan.objects.get(pk=plan.pk)), state_at(frozen)
    assert columns_of(kept) == columns_of(live) | {"version": [1] * len(live.order)}
    assert relations_of(kept, set(), "") == relations_of(live, set(), "")
    assert kept.document == live.document
    assert kept.answer.columns == live.columns


def test_what_was_to_come_is_read_from_memory_as_from_rows():
    plan = make_plan()
    frozen = close_status_date(plan=Plan.objects.get(pk=plan.pk), as_of=date(2026, 11, 18), by=None)
    plan, state = Plan.objects.get(pk=plan.pk), state_at(frozen)
    last = date(2026, 12, 4)
    rows, held = plans.coming(plan, last), ahead.coming(state, last)
    assert [(a.pk, a.name, a.start, a.finish) for a in held] == [(a.pk, a.name, a.start, a.finish) for a in rows]
    waits = {pk: [(r.predecessor.name, r.predecessor.finish) for r in found] for pk, found in plans.unmet(rows).items()}
    assert {pk: [(w.name, w.finish) for w in found] for pk, found in ahead.unmet(state, held).items()} == waits
    assert [a.pk for a in ahead.milestones(state)] == [a.pk for a in plans.milestones(plan)]
    loose = make_plan(make_document({"設計": 3, "独立": 2, "後": 1}, [("設計", "後")]), project=make_project())
    loose.activities.filter(name="独立").update(constraint="SNET", constraint_date=ticks_of(datetime(2026, 11, 24, 8)))
    frozen = close_status_date(plan=Plan.objects.get(pk=loose.pk), as_of=date(2026, 11, 18), by=None)
    found = [a.name for a in ahead.without_predecessor(state_at(frozen))]
    assert found == [a.name for a in plans.without_predecessor(loose)] == ["独立"]


def test_load_as_of_a_day_is_that_of_whom_the_plan_named_then():
    first, second = worker("佐藤 一"), worker("鈴木 二")
    edited_since(first, second)
    manager = make_user(Role.PMO_MANAGER)

    def booked(as_of: date | None) -> dict[str, float]:
        found = load(manager, date(2026, 11, 16), 8, everybody(manager), as_of)
        assert found.unkept == 0
        return {row.resource.name: round(float(row.booked.sum()), 1) for row in found.rows}

    assert booked(THEN) == {"佐藤 一": 40.0, "鈴木 二": 0.0}
    assert booked(None) == {"佐藤 一": 0.0, "鈴木 二": 40.0}
    assert booked(date(2026, 11, 13)) == {"佐藤 一": 0.0, "鈴木 二": 0.0}  # nothing had been frozen


def test_a_date_without_its_plan_takes_the_people_of_now_and_says_so():
    first, second = worker("佐藤 一"), worker("鈴木 二")
    plan = edited_since(first, second)
    old = ProgressDate.objects.get(plan=plan)
    ProgressDate.objects.create(plan=plan, as_of=date(2026, 11, 21), rows=old.rows, answer=old.answer)
    manager = make_user(Role.PMO_MANAGER)
    found = load(manager, date(2026, 11, 16), 8, everybody(manager), date(2026, 11, 21))
    assert found.unkept == 1
    assert {row.resource.name: round(float(row.booked.sum())) for row in found.rows} == {"佐藤 一": 0, "鈴木 二": 40}


def test_a_project_that_is_over_counts_on_the_days_on_which_it_reported():
    first = worker("佐藤 一")
    plan = edited_since(first, worker("鈴木 二"))
    plan.project.status = "cancelled"
    plan.project.save()
    manager = make_user(Role.PMO_MANAGER)
    at = {day: load(manager, date(2026, 11, 16), 8, everybody(manager), day) for day in (THEN, date(2026, 11, 27))}
    sums = [sum(float(row.booked.sum()) for row in found.rows) for found in at.values()]
    assert sums == [40.0, 0.0]


def test_health_judges_the_people_who_were_frozen_with_the_plan():
    first, second = worker("佐藤 一"), worker("鈴木 二")
    plan = edited_since(first, second)
    document = make_document({"別件": 5}, start=datetime(2026, 11, 19, 8))
    other = make_plan(document, project=make_project(status="executing"))
    Assignment.objects.create(plan=other, activity=other.activities.get(), resource=first, units=2.0, work=20 * DAY)
    close_status_date(plan=Plan.objects.get(pk=other.pk), as_of=THEN, by=None)
    key = plan.project_id
    found = people_of(frozen_plans([key, other.project_id], THEN), THEN)
    assert [over.person for over in found[key].overloads] == ["佐藤 一"]


def test_a_simulation_as_of_a_day_knows_nothing_of_later_edits():
    plan = edited_since(worker("佐藤 一"), worker("鈴木 二"))
    frozen = ProgressDate.objects.get(plan=plan)
    (then,) = forecasts.take(by=None, iterations=500, as_of=THEN)
    assert (then.as_of, then.cpm, then.plan_version) == (THEN, frozen.answer["finish"], frozen.answer["version"])
    assert then.p80 < plan.finish
    (now,) = forecasts.take(by=None, iterations=500)
    assert (now.revision, now.cpm) == (2, plan.finish)
    assert forecasts.take(by=None, iterations=500, as_of=date(2026, 11, 13)) == []


def test_reports_name_rows_and_people_as_they_were():
    plan = edited_since(worker("佐藤 一"), worker("鈴木 二"))
    stand = standpoint(plan.project, THEN)
    assert [a.name for a in stand.activities.values()] == ["設計", "製造", "試験", "完了"]
    assert list(stand.hands.values()) == ["佐藤 一"]
    sheet = compose("load", plan.project, THEN, user=make_user(Role.PMO_MANAGER))
    months = sheet.sections[0].blocks[1]
    assert [row.cells[0].value for row in months.rows][:-1] == ["佐藤 一"]


def test_the_snapshot_is_written_once_with_its_date():
    plan = edited_since(worker("佐藤 一"), worker("鈴木 二"))
    kept = PlanSnapshot.objects.get(progress_date__plan=plan)
    assert [(uid, units, work, soft) for uid, _n, _e, _r, units, work, soft in kept.assigned] == [
        ("2", 1.0, 5 * DAY, False)
    ]
    assert Activity.objects.filter(plan=plan, name="試験").count() == 0
