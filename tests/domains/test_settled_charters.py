"""An approved charter is never changed, whatever the path: the database itself refuses it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factories.people import make_person
from factories.project import make_charter, make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.domains.project.actions import charters
from kaname.domains.project.enums import CharterStatus
from kaname.domains.project.models import Charter, Objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved() -> Charter:
    charter = make_charter(make_project())
    values = {"status": CharterStatus.APPROVED, "approved_at": timezone.now(), "approved_by": make_person()}
    Charter.objects.filter(pk=charter.pk).update(**values)
    return Charter.objects.get(pk=charter.pk)


WRITES = {
    "a text": lambda c: Charter.objects.filter(pk=c.pk).update(scope="何でも"),
    "the budget": lambda c: Charter.objects.filter(pk=c.pk).update(budget_yen=1),
    "nothing into something": lambda c: Charter.objects.filter(pk=c.pk).update(budget_yen=0),
    "back to a draft": lambda c: Charter.objects.filter(pk=c.pk).update(status=CharterStatus.DRAFT),
    "another judge": lambda c: Charter.objects.filter(pk=c.pk).update(approved_by=make_person()),
    "the edition goes": lambda c: Charter.objects.filter(pk=c.pk).delete(),
    "a goal": lambda c: c.objectives.update(target="100日"),
    "a goal goes": lambda c: c.objectives.all().delete(),
    "a goal more": lambda c: Objective.objects.create(charter=c, text="x", measure="x", target="x"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_no_path_changes_an_approved_charter(approved, write):
    with pytest.raises(IntegrityError, match="approved charter is not changed"), transaction.atomic():
        write(approved)
    assert Charter.objects.get(pk=approved.pk).objectives.count() == 1


def test_a_newer_edition_supersedes_it_and_then_it_stays_so(approved):
    sponsor, manager = (make_user_of(approved.project, role) for role in (Role.SPONSOR, Role.PROJECT_MANAGER))
    fresh = charters.draft(project=approved.project, scope="広げた範囲", by=manager)
    charters.submit(charter=fresh, by=manager)
    charters.approve(charter=Charter.objects.get(pk=fresh.pk), by=sponsor)
    assert Charter.objects.get(pk=approved.pk).status == CharterStatus.SUPERSEDED
    with pytest.raises(IntegrityError), transaction.atomic():
        Charter.objects.filter(pk=approved.pk).update(status=CharterStatus.APPROVED)


def test_drafts_are_written_as_ever():
    charter = make_charter(make_project())
    Charter.objects.filter(pk=charter.pk).update(scope="下書き")
    charter.objectives.update(target="2日")
    charter.objectives.all().delete()
    assert Charter.objects.filter(pk=charter.pk).delete()[0] == 1
