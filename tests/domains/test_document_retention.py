"""Retention of documents: its end proposes and destroys nothing; disposal takes two people and a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from factories.documents import make_document, make_kind, make_version
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_closing, make_project, make_user_of
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.document.actions import disposals, kinds, store
from kaname.domains.document.models import Disposal, Document
from kaname.domains.document.rules import retention_end
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def project():
    return make_project(code="PJ024")


def person_of(user) -> Person:
    return Person.objects.get(user=user)


def test_retention_counts_from_approval_or_from_the_closing(project):
    made = make_document(project, approved_on=date(2024, 2, 29), kind=make_kind("A", retain_years=1))
    assert retention_end(made) == date(2025, 2, 28)
    made.retain_years = 4
    assert retention_end(made) == date(2028, 2, 29)
    assert retention_end(make_document(project, kind=make_kind("B", retain_years=None))) is None
    closing = make_document(project, kind=make_kind("C", retain_years=2, retained_from="closing"))
    assert retention_end(closing) is None
    make_closing(project)
    disposals.propose_due()
    closing.refresh_from_db()
    assert closing.retain_until == date(2028, 11, 20)


@pytest.fixture
def old(project):
    owner = make_user_of(project, Role.PROJECT_MANAGER)
    made = make_document(project, owner=person_of(owner), approved_on=date(2022, 1, 10), content=b"old")
    Document.objects.update(retain_until=date(2025, 1, 10))
    return Document.objects.get(pk=made.pk), owner


def test_the_end_of_retention_proposes_and_destroys_nothing(old):
    made, owner = old
    assert (disposals.propose_due(), disposals.propose_due()) == (1, 0)
    made.refresh_from_db()
    assert (made.state, store.content(made.latest)) == ("approved", b"old")
    found = Disposal.objects.get()
    assert (found.state, found.due_on, found.proposed_on) == ("candidate", date(2025, 1, 10), AS_OF)
    assert Notification.objects.filter(user_id=owner.pk, kind="document.disposal").count() == 1
    assert AuditEvent.objects.filter(verb="disposal.propose", actor_id=None).count() == 1


def test_disposal_takes_two_people_and_a_reason_and_keeps_all_but_the_bytes(
    old, django_capture_on_commit_callbacks, project
):
    made, owner = old
    twin = make_document(project, content=b"twin")
    same = make_version(twin, (2, 0), b"old")  # another document needs the same bytes
    disposals.propose_due()
    found = Disposal.objects.get()
    manager = make_user(Role.PMO_MANAGER)
    with pytest.raises(ValidationError):
        disposals.dispose(disposal=found, by=manager)
    with pytest.raises(ValidationError):
        disposals.ask(disposal=found, reason=" ", by=owner)
    found = disposals.ask(disposal=found, reason="保存年限が過ぎ、後継の資料がある", by=owner)
    with pytest.raises(ValidationError):
        disposals.dispose(disposal=found, by=owner)
    with pytest.raises(NotAllowed):
        disposals.dispose(disposal=found, by=make_user_of(project, Role.PMO_ADMINISTRATOR))
    with django_capture_on_commit_callbacks(execute=True):
        found = disposals.dispose(disposal=found, by=manager)
    made.refresh_from_db()
    assert (made.state, found.state, made.versions.get().digest) == ("disposed", "disposed", same.digest)
    assert store.content(same) == b"old"
    Document.objects.filter(pk=twin.pk).update(state="disposed")
    assert (store.destroy([same.digest]), store.content(same)) == (1, None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Disposal.objects.update(reason="x")


def test_the_database_itself_asks_for_two_people(old):
    disposals.propose_due()
    one, now = make_person(), timezone.now()
    wrong = {"state": "disposed", "asked_by": one, "asked_at": now, "decided_by": one, "decided_at": now, "reason": "x"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Disposal.objects.update(**wrong)


def test_a_document_is_kept_longer_or_held_and_then_proposed_again(old):
    made, _owner = old
    disposals.propose_due()
    manager = make_user(Role.PMO_MANAGER)
    found = Disposal.objects.get()
    for day in (None, AS_OF):
        with pytest.raises(ValidationError):
            disposals.keep(disposal=found, until=day, by=manager)
    disposals.keep(disposal=found, until=date(2026, 11, 21), by=manager)
    assert disposals.propose_due() == 0
    make_company(as_of=date(2026, 11, 22))
    assert disposals.propose_due() == 1
    made.refresh_from_db()
    made = disposals.hold(document=made, reason="係争中", by=manager)
    assert Disposal.objects.latest("pk").state == "held"
    assert disposals.propose_due() == 0
    disposals.lift(document=made, by=manager)
    assert disposals.propose_due() == 1


def test_a_kinds_new_rule_holds_for_its_documents_at_once(project):
    kind = make_kind("A", retain_years=1)
    made = make_document(project, kind=kind, approved_on=date(2026, 1, 10))
    kinds.update(kind=kind, retain_years=2, by=make_user(Role.PMO_EXPERT))
    made.refresh_from_db()
    assert made.retain_until == date(2028, 1, 10)
    with pytest.raises(ValidationError):
        kinds.update(kind=kind, code="B", by=None)
    with pytest.raises(NotAllowed):
        kinds.update(kind=kind, retain_years=3, by=make_user_of(project, Role.PROJECT_MANAGER))
