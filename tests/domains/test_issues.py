"""Issues: raised, taken in, worked on, confirmed by another; dated rows tell how each stood on any day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from factories.issues import make_issue, make_step
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project, make_user_of
from factories.risk import make_risk
from kaname.domains.control.actions import issue_steps, issues
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.control.queries.issue_figures import figures, lives, lives_of
from kaname.domains.control.queries.issues import last_of, mine, of_project
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
LATER = AS_OF + timedelta(days=10)


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def project():
    return make_project(code="A")


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


@pytest.fixture
def owner(project):
    return make_user_of(project, Role.MEMBER).person


def ready(project, pm, owner, **values) -> Issue:
    """An issue that is taken in and being worked on."""
    given = {"title": "検証環境が使えない", "kind": "issue", "owner": owner, "due": LATER} | values
    made = issues.raise_issue(project=project, by=pm, **given)
    return walk(made, pm, "accepted", "working")


def walk(issue: Issue, by, *states: str, **values) -> Issue:
    for state in states:
        issue = issue_steps.move(issue=issue, to=state, by=by, **values)
    return issue


def errors_of(refused) -> set[str]:
    return set(refused.value.message_dict)


def test_raising_numbers_it_keeps_its_first_row_and_tells_who_takes_it_in(project, pm, owner):
    made = issues.raise_issue(project=project, by=owner.user, title="環境が止まった")
    assert (made.code, made.code_en, made.state) == ("A-課-0001", "A-I-0001", "raised")
    assert (made.raised_on, made.raised_by) == (today(), owner)
    step = made.steps.get()
    assert (step.kind, step.state, step.day, step.entered_by) == ("raised", "raised", AS_OF, owner)
    assert list(Notification.objects.values_list("user_id", "kind")) == [(pm.pk, "issue.raised")]
    assert issues.raise_issue(project=project, by=pm, title="もう一つ").code == "A-課-0002"
    assert AuditEvent.objects.filter(verb="issue.raise").count() == 2


def test_everything_that_is_wrong_is_named_at_once(project, pm):
    with pytest.raises(ValidationError) as refused:
        issues.raise_issue(project=project, by=pm, title=" ", affects=["weather"], raised_on=LATER, impact_yen=-1)
    assert errors_of(refused) == {"title", "affects", "raised_on", "impact_yen"}
    with pytest.raises(ValidationError) as refused:
        issues.raise_issue(project=project, by=pm, title="x", raised_on=AS_OF, due=AS_OF - timedelta(days=1))
    assert errors_of(refused) == {"due"}


def test_taking_in_needs_owner_due_date_and_kind(project, pm, owner):
    made = issues.raise_issue(project=project, by=pm, title="環境が止まった")
    with pytest.raises(ValidationError) as refused:
        issue_steps.move(issue=made, to="accepted", by=pm)
    assert errors_of(refused) == {"owner", "due", "kind"}
    made = issues.update(issue=made, by=pm, owner=owner, due=LATER, kind="issue")
    assert issue_steps.move(issue=made, to="accepted", by=pm).state == "accepted"
    assert Notification.objects.filter(user_id=owner.user.pk, kind="issue.given").count() == 1


def test_the_database_too_wants_an_owner_a_result_and_another_confirmer(project, owner):
    for values in (
        {"owner": None, "way": (("raised", AS_OF), ("working", AS_OF))},
        {"due": None},
        {"way": (("raised", AS_OF), ("closed", AS_OF)), "owner": owner, "closed_by": owner},
        {"way": (("raised", AS_OF), ("closed", AS_OF)), "result": ""},
        {"way": (("raised", AS_OF), ("held", AS_OF)), "resume_on": None},
        {"level": 4},
    ):
        made = {"owner": owner} | values
        with pytest.raises(IntegrityError), transaction.atomic():
            make = dict(made)
            wanted = make.pop("owner")
            row = make_issue(project, make.pop("way", (("raised", AS_OF), ("working", AS_OF))), owner=owner, **make)
            if wanted is None:
                Issue.objects.filter(pk=row.pk).update(owner=None)


def test_whoever_owns_it_does_not_confirm_it(project, pm, owner):
    made = walk(ready(project, pm, owner), owner.user, "resolved", result="復旧した")
    with pytest.raises(ValidationError):
        issue_steps.move(issue=made, to="closed", by=owner.user)
    with pytest.raises(ValidationError):
        issue_steps.move(issue=made, to="closed", by=None)
    closed = issue_steps.move(issue=made, to="closed", by=pm)
    assert (closed.state, closed.closed_by, closed.closed_on, closed.result) == ("closed", pm.person, AS_OF, "復旧した")


def test_resolving_needs_a_result_and_holding_a_reason_and_a_day(project, pm, owner):
    made = ready(project, pm, owner)
    with pytest.raises(ValidationError) as refused:
        issue_steps.move(issue=made, to="resolved", by=pm)
    assert errors_of(refused) == {"result"}
    with pytest.raises(ValidationError) as refused:
        issue_steps.move(issue=made, to="held", by=pm, resume_on=AS_OF)
    assert errors_of(refused) == {"resume_on", "remark"}
    held = issue_steps.move(issue=made, to="held", by=pm, resume_on=LATER, remark="回答待ち")
    assert (held.state, held.resume_on) == ("held", LATER)
    assert walk(held, pm, "working").resume_on is None


def test_rejecting_says_why_and_whether_it_is_a_duplicate(project, pm):
    made = issues.raise_issue(project=project, by=pm, title="重なり")
    with pytest.raises(ValidationError) as refused:
        issue_steps.move(issue=made, to="rejected", by=pm)
    assert errors_of(refused) == {"rejected_as", "remark"}
    done = issue_steps.move(issue=made, to="rejected", by=pm, rejected_as="duplicate", remark="0001と同じ")
    assert (done.state, done.rejected_as) == ("rejected", "duplicate")
    with pytest.raises(ValidationError):
        issues.update(issue=done, by=pm, title="別の題")


def test_a_date_that_moves_needs_its_reason_and_is_counted(project, pm, owner):
    made = ready(project, pm, owner)
    with pytest.raises(ValidationError) as refused:
        issues.update(issue=made, by=pm, due=LATER + timedelta(days=7))
    assert errors_of(refused) == {"remark"}
    made = issues.update(issue=made, by=pm, due=LATER + timedelta(days=7), remark="部品が遅れる")
    made = issues.update(issue=made, by=pm, event="長い説明")  # no row of the way: nothing dated changed
    (standing,) = of_project(pm, project)
    assert (standing.due_changes, standing.due, len(standing.issue.way)) == (1, LATER + timedelta(days=7), 4)


def test_reopening_is_counted_and_takes_the_end_away(project, pm, owner):
    made = walk(ready(project, pm, owner), pm, "resolved", result="復旧した")
    made = walk(made, pm, "closed")
    with pytest.raises(ValidationError) as refused:
        issue_steps.move(issue=made, to="working", by=pm)
    assert errors_of(refused) == {"remark"}
    again = issue_steps.move(issue=made, to="working", by=pm, remark="再発した")
    assert (again.state, again.closed_on, again.closed_by) == ("working", None, None)
    assert of_project(pm, project)[0].reopened == 1
    assert AuditEvent.objects.filter(verb="issue.reopen").exists()
    assert again.steps.last().remark == "再発した"


def test_escalating_tells_those_above_and_needs_a_reason(project, pm, owner):
    sponsor = make_user_of(project, Role.SPONSOR)
    made = ready(project, pm, owner)
    with pytest.raises(ValidationError) as refused:
        issue_steps.escalate(issue=made, level=0, by=pm, remark="")
    assert errors_of(refused) == {"level", "remark"}
    made = issue_steps.escalate(issue=made, level=2, by=pm, remark="部門をまたぐ調整が要る")
    assert made.level == 2
    assert Notification.objects.filter(user_id=sponsor.pk, kind="issue.escalated").count() == 1
    down = issue_steps.escalate(issue=made, level=1, by=pm, remark="部門間で合意した")
    assert (down.level, Notification.objects.filter(kind="issue.escalated").count()) == (1, 1)


def test_its_way_is_never_rewritten(project, pm):
    step = issues.raise_issue(project=project, by=pm, title="環境").steps.get()
    for write in (lambda: IssueStep.objects.filter(pk=step.pk).update(level=3), step.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_many_are_sorted_at_once_or_none(project, pm, owner):
    rows = [issues.raise_issue(project=project, by=pm, title=f"行{n}") for n in range(3)]
    good = {"kind": "todo", "owner": owner, "due": LATER}
    with pytest.raises(ValidationError) as refused:
        issues.sort(rows=[(rows[0], good), (rows[1], {"kind": "issue"})], by=pm)
    assert errors_of(refused) == {"2_owner", "2_due"}
    assert Issue.objects.filter(state="raised").count() == 3
    assert issues.sort(rows=[(row, good) for row in rows], by=pm) == 3
    assert Issue.objects.filter(state="accepted", kind="todo", owner=owner).count() == 3


def test_what_a_freelancer_may_see_and_do_is_their_own(project, pm, owner):
    freelancer = make_user_of(project, Role.FREELANCER)
    other = ready(project, pm, owner)
    own = ready(project, pm, freelancer.person)
    raised = issues.raise_issue(project=project, by=freelancer, title="気付いたこと")
    assert set(Issue.objects.visible_to(freelancer)) == {own, raised}
    assert issues.update(issue=own, by=freelancer, event="調べた").event == "調べた"
    assert walk(own, freelancer, "resolved", result="直した").state == "resolved"
    for refuse in (
        lambda: issues.update(issue=other, by=freelancer, event="x"),
        lambda: issue_steps.move(issue=raised, to="rejected", by=freelancer, rejected_as="duplicate", remark="x"),
        lambda: issue_steps.escalate(issue=own, level=1, by=freelancer, remark="x"),
    ):
        with pytest.raises(NotAllowed):
            refuse()


def test_a_clients_person_sees_what_is_opened_once_it_is_taken_in(project, pm, owner):
    client = make_user_of(project, Role.CLIENT)
    ready(project, pm, owner)
    opened = ready(project, pm, owner, open_to_client=True)
    issues.raise_issue(project=project, by=pm, title="まだ", open_to_client=True)
    assert list(Issue.objects.visible_to(client)) == [opened]
    with pytest.raises(NotAllowed):
        issues.raise_issue(project=project, by=client, title="要望")


def test_nobody_outside_sees_any(project, pm, owner):
    ready(project, pm, owner)
    assert not Issue.objects.visible_to(make_user()).exists()
    elsewhere = make_user_of(make_project(code="B"), Role.MEMBER)
    assert not Issue.objects.visible_to(elsewhere).exists()
    assert not Issue.objects.visible_to(make_user(Role.SYSTEM_ADMINISTRATOR)).exists()
    assert Issue.objects.visible_to(make_user(Role.PMO_MANAGER)).count() == 1


def test_any_day_is_told_from_the_rows_up_to_it(project, pm):
    first, second, third = (AS_OF - timedelta(days=n) for n in (20, 10, 5))
    made = make_issue(project, (("raised", first), ("accepted", first), ("working", second)), due=third)
    make_step(made, third, due=AS_OF + timedelta(days=3), level=2)
    Issue.objects.filter(pk=made.pk).update(due=AS_OF + timedelta(days=3), level=2)

    def told(day):
        return [(s.state, s.due, s.level, s.due_changes, s.late) for s in of_project(pm, project, day)]

    assert told(first - timedelta(days=1)) == []
    assert told(first) == [("accepted", third, 0, 0, 0)]
    assert told(third) == [("working", AS_OF + timedelta(days=3), 2, 1, 0)]
    assert told(second + timedelta(days=4)) == [("working", third, 0, 0, 0)]
    assert {k: [x.state for x in v] for k, v in last_of([project.pk], second).items()} == {project.pk: ["working"]}
    assert last_of([project.pk], first - timedelta(days=1)) == {}


def test_figures_count_new_closed_open_overdue_and_age(project, pm):
    week, month = AS_OF - timedelta(days=3), AS_OF - timedelta(days=40)
    make_issue(project, (("raised", month), ("working", month)), due=AS_OF - timedelta(days=1))
    make_issue(project, (("raised", week),), due=None)
    make_issue(project, (("raised", month), ("closed", week)))
    make_issue(project, (("raised", month), ("closed", month)))
    found = figures(lives(Issue.objects.all()), AS_OF)
    assert (found.new, found.closed, found.open, found.overdue, found.unsorted) == (1, 1, 2, 1, 1)
    assert (found.ages, found.mean_days) == ((1, 0, 0, 1), 21.5)
    last, before = found.weeks[-1], found.weeks[-2]
    assert (last.new, last.over, last.open) == (1, 1, 2)
    assert (before.new, before.over, before.open) == (0, 0, 2)
    assert figures(lives_of(of_project(pm, project)), AS_OF) == found


def test_an_issue_that_was_reopened_counts_as_open_again(project):
    days = [AS_OF - timedelta(days=n) for n in (30, 20, 4)]
    made = make_issue(project, (("raised", days[0]), ("closed", days[1]), ("working", days[2])))
    found = figures(lives(Issue.objects.filter(pk=made.pk)), AS_OF)
    assert [w.open for w in found.weeks[-3:]] == [0, 0, 1]


def test_mine_are_those_i_own_and_those_i_am_to_confirm(project, pm, owner):
    own = ready(project, pm, owner)
    waits = walk(ready(project, pm, owner), owner.user, "resolved", result="直した")
    assert [s.issue for s in mine(owner.user)] == [own]
    assert [s.issue for s in mine(pm)] == [waits]
    assert mine(make_user_of(project, Role.MEMBER)) == []


def test_a_stranger_raises_nothing_and_an_owner_may_be_anybody_of_the_project(project):
    with pytest.raises(NotAllowed):
        issues.raise_issue(project=project, by=make_user_of(project, Role.SPONSOR), title="x")
    make_member(project, make_person(), Role.MEMBER)


def test_standings_take_as_many_queries_for_one_as_for_three(project, pm, django_assert_num_queries):
    today()  # the company is read once
    for n in range(3):
        make_issue(project, raised_on=date(2026, 11, 1 + n))
        with django_assert_num_queries(4):  # roles twice, issues, their ways with owners
            of_project(type(pm).objects.get(pk=pm.pk), project)


def test_a_risk_that_has_happened_becomes_one_issue(project, pm):
    risk = make_risk(project, state="watched")
    with pytest.raises(ValidationError):
        issues.of_risk(risk=risk, by=pm)
    risk = make_risk(project, state="happened", event="環境の引渡しが遅れる", contingency="代わりの環境を借りる")
    made = issues.of_risk(risk=risk, by=pm)
    assert (made.title, made.response, made.risk, made.state) == (risk.event, risk.contingency, risk, "raised")
    assert issues.of_risk(risk=risk, by=pm) == made
    assert Issue.objects.count() == 1
