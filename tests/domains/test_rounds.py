"""Reporting rounds: the week's calendar, who is asked, reports in each way, reminders, the freeze and after it."""

import re
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_user
from factories.project import make_member, make_project, make_team
from factories.schedule import make_document, make_plan
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.core.queries import broken_links
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.schedule.actions import measurement
from kaname.domains.schedule.actions.rounds import chasing, correcting, freezing, links, opening, receiving, ticking
from kaname.domains.schedule.actions.rounds import cycle as cycle_actions
from kaname.domains.schedule.actions.rounds.lines import Told
from kaname.domains.schedule.enums import ReportStatus, ReportWay
from kaname.domains.schedule.models import (
    Activity,
    Assignment,
    ExpectedReport,
    Plan,
    ProgressDate,
    ProgressRecord,
    ReportingRound,
    RoundCycle,
    RoundSnapshot,
)
from kaname.domains.schedule.queries import round_times
from kaname.domains.schedule.queries.round_times import Times, times_of
from kaname.domains.schedule.queries.rounds import current_round, latest_frozen, standing

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")
FRIDAY = date(2026, 11, 20)
BASE = "https://kaname.example"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TOKYO)


@pytest.fixture
def clock(monkeypatch):
    """What time it is: Thursday 19 November 2026, 11:00, until a test says otherwise."""

    class Clock:
        now = at(19, 11)

    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now.astimezone(UTC))
    return Clock


@pytest.fixture(autouse=True)
def company(clock):
    return make_company(as_of=None)


def working(*holidays: date):
    return lambda day: day.weekday() < 5 and day not in holidays


def cycle() -> RoundCycle:
    return round_times.cycle()


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ((), ((19, 10), (20, 12), (20, 17))),
        ((date(2026, 11, 20),), ((19, 10), (19, 12), (19, 17))),
        ((date(2026, 11, 19), date(2026, 11, 20)), ((18, 10), (18, 12), (18, 17))),
        ((date(2026, 11, 19),), ((18, 10), (20, 12), (20, 17))),
    ],
)
def test_a_step_on_a_holiday_moves_to_the_business_day_before(holidays, expected):
    found = times_of(FRIDAY, cycle(), working(*holidays))
    assert [(m.day, m.hour) for m in found] == list(expected)


def test_a_week_without_work_has_no_round():
    days = (*(date(2026, 12, 28 + n) for n in range(4)), date(2027, 1, 1))
    assert times_of(date(2026, 12, 30), cycle(), working(*days)) is None


def test_an_opening_that_would_meet_its_due_hour_goes_a_day_further_back():
    asked = cycle()
    asked.opens_time = asked.due_time
    found = times_of(FRIDAY, asked, working(date(2026, 11, 19), date(2026, 11, 20)))
    assert (found.opens.day, found.due.day) == (17, 18)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opens_weekday": 4, "opens_time": "18:00"}, "due_time"),
        ({"freezes_time": "11:00"}, "freezes_time"),
        ({"base_url": "kaname.example"}, "base_url"),
        ({"due_weekday": 8}, "due_weekday"),
    ],
)
def test_a_cycle_whose_steps_do_not_follow_is_refused(values, field):
    with pytest.raises(ValidationError) as refused:
        cycle_actions.update(values=values, by=None)
    assert field in refused.value.error_dict


def staffed(people: dict[str, Person], project: Any = None, **days: float) -> Plan:
    """A plan that began on Monday 16 November: activities by name, each with its person where there is one."""
    plan = make_plan(make_document(days or {"設計": 8, "製造": 8, "試験": 8}), project=project or running())
    for name, person in people.items():
        activity = plan.activities.get(name=name)
        resource = Resource.objects.filter(person=person).first() or Resource.objects.create(
            name=person.name, person=person
        )
        Assignment.objects.create(plan=plan, activity=activity, resource=resource, units=1.0)
    return plan


def running(**values) -> Any:
    return make_project(status="executing", **values)


def opened(as_of: date = FRIDAY) -> ReportingRound:
    times = Times(at(19, 10), at(20, 12), at(20, 17))
    found = opening.open_round(times=times, by=None, base_url=BASE)
    opening.mail(found)
    return found


def report_of(person: Person, plan: Plan | None = None) -> ExpectedReport:
    rows = ExpectedReport.objects.filter(person=person)
    return (rows if plan is None else rows.filter(plan=plan)).latest("pk")


def test_who_is_asked_assigned_people_else_the_leader_of_the_branch_else_the_manager():
    one, leader, manager = (make_person(email=f"{n}@example.com") for n in "abc")
    project = running(manager=manager)
    make_member(project, leader, Role.TEAM_LEADER, team=make_team(project, wbs="2"))
    plan = staffed({"設計": one}, project)
    opened()
    found = {row.person: (row.uids, row.reason) for row in ExpectedReport.objects.filter(plan=plan)}
    assert found == {one: (["1"], "assigned"), leader: (["2"], "leader"), manager: (["3"], "manager")}


def test_nobody_is_asked_about_what_is_done_or_lies_ahead_or_does_not_run():
    person = make_person()
    plan = staffed({"設計": person, "製造": person, "試験": person})
    Activity.objects.filter(plan=plan, name="設計").update(percent_complete=100.0, actual_finish=1)
    Activity.objects.filter(plan=plan, name="製造").update(start=round_times_after())
    suspended = staffed({"設計": person}, make_project(status="suspended"))
    opened()
    assert [row.uids for row in ExpectedReport.objects.all()] == [["3"]]
    assert not suspended.expected_reports.exists()


def round_times_after() -> int:
    from kaname.domains.core.instants import ticks_of_date

    return ticks_of_date(date(2026, 11, 21))


def test_a_round_opens_with_the_same_number_of_queries_for_one_project_and_for_three():
    counted = []
    for projects in (1, 3):
        with transaction.atomic():
            for _n in range(projects):
                staffed({"設計": make_person()})
            with CaptureQueriesContext(connection) as asked:
                opening.open_round(times=Times(at(19, 10), at(20, 12), at(20, 17)), by=None)
            counted.append(len(asked))
            transaction.set_rollback(True)
    assert counted[0] == counted[1]


def test_a_report_gives_percent_dates_and_what_remains(clock):
    person = make_person()
    plan = staffed({"設計": person})
    opened()
    receiving.receive(
        expected=report_of(person),
        lines=[Told("1", percent=40.0, actual_start=date(2026, 11, 17), note="順調")],
        by=None,
        way=ReportWay.PAGE,
    )
    activity, record = plan.activities.get(uid="1"), ProgressRecord.objects.get()
    assert (activity.percent_complete, activity.physical_percent) == (40.0, 40.0)
    assert activity.remaining_duration == activity.duration * 0.6
    assert (record.percent, record.percent_before, record.note, record.late) == (40.0, None, "順調", False)
    assert AuditEvent.objects.filter(verb="progress.report", project_id=plan.project_id).count() == 1
    assert list(broken_links()) == []


def test_from_80_percent_on_the_remaining_days_are_asked_and_the_percent_follows(clock):
    person = make_person()
    plan = staffed({"設計": person})
    opened()
    expected = report_of(person)
    with pytest.raises(ValidationError) as refused:
        receiving.receive(expected=expected, lines=[Told("1", percent=90.0)], by=None, way=ReportWay.PAGE)
    assert list(refused.value.error_dict) == ["1-remaining_days"]
    told = Told("1", percent=90.0, remaining_days=5.0)
    receiving.receive(expected=expected, lines=[told], by=None, way=ReportWay.PAGE)
    activity = plan.activities.get(uid="1")
    assert activity.percent_complete == 50.0  # five days were worked since Monday, five remain
    assert activity.duration == 10 * 4800
    assert plan.finish < Plan.objects.get(pk=plan.pk).finish


@pytest.mark.parametrize(
    ("values", "told", "percent"),
    [
        ({"method": "50/50"}, {"state": "begun"}, 50.0),
        ({"method": "milestones", "table": "design"}, {"step": 3}, 70.0),
        ({"method": "units", "planned": 40, "unit": "本"}, {"done": 10}, 25.0),
        ({"method": "0/100"}, {"state": "finished"}, 100.0),
    ],
)
def test_percent_is_derived_by_the_method_of_the_package(values, told, percent):
    person = make_person()
    plan = staffed({"設計": person})
    measurement.choose(activity=plan.activities.get(uid="1"), values=values, by=None)
    opened()
    receiving.receive(expected=report_of(person), lines=[Told("1", **told)], by=None, way=ReportWay.PAGE)
    assert plan.activities.get(uid="1").percent_complete == percent


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"percent": 45.0}, "state"),
        ({"state": "half"}, "state"),
        ({"state": "begun", "actual_start": date(2026, 11, 23)}, "actual_start"),
        ({"state": "finished", "actual_start": date(2026, 11, 19), "actual_finish": date(2026, 11, 17)},
         "actual_finish"),
        ({"state": "begun", "remaining_days": -1.0}, "remaining_days"),
    ],
)  # fmt: skip
def test_what_the_method_cannot_give_is_refused_and_nothing_is_written(told, field):
    person = make_person()
    plan = staffed({"設計": person})
    measurement.choose(activity=plan.activities.get(uid="1"), values={"method": "25/75"}, by=None)
    opened()
    with pytest.raises(ValidationError) as refused:
        receiving.receive(expected=report_of(person), lines=[Told("1", **told)], by=None, way=ReportWay.PAGE)
    assert list(refused.value.error_dict) == [f"1-{field}"]
    assert (ProgressRecord.objects.count(), plan.activities.get(uid="1").percent_complete) == (0, None)


def test_no_change_leaves_the_plan_alone_and_is_on_record():
    person = make_person()
    plan = staffed({"設計": person, "製造": person})
    opened()
    version = Plan.objects.get(pk=plan.pk).version
    receiving.receive(expected=report_of(person), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)
    assert Plan.objects.get(pk=plan.pk).version == version
    assert list(ProgressRecord.objects.values_list("uid", "unchanged")) == [("1", True), ("2", True)]


def test_after_its_due_hour_a_report_is_late_and_after_the_freeze_refused(clock):
    person = make_person()
    staffed({"設計": person})
    opened()
    clock.now = at(20, 12, 1)
    receiving.receive(expected=report_of(person), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)
    assert report_of(person).late
    clock.now = at(20, 17)
    with pytest.raises(ValidationError):
        receiving.receive(expected=report_of(person), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)


def test_proxy_is_marked_and_a_controller_may_only_send_back():
    person, project = make_person(), running()
    plan = staffed({"設計": person}, project)
    administrator, controller = make_person(), make_person()
    make_member(project, administrator, Role.PMO_ADMINISTRATOR)
    make_member(project, controller, Role.PMO_CONTROLLER)
    users = make_user(person=administrator), make_user(person=controller)
    opened()
    with pytest.raises(NotAllowed):
        receiving.receive(expected=report_of(person), lines=[], by=users[1], way=ReportWay.PROXY, unchanged=True)
    receiving.receive(expected=report_of(person), lines=[], by=users[0], way=ReportWay.PROXY, unchanged=True)
    row = report_of(person, plan)
    assert (row.way, row.received_by, row.person) == ("proxy", users[0], person)
    receiving.send_back(expected=row, question="残りの帳票は何本ですか。", by=users[1])
    row.refresh_from_db()
    assert (row.status, row.question) == (ReportStatus.RETURNED, "残りの帳票は何本ですか。")


def test_a_mails_link_opens_one_form_until_the_freeze_and_only_its_digest_is_kept(clock):
    one, other = make_person(email="one@example.com"), make_person(email="two@example.com")
    staffed({"設計": one, "製造": other})
    found = opened()
    manager = found.expected.exclude(person__in=(one, other)).get().person  # of the test: has no address
    assert [m.to for m in mail.outbox] == [["one@example.com"], ["two@example.com"]]
    assert mail.outbox[0].subject == "2026/11/20(金)時点の進捗の入力"
    assert "2026/11/20(金) 12:00まで" in mail.outbox[0].body
    token = re.search(rf"{BASE}/rounds/form/([^/]+)/", mail.outbox[0].body)[1]
    assert links.opened(token) == (found, one)
    assert links.opened(token[:-2] + "xx") is None
    assert manager.pk not in found.links.values_list("person", flat=True)
    assert not found.links.filter(digest__contains=token[:10]).exists()
    clock.now = at(20, 17)
    assert links.opened(token) is None


def test_reminders_go_to_the_missing_and_stop_when_a_report_is_in():
    people = [make_person(email=f"{n}@example.com") for n in "ab"]
    user = make_user(person=people[1])
    staffed({"設計": people[0], "製造": people[1], "試験": people[1]})
    found = opened()
    receiving.receive(expected=report_of(people[0]), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)
    mail.outbox.clear()
    assert chasing.remind(round_=found, by=None) == 1
    assert [m.to for m in mail.outbox] == [["b@example.com"]]
    assert (report_of(people[0]).contacts, report_of(people[1]).contacts) == (0, 1)
    assert Notification.objects.filter(user_id=user.pk, kind="round.reminder").count() == 1


def test_the_freeze_closes_every_plan_and_keeps_a_snapshot_that_nothing_alters(clock):
    people = [make_person() for _n in range(2)]
    plans = [staffed({"設計": p, "製造": p, "試験": p}) for p in people]
    found = opened()
    receiving.receive(expected=report_of(people[0]), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)
    clock.now = at(20, 17, 1)
    snapshot = freezing.freeze(round_=found, by=None)
    assert ProgressDate.objects.filter(plan__in=plans, as_of=FRIDAY).count() == 2
    assert (current_round(), latest_frozen()) == (None, found)
    assert latest_frozen(date(2026, 11, 19)) is None
    assert [r["status"] for r in snapshot.content["reports"]] == ["received", "missing"]
    assert snapshot.digest == freezing.digest("0" * 64, freezing.content_of(found))
    assert freezing.freeze(round_=found, by=None).digest == snapshot.digest
    for spoil in (
        lambda: RoundSnapshot.objects.update(digest="x"),
        lambda: RoundSnapshot.objects.all().delete(),
        lambda: ProgressRecord.objects.update(percent=1.0),
        lambda: ProgressRecord.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


def test_after_the_freeze_only_a_correction_with_a_reason_comes_in(clock):
    person = make_person()
    plan = staffed({"設計": person})
    found = opened()
    clock.now = at(20, 17, 1)
    freezing.freeze(round_=found, by=None)
    found.refresh_from_db()
    frozen = ProgressDate.objects.get(plan=plan).rows
    with pytest.raises(ValidationError):
        correcting.correct(round_=found, plan=plan, told=Told("1", percent=30.0), reason=" ", by=None)
    row = correcting.correct(round_=found, plan=plan, told=Told("1", percent=30.0), reason="入力の誤り", by=None)
    assert (row.correction, row.percent, plan.activities.get(uid="1").percent_complete) == (True, 30.0, 30.0)
    assert ProgressDate.objects.get(plan=plan).rows == frozen


def test_the_clock_opens_reminds_and_freezes_once_each(clock):
    WorkCalendar.objects.create(name="会社", week=[[[540, 1080]]] * 5 + [[], []])
    person = make_person(email="a@example.com")
    staffed({"設計": person, "製造": person, "試験": person})
    cycle_actions.update(values={"active": True, "base_url": BASE}, by=None)
    done = []
    for now in (at(19, 9), at(19, 10), at(19, 10, 1), at(20, 12), at(20, 12, 1), at(20, 17), at(20, 17, 1)):
        clock.now = now
        done.append(ticking.tick(now))
    assert done == ["", "opened", "", "reminded", "", "frozen", ""]
    assert len(mail.outbox) == 2


def test_standing_lists_expected_received_and_missing():
    people = [make_person() for _n in range(2)]
    plans = [staffed({"設計": p, "製造": p, "試験": p}) for p in people]
    found = opened()
    receiving.receive(expected=report_of(people[0]), lines=[], by=None, way=ReportWay.PAGE, unchanged=True)
    whole, one = standing(found), standing(found, plans[1].project)
    assert [len(part) for part in (whole.expected, whole.received, whole.missing)] == [2, 1, 1]
    assert [row.person for row in one.missing] == [people[1]]
