"""A project is closed by its manager's report and the sponsor's answer; what counts as a success, and what does not."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from factories.cost import make_account, make_actual, make_approved, make_line
from factories.people import make_company, make_user
from factories.project import make_deliverable, make_project, make_user_of
from factories.schedule import make_plan
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import closings, projects
from kaname.domains.project.models import Closing, Project
from kaname.domains.reporting.actions import closing as reported
from kaname.domains.reporting.bridge.closing import working_days
from kaname.domains.reporting.queries.success import success_rate
from kaname.domains.reporting.rules.success import judged
from kaname.domains.schedule.actions import baselines
from kaname.domains.schedule.models import Activity

pytestmark = pytest.mark.django_db
TEXTS = {"results": "予定した機能を稼働", "left_over": "", "lessons": "帳票の様式を先に決める"}
DONE = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def company():
    make_company()


def measured(spent: int = 1_050_000, accepted: bool = True) -> Project:
    """A project with a baseline to 27 November, a budget of a million yen, cost, and one mandatory deliverable."""
    plan = make_plan()
    baselines.set_baseline(plan=plan, name="当初", reason="承認", by=None)
    make_line(make_account(plan.project), yen=1_000_000)
    make_approved(plan.project)
    if spent:
        make_actual(plan.project.control_accounts.get(), date(2026, 11, 2), spent)
    make_deliverable(plan.project, status="accepted" if accepted else "submitted")
    return plan.project


def written(project, finished_on=DONE) -> tuple[Closing, object]:
    manager = make_user_of(project, Role.PROJECT_MANAGER)
    return closings.write(project=project, by=manager, finished_on=finished_on, **TEXTS), manager


def closed(project, accepted=True, remark="使われています") -> Closing:
    closing, manager = written(project)
    handed = reported.submit(closing=closing, by=manager)
    sponsor = make_user_of(project, Role.SPONSOR)
    return closings.answer(closing=handed, accepted=accepted, remark=remark, by=sponsor)


def test_a_project_is_completed_by_the_managers_report_and_the_sponsors_answer_only():
    project, boss = measured(), make_user(Role.PMO_MANAGER)
    with pytest.raises(ValidationError) as refused:
        projects.update(project=project, status="completed", by=boss)
    assert set(refused.value.error_dict) == {"status"}
    with pytest.raises(NotAllowed):
        closings.write(project=project, by=boss, finished_on=DONE, **TEXTS)
    closing, manager = written(project)
    with pytest.raises(ValidationError):
        closings.answer(closing=closing, accepted=True, by=make_user_of(project, Role.SPONSOR))
    handed = reported.submit(closing=closing, by=manager)
    assert Project.objects.get().status == "closing"
    with pytest.raises(NotAllowed):
        closings.answer(closing=handed, accepted=True, by=manager)
    closings.answer(closing=handed, accepted=True, by=make_user_of(project, Role.SPONSOR))
    assert Project.objects.get().status == "completed"
    verbs = AuditEvent.objects.filter(project_id=project.pk, verb__regex="closing|project.complete")
    assert list(verbs.order_by("sequence").values_list("verb", flat=True)) == [
        "closing.write", "closing.submit", "closing.accept", "project.complete",
    ]  # fmt: skip


def test_a_report_sent_back_is_bettered_and_its_facts_are_gathered_anew():
    project = measured(spent=2_000_000)
    closing, manager = written(project)
    handed = reported.submit(closing=closing, by=manager)
    assert handed.facts["spent"] == 2_000_000
    sponsor = make_user_of(project, Role.SPONSOR)
    with pytest.raises(ValidationError):
        closings.send_back(closing=handed, remark=" ", by=sponsor)
    back = closings.send_back(closing=handed, remark="残件の引継ぎ先を書いてください", by=sponsor)
    assert (back.state, back.facts) == ("draft", {})
    make_actual(project.control_accounts.get(), date(2026, 11, 3), 1000)
    assert reported.submit(closing=back, by=manager).facts["spent"] == 2_001_000


def test_an_answered_closing_cannot_be_altered_by_any_path():
    row = closed(measured())
    for alter in (lambda: Closing.objects.update(remark="x"), lambda: Closing.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            alter()
    with pytest.raises(ValidationError):
        closings.send_back(closing=row, remark="もう一度", by=make_user_of(row.project, Role.SPONSOR))


def test_declining_needs_a_reason_and_nobody_accepts_their_own():
    project = measured()
    closing, manager = written(project)
    reported.submit(closing=closing, by=manager)
    with pytest.raises(ValidationError) as refused:
        closings.answer(closing=closing, accepted=False, remark=" ", by=make_user_of(project, Role.SPONSOR))
    assert set(refused.value.error_dict) == {"remark"}


def test_facts_hold_what_was_agreed_and_what_came():
    facts = closed(measured()).facts
    assert (facts["agreed_finish"], facts["finish"], facts["finish_from"]) == ("2026-11-27", "2026-11-20", "manager")
    assert (facts["budget"], facts["spent"], facts["deliverables"], facts["accepted"]) == (1_000_000, 1_050_000, 1, 1)
    assert facts["late_days"] == -working_days(date(2026, 11, 20), date(2026, 11, 27))
    assert facts["tolerances"] == {"days": 10.0, "cost": 10.0, "quality": 100.0}


def test_the_plan_says_the_finish_once_everything_is_done():
    project = measured()
    Activity.objects.filter(plan__project=project).update(
        actual_finish=Activity.objects.order_by("start").first().start
    )
    assert closed(project).facts["finish_from"] == "plan"


FACTS = {"late_days": 10, "budget": 100, "spent": 110, "deliverables": 2, "accepted": 2}


@pytest.mark.parametrize(
    ("changed", "accepted", "met"),
    [
        ({}, True, (True, True, True)),
        ({"late_days": 11}, True, (True, True, False)),
        ({"spent": 111}, True, (True, False, True)),
        ({"accepted": 1}, True, (False, True, True)),
        ({}, False, (True, True, True)),
        ({"spent": None}, True, (True, None, True)),
        ({"budget": None}, True, (True, None, True)),
        ({"late_days": None}, True, (True, True, None)),
        ({"deliverables": 0, "accepted": 0}, True, (None, True, True)),
    ],
)
def test_a_success_meets_all_four_and_what_was_not_measured_is_not_met(changed, accepted, met):
    verdict = judged(FACTS | changed, accepted)
    assert (verdict.quality, verdict.cost, verdict.delivery) == met
    assert verdict.success == (accepted and met == (True, True, True))


def test_the_rate_is_over_closed_projects_with_cancelled_ones_apart_and_a_dash_for_none():
    boss = make_user(Role.PMO_MANAGER)
    empty = success_rate(boss)
    assert (empty.rate, empty.n) == (None, 0)
    closed(measured())
    closed(measured(spent=1_200_000))
    closed(measured(), accepted=False, remark="使われていません")
    make_project(status="cancelled")
    make_project(status="completed")  # from before there were closing reports
    found = success_rate(boss)
    assert (found.successes, found.n, found.rate, len(found.cancelled)) == (1, 4, 25.0, 1)


def test_a_project_is_judged_by_the_tolerances_of_the_day_its_report_was_handed_in():
    closed(measured(spent=1_200_000))
    Organisation.objects.update(thresholds={"success": {"cost": 30.0, "days": 0.0, "quality": 100.0}})
    forget_organisation()
    boss = make_user(Role.PMO_MANAGER)
    assert success_rate(boss).successes == 0
    closed(measured(spent=1_200_000))
    assert success_rate(boss).successes == 1
