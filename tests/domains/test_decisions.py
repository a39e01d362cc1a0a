"""Decisions: who may ask and who may decide, what a decided row is, escalation, lead time, work that stood still."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation

from factories.board import make_activity, make_answer
from factories.control import OPTIONS, make_decision
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_project, make_user_of
from kaname.domains.control.actions import deciding, decisions
from kaname.domains.control.actions.escalation import escalate_overdue
from kaname.domains.control.enums import DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.names import as_stored, in_ascii
from kaname.domains.control.queries.decisions import blocked_activities, of_project, overdue, waiting_for
from kaname.domains.control.queries.lead_time import lead_time
from kaname.domains.control.queries.standstill import stood_still
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.core.queries import broken_links
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.models import RoundCycle

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 9)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def company():
    return make_company()


@pytest.fixture
def project():
    return make_project(code="PJ024")


def person_of(user):
    return user.person


def asked(project, decider, **values) -> Decision:
    by = make_user_of(project, Role.PMO_CONTROLLER)
    given = {"question": "稼働日を改めるか", "options": OPTIONS, "decider": decider, "decide_by": date(2026, 11, 27)}
    return decisions.submit(decision=decisions.draft(project=project, by=by, **given | values), by=by)


def test_codes_run_within_a_project_and_a_question_may_be_short(project):
    by = make_user_of(project, Role.TEAM_LEADER)
    made = [decisions.draft(project=project, question=f"問い{n}", by=by) for n in (1, 2)]
    assert [d.code for d in made] == ["PJ024-決-0001", "PJ024-決-0002"]
    assert made[0].state == DecisionState.DRAFT


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CLIENT, Role.PMO_EXPERT, Role.PMO_MANAGER, Role.AUDITOR])
def test_who_only_reads_decisions_asks_none(project, role):
    with pytest.raises(NotAllowed):
        decisions.draft(project=project, question="問い", by=make_user_of(project, role))


def test_raising_names_everything_that_is_missing(project):
    by = make_user_of(project, Role.PMO_ADMINISTRATOR)
    draft = decisions.draft(project=project, question="問い", options=OPTIONS[:1], recommendation="C", by=by)
    with pytest.raises(ValidationError) as refused:
        decisions.submit(decision=draft, by=by)
    assert set(refused.value.message_dict) == {"options", "recommendation", "decide_by", "decider"}


@pytest.mark.parametrize(
    ("values", "manager_is_enough"),
    [
        ({"impact_yen": 5_000_000, "impact_days": 10}, True),
        ({"impact_yen": 5_000_001}, False),
        ({"impact_days": 11}, False),
        ({"options": [OPTIONS[0] | {"days": 3}, OPTIONS[1] | {"cost_yen": 9_000_000}]}, False),
    ],
)
def test_a_project_manager_decides_up_to_the_limit(project, values, manager_is_enough):
    manager = make_user_of(make_project(), Role.MEMBER).person
    project.members.filter(role=Role.PROJECT_MANAGER).update(person=manager)
    options = {"options": [OPTIONS[0] | {"days": 3}, OPTIONS[1]]}
    if manager_is_enough:
        assert asked(project, manager, **options | values).decider == manager
    else:
        with pytest.raises(ValidationError) as refused:
            asked(project, manager, **options | values)
        assert set(refused.value.message_dict) == {"decider"}


def test_the_companys_own_limits_count(project, company):
    make_company(thresholds={"decisions": {"manager_yen": 100, "manager_days": 99}})
    manager = project.members.get(role=Role.PROJECT_MANAGER).person
    with pytest.raises(ValidationError):
        asked(project, manager)


def test_the_sponsor_decides_and_nobody_changes_it_any_more(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    decision = asked(project, sponsor.person, recommendation="B", recommended_because="期日が契約で決まっているため")
    taken = deciding.decide(decision=decision, option="B", dissent="費用が増える", version=decision.version, by=sponsor)
    assert (taken.state, taken.chosen, taken.reason, taken.decided_by) == (
        "decided", "B", "期日が契約で決まっているため", sponsor.person,
    )  # fmt: skip
    for write in (
        lambda: decisions.update(decision=taken, question="別", by=make_user_of(project, Role.PMO_CONTROLLER)),
        lambda: deciding.decide(decision=taken, option="A", by=sponsor),
        lambda: decisions.withdraw(decision=taken, reason="誤り", by=sponsor),
    ):
        with pytest.raises(ValidationError, match="never changed"):
            write()
    assert list(broken_links()) == []


@pytest.mark.parametrize("state", ["decided", "shelved"])
def test_the_database_keeps_what_was_answered_whatever_the_path(project, state):
    taken = make_decision(project, decided=AS_OF, state=state)
    waiting = make_decision(project)
    for write in (
        lambda: Decision.objects.filter(pk=taken.pk).update(reason="別の理由"),
        lambda: Decision.objects.filter(pk=taken.pk).delete(),
        taken.save,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert Decision.objects.filter(pk=waiting.pk).update(reason="") == 1


def test_others_than_the_decider_are_refused_until_it_is_escalated(project):
    manager = make_user_of(make_project(), Role.MEMBER)
    project.members.filter(role=Role.PROJECT_MANAGER).update(person=manager.person)
    sponsor = make_user_of(project, Role.SPONSOR)
    small = [o | {"days": 1, "cost_yen": 0} for o in OPTIONS]
    decision = make_decision(project, manager.person, decide_by=date(2026, 11, 19), options=small)
    with pytest.raises(ValidationError, match="somebody else"):
        deciding.decide(decision=decision, option="A", by=sponsor)
    assert (escalate_overdue(), escalate_overdue()) == (1, 0)
    assert deciding.decide(decision=decision, option="A", by=sponsor).decided_by == sponsor.person


def test_two_who_write_at_once_are_told(project):
    by = make_user_of(project, Role.PMO_CONTROLLER)
    draft = decisions.draft(project=project, question="問い", by=by)
    decisions.update(decision=draft, question="問い（改）", version=1, by=by)
    with pytest.raises(Conflict):
        decisions.update(decision=draft, question="別の問い", version=1, by=by)


def test_sending_back_and_raising_again_keeps_the_day_of_the_first_raising(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    decision = asked(project, sponsor.person)
    with pytest.raises(ValidationError):
        deciding.send_back(decision=decision, reason=" ", by=sponsor)
    back = deciding.send_back(decision=decision, reason="費用の根拠", by=sponsor)
    writer = AuditEvent.objects.filter(verb="decision.submit").get().actor_id
    by = project.members.get(person__user=writer).person.user
    again = decisions.submit(decision=decisions.update(decision=back, background="見積りを付けました", by=by), by=by)
    assert (again.state, again.raised_at, again.reason) == ("raised", decision.raised_at, "")


def test_a_new_decision_takes_the_place_of_an_old_one_once(project):
    by = make_user_of(project, Role.PROJECT_MANAGER)
    taken = make_decision(project, decided=AS_OF)
    anew = decisions.begin_anew(decision=taken, by=by)
    assert (anew.supersedes, anew.question, anew.state) == (taken, taken.question, "draft")
    with pytest.raises(ValidationError):
        decisions.begin_anew(decision=taken, by=by)
    decisions.withdraw(decision=anew, reason="不要になりました", by=by)
    assert decisions.begin_anew(decision=taken, by=by).supersedes == taken


def test_what_is_overdue_goes_up_one_level_with_a_notice_and_a_mail(project, django_capture_on_commit_callbacks):
    RoundCycle.objects.create(id=1, base_url="https://kaname.example/")
    sponsor, office = make_user_of(project, Role.SPONSOR), make_user(Role.PMO_MANAGER)
    manager = make_user_of(make_project(), Role.MEMBER)
    project.members.filter(role=Role.PROJECT_MANAGER).update(person=manager.person)
    low = make_decision(project, manager.person, decide_by=date(2026, 11, 19), question="秘密の問い")
    high = make_decision(project, sponsor.person, decide_by=date(2026, 11, 19))
    make_decision(project, sponsor.person, decide_by=AS_OF)
    with django_capture_on_commit_callbacks(execute=True):
        assert escalate_overdue() == 2
    assert list(Decision.objects.exclude(escalated_to="").order_by("pk").values_list("pk", "escalated_to")) == [
        (low.pk, "sponsor"),
        (high.pk, "pmo_manager"),
    ]
    told = {(n.user_id, n.params["code"]) for n in Notification.objects.filter(kind="decision.escalated")}
    assert told == {
        (sponsor.pk, low.code), (manager.pk, low.code), (office.pk, high.code), (sponsor.pk, high.code),
    }  # fmt: skip
    assert sorted(m.to[0] for m in mail.outbox) == sorted([sponsor.email, manager.email, office.email, sponsor.email])
    assert all("秘密の問い" not in m.body and "https://kaname.example/projects/PJ024/" in m.body for m in mail.outbox)


def test_entrusting_to_another_day_ends_an_escalation(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    decision = make_decision(project, sponsor.person, decide_by=date(2026, 11, 19))
    escalate_overdue()
    fresh = decisions.entrust(
        decision=decision, decide_by=date(2026, 11, 30), by=make_user_of(project, Role.PROJECT_MANAGER)
    )
    assert (fresh.escalated_to, fresh.escalated_at, fresh.decide_by) == ("", None, date(2026, 11, 30))


def test_what_waits_for_me_is_mine_or_escalated_to_me(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    make_decision(project)  # another sponsor's
    mine = make_decision(project, sponsor.person, raised=MONDAY, decide_by=date(2026, 11, 18))
    up = make_decision(project, make_person(), escalated_to=Role.SPONSOR)
    found = waiting_for(sponsor)
    assert [(s.decision, s.days, s.late) for s in found] == [(mine, 9, 2), (up, 0, 0)]
    assert [s.decision for s in overdue(make_user(Role.PMO_MANAGER))] == [mine]


def test_decisions_of_hidden_projects_and_drafts_do_not_exist(project):
    make_decision(make_project(), state=DecisionState.RAISED)
    mine = make_decision(project)
    make_decision(project, state=DecisionState.DRAFT, raised_at=None)
    opened = make_decision(project, open_to_client=True)
    found = {
        role: set(Decision.objects.visible_to(make_user_of(project, role)))
        for role in (Role.MEMBER, Role.CLIENT, Role.SPONSOR, Role.AUDITOR, Role.PMO_EXPERT)
    }
    assert found[Role.MEMBER] == found[Role.PMO_EXPERT] == set()
    assert found[Role.CLIENT] == {opened}
    assert {mine, opened} < found[Role.SPONSOR]
    assert all(d.state != DecisionState.DRAFT for d in found[Role.AUDITOR])


def test_lead_time_is_the_median_of_what_was_answered_and_the_oldest_that_waits(project):
    make_decision(project, raised=MONDAY, decided=date(2026, 11, 10))
    make_decision(project, raised=MONDAY, decided=date(2026, 11, 13))
    make_decision(project, raised=MONDAY, decided=date(2026, 11, 20))
    oldest = make_decision(project, raised=date(2026, 11, 2))
    reader = make_user(Role.PMO_MANAGER)
    found = lead_time(reader)
    assert (found.answered, found.median, found.slowest.days, found.waiting) == (3, 4, 9, 1)
    assert (found.oldest.decision, found.oldest.days) == (oldest, 13)  # 3 November is a holiday
    assert lead_time(reader, make_project()).median is None


def test_as_of_a_day_a_decision_stands_as_it_stood(project):
    taken = make_decision(project, raised=MONDAY, decided=date(2026, 11, 18))
    make_decision(project, raised=date(2026, 11, 19))
    reader = make_user(Role.PMO_MANAGER)
    then = of_project(reader, project, date(2026, 11, 13))
    assert [(s.decision, s.state, s.days) for s in then] == [(taken, "raised", 4)]
    assert {s.state for s in of_project(reader, project)} == {"raised", "decided"}


def test_activities_say_what_they_wait_for_and_the_days_of_standing_still_count_once(project):
    plan = make_answer(project, date(2027, 2, 1))
    early = make_activity(plan, "早い", date(2026, 11, 12))
    late = make_activity(plan, "遅い", date(2026, 12, 1))
    first = make_decision(project, raised=MONDAY, blocks=(early, late))
    second = make_decision(project, raised=date(2026, 11, 16), blocks=(early,))
    taken = make_decision(project, raised=MONDAY, decided=date(2026, 11, 13), blocks=(early,))
    reader = make_user(Role.PMO_MANAGER)
    assert blocked_activities(reader, project) == {early.pk: [first, second], late.pk: [first]}
    assert blocked_activities(make_user_of(project, Role.MEMBER), project) == {}
    assert stood_still(Decision.objects.filter(pk=taken.pk)) == {project.pk: 1}  # the 12th, until the 13th
    assert stood_still(Decision.objects.filter(project=project)) == {project.pk: 6}  # 12, 13, 16 to 19


def test_what_was_held_up_stays_in_the_answer(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    activity = make_activity(make_answer(project, date(2027, 2, 1)), "移行", date(2026, 12, 1))
    decision = asked(project, sponsor.person)
    by = make_user_of(project, Role.PMO_CONTROLLER)
    decisions.hold_up(decision=decision, activity=activity, by=by)
    taken = deciding.decide(decision=decision, option="A", by=sponsor)
    assert taken.held_up == [[activity.uid, "移行"]]
    activity.delete()  # the plan goes on; what was decided stays
    other = make_activity(make_answer(make_project(), date(2027, 2, 1)), "よその活動", date(2026, 12, 1))
    with pytest.raises(ValidationError):
        decisions.hold_up(decision=make_decision(project), activity=other, by=by)


def test_money_in_options_is_whole_yen_and_four_are_enough(project):
    by = make_user_of(project, Role.PMO_CONTROLLER)
    for wrong in ([OPTIONS[0]] * 5, [OPTIONS[0] | {"cost_yen": 1.5}], [OPTIONS[0] | {"days": "x"}]):
        with pytest.raises(ValidationError) as refused:
            decisions.draft(project=project, question="問い", options=wrong, by=by)
        assert set(refused.value.message_dict) == {"options"}


def test_numbers_have_a_form_in_ascii_that_english_readers_see(project):
    made = make_decision(project, number=12, code="PJ024-決-0012")
    assert (made.code_en, made.shown_code) == ("PJ024-D-0012", "PJ024-D-0012")
    with translation.override("ja"):
        assert made.shown_code == "PJ024-決-0012"
    assert [as_stored(w) for w in ("pj024-d-0012", "D-1", "PJ-D-", "移行-D-案", "AD-12")] == [
        "pj024-決-0012", "決-1", "PJ-D-", "移行-D-案", "AD-12",
    ]  # fmt: skip
    assert in_ascii("PJ024-決-0012 と 決-裁") == "PJ024-D-0012 と 決-裁"
