"""Health and promises taken from frozen rows: what is judged, written once, revised, asked for; and never altered."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from factories.board import evening, make_answer, make_progress_date
from factories.people import make_company, make_person, make_user
from factories.project import make_member, make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import projects as project_actions
from kaname.domains.reporting.actions import forecasts, health, promises
from kaname.domains.reporting.models import Explanation, ForecastSnapshot, HealthSnapshot, Promise
from kaname.domains.reporting.queries.health import health_of, health_trend, watermelons
from kaname.domains.schedule.actions import baselines
from kaname.domains.schedule.actions.progress import close_status_date
from kaname.domains.schedule.models import Activity

pytestmark = pytest.mark.django_db
FRIDAYS = [date(2026, 10, 30), date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)]
RED = {"axis": "delivery", "health": "red", "sentence_key": "slip", "params": {"days": 8.0}, "rows": []}


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def slipping(code: str = "S1", days: tuple[date, ...] = tuple(FRIDAYS)):
    """A project whose frozen dates say that it slips by eight working days."""
    project = make_project(code=code, status="executing", declared_health="green", manager=make_user().person)
    plan = make_answer(project, date(2027, 2, 10), date(2027, 1, 29), computed_health="red")
    for day in days:
        make_progress_date(
            plan,
            day,
            finish=plan.finish,
            baseline_finish=plan.baseline_finish,
            status_date=evening(day),
            health_reasons=[RED],
            computed_health="red",
        )
    return project


def test_each_axis_has_its_health_and_reasons_and_grey_is_not_green():
    project = slipping()
    taken = health.take(as_of=FRIDAYS[-1], by=None)
    (found,) = taken.written
    assert found.healths == {
        "delivery": "red", "cost": "unknown", "quality": "unknown", "issues": "unknown", "risk": "unknown",
        "resource": "unknown", "freshness": "green",
    }  # fmt: skip
    assert (found.computed, found.marks, found.apart, found.declared) == ("red", "r-----g", True, "green")
    assert [(r["sentence_key"], r["params"]) for r in found.axes["delivery"]["reasons"]] == [("slip", {"days": 8.0})]
    assert found.axes["quality"]["reasons"][0]["sentence_key"] == "no-records"
    assert found.facts["slip"] == 8.0
    assert health_of(project) == found


def test_the_same_again_writes_nothing_and_another_result_is_a_revision():
    project = slipping()
    health.take(as_of=FRIDAYS[-1], by=None)
    again = health.take(as_of=FRIDAYS[-1], by=None)
    assert (again.written, again.unchanged) == ([], 1)
    manager = project.members.get(role=Role.PROJECT_MANAGER).person.user
    project_actions.declare_health(project=project, health="red", by=manager)
    (other,) = health.take(as_of=FRIDAYS[-1], by=None).written
    assert (other.revision, other.declared, other.apart) == (2, "red", False)
    (earlier,) = health.take(as_of=FRIDAYS[-2], by=None).written
    assert (earlier.declared, earlier.apart) == ("green", True)  # as the log says of that day


def test_weeks_in_a_row_are_counted_an_explanation_is_asked_and_the_sponsor_told_in_the_third():
    project = slipping()
    sponsor = make_user_of(project, Role.SPONSOR)
    for day in FRIDAYS[:3]:
        health.take(as_of=day, by=None)
    assert [s.weeks for s in health_trend(project)] == [1, 2, 3]
    asked = Explanation.objects.get()
    manager = project.members.get(role=Role.PROJECT_MANAGER).person
    assert (asked.asked_of, asked.snapshot.as_of) == (manager, FRIDAYS[0])
    kinds = list(Notification.objects.order_by("id").values_list("user_id", "kind"))
    assert kinds == [(manager.user_id, "health.explain"), (sponsor.pk, "health.apart")]
    assert AuditEvent.objects.filter(verb="health.tell_sponsor", project_id=project.pk).count() == 1


def test_silence_is_out_of_date_and_not_green():
    project = slipping(days=(FRIDAYS[0],))
    health.take(as_of=FRIDAYS[-1], by=None)
    found = health_of(project)
    assert (found.computed, found.healths["freshness"], found.apart) == ("stale", "red", False)
    assert found.axes["freshness"]["reasons"][0]["params"] == {"days": 21}


def test_a_plan_that_was_never_frozen_has_no_history():
    project = make_project(status="executing", declared_health="green")
    health.take(as_of=FRIDAYS[-1], by=None)
    found = health_of(project)
    assert (found.computed, set(found.healths.values()), found.facts) == ("unknown", {"unknown"}, {})


def real_plan():
    """A plan with a baseline whose first activity has taken three days longer than promised."""
    names = {"設計": 3, "製造": 5, "試験": 2, "完了": 0}
    links = [("設計", "製造"), ("製造", "試験"), ("試験", "完了")]
    start = datetime(2026, 11, 9, 8)
    project = make_project(status="executing", declared_health="green", manager=make_user().person)
    plan = make_plan(make_document(names, links, start=start), project=project)
    baselines.set_baseline(plan=plan, name="当初", by=None)
    Activity.objects.filter(plan=plan, name="設計").update(
        duration=8 * 4800, remaining_duration=0, actual_start=plan.start, percent_complete=40.0
    )
    Activity.objects.filter(plan=plan, name="設計").update(remaining_duration=4 * 4800, actual_duration=4 * 4800)
    plan.refresh_from_db()
    close_status_date(plan=plan, as_of=date(2026, 11, 13), by=None)
    plan.refresh_from_db()
    return plan


def test_frozen_rows_give_the_same_reasons_as_the_plans_own_recalculation():
    plan = real_plan()
    health.take(as_of=date(2026, 11, 13), by=None)
    found = health_of(plan.project).axes["delivery"]
    told = {r["sentence_key"]: r["params"] for r in found["reasons"]}
    own = {r["sentence_key"]: r["params"] for r in plan.health_reasons}
    assert told == own
    assert found["health"] == plan.computed_health


def test_a_simulation_is_kept_with_its_promises_and_the_same_plan_again_writes_nothing():
    plan = real_plan()
    (kept,) = forecasts.take(by=None, iterations=500)
    assert (kept.as_of, kept.plan_version) == (date(2026, 11, 13), plan.version)
    assert plan.finish <= kept.p50 <= kept.p80
    assert finish_date_of(kept.target) == date(2026, 11, 30)  # the baseline, and five working days that are not red yet
    assert (0.5 <= kept.probability < 0.8, kept.band) == (True, "mid")
    assert {d["name"] for d in kept.drivers} <= {"設計", "製造", "試験"}
    assert len(kept.drivers) == 3
    ledger = {(p.method, p.name) for p in Promise.objects.all()}
    assert ledger == {("p50", ""), ("p80", ""), ("p50", "完了"), ("p80", "完了")}
    assert forecasts.take(by=None, iterations=500) == []


def test_health_keeps_what_baseline_and_plan_promise():
    plan = real_plan()
    health.take(as_of=date(2026, 11, 13), by=None)
    said = dict(Promise.objects.filter(project=plan.project).values_list("method", "day"))
    assert (said["baseline"], said["cpm"]) == (date(2026, 11, 20), finish_date_of(plan.finish))
    assert said["ieac_t"] > said["baseline"]  # behind, so the schedule is earned later


def test_the_managers_own_date_is_kept_beside_the_methods():
    project = slipping()
    manager = project.members.get(role=Role.PROJECT_MANAGER).person.user
    assert promises.state(project=project, finish=date(2027, 1, 29), by=manager).method == "pm"
    assert promises.state(project=project, finish=date(2027, 1, 29), by=manager) is None
    assert promises.state(project=project, finish=date(2027, 2, 5), by=manager).revision == 2
    with pytest.raises(ValidationError):
        promises.state(project=project, finish=date(1, 1, 1), by=manager)
    with pytest.raises(NotAllowed):
        promises.state(project=project, finish=date(2027, 1, 29), by=make_user_of(project, Role.MEMBER))


def test_who_may_not_and_when_it_may_not_be_taken():
    with pytest.raises(NotAllowed):
        health.take(as_of=FRIDAYS[-1], by=make_user(Role.PMO_EXPERT))
    with pytest.raises(ValidationError):
        health.take(as_of=date(2026, 11, 21), by=make_user(Role.PMO_MANAGER))


def test_watermelons_are_those_a_reader_may_see_the_worst_and_longest_first(django_assert_num_queries):
    theirs, other = slipping("A1"), slipping("B1", (FRIDAYS[-1],))
    for day in FRIDAYS:
        health.take(as_of=day, by=None)
    manager = make_user(Role.PMO_MANAGER)
    found = watermelons(manager)
    assert [(w.snapshot.project.code, w.snapshot.weeks) for w in found] == [("A1", 4), ("B1", 1)]
    assert [w.explanation is not None for w in found] == [True, True]
    assert [w.snapshot.project for w in watermelons(manager, FRIDAYS[0])] == [theirs]
    person = make_person()
    make_member(other, person, Role.SPONSOR)
    assert [w.snapshot.project for w in watermelons(make_user(person=person))] == [other]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(count, django_assert_num_queries):
    for n in range(count):
        slipping(f"Q{n}")
    health.take(as_of=FRIDAYS[-1], by=None)
    manager = make_user(Role.PMO_MANAGER)
    with django_assert_num_queries(7):
        assert len(watermelons(manager)) == count
    with django_assert_num_queries(21):
        health.take(as_of=FRIDAYS[-1], by=None)


@pytest.mark.parametrize("table", [HealthSnapshot, ForecastSnapshot, Promise])
def test_no_path_alters_what_was_said(table):
    plan = real_plan()
    health.take(as_of=date(2026, 11, 13), by=None)
    forecasts.take(by=None, iterations=500)
    row = table.objects.first()
    ways = [
        lambda: table.objects.update(as_of=FRIDAYS[0]),
        lambda: table.objects.filter(pk=row.pk).delete(),
        row.save,
        lambda: connection.cursor().execute(f"UPDATE {table._meta.db_table} SET revision = 9"),
        plan.project.delete,
    ]
    for way in ways:
        with pytest.raises(DatabaseError), transaction.atomic():
            way()
    assert table.objects.get(pk=row.pk).as_of == date(2026, 11, 13)
