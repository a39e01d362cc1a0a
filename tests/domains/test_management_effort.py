"""The week's one question: who is asked, what is kept; shares are of groups and projects, never of a person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from factories.cost import make_account, make_actual
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries.effort import efforts, efforts_seen_by
from kaname.domains.reporting.queries.reports import pmo_effort
from kaname.domains.reporting.rules.effort import all_hours
from kaname.domains.schedule.actions.rounds.effort import note
from kaname.domains.schedule.models import ManagementEffort, ReportingRound

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def company():
    make_company()


def opened(day: date = FRIDAY, number: int = 1, status: str = "open") -> ReportingRound:
    frozen = {"frozen_at": LATER} if status == "frozen" else {}
    return ReportingRound.objects.create(
        number=number, as_of=day, due=LATER, freezes=LATER, opened_at=LATER, status=status, **frozen
    )


def running(code: str, **values):
    return make_project(code=code, status="executing", **values)


def test_an_answer_is_kept_once_a_person_and_week_with_the_projects_it_counts_for():
    found, first, second = opened(), running("A"), running("B")
    manager = make_user_of(first, Role.PROJECT_MANAGER)
    second.members.filter(role="project_manager").update(person=manager.person)
    make_project(code="C", status="completed", manager=manager.person)
    note(round_=found, reporting=60, spent=600, by=manager)
    note(round_=found, reporting=120, spent=480, by=manager)
    row = ManagementEffort.objects.get()
    assert (row.reporting, row.managing, row.manager) == (120, 480, True)
    assert row.projects == sorted([first.pk, second.pk])


def test_only_who_manages_is_asked_and_the_log_tells_no_hours():
    found, project = opened(), running("A")
    for role in (Role.TEAM_LEADER, Role.MEMBER, Role.SPONSOR):
        with pytest.raises(ValidationError):
            note(round_=found, reporting=60, spent=60, by=make_user_of(project, role))
    note(round_=found, reporting=61, spent=62, by=make_user(Role.PMO_EXPERT))
    row = ManagementEffort.objects.get()
    assert (row.manager, row.projects) == (False, [])
    event = AuditEvent.objects.get(verb="effort.note")
    assert (event.before, event.after, event.subject_name) == (None, {"round": 1}, str(found))


@pytest.mark.parametrize(("reporting", "spent"), [(-1, 0), (0, -1), (7 * 24 * 60, 1)])
def test_hours_that_no_week_has_are_refused(reporting, spent):
    found, manager = opened(), make_user_of(running("A"), Role.PROJECT_MANAGER)
    with pytest.raises(ValidationError):
        note(round_=found, reporting=reporting, spent=spent, by=manager)


def test_a_frozen_round_takes_no_answer():
    found, manager = opened(status="frozen"), make_user_of(running("A"), Role.PROJECT_MANAGER)
    with pytest.raises(ValidationError):
        note(round_=found, reporting=1, spent=1, by=manager)


def answered():
    """Two projects; a manager of A (4 h + 16 h), an administrator of both (8 h + 8 h); 60 h booked in A that week."""
    found, first, second = opened(), running("A"), running("B")
    note(round_=found, reporting=240, spent=960, by=make_user_of(first, Role.PROJECT_MANAGER))
    administrator = make_user_of(first, Role.PMO_ADMINISTRATOR)
    second.members.create(person=administrator.person, role="pmo_administrator", valid_from=date(2020, 1, 1))
    note(round_=found, reporting=480, spent=480, by=administrator)
    account = make_account(first)
    make_actual(account, FRIDAY - timedelta(days=4), 0, 3600)
    make_actual(account, FRIDAY - timedelta(days=7), 0, 99_999)  # the week before
    return first, second


def test_shares_divide_a_persons_hours_evenly_among_their_projects():
    first, second = answered()
    found = efforts(FRIDAY - timedelta(days=6), FRIDAY, None, office=True)
    whole, a, b = (
        found.figures(),
        found.figures(lambda s: s.project == first.pk),
        found.figures(lambda s: s.project == second.pk),
    )
    assert (whole.people, whole.reporting, whole.managing, whole.project_weeks) == (2, 720, 1440, 2)
    assert (a.reporting, a.managing, b.reporting, b.managing) == (480, 1200, 240, 240)
    hours = found.shares[0].hours
    assert whole.load == pytest.approx(100 * 720 / (2 * hours))
    assert a.load == pytest.approx(100 * 480 / (1.5 * hours))
    assert a.ratio == pytest.approx(100 * 1680 / 3600)
    assert b.ratio is None  # nothing is booked: no whole to be a part of
    assert (a.a_project_week, b.a_project_week) == (480, 240)


@pytest.mark.parametrize(("booked", "total"), [(True, 3600 + 480 + 120), (False, 3600 + 1680 + 480 + 120)])
def test_no_hour_counts_twice_in_the_total(booked, total):
    """60 h are booked in A, where 28 h were told; nothing in B, where 8 h were; 2 h are of the PMO's own office."""
    make_company(thresholds={"effort": {"reporting": 10, "booked": booked}})
    answered()
    note(round_=ReportingRound.objects.get(), reporting=60, spent=60, by=make_user(Role.PMO_EXPERT))
    whole = efforts(FRIDAY - timedelta(days=6), FRIDAY, None, office=True).figures()
    assert (whole.work, whole.total) == (3600, total)
    assert whole.ratio == pytest.approx(100 * (1680 + 480 + 120) / total)


def test_where_more_was_told_than_booked_the_told_hours_are_the_total():
    assert [all_hours(600, 900, booked=b) for b in (True, False)] == [900, 1500]
    assert all_hours(900, 600, booked=True) == 900


def test_a_reader_sees_the_parts_in_their_own_projects_only():
    first, second = answered()
    note(round_=ReportingRound.objects.get(), reporting=60, spent=60, by=make_user(Role.PMO_EXPERT))
    span = FRIDAY - timedelta(days=6), FRIDAY
    sponsor = make_user_of(second, Role.SPONSOR)
    assert {s.project for s in efforts_seen_by(sponsor, *span).shares} == {second.pk}
    boss = efforts_seen_by(make_user(Role.PMO_MANAGER), *span)
    assert {s.project for s in boss.shares} == {first.pk, second.pk, None}


def test_without_answers_there_is_no_number():
    nothing = efforts(FRIDAY - timedelta(days=6), FRIDAY, None, office=True).figures()
    assert (nothing.load, nothing.ratio, nothing.a_project_week) == (None, None, None)


def test_the_pmos_report_tells_the_hours_of_enough_people_and_hides_those_of_few():
    first, _second = answered()
    section = pmo_effort.section(FRIDAY)
    assert [row.cells[1].text for row in section.blocks[0].rows][1:5] == ["―"] * 4
    for code in ("C", "D", "E"):
        manager = make_user_of(running(code), Role.PROJECT_MANAGER)
        note(round_=ReportingRound.objects.get(), reporting=600, spent=600, by=manager)
    section = pmo_effort.section(FRIDAY)
    cells = {row.key: row.cells[1] for row in section.blocks[0].rows}
    assert (cells["people"].value, cells["pmo"].text, cells["week"].value) == (5, "―", 8.4)
    assert cells["load"].tone == "amber"
    assert "n = 4" in section.answer[0]
    assert first.code not in str(section)
