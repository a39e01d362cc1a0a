"""Support requests: who may do what in which state, who hears of it, and what the log keeps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project, make_user_of
from factories.support import make_support, make_time
from kaname.domains.control.actions import support
from kaname.domains.control.enums import SupportState
from kaname.domains.control.models import SupportRequest
from kaname.domains.control.queries.support import given_lately, helpers, open_support, waiting_times
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    make_company()
    return make_project(code="S1", name="会計更改")


@pytest.fixture
def head():
    return make_user(Role.PMO_MANAGER)


def told(user) -> list[str]:
    return list(Notification.objects.filter(user_id=user.pk).order_by("pk").values_list("kind", flat=True))


def test_the_whole_way_from_asked_to_confirmed(project, head):
    manager, sponsor = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.SPONSOR)
    helper = make_user()
    row = support.ask(project=project, need=" 会計に詳しい人を2週間 ", wanted_by=AS_OF, by=manager)
    assert (row.code, row.need, row.state) == ("S1-SR-0001", "会計に詳しい人を2週間", "open")
    assert (told(head), told(sponsor), told(manager)) == (["help.asked"], ["help.asked"], [])
    row = support.accept(request=row, helper=helper.person, offer="週3日", until=AS_OF + timedelta(7), by=head)
    assert (row.state, row.accepted_by, told(manager), told(helper)) == (
        "accepted", head, ["help.offered"], ["support.allocated"],
    )  # fmt: skip
    joined = project.members.get(person=helper.person)  # who helps must see
    assert (joined.role, joined.valid_from, joined.valid_to) == (Role.PMO_CONSULTANT, AS_OF, AS_OF + timedelta(7))
    for hours in ("2.5", "4"):
        support.note_time(request=row, person=helper.person, day=AS_OF, hours=Decimal(hours), by=helper)
    row = support.deliver(request=row, outcome="一覧がそろいました", by=helper)
    assert (row.state, row.delivered_by, told(manager)[-1]) == ("delivered", helper, "support.delivered")
    row = support.confirm(request=row, rating=4, by=manager)
    assert (row.state, row.rating, row.outcome, row.closed_by) == ("done", 4, "一覧がそろいました", manager)
    assert told(helper)[-1] == "support.confirmed"
    found = given_lately(head)
    assert (found.done, found.hours, found.rating, found.rated) == (1, Decimal("6.5"), 4.0, 1)
    verbs = list(
        AuditEvent.objects.filter(verb__startswith="support.").order_by("sequence").values_list("verb", flat=True)
    )
    assert verbs == [
        "support.ask", "support.accept", "support.note_time", "support.note_time", "support.deliver",
        "support.confirm",
    ]  # fmt: skip


def test_only_the_pmo_manager_allocates_and_declines(project, head):
    row, person = make_support(project), make_person()
    for role in (Role.PROJECT_MANAGER, Role.PMO_CONTROLLER, Role.PMO_ANALYST, Role.SPONSOR):
        user = make_user_of(project, role)
        with pytest.raises(NotAllowed):
            support.accept(request=row, helper=person, offer="入ります", by=user)
        with pytest.raises(NotAllowed):
            support.decline(request=row, reason="余力がありません", by=user)
    declined = support.decline(request=row, reason="余力がありません", by=head)
    assert (declined.state, declined.closed_by, declined.reason) == ("declined", head, "余力がありません")


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.SPONSOR, Role.MEMBER, Role.CLIENT])
def test_whoever_does_not_edit_does_not_ask(project, role):
    with pytest.raises(NotAllowed):
        support.ask(project=project, need="手伝い", by=make_user_of(project, role))


def test_only_the_helper_and_who_allocates_note_hours(project, head):
    helper = make_user()
    make_member(project, helper.person, Role.PMO_ANALYST)
    row = make_support(project, by=head, helper=helper.person)
    other = make_user_of(project, Role.PMO_CONTROLLER)
    with pytest.raises(NotAllowed):
        support.note_time(request=row, person=helper.person, day=AS_OF, hours=Decimal(1), by=other)
    with pytest.raises(NotAllowed):
        support.deliver(request=row, outcome="済み", by=other)
    for day in (AS_OF + timedelta(1), AS_OF - timedelta(1)):
        with pytest.raises(ValidationError):
            support.note_time(request=row, person=helper.person, day=day, hours=Decimal(1), by=helper)
    with pytest.raises(ValidationError):
        support.note_time(request=row, person=helper.person, day=AS_OF, hours=Decimal(25), by=helper)
    assert row.times.count() == 0


def test_the_helper_does_not_rate_themselves(project, head):
    helper, manager = make_user_of(project, Role.PMO_ANALYST), make_user_of(project, Role.PROJECT_MANAGER)
    row = make_support(project, by=manager, helper=helper.person)
    with pytest.raises(NotAllowed):
        support.confirm(request=row, rating=5, by=helper)
    with pytest.raises(NotAllowed):
        support.confirm(request=row, rating=5, by=head)
    with pytest.raises(ValidationError):
        support.confirm(request=row, rating=6, by=manager)
    assert SupportRequest.objects.get(pk=row.pk).state == SupportState.ACCEPTED


def test_what_is_over_stays_over(project, head):
    manager = make_user_of(project, Role.PROJECT_MANAGER)
    row = support.withdraw(request=make_support(project, by=manager), reason="解決しました", by=manager)
    assert row.state == "withdrawn"
    for act, given in (
        (support.accept, {"helper": make_person(), "offer": "入ります", "by": head}),
        (support.decline, {"reason": "遅い", "by": head}),
        (support.confirm, {"rating": 3, "by": manager}),
        (support.withdraw, {"by": manager}),
    ):
        with pytest.raises(ValidationError):
            act(request=row, **given)


def test_every_fault_of_a_request_is_named(project, head):
    manager = make_user_of(project, Role.PROJECT_MANAGER)
    with pytest.raises(ValidationError) as refused:
        support.ask(project=project, need=" ", wanted_by=AS_OF - timedelta(1), by=manager)
    assert set(refused.value.message_dict) == {"need", "wanted_by"}
    gone = make_person(left_on=date(2026, 1, 1))
    with pytest.raises(ValidationError) as refused:
        support.accept(request=make_support(project), helper=gone, offer="", until=date(2026, 1, 1), by=head)
    assert set(refused.value.message_dict) == {"helper", "offer", "until"}


def test_the_database_keeps_states_and_people_together(project):
    row = make_support(project)
    for values in ({"state": "accepted"}, {"state": "done"}, {"rating": 6}, {"delivered_at": row.created_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportRequest.objects.filter(pk=row.pk).update(**values)


def test_what_waits_is_told_oldest_first_with_its_business_days(project, head):
    monday, friday = date(2026, 11, 16), AS_OF
    late = make_support(project, asked=friday, wanted_by=date(2026, 11, 19))
    old = make_support(project, asked=monday)
    make_support(project, asked=monday, state="withdrawn", closed_at=old.created_at, closed_by=head)
    found = waiting_times(open_support(head))
    assert [(w.row.pk, w.days, w.late) for w in found] == [(old.pk, 4, False), (late.pk, 0, True)]
    stranger = make_user_of(make_project(), Role.PROJECT_MANAGER)
    assert not open_support(stranger).exists()


def test_helpers_are_told_with_their_load(project, head):
    one, two = make_person(), make_person()
    for person in (one, one, two):
        make_time(make_support(project, helper=person, asked=AS_OF), "1.5")
    assert [(h.person, h.requests, h.hours) for h in helpers(open_support(head))] == [
        (one, 2, Decimal(3)), (two, 1, Decimal("1.5")),
    ]  # fmt: skip
