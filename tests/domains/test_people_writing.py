"""Writing people: persons, accounts, roles, departments, companies; each write in the log, none over another's."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from factories.people import LONG_AGO, make_company, make_person, make_unit, make_user
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.rules import Conflict
from kaname.domains.people.actions import accounts, companies, persons, roles, units
from kaname.domains.people.enums import Role
from kaname.domains.people.models import OrganisationUnit, Person, User
from kaname.domains.people.rules import NotAllowed, branches, company_roles, unit_roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared with the sentences that stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def admin() -> User:
    make_company()
    return make_user(Role.SYSTEM_ADMINISTRATOR)


def log() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", "actor_name"))


def test_a_person_is_registered_and_changed_with_their_versions_in_the_log(admin):
    person = persons.create(code="E100", name="見本花子", by=admin)
    changed = persons.update(person=person, name="見本はな子", title="課長", version=1, by=admin)
    assert (changed.version, changed.created_by, changed.updated_by) == (2, admin, admin)
    assert log() == [("person.create", str(admin)), ("person.update", str(admin))]
    event = AuditEvent.objects.get(verb="person.update")
    assert (event.before, event.after) == (
        {"name": "見本花子", "title": ""},
        {"name": "見本はな子", "title": "課長"},
    )


def test_a_stale_write_changes_nothing_and_carries_both_versions(admin):
    person = persons.create(code="E100", name="見本花子", by=admin)
    persons.update(person=person, title="課長", version=1, by=admin)
    with pytest.raises(Conflict) as refused:
        persons.update(person=person, title="部長", name="見本花子", version=1, by=admin)
    conflict = refused.value
    assert (conflict.theirs.title, conflict.yours["title"], conflict.fields) == ("課長", "部長", ["title"])
    assert Person.objects.get(pk=person.pk).title == "課長"
    assert len(log()) == 2


def test_writing_what_is_there_already_is_no_write(admin):
    person = persons.create(code="E100", name="見本花子", by=admin)
    assert persons.update(person=person, name="見本花子", version=1, by=admin).version == 1
    assert len(log()) == 1


def test_a_number_is_used_once_and_the_field_says_so(admin):
    persons.create(code="E100", name="甲", by=admin)
    with pytest.raises(ValidationError) as refused:
        persons.create(code="E100", name="", by=admin)
    assert set(refused.value.message_dict) == {"code", "name"}
    assert len(log()) == 1


@pytest.mark.parametrize("role", [Role.PMO_MANAGER, Role.AUDITOR, None])
def test_only_a_system_administrator_writes_people(role):
    make_company()
    user = make_user(role)
    for write in (
        lambda: persons.create(code="E100", name="甲", by=user),
        lambda: accounts.create(person=make_person(), email="a@example.com", by=user),
        lambda: roles.grant(person=user.person, role=Role.PMO_MANAGER, valid_from=LONG_AGO, by=user),
        lambda: units.create(code="U1", name="部", valid_from=LONG_AGO, by=user),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert log() == []


def test_an_account_opens_closes_and_never_shows_its_password_in_the_log(admin):
    person = make_person()
    user = accounts.create(person=person, email=" Hanako@Example.com ", password="ながいあいことば2026", by=admin)
    assert (user.email, user.check_password("ながいあいことば2026"), person.user) == ("hanako@example.com", True, user)
    assert accounts.deactivate(user=user, reason="離任", by=admin).is_active is False
    event = AuditEvent.objects.get(verb="account.deactivate")
    assert (event.before, event.after, event.reason) == ({"is_active": True}, {"is_active": False}, "離任")
    assert "ながいあいことば" not in str(list(AuditEvent.objects.values("before", "after")))
    with pytest.raises(ValidationError):
        accounts.deactivate(user=admin, by=admin)


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [("nobody", "ながいあいことば2026", "email"), ("a@example.com", "short", "password"), ("", None, "email")],
)
def test_an_account_needs_an_address_and_a_long_password(admin, email, password, field):
    with pytest.raises(ValidationError) as refused:
        accounts.create(person=make_person(), email=email, password=password, by=admin)
    assert list(refused.value.message_dict) == [field]
    assert log() == []


def test_a_role_is_held_from_its_first_to_its_last_day(admin):
    user = make_user()
    held = roles.grant(person=user.person, role=Role.AUDITOR, valid_from=date(2026, 11, 20), by=admin)
    assert company_roles(User.objects.get(pk=user.pk)) == {Role.AUDITOR}
    roles.end(holding=held, on=date(2026, 11, 20), by=admin)
    assert company_roles(User.objects.get(pk=user.pk)) == {Role.AUDITOR}
    make_company(as_of=date(2026, 11, 21))
    assert company_roles(User.objects.get(pk=user.pk)) == frozenset()


def test_roles_add_up_and_the_same_one_is_not_held_twice(admin):
    user = make_user(Role.AUDITOR)
    roles.grant(person=user.person, role=Role.PMO_EXPERT, valid_from=date(2026, 4, 1), by=admin)
    assert company_roles(User.objects.get(pk=user.pk)) == {Role.AUDITOR, Role.PMO_EXPERT}
    with pytest.raises(ValidationError, match="already holds"):
        roles.grant(person=user.person, role=Role.AUDITOR, valid_from=date(2026, 4, 1), by=admin)
    with pytest.raises(ValidationError, match="held in a project"):
        roles.grant(person=user.person, role=Role.PROJECT_MANAGER, valid_from=date(2026, 4, 1), by=admin)
    with pytest.raises(ValidationError, match="before the beginning"):
        roles.grant(
            person=user.person, role=Role.FINANCE, valid_from=date(2026, 4, 2), valid_to=date(2026, 4, 1), by=admin
        )


def test_a_departments_role_reaches_the_departments_below_it(admin):
    head, below = make_unit("U1"), None
    below = make_unit("U11", parent=head)
    make_unit("U2")
    user = make_user()
    roles.grant(person=user.person, role=Role.SPONSOR, unit=head, valid_from=LONG_AGO, by=admin)
    fresh = User.objects.get(pk=user.pk)
    assert (company_roles(fresh), unit_roles(fresh)) == (frozenset(), {Role.SPONSOR: {"U1", below.code}})


def test_a_department_moves_and_its_past_is_kept(admin):
    old, new = make_unit("U1", name="管理部"), make_unit("U2")
    unit = units.create(code="U9", name="情報課", parent=old, valid_from=LONG_AGO, by=admin)
    worker = make_person(unit=unit)
    moved = units.move(unit=unit, parent=new, name="情報部", on=date(2026, 4, 1), version=1, by=admin)
    assert (moved.pk, Person.objects.get(pk=worker.pk).unit.name) == (unit.pk, "情報部")
    rows = OrganisationUnit.objects.filter(code="U9").order_by("valid_from")
    assert list(rows.values_list("name", "parent__code", "valid_from", "valid_to")) == [
        ("情報課", "U1", LONG_AGO, date(2026, 3, 31)),
        ("情報部", "U2", date(2026, 4, 1), None),
    ]
    assert branches(date(2026, 3, 31))["U1"] == {"U1", "U9"}
    assert branches(date(2026, 4, 1))["U1"] == {"U1"}


def test_a_department_is_not_put_below_itself_nor_closed_over_others(admin):
    head = make_unit("U1")
    below = make_unit("U11", parent=head)
    with pytest.raises(ValidationError, match="below itself"):
        units.move(unit=head, parent=below, on=date(2026, 4, 1), by=admin)
    with pytest.raises(ValidationError, match="still open"):
        units.end(unit=head, on=date(2026, 3, 31), by=admin)
    units.end(unit=below, on=date(2026, 3, 31), by=admin)
    assert units.end(unit=head, on=date(2026, 3, 31), by=admin).valid_to == date(2026, 3, 31)


def test_a_company_is_registered_by_who_sets_projects_up_too():
    make_company()
    company = companies.create(name="見本システムズ", by=make_user(Role.PMO_MANAGER))
    assert (company.kind, log()[0][0]) == ("vendor", "company.create")
    with pytest.raises(NotAllowed):
        companies.update(company=company, name="別名", by=make_user())
