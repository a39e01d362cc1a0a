"""The burndown against figures worked out by hand, and the map of dependencies between projects."""

from datetime import date, timedelta

import pytest

from factories.board import evening, make_activity, morning
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity, Plan, ProgressDate, Relation
from kaname.domains.schedule.queries.burndown import burndown
from kaname.domains.schedule.queries.dependencies import dependencies

pytestmark = pytest.mark.django_db
MONDAY, DAY = date(2026, 11, 2), 4800  # ticks of eight hours


@pytest.fixture(autouse=True)
def company():
    make_company()


def planned(project=None) -> Plan:
    """Two tasks of five days, one week after the other, with their baseline; and a milestone."""
    plan = Plan.objects.create(project=project or make_project(), start=morning(MONDAY), computed_version=1)
    baseline = Baseline.objects.create(plan=plan, number=1, name="当初計画")
    for uid, week in (("1", 0), ("2", 1)):
        first = MONDAY + timedelta(7 * week)
        last = first + timedelta(4)
        Activity.objects.create(
            plan=plan,
            uid=uid,
            position=int(uid),
            name=uid,
            duration=5 * DAY,
            start=morning(first),
            finish=evening(last),
        )
        BaselineActivity.objects.create(
            baseline=baseline, uid=uid, kind="task", start=morning(first), finish=evening(last), duration=5 * DAY
        )
    Activity.objects.create(plan=plan, uid="9", position=9, name="完了", kind="milestone", duration=0)
    return plan


def closed(plan: Plan, day: date, finish: date | None = None, **percents: float) -> None:
    rows = {uid.removeprefix("a"): [0, 0, percent, 0, False] for uid, percent in percents.items()}
    answer = {"finish": evening(finish)} if finish else {}
    ProgressDate.objects.create(plan=plan, as_of=day, rows=rows, answer=answer)


def test_left_planned_and_pace_are_as_worked_out_by_hand():
    plan = planned()
    closed(plan, date(2026, 11, 6), a1=80, a2=0, a9=0)
    closed(plan, date(2026, 11, 13), date(2026, 11, 18), a1=100, a2=50, a9=0)
    found = burndown(plan)
    assert found.left == [(date(2026, 11, 6), 6.0), (date(2026, 11, 13), 2.5)]
    assert found.scope == [(date(2026, 11, 6), 10.0), (date(2026, 11, 13), 10.0)]
    assert found.planned == [(date(2026, 11, 6), 5.0), (date(2026, 11, 13), 0.0)]
    assert (found.behind, found.pace) == (2.5, 3.5)
    assert found.done_on == date(2026, 11, 18)  # 2.5 / 3.5 of a week
    assert found.forecast == [(date(2026, 11, 13), 2.5), (date(2026, 11, 18), 0.0)]


def test_an_earlier_day_knows_nothing_of_later_ones():
    plan = planned()
    closed(plan, date(2026, 11, 6), a1=80, a2=0)
    closed(plan, date(2026, 11, 13), a1=100, a2=50)
    found = burndown(plan, date(2026, 11, 10))
    assert found.left == [(date(2026, 11, 6), 6.0)]
    assert found.planned == [(date(2026, 11, 6), 5.0), (date(2026, 11, 13), 0.0)]
    assert burndown(plan, date(2026, 11, 5)).last is None


def test_the_baseline_is_counted_in_working_days_and_work_that_is_added_is_seen():
    plan = planned()
    closed(plan, date(2026, 11, 4), a1=0)  # Wednesday: holiday on the third, two of the week's four working days
    Activity.objects.create(plan=plan, uid="3", position=3, name="追加", duration=2 * DAY)
    closed(plan, date(2026, 11, 6), a1=0, a2=0, a3=0)
    found = burndown(plan)
    assert found.planned[0] == (date(2026, 11, 4), 7.5)
    assert [n for _, n in found.scope] == [5.0, 12.0]


def test_a_burndown_takes_five_queries(django_assert_max_num_queries):
    plan = planned()
    for n in range(4):
        closed(plan, MONDAY + timedelta(n), a1=n * 10.0)
    with django_assert_max_num_queries(5):
        assert len(burndown(plan).left) == 4


def tied(kind: str = "FS", lag: float = 0.0, **values) -> Relation:
    """One project gives on Friday what another waits for on the Tuesday after, with three days of float."""
    giver, receiver = make_project(code="GIVE"), make_project(code="WAIT")
    plans = [Plan.objects.create(project=p, start=morning(MONDAY), computed_version=1) for p in (giver, receiver)]
    one = make_activity(plans[0], "窓口", MONDAY, total_float=0)
    other = make_activity(plans[1], "結合テスト", date(2026, 11, 10), total_float=3 * DAY)
    return Relation.objects.create(
        plan=plans[1], predecessor=one, successor=other, crosses=True, kind=kind, lag=lag, **values
    )


def test_slack_is_the_days_between_less_the_lag_plus_the_float():
    tied(sign_off="agreed")
    (found,) = dependencies(make_user(Role.PMO_MANAGER))
    assert (found.giver.code, found.receiver.code, found.gap, found.slack, found.health) == (
        "GIVE",
        "WAIT",
        1.0,
        4.0,
        "green",
    )
    Relation.objects.update(lag=2 * DAY)
    (found,) = dependencies(make_user(Role.PMO_MANAGER))
    assert (found.gap, found.slack, found.health) == (-1.0, 2.0, "red")


def test_what_is_not_agreed_is_amber_and_what_has_no_slack_too():
    relation = tied(sign_off="asked")
    head = make_user(Role.PMO_MANAGER)
    assert [d.health for d in dependencies(head)] == ["amber"]
    Relation.objects.update(sign_off="agreed")
    Activity.objects.filter(pk=relation.successor_id).update(total_float=-1 * DAY)
    assert [(d.slack, d.health) for d in dependencies(head)] == [(0.0, "amber")]


def test_a_dependency_with_a_hidden_project_is_not_there():
    relation = tied()
    user = make_user_of(relation.plan.project, Role.PROJECT_MANAGER)
    assert dependencies(user) == []


def test_an_earlier_day_has_the_dates_and_the_agreement_of_then():
    relation = tied(sign_off="agreed")
    head = make_user(Role.PMO_MANAGER)
    Relation.objects.update(
        created_at="2026-10-01T01:00Z", given_at="2026-10-08T01:00Z", given_by=head,
        agreed_at="2026-11-05T01:00Z", agreed_by=head,
    )  # fmt: skip
    for activity in (relation.predecessor, relation.successor):
        row = [activity.start, activity.finish, 0, 2 * DAY, False]
        ProgressDate.objects.create(plan=activity.plan, as_of=date(2026, 10, 30), rows={activity.uid: row})
    assert dependencies(head, date(2026, 9, 30)) == []
    (early,) = dependencies(head, date(2026, 10, 20))
    assert (early.state, early.slack, early.health) == ("given", None, "unknown")
    (then,) = dependencies(head, date(2026, 11, 1))
    assert (then.state, then.gap, then.slack) == ("given", 1.0, 3.0)
    assert dependencies(head, date(2026, 11, 6))[0].state == "agreed"
