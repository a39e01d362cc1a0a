"""Documents: numbered once, versions that nobody changes, approval by another, retention that only proposes."""

import io
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from factories.documents import make_document, make_kind
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_deliverable, make_member, make_phase, make_project, make_user_of
from kaname.domains.core.models import AuditEvent, Notification
from kaname.domains.document.actions import approving, documents, kinds, store, versions
from kaname.domains.document.actions.versions import Arriving
from kaname.domains.document.models import Document, DocumentReading, DocumentStep, DocumentVersion
from kaname.domains.document.rules import state_of
from kaname.domains.document.validators import checked_place, checked_scheme, judged
from kaname.domains.people.enums import Employer, Role
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


def file(data: bytes = b"text", name: str = "file.txt") -> Arriving:
    return Arriving(name=name, file=io.BytesIO(data))


def person_of(user) -> Person:
    return Person.objects.get(user=user)


def registered(project, by, **values) -> Document:
    given = {"kind": make_kind("PLN", name="計画書"), "name": "計画", "owner": person_of(by)} | values
    return documents.register(project=project, by=by, **given)


def test_numbers_follow_the_scheme_and_none_is_given_twice(project):
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    first, second = registered(project, pm), registered(project, pm)
    assert (first.number, second.number) == ("PJ024-PLN-2026-0001", "PJ024-PLN-2026-0002")
    with pytest.raises(ValidationError), transaction.atomic():
        registered(project, pm, confidentiality=4)
    assert registered(project, pm).number == "PJ024-PLN-2026-0003"
    with pytest.raises(RuntimeError), transaction.atomic():
        registered(project, pm)
        raise RuntimeError
    assert registered(project, pm).number == "PJ024-PLN-2026-0004"
    assert registered(project, pm, kind=make_kind("MIN", name="議事録")).number == "PJ024-MIN-2026-0001"


def test_a_new_scheme_leaves_given_numbers_and_skips_those_that_are_taken(project):
    manager = make_user(Role.PMO_MANAGER)
    old = registered(project, manager)
    kinds.settle(scheme="{project}-{kind}-2026-{serial:4}", company="KK", hours=8, by=manager)
    assert registered(project, manager).number == "PJ024-PLN-2026-0002"
    kinds.settle(scheme="{kind}{fiscal}.{serial:3}", company="KK", hours=8, by=manager)
    made = registered(project, manager), registered(None, manager, confidentiality=1)
    assert [d.number for d in made] == ["PLN2026.001", "PLN2026.002"]
    old.refresh_from_db()
    assert old.number == "PJ024-PLN-2026-0001"


def test_a_wrong_scheme_is_refused_with_everything_that_is_wrong():
    with pytest.raises(ValidationError) as refused:
        checked_scheme("{projekt}/{serial:9}-{serial:4}{year:2}")
    assert len(refused.value.messages) == 5
    with pytest.raises(ValidationError):
        checked_scheme("{project")
    assert checked_scheme("{project}-{kind}-{year}-{serial:4}")


def test_everything_wrong_with_a_document_is_said_at_once(project):
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    other, owner = make_project(), make_person()
    with pytest.raises(ValidationError) as refused:
        registered(
            project, pm, deliverable=make_deliverable(other), phase=make_phase(other), owner=owner, approver=owner,
            confidentiality=5,
        )  # fmt: skip
    assert refused.value.error_dict.keys() == {"deliverable", "phase", "approver", "confidentiality"}


def test_who_could_not_read_a_secret_any_more_does_not_enter_it(project):
    clerk = make_user_of(project, Role.PMO_ADMINISTRATOR)
    with pytest.raises(ValidationError) as refused:
        registered(project, clerk, owner=make_person(), confidentiality=3)
    assert refused.value.error_dict.keys() == {"confidentiality"}
    assert registered(project, make_user_of(project, Role.PMO_CONTROLLER), owner=make_person(), confidentiality=3)


def in_force(project, by, approver):
    made = registered(project, by, approver=person_of(approver), arriving=file(), final=True)
    return approving.approve(document=approving.submit(document=made, by=by), by=approver)


def test_a_new_approved_version_makes_the_one_before_superseded(project):
    pm, sponsor = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.SPONSOR)
    made = in_force(project, pm, sponsor)
    first = made.in_force
    assert (first.label, state_of(first, made), made.approved_on) == ("1.0", "in_force", AS_OF)
    made = versions.put_up(document=made, arriving=file(b"two"), note="二版", by=pm)
    assert [(v.label, state_of(v, made)) for v in made.versions.all()] == [("1.1", "working"), ("1.0", "in_force")]
    made = versions.put_up(document=made, arriving=file(b"three"), note="三版", final=True, by=pm)
    assert [(v.label, state_of(v, made)) for v in made.versions.all()] == [
        ("2.0", "working"), ("1.1", "superseded"), ("1.0", "in_force"),
    ]  # fmt: skip
    made = approving.approve(document=approving.submit(document=made, by=pm), by=sponsor)
    assert [(v.label, state_of(v, made)) for v in made.versions.all()] == [
        ("2.0", "in_force"), ("1.1", "superseded"), ("1.0", "superseded"),
    ]  # fmt: skip
    assert made.approved_by == person_of(sponsor)
    steps = DocumentStep.objects.filter(version=made.in_force).values_list("kind", "made_by")
    assert list(steps) == [("submitted", person_of(pm).pk), ("approved", person_of(sponsor).pk)]
    assert store.content(first) == b"text"
    assert Notification.objects.filter(user_id=sponsor.pk, kind="document.approval").count() == 2


def test_nobody_approves_or_reviews_what_they_put_up(project):
    pm, lead = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.TEAM_LEADER)
    made = registered(project, pm, approver=person_of(lead))
    with pytest.raises(NotAllowed):
        versions.put_up(document=made, arriving=file(), note="x", by=lead)
    own = registered(project, lead, owner=person_of(lead), approver=person_of(pm), arriving=file())
    own = versions.put_up(document=own, arriving=file(b"2"), note="PMが直した", by=pm)
    with pytest.raises(ValidationError) as refused:
        approving.submit(document=own, by=lead)
    assert len(refused.value.messages) == 1
    waiting = make_document(project, "draft", owner=person_of(lead), approver=person_of(pm))
    Document.objects.filter(pk=waiting.pk).update(state="approval", approver=person_of(lead))
    with pytest.raises(NotAllowed):
        approving.approve(document=Document.objects.get(pk=waiting.pk), by=lead)


def test_all_that_keeps_a_draft_from_being_handed_in_is_named(project):
    pm, clerk = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.PMO_ADMINISTRATOR)
    made = registered(project, pm)
    documents.reserve(document=made, by=clerk)
    made.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        approving.submit(document=made, by=pm)
    assert len(refused.value.messages) == 3  # no version, no approver, reserved


def test_review_comes_before_approval_and_sending_back_needs_a_reason(project):
    pm, sponsor = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.SPONSOR)
    lead = make_user_of(project, Role.TEAM_LEADER)
    made = registered(project, pm, reviewer=person_of(lead), approver=person_of(sponsor), arriving=file())
    made = approving.submit(document=made, by=pm)
    assert made.state == "review"
    with pytest.raises(ValidationError):
        approving.approve(document=made, by=sponsor)
    with pytest.raises(NotAllowed):
        approving.review(document=made, by=sponsor)
    with pytest.raises(ValidationError):
        approving.send_back(document=made, remark=" ", by=lead)
    with pytest.raises(ValidationError):
        versions.put_up(document=made, arriving=file(), note="x", by=pm)
    made = approving.send_back(document=made, remark="章が足りない", by=lead)
    assert made.state == "draft"
    made = approving.review(document=approving.submit(document=made, by=pm), by=lead)
    assert approving.approve(document=made, by=sponsor).state == "approved"


def test_versions_their_way_and_the_ledger_cannot_be_changed(project):
    made = make_document(project)
    DocumentReading.objects.create(version=made.latest, kind="view", read_at=timezone.now(), read_by=make_user())
    for rows in (DocumentVersion, DocumentStep, DocumentReading):
        for alter in (lambda r: r.objects.update(id=9), lambda r: r.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                alter(rows)


def test_a_reservation_keeps_others_from_the_file_and_expires(project):
    pm, clerk = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.PMO_ADMINISTRATOR)
    made = documents.reserve(document=registered(project, pm), by=clerk)
    with pytest.raises(ValidationError) as refused:
        versions.put_up(document=made, arriving=file(b"", "x.txt"), note=" ", by=pm)
    assert refused.value.error_dict.keys() == {"__all__", "note", "files"}
    with pytest.raises(ValidationError):
        documents.reserve(document=made, by=pm)
    Document.objects.update(reserved_until=timezone.now() - timedelta(minutes=1))
    made = versions.put_up(document=Document.objects.get(), arriving=file(), note="初版", by=pm)
    assert made.reserved_by is None
    made = documents.reserve(document=made, by=clerk)
    assert versions.put_up(document=made, arriving=file(), note="二版", by=clerk).reserved_by is None


def office(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{folder}document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media", "refused"),
    [
        ("a.pdf", b"%PDF-1.7 x", "application/pdf", 0),
        ("a.docx", office("word/"), "wordprocessingml", 0),
        ("a.xlsx", office("word/"), "wordprocessingml", 1),
        ("a.pdf", b"<html><script>", "octet-stream", 1),
        ("a.png", b"%PDF-1.7", "pdf", 1),
        ("a.txt", b"plain", "octet-stream", 0),
        ("a.html", b"<html>", "octet-stream", 0),
        ("a.exe", b"MZ\x90", "octet-stream", 1),
        ("a.txt", b"#!/bin/sh", "octet-stream", 1),
        ("a.zip", office("x/"), "zip", 0),
        ("a.docx", b"PK\x03\x04 torn", "octet-stream", 1),
        ("a.txt", b"", "octet-stream", 1),
    ],
)
def test_a_file_is_judged_by_its_content(name, data, media, refused):
    found, wrong = judged(name, io.BytesIO(data))
    assert (media in found, len(wrong), all(name in w for w in wrong)) == (True, refused, True)


@pytest.mark.parametrize("place", ["https://files.example/a b", r"\\server\share\計画.xlsx", r"Z:\計画\a.xlsx"])
def test_a_file_may_lie_elsewhere(place, project):
    if " " in place:
        with pytest.raises(ValidationError):
            checked_place(place)
        return
    made = registered(project, make_user_of(project, Role.PROJECT_MANAGER), arriving=Arriving(place=place))
    assert (made.latest.place, made.latest.digest, made.latest.size) == (place, "", None)


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "http://plain.example/", "file:///etc/passwd", "https://", "x"]
)
def test_no_other_place_is_taken(place):
    with pytest.raises(ValidationError):
        checked_place(place)


def test_a_crash_between_bytes_and_row_leaves_nothing_half(project, monkeypatch):
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    made = registered(project, pm)
    before = Document.objects.values().get(), AuditEvent.objects.count()

    def crash(*_args, **_values):
        raise RuntimeError("power")

    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(versions, "change", crash)  # after the version's row, before the document's
        versions.put_up(document=made, arriving=file(b"half"), note="x", by=pm)
    assert (Document.objects.values().get(), AuditEvent.objects.count()) == before
    assert not DocumentVersion.objects.exists()
    (stray,) = [p for p in store.folder().iterdir() if len(p.name) == 64]
    now = datetime.now(UTC)
    assert (store.sweep(now), stray.exists()) == (0, True)  # its row may be on its way
    assert (store.sweep(now + timedelta(hours=47)), stray.exists()) == (1, False)
    kept = versions.put_up(document=made, arriving=file(b"whole"), note="x", by=pm)
    assert (store.sweep(now + timedelta(days=9)), store.content(kept.latest)) == (0, b"whole")


def test_a_full_disk_leaves_no_file_behind(project):
    class Full(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if size == versions.PIECE and self.tell() >= versions.PIECE:
                raise OSError(28, "No space left on device")
            return super().read(size)

    pm = make_user_of(project, Role.PROJECT_MANAGER)
    made = registered(project, pm)
    arriving = Arriving(name="a.txt", file=Full(b"x" * 200_000))
    with pytest.raises(OSError, match="space"):
        versions.put_up(document=made, arriving=arriving, note="x", by=pm)
    assert (list(store.folder().iterdir()), DocumentVersion.objects.count()) == ([], 0)


def test_damaged_bytes_are_not_handed_out(project):
    made = make_document(project, content=b"right")
    assert store.content(made.latest) == b"right"
    (store.folder() / made.latest.digest).write_bytes(b"wrong")
    assert store.content(made.latest) is None


SEES = {
    # role: the classes of project documents in force that it knows of (specification 2.0 to 2.13)
    Role.PMO_MANAGER: "0123", Role.PMO_EXPERT: "012", Role.PMO_ADMINISTRATOR: "012", Role.PMO_ANALYST: "012",
    Role.PMO_CONSULTANT: "0123", Role.PMO_CONTROLLER: "0123", Role.PROJECT_MANAGER: "0123", Role.TEAM_LEADER: "012",
    Role.MEMBER: "012", Role.SPONSOR: "0123", Role.FREELANCER: "0", Role.CLIENT: "0", Role.AUDITOR: "0123",
    Role.COORDINATOR: "", Role.FINANCE: "", Role.SYSTEM_ADMINISTRATOR: "",
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_each_role_knows_of_its_classes_and_of_no_other_document(role, project):
    for level in range(4):
        make_document(project, confidentiality=level)
        make_document(project, "draft", confidentiality=level)
    user = make_user_of(project, role)
    seen = Document.objects.visible_to(user)
    force = seen.filter(state="approved").values_list("confidentiality", flat=True)
    drafts = seen.filter(state="draft").values_list("confidentiality", flat=True)
    whole = "" if role in (Role.FREELANCER, Role.CLIENT) else SEES[role]
    assert ("".join(map(str, sorted(force))), "".join(map(str, sorted(drafts)))) == (SEES[role], whole)


def test_company_wide_documents_by_class_and_the_named_see_theirs_only_while_they_are_there(project):
    for level in range(4):
        make_document(None, confidentiality=level)
    outside = make_user(person=make_person(employer=Employer.VENDOR))
    users = [outside, make_user(), make_user(Role.PMO_EXPERT), make_user(Role.PMO_MANAGER)]
    assert [Document.objects.visible_to(u).count() for u in users] == [1, 2, 3, 4]
    owner = make_person()
    user = make_user(person=owner)
    member = make_member(project, owner, Role.MEMBER)
    make_document(project, owner=owner, confidentiality=3)
    seen = Document.objects.visible_to(user).filter(project=project)
    assert seen.count() == 1
    member.valid_to = date(2026, 11, 19)
    member.save()
    assert seen.all().count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_at_once_get_two_numbers(project):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    make_kind("PLN", name="計画書")

    def enter() -> None:
        registered(project, type(pm).objects.get(pk=pm.pk))
        connection.close()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(Document.objects.values_list("number", flat=True))
    assert numbers == [f"PJ024-PLN-2026-{n:04}" for n in range(1, 5)]
