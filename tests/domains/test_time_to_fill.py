"""Time to fill (mission row S22) by vectors counted by hand on a calendar with national and company holidays."""

from datetime import date

import pytest

from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project
from factories.staffing import make_demand
from kaname.domains.people.enums import Role
from kaname.domains.resource.bridge.company import business_days, company_rules
from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.domains.staffing.queries.demands import overdue, standings, waiting_for
from kaname.domains.staffing.queries.time_to_fill import quarter_of, time_to_fill

pytestmark = pytest.mark.django_db
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]
WAY = (
    ("raised", date(2026, 10, 29)),
    ("approved", date(2026, 11, 4)),
    ("inside", date(2026, 11, 5)),
    ("choosing", date(2026, 11, 11)),
    ("arranging", date(2026, 11, 16)),
    ("filled", date(2026, 11, 20)),
)
"""30 Oct and 4 Nov; 5, 6, 9, 10, 11; 12, 13, 16; 17, 18, 19, 20: 2 + 5 + 3 + 4 = 14. 2 Nov is the company's, 3 Nov the
country's day off."""


@pytest.fixture(autouse=True)
def calendar():
    make_company()
    made = WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)
    off = date(2026, 11, 2)
    CalendarException.objects.create(calendar=made, first=off, last=off, shifts=[], name="一斉休業", kind="company")


@pytest.fixture
def project():
    return make_project(code="A")


@pytest.fixture
def reader():
    return make_user(Role.PMO_MANAGER)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        (date(2026, 10, 29), date(2026, 11, 4), 2),  # weekend, the company's day, a national holiday
        (date(2026, 11, 20), date(2026, 11, 24), 1),  # weekend and 23 November
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 21), date(2026, 11, 23), 0),  # from a Saturday to a holiday
        (date(2026, 4, 28), date(2026, 5, 7), 3),  # 30 April, 1 and 7 May: around them the holidays of spring
        (date(2026, 11, 20), date(2026, 11, 10), 0),  # nothing is negative
    ],
)
def test_business_days_go_by_the_companys_calendar(earlier, later, days):
    assert business_days(company_rules(), [(earlier, later)]) == [days]


def test_without_a_calendar_every_weekday_counts():
    CalendarException.objects.all().delete()
    WorkCalendar.objects.all().delete()
    assert business_days(company_rules(), [(date(2026, 10, 29), date(2026, 11, 4))]) == [4]


def test_steps_are_told_apart_and_add_up(project):
    (found,) = standings([make_demand(project, WAY)])
    assert (found.days, found.by_step) == (14, {"approval": 2, "search": 5, "interview": 3, "arrangement": 4})
    assert (found.raised, found.ended, found.late, found.open) == (WAY[0][1], WAY[-1][1], None, False)


def test_what_goes_back_to_the_search_is_search_again(project):
    way = (*WAY[:4], ("outside", date(2026, 11, 13)), ("choosing", date(2026, 11, 18)))
    (found,) = standings([make_demand(project, way)])
    # search 5 and then 16, 17, 18; interviews 12, 13 and then 19, 20 up to today
    assert (found.days, found.by_step) == (14, {"approval": 2, "search": 8, "interview": 4, "arrangement": 0})


def test_an_open_one_counts_to_today_and_is_late_past_its_date(project):
    (found,) = standings([make_demand(project, WAY[:2], needed_by=date(2026, 11, 13))])
    assert (found.days, found.by_step["search"], found.late) == (14, 12, 5)
    (today,) = standings([make_demand(project, WAY[:2], needed_by=AS_OF)])
    assert today.late is None


def test_the_median_of_a_quarter_leaves_out_what_was_called_off_or_expired(project, reader):
    make_demand(project, WAY)  # 14, internal
    make_demand(project, (("raised", date(2026, 11, 16)), ("filled", date(2026, 11, 18))))  # 2, internal
    make_demand(project, (("raised", date(2026, 11, 9)), ("filled", date(2026, 11, 13))), source="external")  # 4
    make_demand(project, (("raised", date(2026, 10, 1)), ("withdrawn", date(2026, 11, 19))))
    make_demand(project, (("raised", date(2026, 10, 1)), ("expired", date(2026, 11, 19))))
    make_demand(project, (("raised", date(2026, 9, 1)), ("filled", date(2026, 9, 4))))  # the quarter before: 3
    now, before = time_to_fill(reader).quarters
    assert (now.begins, before.begins) == (date(2026, 10, 1), date(2026, 7, 1))
    assert (now.filled.days, now.filled.count) == (4, 3)
    assert (now.internal.days, now.internal.count, now.external.days, now.external.count) == (8, 2, 4, 1)
    assert (now.cancelled, now.expired, now.slowest.days) == (1, 1, 14)
    assert (before.filled.days, before.filled.count, before.cancelled) == (3, 1, 0)


def test_a_quarter_in_which_nothing_ended_has_no_median(project, reader):
    make_demand(project)
    (now,) = time_to_fill(reader).quarters
    assert (now.filled.days, now.filled.count, now.slowest) == (None, 0, None)
    assert [s.demand.project_id for s in time_to_fill(reader).waiting] == [project.pk]


def test_quarters_are_those_of_the_fiscal_year():
    assert quarter_of(date(2026, 11, 20)) == date(2026, 10, 1)
    make_company(fiscal_year_start_month=3)
    assert [quarter_of(date(2026, m, 9)) for m in (1, 2, 3, 11, 12)] == [
        date(2025, 12, 1), date(2025, 12, 1), date(2026, 3, 1), date(2026, 9, 1), date(2026, 12, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_time_to_fill_takes_a_constant_number_of_queries(project, reader, count, django_assert_num_queries):
    for _ in range(count):
        make_demand(project, WAY)
        make_demand(project, WAY[:3])
    waiting_for(reader)  # roles are kept for the request
    with django_assert_num_queries(5):
        assert len(time_to_fill(reader).filled) == count


def test_past_needed_by_the_latest_comes_first_and_answered_ones_not_at_all(project, reader):
    first = make_demand(project, WAY[:3], needed_by=date(2026, 11, 6))
    second = make_demand(project, WAY[:3], needed_by=date(2026, 11, 18))
    make_demand(project, WAY[:3], needed_by=AS_OF)
    make_demand(project, WAY, needed_by=date(2026, 11, 6))
    assert [s.demand.pk for s in overdue(reader)] == [first.pk, second.pk]
    assert [s.late for s in overdue(reader)] == [10, 2]


def test_homes_ask_those_whose_turn_it_is(project):
    raiser, manager, sponsor = make_person(), make_user(Role.PMO_MANAGER), make_user()
    coordinator, pm = make_user(Role.COORDINATOR), make_user()
    make_member(project, sponsor.person, Role.SPONSOR)
    project.members.filter(role=Role.PROJECT_MANAGER).delete()
    make_member(project, pm.person, Role.PROJECT_MANAGER)
    small = make_demand(project, by=raiser, ceiling_yen=5_000_000)
    large = make_demand(project, by=raiser, ceiling_yen=5_000_001)
    own = make_demand(project, by=manager.person)
    inside, outside = make_demand(project, WAY[:3]), make_demand(project, (*WAY[:3], ("outside", AS_OF)))
    choosing, arranging = make_demand(project, WAY[:4]), make_demand(project, WAY[:5])
    make_demand(project, WAY)

    def asked(user):
        return {s.demand.pk for s in waiting_for(user)}

    assert asked(manager) == {small.pk, inside.pk}
    assert own.pk not in asked(manager)
    assert asked(sponsor) == {large.pk}
    assert asked(coordinator) == {outside.pk}
    assert asked(pm) == {choosing.pk, arranging.pk}
    assert asked(make_user()) == set()
