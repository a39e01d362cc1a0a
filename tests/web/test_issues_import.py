"""A list of issues taken over: looked at first, then as one; the same file twice changes nothing (mission row S80)."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.issues import make_issue
from factories.people import AS_OF, make_company, make_person
from factories.project import make_member, make_project, make_user_of
from kaname.domains.control.actions import issue_import, issue_steps, issues
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.exchange.issue_files import read_issues

pytestmark = pytest.mark.django_db
SOON = AS_OF + timedelta(days=14)
UP, OLD, END = date(2026, 11, 2), date(2026, 10, 9), date(2026, 10, 8)
HEAD = [
    "No.",
    "件名",
    "事象",
    "区分",
    "発生日",
    "起票者",
    "担当者",
    "期限",
    "優先度",
    "状態",
    "対応方針",
    "完了日",
    "備考",
]
ROWS = [
    [1, "環境が止まる", "夜に落ちる", "課題", UP, "佐藤", "山田", SOON, "高", "対応中", "増強", None, "x"],
    [2, "画面の色", "", "ToDo", date(2026, 11, 3), "", "山田 太郎", SOON, "低", "未着手", "", None, ""],
    [3, "担当なし", "", "課題", date(2026, 11, 3), "", "", SOON, "", "対応中", "", None, ""],
    [4, "知らない人", "", "課題", date(2026, 11, 3), "", "誰か", SOON, "", "対応中", "", None, ""],
    [5, "終わった", "", "課題", date(2026, 10, 1), "", "山田", OLD, "", "完了", "", END, ""],
    [6, "日付がない", "", "課題", date(2026, 11, 3), "", "山田", "来週中", "", "対応中", "", None, ""],
    [6, "番号が同じ", "", "課題", date(2026, 11, 3), "", "山田", SOON, "", "対応中", "", None, ""],
    [7, "期限が前", "", "課題", date(2026, 11, 10), "", "山田", date(2026, 11, 3), "", "対応中", "", None, ""],
    [8, "不要", "", "質問", date(2026, 11, 3), "", "山田", SOON, "", "却下", "", None, ""],
]  # fmt: skip


@pytest.fixture(autouse=True)
def company(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_company()


@pytest.fixture
def project():
    made = make_project(code="A")
    make_member(made, make_person(name="山田 太郎", code="Y1"), Role.MEMBER)
    return made


@pytest.fixture
def pm(project):
    return make_user_of(project, Role.PROJECT_MANAGER)


def book(rows=ROWS, head=HEAD) -> bytes:
    """課題管理表 as people keep it: a title above, the head in the third row."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "課題管理表"
    sheet.append(["会計更改プロジェクト 課題管理表"])
    sheet.append([])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def listed(data: bytes, name: str = "課題管理表.xlsx"):
    return read_issues(data, name)


def signed_in(user) -> Client:
    client = Client(headers={"Accept-Language": "ja"})
    client.force_login(user)
    return client


def send(client: Client, data: bytes, name: str = "課題管理表.xlsx"):
    return client.post("/projects/A/issues/import/", {"file": SimpleUploadedFile(name, data)})


def digest_in(text: str) -> str:
    return text.split('name="digest" value="')[1].split('"')[0]


def test_looking_at_a_list_writes_nothing(project, pm):
    before = AuditEvent.objects.count()
    taken = issue_import.look(project=project, found=listed(book()), by=pm)
    assert dict(taken.counts) == {"made": 7, "refused": 2}
    assert (Issue.objects.count(), IssueStep.objects.count(), AuditEvent.objects.count()) == (0, 0, before)


def test_whole_rows_arrive_as_they_stand_and_the_rest_to_be_sorted(project, pm):
    taken = issue_import.take_over(project=project, found=listed(book()), by=pm)
    states = dict(Issue.objects.values_list("title", "state"))
    assert states == {
        "環境が止まる": "working", "画面の色": "raised", "担当なし": "raised", "知らない人": "raised",
        "終わった": "closed",
        "日付がない": "raised", "不要": "rejected",
    }  # fmt: skip
    first = Issue.objects.get(title="環境が止まる")
    assert (first.code, first.owner.name, first.due, first.kind) == ("A-課-0001", "山田 太郎", SOON, "issue")
    assert (first.priority.name, first.response, first.raised_on) == ("HIGH", "増強", UP)
    assert [step.state for step in first.steps.all()] == ["working"]
    closed = Issue.objects.get(title="終わった")
    assert (closed.closed_by, closed.closed_on, closed.closed_by != closed.owner) == (
        pm.person,
        date(2026, 10, 8),
        True,
    )
    refused = {line.title: line.said for line in taken.lines if line.deed == "refused"}
    assert set(refused) == {"番号が同じ", "期限が前"}
    assert all(refused.values())
    said = {line.title: " ".join(line.said) for line in taken.lines}
    assert "誰か" in said["知らない人"]
    assert "来週中" in said["日付がない"]


def test_the_same_file_twice_changes_nothing(project, pm):
    issue_import.take_over(project=project, found=listed(book()), by=pm)
    events, steps = AuditEvent.objects.count(), IssueStep.objects.count()
    taken = issue_import.take_over(project=project, found=listed(book()), by=pm)
    assert dict(taken.counts) == {"same": 7, "refused": 2}
    assert (AuditEvent.objects.count(), IssueStep.objects.count()) == (events, steps)


def test_only_what_changed_in_the_list_is_taken_and_what_people_wrote_stays(project, pm):
    issue_import.take_over(project=project, found=listed(book()), by=pm)
    issues.update(issue=Issue.objects.get(title="環境が止まる"), by=pm, response="別の案", event="詳しい説明")
    rows = [list(row) for row in ROWS]
    rows[0][2], rows[0][7], rows[0][9] = "夜と朝に落ちる", SOON + timedelta(days=7), "完了"
    taken = issue_import.take_over(project=project, found=listed(book(rows)), by=pm)
    assert (taken.counts["changed"], taken.counts["same"]) == (1, 6)
    made = Issue.objects.get(title="環境が止まる")
    assert (made.response, made.event, made.due) == ("別の案", "夜と朝に落ちる", SOON + timedelta(days=7))
    assert [step.state for step in made.steps.all()][-2:] == ["resolved", "closed"]
    assert made.closed_by == pm.person


def test_after_sorting_no_row_lacks_kind_owner_and_due_date(project, pm):
    owner = make_user_of(project, Role.MEMBER).person
    kinds = ["課題", "リスク", "ToDo", "質問", "変更", "不具合", ""]
    rows = [[n, f"行{n}", "", kinds[n % 7], None, "", "", None, "", "", "", None, ""] for n in range(1, 301)]
    taken = issue_import.take_over(project=project, found=listed(book(rows)), by=pm)
    assert taken.counts["made"] == 300
    waiting = Issue.objects.filter(project=project, state="raised")
    assert waiting.count() == 300
    values = {"owner": owner, "due": SOON}
    issues.sort(rows=[(i, values | {"kind": i.kind or "issue"}) for i in waiting], by=pm)
    assert not Issue.objects.filter(state="raised").exists()
    assert not Issue.objects.filter(owner=None).exists()
    assert set(Issue.objects.values_list("kind", flat=True)) == {
        "issue",
        "risk",
        "todo",
        "question",
        "change",
        "defect",
    }


def test_the_workbook_that_kaname_wrote_comes_back_unchanged_and_with_what_was_edited_in_excel(project, pm):
    member = make_person(name="鈴木 花子", code="S1")
    make_member(project, member, Role.MEMBER)
    made = make_issue(project, owner=member, urgency=3, importance=1, title="環境", title_en="The environment")
    held = make_issue(project, (("raised", AS_OF), ("held", AS_OF)), owner=member, title="待ち")
    for language in ("ja", "en"):
        client = signed_in(pm)
        data = client.get("/issues/issues.xlsx", {"project": "A", "state": "all", "lang": language}).content
        taken = issue_import.take_over(project=project, found=listed(data), by=pm)
        assert dict(taken.counts) == {"same": 2}, (language, [(line.changes, line.said) for line in taken.lines])
    workbook = openpyxl.load_workbook(
        BytesIO(client.get("/issues/issues.xlsx", {"project": "A", "lang": "ja"}).content)
    )
    sheet = workbook.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == made.code:
            row[head.index("件名")].value = "検証環境"
    out = BytesIO()
    workbook.save(out)
    taken = issue_import.take_over(project=project, found=listed(out.getvalue()), by=pm)
    assert dict(taken.counts) == {"changed": 1, "same": 1}
    made.refresh_from_db()
    held.refresh_from_db()
    assert (made.title, made.title_en, made.urgency, held.state) == ("検証環境", "", 3, "held")


def test_a_file_is_looked_at_and_then_taken_over_on_the_page(project, pm):
    client = signed_in(pm)
    looked = send(client, book()).content.decode()
    assert "新規7件、変更0件、変わらず0件、取り込めない行2件。" in looked
    for said in (
        "同じ番号の行が上にあります。",
        "期限が発生日より前です。",
        "備考",
        "4件は、起票として仕分けを待ちます",
    ):
        assert said in looked
    assert not Issue.objects.exists()
    done = client.post("/projects/A/issues/import/", {"digest": digest_in(looked), "name": "課題管理表.xlsx"})
    assert "取り込みました。新規7件" in done.content.decode()
    assert Issue.objects.count() == 7
    again = send(client, book()).content.decode()
    assert "新規0件、変更0件、変わらず7件" in again
    assert "すべて登録済みです" in again


def test_what_is_no_list_of_issues_is_said_to_be_none(project, pm):
    client = signed_in(pm)
    for data, name in (
        (book(rows=[["a", "b"]], head=["品名", "数量"]), "x.xlsx"),
        (b"\x00\x01", "x.xlsx"),
        (b"", "x.csv"),
    ):
        refused = send(client, data, name)
        assert refused.status_code == 422
        assert "field-error" in refused.content.decode()
    gone = client.post("/projects/A/issues/import/", {"digest": "0" * 64, "name": "x"}, follow=True)
    assert "もう一度" in gone.content.decode() or "ありません" in gone.content.decode()
    assert not Issue.objects.exists()


def test_who_may_not_edit_takes_nothing_over(project):
    sponsor = signed_in(make_user_of(project, Role.SPONSOR))
    assert sponsor.get("/projects/A/issues/import/").status_code == 404
    assert send(sponsor, book()).status_code == 404


def test_an_issue_that_went_further_here_is_left_so(project, pm):
    issue_import.take_over(project=project, found=listed(book(ROWS[:1])), by=pm)
    made = Issue.objects.get()
    issue_steps.move(issue=made, to="resolved", by=pm, result="増強した")
    rows = [list(ROWS[0])]
    rows[0][9] = "未着手"
    taken = issue_import.take_over(project=project, found=listed(book(rows)), by=pm)
    assert (taken.lines[0].deed, bool(taken.lines[0].said)) == ("same", True)
    made.refresh_from_db()
    assert made.state == "resolved"
