"""A baseline is promised by whoever decides; others propose it, the old one stays, and both can be measured against."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from factories.people import make_company, make_person
from factories.project import make_member, make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.schedule.actions import baselines, proposals, recalculation
from kaname.domains.schedule.models import Assignment, Baseline, BaselineActivity, Plan
from kaname.domains.schedule.queries.plans import present_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> None:
    make_company(as_of=date(2026, 11, 20))


@pytest.fixture
def plan() -> Plan:
    made = make_plan(project=make_project(code="PJ01", status="executing"))
    baselines.set_baseline(plan=made, name="当初", by=None)
    return Plan.objects.get(pk=made.pk)


def longer(plan: Plan) -> Plan:
    plan.activities.filter(name="製造").update(duration=10 * 4800)
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    return Plan.objects.get(pk=plan.pk)


@pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.PMO_CONTROLLER])
def test_who_prepares_proposes_and_the_sponsor_promises(plan, role):
    pm, sponsor = make_user_of(plan.project, role), make_user_of(plan.project, Role.SPONSOR)
    with pytest.raises(NotAllowed):
        baselines.set_baseline(plan=plan, name="第2版", reason="再計画", by=pm)
    asked = proposals.propose(plan=longer(plan), name="第2版", reason="再計画", by=pm)
    assert (Baseline.objects.count(), asked.finish > Baseline.objects.get().finish) == (1, True)
    assert list(Notification.objects.values_list("user_id", "kind")) == [(sponsor.pk, "baseline.proposed")]
    with pytest.raises(NotAllowed):
        proposals.approve(proposal=asked, by=pm)
    done = proposals.approve(proposal=asked, by=sponsor)
    assert (done.state, done.baseline.number, done.baseline.finish) == ("approved", 2, asked.finish)
    assert done.baseline.created_by == sponsor
    assert Plan.objects.get(pk=plan.pk).baseline_finish == asked.finish
    assert Plan.objects.get(pk=plan.pk).extras["baselines"] == {"0": 2, "1": 1}
    first = Baseline.objects.get(number=1)
    assert first.finish < asked.finish  # the old one stays as it was
    assert list(Notification.objects.filter(user_id=pm.pk).values_list("kind", flat=True)) == ["baseline.answered"]
    verbs = AuditEvent.objects.filter(verb__startswith="baseline.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["baseline.set", "baseline.propose", "baseline.set", "baseline.approved"]


def test_what_was_proposed_is_what_is_approved_whatever_the_plan_became(plan):
    pm, sponsor = make_user_of(plan.project, Role.PROJECT_MANAGER), make_user_of(plan.project, Role.SPONSOR)
    asked = proposals.propose(plan=plan, name="第2版", reason="再計画", by=pm)
    later = longer(plan)
    made = proposals.approve(proposal=asked, by=sponsor).baseline
    assert made.finish == asked.finish < later.finish
    rows = BaselineActivity.objects.filter(baseline=made).order_by("id")
    assert [
        list(r) for r in rows.values_list("uid", "name", "kind", "start", "finish", "duration", "work")
    ] == asked.rows


def test_a_baseline_holds_the_work_of_people_where_the_activity_says_none(plan):
    calendar = calendars.create(name="全社", by=None)
    worker = resources.create(name="佐藤", person=make_person(name="佐藤"), by=None)
    assert calendar.pk
    for name, units, work in (("設計", 0.5, None), ("製造", 1.0, 24000)):
        activity = plan.activities.get(name=name)
        Assignment.objects.create(plan=plan, activity=activity, resource=worker, units=units, work=work)
    baselines.set_baseline(plan=plan, name="第2版", by=None)
    rows = BaselineActivity.objects.filter(baseline__number=2).order_by("id")
    assert list(rows.values_list("work", flat=True)) == [7200, 24000, None, None]
    assert [row[4] for row in present_rows(plan).values()] == [7200, 24000, None, None]


def test_one_waits_at_a_time_needs_a_reason_and_is_answered_once(plan):
    pm, sponsor = make_user_of(plan.project, Role.PROJECT_MANAGER), make_user_of(plan.project, Role.SPONSOR)
    with pytest.raises(ValidationError) as wrong:
        proposals.propose(plan=plan, name=" ", by=pm)
    assert set(wrong.value.message_dict) == {"name", "reason"}
    asked = proposals.propose(plan=plan, name="第2版", reason="再計画", by=pm)
    with pytest.raises(ValidationError):
        proposals.propose(plan=plan, name="第3版", reason="再計画", by=pm)
    with pytest.raises(ValidationError):
        proposals.refuse(proposal=asked, answer=" ", by=sponsor)
    assert proposals.refuse(proposal=asked, answer="予算の裏付けがない", by=sponsor).answer == "予算の裏付けがない"
    for way in (proposals.approve, proposals.withdraw):
        with pytest.raises(ValidationError):
            way(proposal=asked, by=sponsor)
    again = proposals.propose(plan=plan, name="第3版", reason="再計画", by=pm)
    assert proposals.withdraw(proposal=again, by=pm).state == "withdrawn"
    assert Baseline.objects.count() == 1


def test_nobody_approves_their_own(plan):
    both = make_user_of(plan.project, Role.PROJECT_MANAGER)
    asked = proposals.propose(plan=plan, name="第2版", reason="再計画", by=both)
    make_member(plan.project, both.person, Role.SPONSOR)
    both.__dict__.pop("_project_roles", None)
    with pytest.raises(ValidationError):
        proposals.approve(proposal=asked, by=both)
