"""Role demands: raised, approved within authority, searched, filled by assignments that cover them; never rewritten."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from factories.people import AS_OF, make_company, make_person, make_role, make_user
from factories.project import make_member, make_project, make_user_of
from factories.staffing import make_demand
from kaname.domains.capability.models import Skill
from kaname.domains.core.instants import ticks_of_date
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.people.enums import Employer, Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.schedule.models import Activity, Assignment, Plan
from kaname.domains.staffing.actions import demands, steps
from kaname.domains.staffing.enums import DemandState
from kaname.domains.staffing.models import DemandStep, RoleDemand
from kaname.domains.staffing.queries.cover import covers
from kaname.domains.staffing.queries.gap import gaps

pytestmark = pytest.mark.django_db
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]
ASKED = {
    "role": "試験担当",
    "begins": date(2026, 12, 1),
    "ends": date(2026, 12, 31),
    "fte": {"2026-12": 100},
    "reason": "総合試験",
    "needed_by": date(2026, 11, 30),
}


@pytest.fixture(autouse=True)
def calendar():
    make_company()
    WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)


@pytest.fixture
def project():
    return make_project(code="A")


def assign(project, first: date, until: date, *, tentative=False, units=1.0, employer=Employer.OWN) -> Assignment:
    """Somebody on an activity from the morning of a day to the end of the day before ``until``."""
    plan = Plan.objects.get_or_create(project=project, defaults={"start": 0})[0]
    n = plan.assignments.count() + 1
    activity = Activity.objects.create(
        plan=plan, uid=str(n), position=n, name=f"試験{n}", start=ticks_of_date(first), finish=ticks_of_date(until)
    )
    person = make_person(employer=employer)
    resource = Resource.objects.create(name=person.name, person=person)
    return Assignment.objects.create(
        plan=plan, activity=activity, resource=resource, units=units, tentative=tentative, uid=str(n)
    )


def walk(demand: RoleDemand, *states: str) -> RoleDemand:
    for state in states:
        demand = steps.move(demand=demand, to=state, by=None, remark="次へ")
    return demand


def test_raising_counts_from_now_numbers_it_and_tells_the_approver(project):
    manager, pm = make_user(Role.PMO_MANAGER), make_user_of(project, Role.PROJECT_MANAGER)
    skill = Skill.objects.create(code="T1", name="試験設計")
    made = demands.raise_demand(project=project, by=pm, skills=[{"skill": skill, "level": 3, "must": True}], **ASKED)
    assert (made.code, made.state, made.steps.get().entered_by) == ("A-需-0001", "raised", pm.person)
    assert list(made.skills.values_list("skill__code", "level", "must")) == [("T1", 3, True)]
    assert list(Notification.objects.values_list("user_id", "kind")) == [(manager.pk, "demand.asked")]
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {"demand.raise", "demand.ask_skills"}


def test_everything_that_is_wrong_is_named_at_once(project):
    wrong = ASKED | {"fte": {}, "reason": " "}
    with pytest.raises(ValidationError) as refused:
        demands.raise_demand(project=project, by=None, **wrong)
    assert set(refused.value.error_dict) == {"fte", "reason"}
    backwards = ASKED | {"ends": date(2026, 11, 1), "needed_by": date(2027, 1, 1)}
    with pytest.raises(ValidationError) as refused:
        demands.raise_demand(project=project, by=None, **backwards)
    assert set(refused.value.error_dict) == {"ends", "needed_by"}
    assert not RoleDemand.objects.exists()


def test_months_outside_the_period_fall_away(project):
    made = demands.raise_demand(
        project=project, by=None, **ASKED | {"fte": {"2026-11": 50, "2026-12": 80, "2027-01": 30}}
    )
    assert made.fte == {"2026-12": 80}


def test_approval_goes_by_ceiling_and_never_by_the_one_who_raised_it(project):
    manager, sponsor = make_user(Role.PMO_MANAGER), make_user_of(project, Role.SPONSOR)
    beyond = make_demand(project, ceiling_yen=5_000_001)
    with pytest.raises(ValidationError, match=r"authority|権限"):
        steps.move(demand=beyond, to="approved", by=manager)
    assert steps.move(demand=beyond, to="approved", by=sponsor).state == "approved"
    within = make_demand(project, ceiling_yen=5_000_000)
    assert steps.move(demand=within, to="approved", by=manager).state == "approved"
    own = make_demand(project, by=manager.person)
    with pytest.raises(ValidationError):
        steps.move(demand=own, to="approved", by=manager)


def test_the_limit_is_the_companys(project):
    make_company(thresholds={"staffing": {"manager_yen": 100}})
    with pytest.raises(ValidationError):
        steps.move(demand=make_demand(project, ceiling_yen=101), to="approved", by=make_user(Role.PMO_MANAGER))


def test_the_search_is_the_pmos_and_the_coordinators_the_choice_also_the_project_managers(project):
    pm, coordinator = make_user_of(project, Role.PROJECT_MANAGER), make_user(Role.COORDINATOR)
    member = make_user_of(project, Role.MEMBER)
    demand = walk(make_demand(project, ceiling_yen=1), "approved")
    for user in (pm, member):
        with pytest.raises(NotAllowed):
            steps.move(demand=demand, to="inside", by=user)
    demand = steps.move(demand=demand, to="inside", by=coordinator)
    demand = steps.move(demand=demand, to="choosing", by=pm)
    assert steps.move(demand=demand, to="arranging", by=pm).state == "arranging"


def test_steps_are_not_skipped_and_ends_are_ends(project):
    demand = make_demand(project)
    with pytest.raises(ValidationError):
        steps.move(demand=demand, to="choosing", by=None)
    over = walk(demand, "withdrawn")
    for state in DemandState.values:
        with pytest.raises(ValidationError):
            steps.move(demand=over, to=state, by=None, remark="もう一度")


def test_calling_off_and_going_back_need_a_reason_and_outside_a_ceiling(project):
    with pytest.raises(ValidationError) as refused:
        steps.move(demand=make_demand(project), to="withdrawn", by=None)
    assert set(refused.value.error_dict) == {"remark"}
    choosing = walk(make_demand(project, ceiling_yen=5), "approved", "inside", "choosing")
    with pytest.raises(ValidationError):
        steps.move(demand=choosing, to="inside", by=None)
    without = walk(make_demand(project), "approved")
    with pytest.raises(ValidationError, match=r"ceiling|上限"):
        steps.move(demand=without, to="outside", by=None)


def test_filled_needs_hard_assignments_that_cover_each_month(project):
    demand = walk(make_demand(project, **ASKED), "approved", "inside", "choosing", "arranging")
    half = assign(project, date(2026, 12, 1), date(2026, 12, 16))  # 11 of the 23 weekdays
    soft = assign(project, date(2026, 12, 16), date(2027, 1, 1), tentative=True)
    with pytest.raises(ValidationError):
        steps.move(demand=demand, to="filled", by=None)
    demands.cover(demand=demand, hard=[half], soft=[soft], by=None)
    cover = covers([demand])[demand.pk]
    assert (cover.hard[0], cover.soft[0], cover.gap[0]) == pytest.approx((1100 / 23, 1200 / 23, 1200 / 23))
    with pytest.raises(ValidationError, match=r"2026/12.*48"):
        steps.move(demand=demand, to="filled", by=None)
    demands.cover(demand=demand, hard=[half, soft], by=None)
    soft.refresh_from_db()
    assert soft.tentative is False
    filled = steps.move(demand=demand, to="filled", by=None)
    step = filled.steps.last()
    assert (filled.state, step.source) == ("filled", "internal")
    assert [(line["uid"], line["percent"]) for line in step.cover] == [
        ("1", {"2026-12": 47.8}),
        ("2", {"2026-12": 52.2}),
    ]


def test_whoever_is_from_elsewhere_makes_it_external(project):
    demand = walk(make_demand(project, **ASKED), "approved", "inside", "choosing", "arranging")
    own = assign(project, date(2026, 12, 1), date(2027, 1, 1), units=0.5)
    other = assign(project, date(2026, 12, 1), date(2027, 1, 1), units=0.5, employer=Employer.FREELANCE)
    demands.cover(demand=demand, hard=[own, other], by=None)
    assert steps.move(demand=demand, to="filled", by=None).steps.last().source == "external"


def test_what_is_past_need_not_be_covered_any_more(project):
    begun = ASKED | {"begins": date(2026, 11, 2), "ends": date(2026, 11, 30), "fte": {"2026-11": 100}}
    demand = walk(make_demand(project, **begun), "approved", "inside", "choosing", "arranging")
    rest = assign(project, AS_OF, date(2026, 12, 1))  # 20, 24, 25, 26, 27, 30 of 19 working days
    demands.cover(demand=demand, hard=[rest], by=None)
    assert covers([demand])[demand.pk].hard[0] == pytest.approx(600 / 19)
    assert steps.move(demand=demand, to="filled", by=None).state == "filled"


def test_assignments_of_another_project_cover_nothing(project):
    other = assign(make_project(code="B"), date(2026, 12, 1), date(2027, 1, 1))
    with pytest.raises(ValidationError):
        demands.cover(demand=make_demand(project), hard=[other], by=None)


def test_what_was_approved_is_not_edited_but_its_date_and_ceiling_by_who_could_approve(project):
    pm, manager = make_user_of(project, Role.PROJECT_MANAGER), make_user(Role.PMO_MANAGER)
    demand = walk(make_demand(project), "approved")
    with pytest.raises(ValidationError):
        demands.update(demand=demand, by=pm, role="設計担当")
    with pytest.raises(NotAllowed):
        demands.adjust(demand=demand, by=pm, needed_by=date(2026, 12, 4))
    with pytest.raises(NotAllowed):
        demands.adjust(demand=demand, by=manager, ceiling_yen=5_000_001)
    assert demands.adjust(demand=demand, by=manager, ceiling_yen=5_000_000).ceiling_yen == 5_000_000


def test_the_way_is_append_only_in_the_database(project):
    step = make_demand(project).steps.get()
    for write in (lambda: DemandStep.objects.update(remark="x"), step.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_clock_expires_what_is_over_and_chases_once(project):
    manager = make_user(Role.PMO_MANAGER)
    over = make_demand(project, begins=date(2026, 10, 1), ends=date(2026, 11, 19), needed_by=date(2026, 10, 1))
    late = make_demand(project, needed_by=date(2026, 11, 19))
    make_demand(project, needed_by=AS_OF)
    assert (steps.keep_time(), steps.keep_time()) == (2, 0)
    over.refresh_from_db()
    late.refresh_from_db()
    assert (over.state, over.steps.last().entered_by, late.state, late.overdue_on) == ("expired", None, "raised", AS_OF)
    told = Notification.objects.filter(user_id=manager.pk).values_list("kind", flat=True)
    assert list(told) == ["demand.overdue"]


def test_notices_go_to_nobody_who_may_not_see_the_demand(project):
    project.confidentiality = 3
    project.save()
    coordinator = make_user(Role.COORDINATOR)
    walk(make_demand(project, ceiling_yen=1), "approved", "outside")
    assert not Notification.objects.filter(user_id=coordinator.pk).exists()


def test_the_gap_is_demand_minus_hard_bookings_by_role_and_month(project):
    reader = make_user(Role.PMO_MANAGER)
    demand = make_demand(project, begins=date(2026, 12, 1), ends=date(2027, 1, 31))  # 100 %, then 50 %
    make_demand(project, (("raised", AS_OF), ("withdrawn", AS_OF)))
    hard = assign(project, date(2026, 12, 1), date(2027, 1, 1), units=0.6)
    soft = assign(project, date(2027, 1, 1), date(2027, 2, 1), units=0.2, tentative=True)
    demands.cover(demand=demand, hard=[hard], soft=[soft], by=None)
    (row,) = gaps(reader, months=3).rows
    assert row.gap.tolist() == pytest.approx([0, 0.4, 0.5])
    assert row.soft.tolist() == pytest.approx([0, 0, 0.2])
    assert row.unapproved.tolist() == pytest.approx([0, 1, 0.5])


def test_a_part_of_a_month_needs_a_part_of_its_people(project):
    half = ASKED | {"begins": date(2026, 12, 16)}  # 12 of the 23 weekdays
    demand = make_demand(project, **half)
    assert covers([demand])[demand.pk].needed[0] == pytest.approx(1200 / 23)


def test_too_much_for_one_demand_helps_no_other(project):
    reader = make_user(Role.PMO_MANAGER)
    first, _second = make_demand(project, **ASKED), make_demand(project, **ASKED)
    demands.cover(demand=first, hard=[assign(project, date(2026, 12, 1), date(2027, 1, 1), units=2.0)], by=None)
    (row,) = gaps(reader, months=2).rows
    assert row.gap.tolist() == pytest.approx([0, 1.0])


def test_who_searches_outside_sees_demands_of_open_projects_only(project):
    person = make_person(role=Role.COORDINATOR)
    coordinator = make_user(person=person)
    make_role(person, Role.COORDINATOR)
    make_demand(project)
    limited = make_project(code="Z", confidentiality=3)
    make_demand(limited)
    make_member(limited, make_person(), Role.MEMBER)
    assert [d.project.code for d in RoleDemand.objects.visible_to(coordinator)] == ["A"]
