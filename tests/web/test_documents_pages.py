"""Pages of documents: the register by the rights of its reader, 旧版 wherever a superseded file shows, the ledger."""

import io
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from factories.documents import make_document, make_kind, make_version
from factories.people import AS_OF, make_company, make_person, make_user, read_company
from factories.project import make_deliverable, make_project, make_user_of
from kaname.domains.document.actions import disposals, store
from kaname.domains.document.models import Disposal, Document, DocumentReading, DocumentVersion
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person
from kaname.domains.reporting.queries.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def project():
    return make_project(code="PJ024", name="基幹刷新", name_en="Core renewal")


def signed(user, **headers) -> Client:
    client = Client(headers=headers)
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_reading_of_a_secret_file_is_in_the_ledger_before_the_bytes_leave(project, monkeypatch):
    made = make_document(project, confidentiality=3, content=b"secret")
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    client, path = signed(pm, user_agent="Browser 1"), f"/documents/{made.number}/versions/1.0/"
    assert client.get(f"{path}file/", REMOTE_ADDR="192.0.2.7").content == b"secret"
    client.head(f"{path}file/")
    page(client, path)
    rows = DocumentReading.objects.order_by("pk").values_list("kind", "read_by", "address", "program")
    assert list(rows) == [
        ("download", pm.pk, "192.0.2.7", "Browser 1"),
        ("download", pm.pk, "127.0.0.1", "Browser 1"),
        ("view", pm.pk, "127.0.0.1", "Browser 1"),
    ]

    def full(**_values):
        raise OSError("disk full")

    monkeypatch.setattr("kaname.domains.document.actions.reading.note", full)
    with pytest.raises(OSError, match="full"):  # no line, no bytes
        client.get(f"{path}file/")


def test_files_of_lower_classes_leave_no_line(project):
    made = make_document(project, content=b"plain")
    client = signed(make_user_of(project, Role.MEMBER))
    assert client.get(f"/documents/{made.number}/versions/1.0/file/").content == b"plain"
    assert not DocumentReading.objects.exists()


def test_the_ledger_is_for_owner_pmo_manager_and_auditor(project):
    owner = make_person()
    made = make_document(project, confidentiality=3, owner=owner, content=b"x")
    reader = make_user_of(project, Role.PMO_CONTROLLER)
    signed(reader).get(f"/documents/{made.number}/versions/1.0/file/", REMOTE_ADDR="192.0.2.7")
    sees = {
        role: "192.0.2.7" in page(signed(make_user_of(project, role)), f"/documents/{made.number}/")
        for role in (Role.PMO_MANAGER, Role.AUDITOR, Role.PROJECT_MANAGER, Role.SPONSOR, Role.PMO_CONTROLLER)
    }
    assert [role for role, seen in sees.items() if seen] == [Role.PMO_MANAGER, Role.AUDITOR]


def superseded(project) -> Document:
    made = make_document(project, name="移行計画書", name_en="Migration plan", content=b"old")
    second = make_version(made, (2, 0), b"new")
    Document.objects.filter(pk=made.pk).update(in_force=second, latest=second)
    return made


def test_a_superseded_version_is_visibly_so_on_its_page_in_the_list_and_in_the_name_of_its_file(project):
    made = superseded(project)
    user = make_user_of(project, Role.MEMBER)
    ja, en = signed(user, accept_language="ja"), signed(user, accept_language="en")
    base = f"/documents/{made.number}/"
    for client, word, mark, title in (
        (ja, "旧版", "【旧版】", "移行計画書"),
        (en, "superseded", "[SUPERSEDED] ", "Migration plan"),
    ):
        client.get("/", {"lang": "ja" if client is ja else "en"})
        body = page(client, f"{base}versions/1.0/")
        assert f"● {word}" in body and f"{base}versions/2.0/" in body
        assert "doc-banner" not in page(client, f"{base}versions/2.0/")
        assert page(client, base).count("doc-old") == 1
        old, new = (client.get(f"{base}versions/{v}/file/") for v in ("1.0", "2.0"))
        name = f"{mark}{made.number}_v1.0_{title}.txt"
        assert quote(name, safe="!#$&+^`|~") in old["Content-Disposition"] or name in old["Content-Disposition"]
        assert (old.content, new.content) == (b"old", b"new")
        assert mark.strip() not in new["Content-Disposition"] and quote(mark.strip()) not in new["Content-Disposition"]


def test_no_file_is_run_or_guessed_by_a_browser(project):
    made = make_document(project)
    data = b"<html><script>alert(1)</script>"
    store.keep([data])
    make_version(made, (1, 1), data, file_name='a";x=".html', media_type="text/html")
    answer = signed(make_user_of(project, Role.MEMBER)).get(f"/documents/{made.number}/versions/1.1/file/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_a_hidden_document_is_the_same_as_none(project):
    hidden = make_document(project, confidentiality=3, name="極秘", content=b"x")
    user = make_user_of(project, Role.MEMBER)
    client = signed(user)
    for path in ("", "edit/", "versions/1.0/", "versions/1.0/file/", "versions/new/"):
        answers = [client.get(f"/documents/{number}/{path}") for number in (hidden.number, "X-9999")]
        assert [a.status_code for a in answers] == [404, 404]
        lengths = {len(a.content) for a in answers}  # numbers of one length; tokens differ
        assert (len(lengths), "極秘".encode() in answers[0].content) == (1, False)
    assert client.post(f"/documents/{hidden.number}/do/reserve/").status_code == 404
    body = page(client, "/documents/")
    assert ("極秘" in body, hidden.number in body) == (False, False)
    assert [h for h in search(user, "極秘") if h.kind == "document"] == []
    assert [h.key for h in search(make_user(Role.PMO_MANAGER), "極秘")] == [hidden.number]
    assert not DocumentReading.objects.exists()


def test_several_files_become_several_documents_and_all_their_faults_are_named_at_once(project):
    clerk = make_user_of(project, Role.PMO_ADMINISTRATOR)
    client = signed(clerk)
    base = {"project": project.pk, "kind": make_kind("MIN", name="議事録").pk, "confidentiality": 2}
    base["owner"] = Person.objects.get(user=clerk).pk
    bad = [SimpleUploadedFile("空.txt", b""), SimpleUploadedFile("a.exe", b"MZ"), SimpleUploadedFile("b.pdf", b"x")]
    answer = client.post("/documents/new/", base | {"files": bad, "approver": base["owner"], "place": "x"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert all(name in body for name in ("空.txt", "a.exe", "b.pdf"))
    assert len(answer.context["form"].errors["files"]) == 3
    assert {"files", "approver", "place"} <= answer.context["form"].errors.keys()
    good = [SimpleUploadedFile("定例 第1回.txt", b"1"), SimpleUploadedFile("定例 第2回.txt", b"2")]
    assert client.post("/documents/new/", base | {"files": good}).status_code == 302
    rows = Document.objects.order_by("number").values_list("number", "name", "latest__minor")
    assert list(rows) == [
        ("PJ024-MIN-2026-0001", "定例 第1回", 1), ("PJ024-MIN-2026-0002", "定例 第2回", 1),
    ]  # fmt: skip


def test_a_file_that_is_too_large_is_said_beside_the_field(project, settings):
    settings.UPLOAD_LIMIT = 2**20
    made = make_document(project, "draft", owner=make_person())
    client = signed(make_user_of(project, Role.PROJECT_MANAGER))
    answer = client.post(
        f"/documents/{made.number}/versions/new/", {"note": "x", "files": SimpleUploadedFile("a.txt", b"x" * 2**21)}
    )
    assert (answer.status_code, answer.context["form"].errors["files"]) == (422, ["ファイルが1 MBを超えています。"])
    assert DocumentVersion.objects.count() == 1


def test_a_document_goes_its_whole_way_by_the_pages(project):
    pm, sponsor = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.SPONSOR)
    owner, approver = Person.objects.get(user=pm), Person.objects.get(user=sponsor)
    client = signed(pm)
    form = {"project": project.pk, "kind": make_kind("PLN", name="計画書").pk, "name": "計画", "confidentiality": 2}
    form |= {"owner": owner.pk, "approver": approver.pk, "files": SimpleUploadedFile("a.txt", b"1")}
    path = client.post("/documents/new/", form)["Location"]
    assert path == "/documents/PJ024-PLN-2026-0001/"
    client.post(f"{path}versions/new/", {"note": "完成", "final": "on", "files": SimpleUploadedFile("a.txt", b"2")})
    client.post(f"{path}do/submit/")
    assert "承認をお願い" in page(signed(sponsor), "/")
    assert client.post(f"{path}do/approve/").status_code == 403
    signed(sponsor).post(f"{path}do/approve/", {"remark": "了承"})
    made = Document.objects.get()
    assert (made.state, made.in_force.label, made.approved_by) == ("approved", "1.0", approver)
    assert "了承" in page(client, path)


def test_a_stale_page_changes_nothing(project):
    made = make_document(project, "draft", owner=make_person())
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    Document.objects.update(version=5, approver=make_person())
    client = signed(pm)
    client.post(f"/documents/{made.number}/do/submit/", {"version": "4"})
    made.refresh_from_db()
    assert made.state == "draft"
    form = {"version": 4, "name": "他", "kind": made.kind_id, "owner": made.owner_id, "confidentiality": 2}
    assert client.post(f"/documents/{made.number}/edit/", form).status_code == 409


def test_disposal_by_the_pages_takes_two_people(project, django_capture_on_commit_callbacks):
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    made = make_document(project, owner=Person.objects.get(user=pm), content=b"old", name="旧設計")
    Document.objects.update(retain_until=AS_OF - timedelta(days=1))
    disposals.propose_due()
    client, manager, path = signed(pm), signed(make_user(Role.PMO_MANAGER)), f"/documents/{made.number}/"
    assert "旧設計" in page(client, "/documents/disposal/") and "旧設計" in page(client, "/")
    client.post(f"{path}do/ask/", {"remark": "年限満了"})
    client.post(f"{path}do/dispose/")
    assert Disposal.objects.get().state == "asked"
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(f"{path}do/dispose/")
    assert (Disposal.objects.get().state, list(store.folder().iterdir())) == ("disposed", [])
    answer = client.get(f"{path}versions/1.0/file/")
    assert (answer.status_code, "消去" in answer.content.decode()) == (410, True)
    assert made.latest.digest in page(client, f"{path}versions/1.0/")


def test_missing_bytes_are_told_and_not_a_fault(project):
    made = make_document(project)
    answer = signed(make_user_of(project, Role.MEMBER)).get(f"/documents/{made.number}/versions/1.0/file/")
    assert (answer.status_code, "バックアップ" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "abcd"), ("?kind=MIN", "b"), ("?project=PJ024", "abc"), ("?project=-", "d"), ("?state=review", "c"),
        ("?class=1", "d"), ("?late=1", "c"), ("?q=議事", "b"), ("?q=PAPER", "a"), ("?owner=x&state=no&class=9", "abcd"),
    ],
)  # fmt: skip
def test_the_register_is_narrowed_by_its_address(project, asked, found):
    make_document(project, number="N-a", name="資料", name_en="Paper")
    make_document(project, number="N-b", name="議事録", name_en="x", kind=make_kind("MIN", name="議事録"))
    make_document(project, "review", number="N-c", name="報告", name_en="x", review_by=date(2026, 11, 1))
    make_document(None, number="N-d", name="規程", name_en="x", confidentiality=1)
    client = signed(make_user(Role.PMO_MANAGER))
    body = page(client, f"/documents/{asked}")
    assert "".join(n for n in "abcd" if f">N-{n}<" in body) == found
    sheet = load_workbook(io.BytesIO(client.get(f"/documents/documents.xlsx{asked}").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [f"N-{n}" for n in found]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    owner = make_person()
    for _ in range(count):
        made = make_document(project, confidentiality=3, owner=owner)
        make_version(made, (1, 1))
        make_deliverable(project, status="accepted")
        Document.objects.filter(pk=made.pk).update(retain_until=AS_OF - timedelta(days=1))
    disposals.propose_due()
    client = signed(make_user(Role.PMO_MANAGER))
    for path, most in (("/documents/", 28), ("/documents/disposal/", 17), (f"/documents/{made.number}/", 23)):
        read_company()
        with django_assert_max_num_queries(most):
            page(client, path)


def test_rules_are_set_by_manager_and_expert_and_wrong_ones_are_named(project):
    expert, auditor = signed(make_user(Role.PMO_EXPERT)), signed(make_user(Role.AUDITOR))
    given = {"scheme": "{projekt}/x", "company": "KK", "hours": 8}
    answer = expert.post("/documents/rules/", given)
    assert (answer.status_code, len(answer.context["form"].errors["scheme"])) == (422, 3)
    expert.post("/documents/rules/", given | {"scheme": "{kind}-{serial:5}"})
    assert "{kind}-{serial:5}" in page(auditor, "/documents/rules/")
    assert auditor.post("/documents/rules/", given).status_code == 403
    assert signed(make_user_of(project, Role.PROJECT_MANAGER)).get("/documents/rules/").status_code == 404
    expert.post(
        "/documents/rules/kinds/new/", {"code": "SPC", "name": "仕様書", "order": 5, "retained_from": "approval"}
    )
    assert "仕様書" in page(auditor, "/documents/rules/")


def test_the_project_page_of_deliverables_shows_its_documents(project):
    deliverable = make_deliverable(project, name="移行手順")
    made = make_document(project, name="移行手順書", deliverable=deliverable)
    make_document(project, name="極秘", confidentiality=3)
    body = page(signed(make_user_of(project, Role.MEMBER)), "/projects/PJ024/deliverables/")
    assert (made.number in body, "極秘" in body) == (True, False)
